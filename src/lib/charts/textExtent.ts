/** How much room a line of text takes, estimated without a page: labels are placed before anything is drawn. */

const NARROW = /[ .,:;'’|!iljtfrI()[\]]/;
const WIDE = /[mwMW%@—→∞]/;
const CAPITAL = /[A-Z0-9−+×▲▼■]/;

/** Width in pixels at a font size; errs on the wide side, so that what fits here fits in any system font. */
export function textWidth(text: string, fontSize: number): number {
  let em = 0;
  for (const c of text) em += NARROW.test(c) ? 0.36 : WIDE.test(c) ? 0.94 : CAPITAL.test(c) ? 0.66 : 0.6;
  return em * fontSize;
}

/** Lines of at most `width` pixels, broken at spaces; a word longer than that keeps its own line. */
export function wrapText(text: string, fontSize: number, width: number): string[] {
  const lines: string[] = [];
  for (const word of text.split(' ').filter(Boolean)) {
    const last = lines.at(-1);
    const longer = `${last} ${word}`;
    if (last !== undefined && textWidth(longer, fontSize) <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
