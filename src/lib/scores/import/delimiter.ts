/** Which character separates the cells of a text table. */

export const DELIMITERS = ['\t', ';', '|', ','] as const;
export type Delimiter = (typeof DELIMITERS)[number];

const LINES = 60;

/**
 * The delimiter that occurs in most lines, as often in each: a semicolon file with decimal commas has as many semicolons
 * in its header as in its rows, but not as many commas. Ties go to the rarer character in prose: tab, semicolon, bar, comma.
 * A text without any is one column; the comma is returned.
 */
export function detectDelimiter(text: string): Delimiter {
  const lines = countLines(text.slice(0, 200_000));
  let best: { delimiter: Delimiter; consistency: number } = { delimiter: ',', consistency: 0 };
  for (const [index, delimiter] of DELIMITERS.entries()) {
    const counts = lines.map((line) => line[index]).filter((count) => count > 0);
    const often = mode(counts);
    const consistency = counts.filter((count) => count === often).length / Math.max(1, lines.length);
    if (consistency > best.consistency + 0.1) best = { delimiter, consistency };
  }
  return best.delimiter;
}

/** Per non-empty record: how often each delimiter stands outside quotes. */
function countLines(text: string): number[][] {
  const lines: number[][] = [];
  let counts = DELIMITERS.map(() => 0);
  let quoted = false;
  let filled = false;
  for (let i = 0; i < text.length && lines.length < LINES; i++) {
    const character = text[i];
    if (character === '"') quoted = !quoted;
    // A stray quote must not hide the rest of the file: a quoted cell over many lines is rare in the first ones.
    if (character === '\n' && (!quoted || lines.length === 0)) {
      if (filled) lines.push(counts);
      counts = DELIMITERS.map(() => 0);
      filled = false;
      quoted = false;
    } else if (!quoted) {
      const at = (DELIMITERS as readonly string[]).indexOf(character);
      if (at >= 0) counts[at]++;
      else if (character !== ' ' && character !== '\r') filled = true;
    } else filled = true;
  }
  if (filled) lines.push(counts);
  return lines;
}

function mode(values: number[]): number {
  const times = new Map<number, number>();
  for (const value of values) times.set(value, (times.get(value) ?? 0) + 1);
  return [...times].sort((a, b) => b[1] - a[1] || b[0] - a[0])[0]?.[0] ?? 0;
}
