/** The files of the Export menu. What writes them is loaded when it is asked for. */
import type { Diagnosis } from '$lib/coupling/diagnosis';
import type { ScoreTable } from '$lib/scores/table';
import { downloadText } from './download';

export type ExportKind = 'json' | 'csv' | 'report';

/** As the Export menu of Diagnose names them. */
export const DIAGNOSIS_EXPORTS: { kind: ExportKind; name: string }[] = [
  { kind: 'json', name: 'Diagnosis JSON' },
  { kind: 'csv', name: 'Table CSV' },
  { kind: 'report', name: 'Report (Markdown)' },
];

/** @param url permalink of the diagnosis, for the report, where one was made */
export async function exportAs(
  kind: ExportKind,
  diagnosis: Diagnosis,
  table: ScoreTable,
  url: string | undefined,
): Promise<void> {
  const { exportFileName } = await import('$lib/export/fileName');
  const name = (extension: string) => exportFileName(diagnosis.input, extension);
  if (kind === 'json') {
    const { diagnosisJson } = await import('$lib/export/diagnosisJson');
    downloadText(diagnosisJson(diagnosis), name('json'), 'application/json');
  } else if (kind === 'csv') {
    const { tableToCsv } = await import('$lib/export/tableCsv');
    downloadText(tableToCsv(table), name('csv'), 'text/csv');
  } else {
    const { diagnosisReport } = await import('$lib/export/report');
    downloadText(
      diagnosisReport(diagnosis, {
        url: url || undefined,
        date: new Date(),
        labels: Object.fromEntries(table.benchmarks.map(({ key, label }) => [key, label])),
      }),
      name('md'),
      'text/markdown',
    );
  }
}
