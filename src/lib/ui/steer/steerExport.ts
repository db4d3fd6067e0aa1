/** The files of the Steer page's Export menu. What nothing else needs is loaded when it is asked for. */
import { writeControlVector } from '$lib/models/steering/controlVector';
import { DEFAULT_ALPHAS } from '$lib/models/steering/experiment';
import { formatPairs } from '$lib/models/steering/pairsCsv';
import { resultsJson, steerResults, type SteerResults } from '$lib/models/steering/results';
import { vectorJson } from '$lib/models/steering/vectorJson';
import { downloadBytes, downloadText } from '../download';
import { pairsOf } from './prompts';
import { proofOf } from './publishedSteering.svelte';
import { DRAWS, type SteerPage } from './steerPage.svelte';

export type SteerExport = 'results' | 'table' | 'vector' | 'gguf' | 'pairs';

/** As the Export menu names them. */
export const STEER_EXPORTS: { kind: SteerExport; name: string }[] = [
  { kind: 'results', name: 'Results JSON' },
  { kind: 'table', name: 'Results CSV' },
  { kind: 'vector', name: 'Vector JSON' },
  { kind: 'gguf', name: 'Vector GGUF' },
  { kind: 'pairs', name: 'Pairs CSV' },
];

export async function exportSteering(kind: SteerExport, page: SteerPage): Promise<void> {
  const { fileWord } = await import('$lib/export/fileName');
  const id = fileWord(page.report?.identity.id ?? 'model');
  const name = (extension: string) => `crossover-steer-${id}-layer${page.layer}.${extension}`;
  const version = __CROSSOVER_VERSION__;
  if (kind === 'pairs') {
    const { fit, heldOut } = pairsOf(page.state.pairs, page.taught, page.state.seed);
    return downloadText(formatPairs([...fit, ...heldOut]), `crossover-pairs-${id}.csv`, 'text/csv');
  }
  const { report } = page;
  const direction = page.direction;
  if (!report || !direction) return;
  if (kind === 'vector') {
    const file = {
      model: report.identity,
      direction,
      readAt: page.imported ? null : page.state.readAt,
      pairs: page.imported ? null : (page.calibration.result?.pairs.fit ?? null),
    };
    return downloadText(vectorJson(file, version), name('vector.json'), 'application/json');
  }
  if (kind === 'gguf') {
    try {
      const layers = new Map([[direction.layer, page.strengthOne(direction)]]);
      return downloadBytes(writeControlVector({ modelHint: report.identity.id, layers }), name('gguf'));
    } catch (error) {
      page.notice = `No GGUF file was written: ${error instanceof Error ? error.message : String(error)}.`;
      return;
    }
  }
  const results = await resultsOf(page, version);
  if (!results) return;
  if (kind === 'results') downloadText(resultsJson(results), name('json'), 'application/json');
  else {
    const { resultsCsv } = await import('$lib/models/steering/resultsCsv');
    downloadText(resultsCsv(results), name('csv'), 'text/csv');
  }
}

/** What was measured, as a file has it; measured first where it was not. */
async function resultsOf(page: SteerPage, version: string): Promise<SteerResults | null> {
  if (!page.experiment.result) await page.measure();
  const { report, direction, imported } = page;
  const experiment = page.experiment.result?.result;
  const calibration = page.calibration.result;
  if (!report || !direction || !experiment || !calibration) return null;
  const { pairs, readAt, seed } = page.state;
  return steerResults({
    experiment,
    model: report.identity,
    shape: report.shape,
    source: imported
      ? { kind: 'imported', readAt: null, pairs: null, set: imported.from }
      : { kind: 'pairs', readAt, pairs: calibration.pairs, set: pairs.kind === 'set' ? pairs.set : 'own' },
    direction,
    heldOut: imported ? null : (calibration.layers.at(direction.layer)?.heldOut ?? null),
    selfCheck: proofOf(report),
    options: { seed, draws: DRAWS, alphas: DEFAULT_ALPHAS, prompts: page.prompts.name },
    recipe: null,
    version,
  });
}
