/** The diagnosis worker: the engine with a page's width of messages around it. Knows no page. */
import { expose } from 'comlink';
import { openBackend } from '../coupling/backend';
import { diagnose } from '../coupling/diagnose';
import type { ItemBootstrap } from '../coupling/diagnosis';
import type { DiagnosisOptions } from '../coupling/options';
import { summariseFamilies } from '../coupling/summary';
import { runInPlace, twinOf, type RunTwin } from '../coupling/twins';
import type { ScoreTable } from '../scores/table';
import { createJobs, type RemoteListener } from './jobs';
import { createPool, type Pool } from './pool';

const jobs = createJobs();
/** Opened by the first job and kept: a device and its compiled kernels outlive a diagnosis. */
let backend: ReturnType<typeof openBackend> | null = null;
const opened = () => (backend ??= openBackend(undefined, onCpu));

/** Draws from which other cores are worth waking; fewer are done before a message has gone to and fro. */
const MANY = 500_000;
let pool: Pool | null = null;
const onCpu: RunTwin = (kind, job, control) =>
  twinOf(kind).pieces(job) < MANY
    ? runInPlace(kind, job, control)
    : (pool ??= createPool()).run(kind, job, control);

const api = {
  ready: jobs.ready,
  cancel: jobs.cancel,
  diagnose: (
    job: number,
    table: ScoreTable,
    options: DiagnosisOptions,
    items: ItemBootstrap | null,
    listener: RemoteListener | null,
  ) =>
    jobs.run(job, listener, async (control) =>
      diagnose(table, options, await opened(), { ...control, items }),
    ),
  summariseFamilies: (job: number, table: ScoreTable, options: DiagnosisOptions) =>
    jobs.run(job, null, (control) => summariseFamilies(table, options, control)),
  backend: async () => {
    const { kind, adapter, note } = await opened();
    return { kind, adapter, note };
  },
};

export type DiagnosisApi = typeof api;

expose(api);
