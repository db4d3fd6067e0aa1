/** The files of the Claims page's Export menu. What writes them is loaded when it is asked for. */
import type { ClaimRow } from '$lib/workers/claimsClient';
import { downloadText } from '../download';

export type ClaimsExport = 'json' | 'csv';

export const CLAIMS_EXPORTS: { kind: ClaimsExport; name: string }[] = [
  { kind: 'json', name: 'Claims JSON' },
  { kind: 'csv', name: 'Table CSV' },
];

/** All claims, whatever the filter shows. */
export async function exportClaims(kind: ClaimsExport, rows: readonly ClaimRow[]): Promise<void> {
  if (kind === 'csv') {
    const { claimsCsv } = await import('$lib/export/claimsCsv');
    downloadText(claimsCsv(rows), 'crossover-claims.csv', 'text/csv');
  } else {
    const { claimsJson } = await import('$lib/export/claimsJson');
    downloadText(claimsJson(rows, __CROSSOVER_VERSION__), 'crossover-claims.json', 'application/json');
  }
}
