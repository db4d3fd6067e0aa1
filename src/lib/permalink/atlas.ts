/** Links of the Atlas. */
import type { AtlasState } from '../atlas/state';
import { AtlasWireSchema } from './atlasWire';
import { ASK_FOR_FILE } from './error';
import { pageLink } from './pageLink';
import { plainName } from './plainText';
import { tableIsTooLarge, tableOfWire, tableWire } from './tableWire';

/** Where the state holds the reader's table. */
const TABLE = 'overlay.table';

/** A table of the reader that makes it too long is left out, and with it what was compared with it. */
export const { encode: encodeAtlas, decode: decodeAtlas } = pageLink<AtlasState, typeof AtlasWireSchema>({
  page: 'atlas',
  title: 'the Atlas',
  schema: AtlasWireSchema,
  remedy: `remove your table first; ${ASK_FOR_FILE}`,
  toWire(state) {
    const { pair, filter, overlay } = state;
    if (overlay !== null && tableIsTooLarge(overlay.table)) return null;
    return {
      ...state,
      pair: pair && [plainName(pair[0]), plainName(pair[1])],
      filter: { ...filter, text: plainName(filter.text) },
      overlay: overlay && {
        table: tableWire(overlay.table, TABLE),
        drawn: overlay.drawn && plainName(overlay.drawn),
      },
    };
  },
  fromWire: ({ v: _version, page: _page, overlay, filter, ...state }) => ({
    ...state,
    filter: { ...filter },
    overlay: overlay && { ...overlay, table: tableOfWire(overlay.table, TABLE) },
  }),
  reduced: (state) => ({
    ...state,
    overlay: null,
    compare: state.compare.filter((id) => !id.startsWith('own/')),
  }),
});
