/** The Frontier worker: panel texts, the reader's rows and options in, the analysis out. Knows no page. */
import { expose } from 'comlink';
import { frontierAnswer, parsePanels, type PanelTexts } from '../frontier/answer';
import type { FrontierOptions } from '../frontier/options';
import type { ScoreTable } from '../scores/table';
import { createJobs, type RemoteListener } from './jobs';

const jobs = createJobs();
/** The same texts come with every call, so that a fresh worker needs nothing of an older one; they are parsed once. */
let parsed: { texts: PanelTexts; panels: ReturnType<typeof parsePanels> } | null = null;

function panelsOf(texts: PanelTexts) {
  if (parsed?.texts.frontier !== texts.frontier || parsed.texts.wide !== texts.wide)
    parsed = { texts, panels: parsePanels(texts) };
  return parsed.panels;
}

const api = {
  ready: jobs.ready,
  cancel: jobs.cancel,
  compute: (
    job: number,
    texts: PanelTexts,
    user: ScoreTable | null,
    options: FrontierOptions,
    listener: RemoteListener | null,
  ) =>
    jobs.run(job, listener, ({ signal, onProgress }) =>
      frontierAnswer(panelsOf(texts), user, options, {
        signal,
        onProgress: (fraction) => onProgress(fraction, 'Fitting the line and its company'),
      }),
    ),
};

export type FrontierApi = typeof api;

expose(api);
