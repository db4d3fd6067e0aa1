/** A text of tokens set in lines of equal letters: words stay whole where a line has room. Pixels. */

/** Width of a letter at the font size below, wide enough for the usual monospaced fonts. */
export const LETTER = 8;
export const TOKEN_FONT_SIZE = 13;
export const LINE_HEIGHT = 30;

export interface PlacedToken {
  /** Place in the text. */
  index: number;
  line: number;
  x: number;
  width: number;
  /** What is written: without the spaces that its cell keeps free, line breaks as a sign. */
  letters: string;
  lettersX: number;
  lettersWidth: number;
}

/** Broad letters (East Asian, emoji) take two cells. */
const BROAD =
  /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe4f\uff00-\uff60\uffe0-\uffe6]|\p{Extended_Pictographic}/u;

const cells = (text: string): number =>
  [...text].reduce((sum, letter) => sum + (BROAD.test(letter) ? 2 : 1), 0);

/** As a reader sees it: signs for a line break and a tab; a token of spaces alone, or of nothing, gets a sign too. */
export function visible(text: string): string {
  const signs = text.replace(/\r\n|\n|\r/g, '⏎').replace(/\t/g, '⇥');
  if (signs === '') return '∅';
  return signs.trim() === '' ? signs.replace(/\s/g, '␣') : signs;
}

const opensWord = (text: string): boolean => /^\s/.test(text);
const endsWord = (text: string): boolean => /\s$/.test(text);
const breaksLine = (text: string): boolean => /[\n\r]\s*$/.test(text);

/** @param width pixels of a line; a token wider than that is set narrower */
export function placeTokens(
  texts: readonly string[],
  width: number,
): { tokens: PlacedToken[]; lines: number } {
  const widths = texts.map((text) => Math.min(width, cells(visible(text)) * LETTER));
  const tokens: PlacedToken[] = [];
  let [line, x] = [0, 0];
  let broken = false;
  texts.forEach((text, index) => {
    if (index > 0 && (broken || opensWord(text) || endsWord(texts[index - 1]))) {
      // A word: this token and those that go on without a space.
      let end = index + 1;
      while (end < texts.length && !opensWord(texts[end]) && !endsWord(texts[end - 1])) end++;
      const word = widths.slice(index, end).reduce((sum, w) => sum + w, 0);
      if (broken || (x > 0 && x + word > width && word <= width)) [line, x] = [line + 1, 0];
    }
    if (x > 0 && x + widths[index] > width) [line, x] = [line + 1, 0];
    const shown = visible(text);
    const letters = shown.trim();
    const before = shown.length - shown.trimStart().length;
    const squeeze = widths[index] / (cells(shown) * LETTER);
    tokens.push({
      index,
      line,
      x,
      width: widths[index],
      letters,
      lettersX: x + before * LETTER * squeeze,
      lettersWidth: cells(letters) * LETTER * squeeze,
    });
    x += widths[index];
    broken = breaksLine(text);
  });
  return { tokens, lines: tokens.length === 0 ? 0 : line + 1 };
}
