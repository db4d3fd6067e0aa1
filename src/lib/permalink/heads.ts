/** Links of the Heads page. A model's bytes are never in one, nor is a number that was computed. */
import { defaultHeadsState, type HeadsState, type SetChoice } from '../models/heads/state';
import { HeadsWireSchema, ITEMS_IN_LINK, type SetWire } from './headsWire';
import { modelWire } from './modelWire';
import { pageLink } from './pageLink';
import { plainName, plainText } from './plainText';

/** Sets of the reader's own that are too large are left out, and the built-in ones stand in. */
export const { encode: encodeHeads, decode: decodeHeads } = pageLink<HeadsState, typeof HeadsWireSchema>({
  page: 'heads',
  title: 'the Heads page',
  schema: HeadsWireSchema,
  remedy: 'export it as a file',
  toWire: ({ model, beside, first, second, ...rest }) =>
    isTooLarge(first) || isTooLarge(second)
      ? null
      : {
          model: modelWire(model),
          beside: modelWire(beside),
          first: setWire(first),
          second: setWire(second),
          ...rest,
        },
  fromWire: ({ v: _version, page: _page, first, second, ...state }) => ({
    ...state,
    first: setOf(first),
    second: setOf(second),
  }),
  reduced(state) {
    const { first, second } = defaultHeadsState();
    return {
      ...state,
      first: state.first.kind === 'own' ? first : state.first,
      second: state.second.kind === 'own' ? second : state.second,
    };
  },
});

const isTooLarge = (choice: SetChoice) => choice.kind === 'own' && choice.items.length > ITEMS_IN_LINK;

function setWire(choice: SetChoice) {
  if (choice.kind === 'set') return choice;
  const { title, items } = choice;
  return {
    kind: 'own',
    title: plainName(title),
    items: items.map(({ context, correct, incorrect }) => [context, correct, incorrect].map(plainText)),
  };
}

const setOf = (wire: SetWire): SetChoice =>
  wire.kind === 'set'
    ? wire
    : {
        ...wire,
        items: wire.items.map(([context, correct, incorrect]) => ({ context, correct, incorrect })),
      };
