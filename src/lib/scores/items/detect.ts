/** Telling a samples log from other files by its first lines. Small on purpose: the page itself asks this of dropped files. */
import { headOf } from './lines';
import { scanMembers } from './members';

/** Members that lines of a samples log have, and rows of a score table do not. */
const SIGNATURE = new Set(
  'doc_id doc target arguments resps filtered_resps filter metrics doc_hash prompt_hash target_hash'.split(
    ' ',
  ),
);
const LINES_LOOKED_AT = 5;

/**
 * Whether a file that begins so is a samples log. The text may end anywhere; plain rows of scores do not match.
 * @param head the first characters, decompressed
 */
export function looksLikeSamples(head: string): boolean {
  for (const line of head.split('\n', LINES_LOOKED_AT)) {
    const bytes = new TextEncoder().encode(line);
    const found = new Set<string>();
    const scanned = scanMembers(bytes, 0, bytes.length, (name) => {
      if (SIGNATURE.has(name)) found.add(name);
    });
    const identified = found.has('doc_id') || found.has('doc_hash');
    const answered = found.has('resps') || found.has('filtered_resps');
    if (scanned === 'complete' && identified && answered) return true;
    // A long prompt may fill the head before the answers come.
    if (scanned === 'cut' && identified && (found.has('doc') || found.size > 2)) return true;
  }
  return false;
}

/** Whether a dropped file is a samples log, plain or gzipped: by its first lines, so that the page can send it here. */
export async function isSamplesFile(file: Blob): Promise<boolean> {
  return looksLikeSamples(await headOf(file));
}
