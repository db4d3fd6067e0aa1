/** The Atlas worker: all families of a table, and the population they are. Knows no page. */
import { expose } from 'comlink';
import type { LinkTo } from '../atlas/survey';
import { surveyFamilies } from '../atlas/survey';
import { populationView, type DrawFamilies } from '../atlas/populationView';
import { openBackend } from '../coupling/backend';
import type { DiagnosisOptions } from '../coupling/options';
import { encodePermalink } from '../permalink/encode';
import { PermalinkError } from '../permalink/error';
import type { ScoreTable } from '../scores/table';
import { createJobs, type RemoteListener } from './jobs';

const jobs = createJobs();
/** Opened by the first population and kept: the families of the cards are computed on the CPU. */
let backend: ReturnType<typeof openBackend> | null = null;
const opened = () => (backend ??= openBackend());

/** A link to Diagnose; empty for a family that no link can carry. */
const linkTo: LinkTo = async (table, options) => {
  const { family } = options;
  const source =
    table.panel === null
      ? { kind: 'table' as const, table }
      : { kind: 'panel' as const, panel: table.panel, family };
  try {
    return (await encodePermalink({ v: 1, source, options, digest: null, items: null })).fragment;
  } catch (error) {
    if (!(error instanceof PermalinkError)) throw error;
    return '';
  }
};

const api = {
  ready: jobs.ready,
  cancel: jobs.cancel,
  survey: (
    job: number,
    table: ScoreTable,
    options: DiagnosisOptions,
    own: boolean,
    listener: RemoteListener | null,
  ) => jobs.run(job, listener, (control) => surveyFamilies(table, options, own, linkTo, control)),
  population: (job: number, table: ScoreTable, options: DiagnosisOptions, listener: RemoteListener | null) =>
    jobs.run(job, listener, async (control) => {
      const device = await opened();
      const draw: DrawFamilies = (its, watch) => device.run('meta', its, watch);
      return populationView(table, options, draw, control);
    }),
};

export type AtlasApi = typeof api;

expose(api);
