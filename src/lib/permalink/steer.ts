/** Links of the Steer page. A model's bytes are never in one, nor is a number that was computed. */
import type { SteerState } from '../models/steering/state';
import { modelWire } from './modelWire';
import { pageLink } from './pageLink';
import { plainText } from './plainText';
import { PAIRS_IN_LINK, plainPrompt, SteerWireSchema } from './steerWire';

/** Pairs of the reader's own that are too many are left out, and the built-in ones stand in. */
export const { encode: encodeSteer, decode: decodeSteer } = pageLink<SteerState, typeof SteerWireSchema>({
  page: 'steer',
  title: 'the Steer page',
  schema: SteerWireSchema,
  remedy: 'export it as a file',
  toWire: ({ model, pairs, prompt, ...rest }) =>
    pairs.kind === 'own' && pairs.pairs.length > PAIRS_IN_LINK
      ? null
      : {
          model: modelWire(model),
          pairs:
            pairs.kind === 'set'
              ? pairs.set
              : pairs.pairs.map(({ template, right, wrong }) => [template, right, wrong].map(plainText)),
          prompt: plainPrompt(prompt),
          ...rest,
        },
  fromWire: ({ v: _version, page: _page, pairs, ...state }) => ({
    ...state,
    pairs: typeof pairs === 'string' ? { kind: 'set', set: pairs } : { kind: 'own', pairs },
  }),
  reduced: (state) => ({ ...state, pairs: { kind: 'set', set: 'general' } }),
});
