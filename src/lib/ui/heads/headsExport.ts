/** The files of the Heads page's Export menu. What nothing else needs is loaded when it is asked for. */
import { mapCaption, mapFinding } from '$lib/charts/heads/mapWords';
import { formatContrasts } from '$lib/models/heads/contrastCsv';
import { scanJson } from '$lib/models/heads/scanJson';
import { downloadText } from '../download';
import type { HeadsPage } from './headsPage.svelte';

export type HeadsExport = 'json' | 'csv' | 'map';

/** As the Export menu names them. */
export const HEADS_EXPORTS: { kind: HeadsExport; name: string }[] = [
  { kind: 'json', name: 'Scan JSON' },
  { kind: 'csv', name: 'Scan CSV' },
  { kind: 'map', name: 'Map SVG' },
];

/** @param map the drawing of the map, as the page shows it */
export async function exportHeads(
  kind: HeadsExport,
  page: HeadsPage,
  map: SVGSVGElement | null,
): Promise<void> {
  const scan = page.shown;
  if (!scan) return;
  const { fileWord } = await import('$lib/export/fileName');
  const name = (extension: string) => `crossover-heads-${fileWord(scan.model.id)}.${extension}`;
  if (kind === 'json') downloadText(scanJson(scan, __CROSSOVER_VERSION__), name('json'), 'application/json');
  else if (kind === 'csv') {
    const { scanCsv } = await import('$lib/models/heads/scanCsv');
    downloadText(scanCsv(scan), name('csv'), 'text/csv');
  } else if (map) {
    const { svgFile } = await import('$lib/charts/svgExport');
    const { mode } = page.state;
    const { text } = svgFile(map, {
      title: `${scan.model.id}: ${mapFinding(scan, mode)}`,
      caption: mapCaption(scan, mode),
      description: map.getAttribute('aria-label') ?? mapFinding(scan, mode),
    });
    downloadText(text, name('svg'), 'image/svg+xml');
  }
}

/** The reader's own sets, as files: what a link cannot carry. */
export async function saveOwnSets(page: HeadsPage): Promise<void> {
  const { fileWord } = await import('$lib/export/fileName');
  for (const choice of [page.state.first, page.state.second])
    if (choice.kind === 'own')
      downloadText(
        formatContrasts(choice.items),
        `crossover-contrasts-${fileWord(choice.title) || 'own'}.csv`,
        'text/csv',
      );
}
