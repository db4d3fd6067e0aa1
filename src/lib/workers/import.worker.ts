/** The import worker: files are read, recognised and turned into a table here, however large they are. Knows no page. */
import { expose } from 'comlink';
import type { ColumnRole, ImportSource } from '../scores/import/draft';
import { createImportSession, type ImportOptions } from '../scores/import/session';
import { createJobs, type RemoteListener } from './jobs';

const jobs = createJobs();
const session = createImportSession();

const api = {
  ready: jobs.ready,
  cancel: jobs.cancel,
  read: (job: number, sources: ImportSource[], listener: RemoteListener | null, options: ImportOptions) =>
    jobs.run(job, listener, ({ signal, onProgress }) =>
      session.read(sources, { signal, progress: (fraction) => onProgress(fraction, 'reading') }, options),
    ),
  useColumns: (job: number, roles?: ColumnRole[]) => jobs.run(job, null, () => session.useColumns(roles)),
  table: (job: number, families?: string[]) => jobs.run(job, null, () => session.table(families)),
};

export type ImportApi = typeof api;

expose(api);
