/** From texts to token ids: statements with the place of their object, prompts with their answers. */
import type { LanguageModel } from '../languageModel';
import { statementsOf, type Pair } from './pairs';

type Tokeniser = Pick<LanguageModel, 'tokenize' | 'endTokens'>;

/** A text as one begins it, without the end tokens that some tokenisers put behind it. */
export function beginningIds({ tokenize, endTokens }: Tokeniser, text: string): number[] {
  const ids = tokenize(text);
  let end = ids.length;
  while (end > 1 && endTokens.includes(ids[end - 1])) end--;
  return ids.slice(0, end);
}

export interface TokenStatement {
  ids: number[];
  /** Position of the object's last token. */
  object: number;
}

export interface TokenPair {
  right: TokenStatement;
  wrong: TokenStatement;
}

/** Both statements of a pair. An object of several tokens is read at its last: only there has the model met all of it. */
export function pairTokens(model: Tokeniser, pair: Pair): TokenPair {
  const { right, wrong } = statementsOf(pair);
  const tokens = ({ text, upToObject }: typeof right): TokenStatement => {
    const ids = beginningIds(model, text);
    const begun = beginningIds(model, upToObject);
    let common = 0;
    while (common < begun.length && common < ids.length && begun[common] === ids[common]) common++;
    // Where the object's end is merged with what follows it, the merged token is the first that holds all of the object.
    const object = common === begun.length ? common - 1 : Math.min(common, ids.length - 1);
    return { ids, object };
  };
  return { right: tokens(right), wrong: tokens(wrong) };
}

/** A prompt with a right and a wrong answer, as text; the answers go on where the prompt ends. */
export interface Item {
  prompt: string;
  right: string;
  wrong: string;
}

/** The same as token ids: answers of one token or several. */
export interface TokenItem {
  prompt: readonly number[];
  right: readonly number[];
  wrong: readonly number[];
}

/** The pair as a question: the template up to its object. Null where nothing stands before the object. */
export function itemOfPair({ template, right, wrong }: Pair): Item | null {
  const prompt = template.slice(0, template.indexOf('{}')).trimEnd();
  return prompt === '' ? null : { prompt, right, wrong };
}

/**
 * @throws RangeError quoting the item when an answer is blank, both are the same tokens, or an answer changes the tokens of
 * its prompt, so that it is no continuation of it
 */
export function itemTokens(model: Tokeniser, { prompt, right, wrong }: Item): TokenItem {
  // A word's token holds the space before it, so that space belongs to the answer and not to the prompt.
  const asked = prompt.replace(/[ \t]+$/, '');
  const joint = asked === '' || /[\s("'“‘«[{/-]$/u.test(asked) ? '' : ' ';
  const ids = beginningIds(model, asked);
  const answer = (text: string) => {
    const whole = beginningIds(model, asked + joint + text.trim());
    if (text.trim() === '') throw new RangeError(`an answer to “${prompt}” is blank; give a word or more`);
    if (whole.length <= ids.length || ids.some((id, i) => whole[i] !== id))
      throw new RangeError(
        `“${text.trim()}” after “${prompt}” changes the prompt’s last token in this model; end the prompt at a whole word`,
      );
    return whole.slice(ids.length);
  };
  const tokens = { prompt: ids, right: answer(right), wrong: answer(wrong) };
  if (tokens.right.length === tokens.wrong.length && tokens.right.every((id, i) => id === tokens.wrong[i]))
    throw new RangeError(`“${right}” and “${wrong}” after “${prompt}” are the same tokens in this model`);
  return tokens;
}
