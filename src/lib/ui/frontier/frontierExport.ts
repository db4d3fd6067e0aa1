/** The files of the Frontier page's Export menu. What writes them is loaded when it is asked for. */
import type { Frontier } from '$lib/frontier/result';
import { downloadText } from '../download';

export type FrontierExport = 'json' | 'csv' | 'report';

/** As the Export menu names them. */
export const FRONTIER_EXPORTS: { kind: FrontierExport; name: string }[] = [
  { kind: 'json', name: 'Frontier JSON' },
  { kind: 'csv', name: 'Table CSV' },
  { kind: 'report', name: 'Report (Markdown)' },
];

/** @param url permalink of what is shown, for the report, where one was made */
export async function exportFrontier(
  kind: FrontierExport,
  result: Frontier,
  url: string | undefined,
): Promise<void> {
  const { fileWord } = await import('$lib/export/fileName');
  const { x, y } = result.input;
  const name = (extension: string) => `crossover-frontier-${fileWord(x.key)}-${fileWord(y.key)}.${extension}`;
  if (kind === 'json') {
    const { frontierJson } = await import('$lib/export/frontierJson');
    downloadText(frontierJson(result, __CROSSOVER_VERSION__), name('json'), 'application/json');
  } else if (kind === 'csv') {
    const { frontierCsv } = await import('$lib/export/frontierCsv');
    downloadText(frontierCsv(result), name('csv'), 'text/csv');
  } else {
    const { frontierReport } = await import('$lib/export/frontierReport');
    downloadText(
      frontierReport(result, { url: url || undefined, date: new Date() }),
      name('md'),
      'text/markdown',
    );
  }
}
