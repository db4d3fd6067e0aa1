/** What differs between the two sides of matched pairs, in a few words, from the panel's recipe and token columns. */
import type { MatchedPair } from './matchedPairs';
import type { PanelModel } from './comparedModels';

const CONTINUED = 'continued-pretraining';

/** `mixed → distilled; 3–6 T → 2–8 T tokens`. */
export function lineDifference(pairs: readonly MatchedPair[]): string {
  const from = pairs.map((one) => one.from);
  const to = pairs.map((one) => one.to);
  const parts = [recipes(from, to), tokens(from, to)].filter((part) => part !== null);
  return parts.length === 0 ? 'the panel tells neither another recipe nor other tokens' : parts.join('; ');
}

function recipes(from: PanelModel[], to: PanelModel[]): string | null {
  const told = (models: PanelModel[]) =>
    [...new Set(models.map(({ facts }) => facts.recipe).filter((recipe) => recipe !== null))].sort();
  const [before, after] = [told(from), told(to)];
  if (before.length === 0 || after.length === 0) return null;
  if (after.length === 1 && after[0] === CONTINUED) return 'further training';
  const same = before.join() === after.join();
  return same ? null : `${before.join(' or ')} → ${after.join(' or ')}`;
}

function tokens(from: PanelModel[], to: PanelModel[]): string | null {
  const [before, after] = [range(from), range(to)];
  return before === null || after === null || before === after ? null : `${before} → ${after} tokens`;
}

/** Tokens of those models that tell them; null when none does. */
function range(models: PanelModel[]): string | null {
  const told = models.map(({ facts }) => facts.tokensT).filter((value) => value !== null);
  if (told.length === 0) return null;
  const written = (tokensT: number) => String(Number(tokensT.toPrecision(3)));
  const [least, most] = [written(Math.min(...told)), written(Math.max(...told))];
  return least === most ? `${least} T` : `${least}–${most} T`;
}
