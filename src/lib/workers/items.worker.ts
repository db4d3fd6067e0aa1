/** The worker that reads samples logs, however large, and keeps the results of single items. Knows no page. */
import { expose, transfer } from 'comlink';
import { openBackend } from '../coupling/backend';
import { itemEvidence, type ItemRequest } from '../coupling/itemEvidence';
import { itemNoiseOf, recommendedCorrelation } from '../coupling/itemNoise';
import { alignItems } from '../coupling/itemResults';
import type { ItemSource } from '../scores/items/itemImport';
import { createItemSession } from '../scores/items/session';
import { createJobs, type RemoteListener } from './jobs';
import { createPool } from './pool';

const jobs = createJobs();
const session = createItemSession();
/** Opened by the first bootstrap and kept. Without a GPU the items are drawn on all cores. */
let backend: ReturnType<typeof openBackend> | null = null;
const opened = () => (backend ??= openBackend(undefined, createPool().run));

const api = {
  ready: jobs.ready,
  cancel: jobs.cancel,
  read: (job: number, sources: ItemSource[], listener: RemoteListener | null) =>
    jobs.run(job, listener, ({ signal, onProgress }) =>
      session.read(sources, {
        signal,
        progress: (bytes, total) => onProgress(total === 0 ? 1 : bytes / total, 'reading'),
      }),
    ),
  nameModels: (job: number, names: Record<string, string>) =>
    jobs.run(job, null, () => session.nameModels(names)),
  scores: (job: number) => jobs.run(job, null, () => session.scores()),
  correlation: (job: number, pair: readonly [string, string], models: readonly string[]) =>
    jobs.run(job, null, () =>
      recommendedCorrelation(pair.map((key) => itemNoiseOf(alignItems(session.table(key), models)))),
    ),
  bootstrap: (
    job: number,
    [first, second]: readonly [string, string],
    request: ItemRequest,
    listener: RemoteListener | null,
  ) =>
    jobs.run(job, listener, async ({ signal, onProgress }) => {
      const device = await opened();
      return itemEvidence(
        [session.table(first), session.table(second)],
        request,
        (work, control) => device.run('items', work, control),
        { signal, onProgress: (fraction) => onProgress(fraction, 'Resampling the items') },
      );
    }),
  table: (job: number, key: string) =>
    jobs.run(job, null, () => {
      const table = session.table(key);
      return transfer(table, [table.results.buffer]);
    }),
};

export type ItemsApi = typeof api;

expose(api);
