/**
 * What can be asked of a loaded model, by name. A job is a pure function of the model, a plain request and its control; to
 * add one is to name it here. Requests and results go between threads: plain data, typed arrays, no functions.
 */
import { generate, type GeneratedToken, type GenerateRequest } from '../models/runtime/tokenLoop';
import type { LanguageModel } from '../models/languageModel';
import { HEADS_JOBS } from './headsJobs';
import type { JobControl } from './jobs';
import { STEER_JOBS, type SteerJobParts } from './steerJobs';

export interface ModelJobControl extends JobControl {
  /** Hands a part of the result to the page while the job goes on. */
  onPart(part: unknown): void;
}

export const MODEL_JOBS = {
  generate: (
    model: LanguageModel,
    request: GenerateRequest,
    { onPart, onProgress, signal }: ModelJobControl,
  ) =>
    generate(model, request, {
      signal,
      onToken(token) {
        onPart(token);
        onProgress((token.step + 1) / request.maxTokens, 'Generating');
      },
    }),
  ...STEER_JOBS,
  ...HEADS_JOBS,
};

/** What a job hands over as it goes; jobs that are not named hand over nothing. */
export interface ModelJobParts extends SteerJobParts {
  generate: GeneratedToken;
}

export type ModelJobs = typeof MODEL_JOBS;
export type ModelJobName = keyof ModelJobs;
export type ModelJobRequest<Name extends ModelJobName> = Parameters<ModelJobs[Name]>[1];
export type ModelJobResult<Name extends ModelJobName> = Awaited<ReturnType<ModelJobs[Name]>>;
export type ModelJobPart<Name extends ModelJobName> = Name extends keyof ModelJobParts
  ? ModelJobParts[Name]
  : never;
