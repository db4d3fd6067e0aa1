/** The bundled files of the claims, read from disk once for all tests of a file. */
import { readFile } from 'node:fs/promises';
import { loadClaimData } from '$lib/claims/data';
import { recomputeEach, type ClaimResult } from '$lib/claims/recompute';
import type { Claim } from '$lib/claims/claim';

export const readStatic = (path: string): Promise<string> => readFile(`static/${path}`, 'utf8');
export const claimData = loadClaimData(readStatic);

/** Results by id. */
export async function resultsOf(claims: readonly Claim[]): Promise<Map<string, ClaimResult>> {
  const results = await recomputeEach(claims, await claimData);
  return new Map(results.map((result) => [result.id, result]));
}
