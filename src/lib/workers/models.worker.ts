/** The model worker: holds one language model, and does the jobs of modelJobs.ts with it. Knows no page. */
import { expose, releaseProxy, type ProxyMarked, type Remote } from 'comlink';
import { openByteStore } from '../models/runtime/byteStore';
import { NoModelError } from '../models/runtime/errors';
import { loadModel, type LoadReport, type LoadRequest } from '../models/runtime/load';
import type { SessionModel } from '../models/runtime/sessionModel';
import { createJobs, type JobControl, type RemoteListener } from './jobs';
import { MODEL_JOBS, type ModelJobControl, type ModelJobName } from './modelJobs';

type PartListener = Remote<((part: unknown) => void) & ProxyMarked>;

const jobs = createJobs();
const store = openByteStore();
const locks: LockManager | undefined = navigator.locks;
let model: SessionModel | null = null;

const api = {
  ready: jobs.ready,
  cancel: jobs.cancel,
  load: (job: number, request: LoadRequest, listener: RemoteListener | null): Promise<LoadReport> =>
    jobs.run(job, listener, async (control) => {
      const loaded = await loadModel(request, { store, locks }, control);
      model = loaded.model;
      return loaded.report;
    }),
  run: (
    job: number,
    name: ModelJobName,
    request: unknown,
    listener: RemoteListener | null,
    parts: PartListener | null,
  ): Promise<unknown> =>
    jobs.run(job, listener, async (control) => {
      if (!model) throw new NoModelError('No model is loaded; choose one first.');
      const work = MODEL_JOBS[name] as (
        model: SessionModel,
        request: unknown,
        control: ModelJobControl,
      ) => Promise<unknown>;
      try {
        return await work(model, request, { ...control, onPart: telling(parts, control) });
      } finally {
        parts?.[releaseProxy]();
      }
    }),
};

/** Nobody waits for a part to arrive, and a page that has gone does not stop the work. */
const telling =
  (parts: PartListener | null, { signal }: JobControl) =>
  (part: unknown) => {
    if (parts && !signal.aborted) parts(part).catch(() => undefined);
  };

export type ModelsApi = typeof api;

expose(api);
