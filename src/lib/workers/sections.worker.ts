/** The sections worker: what stands below a verdict, with a page's width of messages around it. Knows no page. */
import { expose } from 'comlink';
import { deepen } from '../coupling/deepen';
import type { Diagnosis } from '../coupling/diagnosis';
import { holdOut, type HoldOutRequest } from '../coupling/forecasting';
import type { DiagnosisOptions } from '../coupling/options';
import { singleModel, type SingleModelInput } from '../coupling/reference/singleModel';
import type { ScoreTable } from '../scores/table';
import { createJobs, type RemoteListener } from './jobs';

const jobs = createJobs();

const api = {
  ready: jobs.ready,
  cancel: jobs.cancel,
  deepen: (
    job: number,
    table: ScoreTable,
    diagnosis: Diagnosis,
    reference: ScoreTable | null,
    listener: RemoteListener | null,
  ) => jobs.run(job, listener, (control) => deepen(table, diagnosis, reference, control)),
  holdOut: (
    job: number,
    table: ScoreTable,
    options: DiagnosisOptions,
    request: HoldOutRequest,
    listener: RemoteListener | null,
  ) => jobs.run(job, listener, () => holdOut(table, options, request)),
  singleModel: (
    job: number,
    reference: ScoreTable,
    input: SingleModelInput,
    options: DiagnosisOptions,
    listener: RemoteListener | null,
  ) => jobs.run(job, listener, (control) => singleModel(reference, input, options, control)),
};

export type SectionsApi = typeof api;

expose(api);
