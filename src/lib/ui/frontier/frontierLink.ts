/** What a link to the Frontier page is made of, and what a first visit shows. */
import { defaultFrontierState, type FrontierState } from '$lib/frontier/state';
import { decodeFrontier, encodeFrontier } from '$lib/permalink/frontier';
import type { LinkFormat } from '../pageLinks.svelte';

export const FRONTIER_LINK: LinkFormat<FrontierState> = {
  decode: decodeFrontier,
  encode: encodeFrontier,
  start: defaultFrontierState,
  startName: 'the frozen panel',
};
