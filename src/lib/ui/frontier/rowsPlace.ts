/** The reader's models on the Frontier page: their rows join those that are there. */
import { listed } from '$lib/coupling/words';
import type { ScoreTable } from '$lib/scores/table';
import { counted } from '../format';
import type { TablePlace } from '../tableFlow.svelte';
import { withLabs } from './userRows';

/** A larger file is no list of frontier models. */
const LARGEST = 2_000;

/** @param join adds the rows */
export const rowsPlace = (join: (table: ScoreTable) => void): TablePlace => ({
  labsAsFamilies: true,
  largest: LARGEST,
  tooLong: `more than this page draws (${LARGEST} at most).`,
  // No model here needs a size: that it has none is no problem.
  problems: (all) => all.filter(({ column }) => column !== 'size'),
  usable: ({ rows, benchmarks }) => rows > 0 && benchmarks.length > 0,
  take(read, { title }) {
    const table = withLabs(read);
    join(table);
    const benchmarks = listed(table.benchmarks.map(({ label }) => label));
    return `Read ${counted(table.models.length, 'model')} with ${benchmarks} from ${title}.`;
  },
});
