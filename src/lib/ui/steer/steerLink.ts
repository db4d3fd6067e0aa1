/** What a link to the Steer page is made of, and what a first visit shows. */
import { defaultSteerState, type SteerState } from '$lib/models/steering/state';
import { decodeSteer, encodeSteer } from '$lib/permalink/steer';
import type { LinkFormat } from '../pageLinks.svelte';

export const STEER_LINK: LinkFormat<SteerState> = {
  decode: decodeSteer,
  encode: encodeSteer,
  start: () => ({ ...defaultSteerState(), pairs: { kind: 'set', set: 'facts' } }),
  startName: 'the bundled model',
};
