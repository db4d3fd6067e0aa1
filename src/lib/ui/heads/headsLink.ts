/** What a link to the Heads page is made of, and what a first visit shows. */
import { defaultHeadsState, type HeadsState } from '$lib/models/heads/state';
import { decodeHeads, encodeHeads } from '$lib/permalink/heads';
import type { LinkFormat } from '../pageLinks.svelte';

export const HEADS_LINK: LinkFormat<HeadsState> = {
  decode: decodeHeads,
  encode: encodeHeads,
  start: defaultHeadsState,
  startName: 'the bundled model',
};
