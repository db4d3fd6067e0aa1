/** The files of the Atlas' Export menu. What writes them is loaded when it is asked for. */
import type { AtlasFamily } from '$lib/atlas/family';
import type { PopulationView } from '$lib/atlas/populationView';
import { publishedFor, publishedScale, type PublishedScale } from '$lib/atlas/publishedScales';
import { downloadText } from '../download';

export type AtlasExport = 'population' | 'csv';

/** As the Export menu names them. */
export const ATLAS_EXPORTS: { kind: AtlasExport; name: string }[] = [
  { kind: 'population', name: 'Population JSON' },
  { kind: 'csv', name: 'Table CSV' },
];

/** What the paper's table says of a family shown; null where it speaks of other benchmarks, or of no such family. */
export const publishedOf = ({ family, own, benchmark2 }: AtlasFamily): PublishedScale | null =>
  own || !publishedFor(benchmark2.task) ? null : publishedScale(family);

export async function exportAtlas(
  kind: AtlasExport,
  panel: string,
  families: readonly AtlasFamily[],
  view: PopulationView | null,
): Promise<void> {
  const { fileWord } = await import('$lib/export/fileName');
  if (kind === 'csv') {
    const { atlasCsv } = await import('$lib/export/atlasCsv');
    downloadText(atlasCsv(families, publishedOf), `crossover-atlas-${fileWord(panel)}.csv`, 'text/csv');
  } else if (view) {
    const { populationJson } = await import('$lib/export/populationJson');
    downloadText(
      populationJson(view.population, __CROSSOVER_VERSION__),
      `crossover-population-${fileWord(panel)}.json`,
      'application/json',
    );
  }
}
