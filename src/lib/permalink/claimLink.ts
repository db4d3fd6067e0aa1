/** From a claim to the very computation elsewhere in the app: the address below the site's base path. */
import { defaultAtlas, ATLAS_PANELS } from '../atlas/state';
import type { ClaimLink } from '../claims/claim';
import { defaultOptions } from '../coupling/options';
import { defaultFrontierState } from '../frontier/state';
import { encodeAtlas } from './atlas';
import { encodePermalink } from './encode';
import { encodeFrontier } from './frontier';

/** @throws RangeError for a panel that the Atlas does not show, PermalinkError for names that no link can carry */
export async function claimAddress(link: ClaimLink): Promise<string> {
  switch (link.page) {
    case 'diagnose': {
      const { panel, family, benchmark1 = null, benchmark2 = null } = link;
      const options = { ...defaultOptions(), family, benchmark1, benchmark2 };
      const source = { kind: 'panel' as const, panel, family };
      return (await encodePermalink({ v: 1, source, options, digest: null, items: null })).fragment;
    }
    case 'atlas': {
      const panel = ATLAS_PANELS.find((id) => id === link.panel);
      if (panel === undefined) throw new RangeError(`claimAddress: the Atlas has no panel "${link.panel}"`);
      return `atlas/${(await encodeAtlas({ ...defaultAtlas(), panel })).fragment}`;
    }
    case 'frontier': {
      const state = defaultFrontierState();
      const { x = null, y = null, values = state.options.values } = link;
      return `frontier/${(await encodeFrontier({ ...state, options: { ...state.options, x, y, values } })).fragment}`;
    }
    case 'methods':
    case 'steer':
      return `${link.page}/#${link.section}`;
  }
}
