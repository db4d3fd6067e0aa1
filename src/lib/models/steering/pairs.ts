/**
 * Minimal pairs: one sentence that is true with one object and false with another. Nothing else differs, so that what a
 * model's states differ by is not the topic or the length.
 */

/** Where the object stands in a template. */
export const SLOT = '{}';

export interface Pair {
  /** A sentence with `{}` once, in place of the object: “The capital of France is {}.” */
  template: string;
  /** Words that make it true, and false. */
  right: string;
  wrong: string;
}

/** A fault of a pair, in words for the person who typed it. */
export class PairError extends Error {
  override name = 'PairError';
}

/**
 * The pair, its parts trimmed.
 * @throws PairError naming what is missing or twice there
 */
export function checkedPair({ template, right, wrong }: Pair): Pair {
  const pair = { template: template.trim(), right: right.trim(), wrong: wrong.trim() };
  const slots = pair.template.split(SLOT).length - 1;
  if (slots !== 1)
    throw new PairError(
      `“${shown(pair.template)}” has ${slots === 0 ? 'no place' : `${slots} places`} for the object; write ${SLOT} once, where the object stands`,
    );
  if (pair.template === SLOT) throw new PairError(`a template needs words beside ${SLOT}`);
  for (const [name, object] of [
    ['true', pair.right],
    ['false', pair.wrong],
  ]) {
    if (object === '') throw new PairError(`the ${name} object of “${shown(pair.template)}” is blank`);
    if (object.includes(SLOT))
      throw new PairError(`the ${name} object “${shown(object)}” has a ${SLOT} of its own`);
  }
  if (pair.right === pair.wrong)
    throw new PairError(
      `“${shown(pair.template)}” has the same object, “${shown(pair.right)}”, for true and false`,
    );
  return pair;
}

const shown = (text: string) => (text.length > 60 ? `${text.slice(0, 59)}…` : text);

/** The text up to the end of the object, and the whole. */
export interface Statement {
  upToObject: string;
  text: string;
}

export function statementsOf({ template, right, wrong }: Pair): { right: Statement; wrong: Statement } {
  const at = template.indexOf(SLOT);
  const before = template.slice(0, at);
  const after = template.slice(at + SLOT.length);
  const statement = (object: string) => ({ upToObject: before + object, text: before + object + after });
  return { right: statement(right), wrong: statement(wrong) };
}

/**
 * The pair that two sentences make: what they have in common around one differing run of words.
 * @throws PairError when nothing or everything differs
 */
export function pairOfStatements(trueStatement: string, falseStatement: string): Pair {
  const [right, wrong] = [trueStatement, falseStatement].map(
    (text) => text.trim().match(/\s+|[^\s\p{P}]+|\p{P}/gu) ?? [],
  );
  const shorter = Math.min(right.length, wrong.length);
  let start = 0;
  while (start < shorter && right[start] === wrong[start]) start++;
  let end = 0;
  while (end < shorter - start && right.at(-1 - end) === wrong.at(-1 - end)) end++;
  const template = [...right.slice(0, start), SLOT, ...right.slice(right.length - end)].join('');
  return checkedPair({
    template,
    right: right.slice(start, right.length - end).join(''),
    wrong: wrong.slice(start, wrong.length - end).join(''),
  });
}
