/** The contrast sets that a capability can be: the built-in ones for the model at hand, or the reader's own. Pure. */
import type { ContrastItem, ContrastSet } from '$lib/models/heads/contrast';
import { contrastSets } from '$lib/models/heads/contrastSets';
import { taughtFacts } from '$lib/models/heads/factContrasts';
import { SET_IDS, type HeadsState, type SetChoice, type SetId } from '$lib/models/heads/state';
import type { FactList } from '$lib/models/steering/factItems';

/** The built-in sets by id. @param taught what a bundled model was taught; null for other models, which are asked common facts */
export function builtInSets(taught: FactList | null): Record<SetId, ContrastSet> {
  const sets = taught ? contrastSets(taughtFacts(taught.facts)) : contrastSets();
  return Object.fromEntries(
    SET_IDS.map((id, i) => [id, sets.find((set) => set.id === id) ?? sets[i]]),
  ) as Record<SetId, ContrastSet>;
}

export const setOf = (choice: SetChoice, builtIn: Record<SetId, ContrastSet>): ContrastSet =>
  choice.kind === 'set'
    ? builtIn[choice.set]
    : {
        // Two files of one name are two capabilities where their items differ.
        id: `own-${fingerprint(choice.items)}`,
        title: choice.title,
        about: 'Your items.',
        items: choice.items,
      };

/** The choices with one of the two changed; a built-in set that the other side has goes there in exchange. */
export function withChoice(
  { first, second }: Pick<HeadsState, 'first' | 'second'>,
  side: 'first' | 'second',
  choice: SetChoice,
): Pick<HeadsState, 'first' | 'second'> {
  const [own, other] = side === 'first' ? [first, second] : [second, first];
  const taken = choice.kind === 'set' && other.kind === 'set' && choice.set === other.set;
  const pair = { own: choice, other: taken ? own : other };
  return side === 'first' ? { first: pair.own, second: pair.other } : { first: pair.other, second: pair.own };
}

/** FNV-1a of the items' text, 32 bits, hexadecimal: tells sets apart, nothing more. */
function fingerprint(items: readonly ContrastItem[]): string {
  let hash = 0x811c9dc5;
  for (const byte of new TextEncoder().encode(JSON.stringify(items)))
    hash = Math.imul(hash ^ byte, 0x01000193);
  return (hash >>> 0).toString(16).padStart(8, '0');
}
