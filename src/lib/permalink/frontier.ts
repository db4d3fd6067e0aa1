/** Links of the Frontier page. */
import type { FrontierState } from '../frontier/state';
import { ASK_FOR_FILE } from './error';
import { FrontierWireSchema } from './frontierWire';
import { pageLink } from './pageLink';
import { plainName } from './plainText';
import { tableIsTooLarge, tableOfWire, tableWire } from './tableWire';

const named = (text: string | null) => text && plainName(text);

/** Models of the reader that make it too long are left out. */
export const { encode: encodeFrontier, decode: decodeFrontier } = pageLink<
  FrontierState,
  typeof FrontierWireSchema
>({
  page: 'frontier',
  title: 'the Frontier page',
  schema: FrontierWireSchema,
  remedy: `remove your models first; ${ASK_FOR_FILE}`,
  toWire: ({ options, line, lab, user }) =>
    user !== null && tableIsTooLarge(user)
      ? null
      : {
          options: { ...options, x: named(options.x), y: named(options.y) },
          line,
          lab: named(lab),
          user: user && tableWire(user, 'user'),
        },
  fromWire: ({ options, line, lab, user }) => ({
    options,
    line,
    lab,
    user: user && tableOfWire(user, 'user'),
  }),
  reduced: (state) => ({ ...state, user: null }),
});
