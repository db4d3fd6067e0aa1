/** A worker of the pool: computes ranges of CPU twins' jobs, with messages around them. Knows no page. */
import { expose, transfer } from 'comlink';
import { twinOf, type TwinJob, type TwinKind } from '../coupling/twins';
import type { DrawRange } from '../stats/portions';
import { createJobs, type RemoteListener } from './jobs';
import { buffersOf } from './transferable';

const jobs = createJobs();
/** Jobs that several portions are computed of, by the pool's number. */
const held = new Map<number, unknown>();

const api = {
  ready: jobs.ready,
  cancel: jobs.cancel,
  /**
   * One range of a job's pieces.
   * @param whole number of the whole job, by which it is kept here
   * @param work the job itself, or null when this worker should have it
   * @returns null when it has not: then it must be sent along
   */
  portion: <K extends TwinKind>(
    job: number,
    kind: K,
    whole: number,
    work: TwinJob<K> | null,
    pieces: DrawRange,
    listener: RemoteListener | null,
  ) =>
    jobs.run(job, listener, async ({ signal, onProgress }) => {
      if (work !== null) held.set(whole, work);
      const known = held.get(whole) as TwinJob<K> | undefined;
      if (known === undefined) return null;
      const told = { signal, onProgress: (fraction: number) => onProgress(fraction, kind) };
      const answer = await twinOf(kind).run(known, told, pieces);
      return transfer({ answer }, buffersOf(answer));
    }),
  forget: (whole: number) => void held.delete(whole),
};

export type ComputeApi = typeof api;

expose(api);
