/**
 * Reading what is typed into a field. A blank is null; what cannot be used gives a message that quotes it and says what
 * can, and the field keeps the text. Scores and sizes are read as in a file.
 */
import { parseCell } from '$lib/scores/cell';
import { parseNumeral } from '$lib/scores/numeral';
import { parseSize } from '$lib/scores/size';

export type Typed<T> = { value: T | null } | { problem: string };

const quoted = (text: string, message: string) => ({ problem: `“${text.trim().slice(0, 40)}” ${message}.` });

/** Percent, 0 to 100. */
export function typedScore(text: string): Typed<number> {
  const cell = parseCell(text);
  if (cell.kind === 'blank') return { value: null };
  return cell.kind === 'value' ? { value: cell.value } : quoted(text, cell.message);
}

/** `70M`, `1.4B`, `1.4e9`; a bare number counts billions. @returns parameters in billions */
export function typedSize(text: string): Typed<number> {
  const size = parseSize(text);
  if (size.kind === 'blank') return { value: null };
  return size.kind === 'value' ? { value: size.paramsB } : quoted(text, size.message);
}

/** A number within limits, both included; `whole` refuses fractions and reads `10,042` as thousands. */
export function typedNumber(
  text: string,
  [min, max]: readonly [number, number],
  whole = false,
): Typed<number> {
  if (text.trim() === '') return { value: null };
  const value = parseNumeral(text, null, whole ? 'thousands' : 'decimal');
  if (value === null || value < min || value > max || (whole && !Number.isInteger(value)))
    return quoted(
      text,
      `is not a ${whole ? 'whole ' : ''}number from ${min.toLocaleString('en-GB')} to ${max.toLocaleString('en-GB')}`,
    );
  return { value };
}

/** A name cannot be blank: the row could not be told from others. */
export function typedName(text: string): Typed<string> {
  const name = text.trim();
  if (name === '') return { problem: 'A model needs a name.' };
  return name.length > 200 ? { problem: 'A name has at most 200 characters.' } : { value: name };
}
