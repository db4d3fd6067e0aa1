/** The reader's own table on the Atlas: laid over the panel, which it never replaces. */
import type { Overlay } from '$lib/atlas/state';
import { counted } from '../format';
import type { TablePlace } from '../tableFlow.svelte';

/** A larger table has too many families to draw. */
const LARGEST = 2_000;

/** @param lay puts a table over the panel */
export const overlayPlace = (lay: (overlay: Overlay) => void): TablePlace => ({
  largest: LARGEST,
  tooLong: `too many to lay over the panel (${LARGEST} at most): keep the families to compare, or open it on Diagnose.`,
  usable: ({ families }) => families.length > 0,
  take(table, { families, title }) {
    const largest = families.reduce((a, b) => (b.models > a.models ? b : a));
    lay({ table, drawn: largest.family });
    const models = families.reduce((sum, entry) => sum + entry.models, 0);
    return `Read ${counted(models, 'model')} of ${counted(families.length, 'family', 'families')} from ${title}.`;
  },
});
