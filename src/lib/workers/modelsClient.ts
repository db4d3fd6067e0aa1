/**
 * The page's side of the model worker. Contract: one model at a time, each load on a fresh worker, since a runtime's memory
 * never shrinks; a cancelled load ends its worker; a job whose worker was ended loads the same model again first.
 */
import { proxy } from 'comlink';
import { type ByteStore, openByteStore } from '../models/runtime/byteStore';
import type { LoadReport, LoadRequest } from '../models/runtime/load';
import { startWorker } from './bootstrap';
import type { ProgressListener } from './jobs';
import type { ModelJobName, ModelJobPart, ModelJobRequest, ModelJobResult } from './modelJobs';
import type { ModelsApi } from './models.worker';
import workerUrl from './models.worker.ts?worker&url';
import { supervise, type Supervisor } from './supervisor';

/** Address of the worker’s script. */
export const MODEL_WORKER = workerUrl;

export interface ModelHooks {
  /** Share done, 0…1, and what is being done, with bytes while files come. */
  onProgress?: ProgressListener;
  signal?: AbortSignal;
}

export interface ModelJobHooks<Name extends ModelJobName> extends ModelHooks {
  /** Parts of the result as they are made; not called after the call has settled. */
  onPart?(part: ModelJobPart<Name>): void;
}

export interface ModelsClient {
  /**
   * Loads a model and proves it; one that was loaded before is given up. A newer load aborts the one under way.
   * @throws AbortError, or the signal's reason; by name: DownloadError, ModelFilesError, UnsupportedModelError,
   *   OnnxFormatError, ModelMemoryError, ModelDeviceError; WorkerCrashError
   */
  load(request: LoadRequest, hooks?: ModelHooks): Promise<LoadReport>;
  /** Does a job with the loaded model. @throws NoModelError by name; what the job throws; as `load` */
  run<Name extends ModelJobName>(
    name: Name,
    request: ModelJobRequest<Name>,
    hooks?: ModelJobHooks<Name>,
  ): Promise<ModelJobResult<Name>>;
  /** Files kept in this browser; needs no worker. */
  readonly store: ByteStore;
  /** Ends the worker; calls under way are rejected as aborted. */
  dispose(): void;
}

interface Held {
  supervisor: Supervisor<ModelsApi>;
  request: LoadRequest;
  loaded: boolean;
}

/** One token of a large model on a slow machine takes seconds, and to load it again takes longer. */
const GRACE = 3000;

/** A client; its worker starts with the first load. */
export function createModelsClient(): ModelsClient {
  let current: Held | null = null;
  let loading = new AbortController();

  function begin(request: LoadRequest): Held {
    end();
    const supervisor = supervise<ModelsApi>(
      'The model worker',
      () => startWorker(workerUrl, 'models'),
      GRACE,
    );
    return (current = { supervisor, request, loaded: false });
  }

  function end() {
    current?.supervisor.dispose();
    current = null;
  }

  async function load(request: LoadRequest, { onProgress, signal }: ModelHooks = {}): Promise<LoadReport> {
    loading.abort(new DOMException('another model was chosen', 'AbortError'));
    loading = new AbortController();
    const both = signal ? AbortSignal.any([signal, loading.signal]) : loading.signal;
    both.throwIfAborted();
    const own = begin(request);
    try {
      const report = await own.supervisor.call((api, job, listener) => api.load(job, request, listener), {
        onProgress,
        signal: both,
        repeatable: false,
      });
      own.loaded = true;
      return report;
    } catch (error) {
      // What a failed load took of the runtime’s memory comes back only with its worker.
      if (current === own) end();
      throw error;
    }
  }

  async function run<Name extends ModelJobName>(
    name: Name,
    request: ModelJobRequest<Name>,
    { onProgress, signal, onPart }: ModelJobHooks<Name> = {},
  ): Promise<ModelJobResult<Name>> {
    if (!current) throw new DOMException('No model is loaded; choose one first.', 'InvalidStateError');
    const own = current;
    let settled = false;
    const listen = (part: unknown) => {
      if (!settled) onPart?.(part as ModelJobPart<Name>);
    };
    const once = () =>
      own.supervisor.call(
        (api, job, listener) => api.run(job, name, request, listener, onPart ? proxy(listen) : null),
        { onProgress, signal, repeatable: false },
      ) as Promise<ModelJobResult<Name>>;
    try {
      return await once();
    } catch (error) {
      const restarted = error instanceof Error && error.name === 'NoModelError' && own.loaded;
      if (error instanceof Error && error.name === 'ModelMemoryError' && current === own) end();
      if (!restarted) throw error;
      await own.supervisor.call((api, job, listener) => api.load(job, own.request, listener), {
        onProgress,
        signal,
        repeatable: false,
      });
      return await once();
    } finally {
      settled = true;
    }
  }

  return { load, run, store: openByteStore(), dispose: end };
}
