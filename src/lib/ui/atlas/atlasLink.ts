/** What a link to the Atlas is made of, and what a first visit shows. */
import { defaultAtlas, type AtlasState } from '$lib/atlas/state';
import { decodeAtlas, encodeAtlas } from '$lib/permalink/atlas';
import type { LinkFormat } from '../pageLinks.svelte';

export const ATLAS_LINK: LinkFormat<AtlasState> = {
  decode: decodeAtlas,
  encode: encodeAtlas,
  start: defaultAtlas,
  startName: 'the uniform panel',
};
