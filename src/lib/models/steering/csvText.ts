/** Cells of the CSV files of this room: text that a spreadsheet would run as a formula is made text. */

const FORMULA = /^'*[=+\-@\t\r\n＝＋－＠]/u;

/** An apostrophe goes before such text; `fromCell` takes it off again. */
export const toCell = (text: string): string => (FORMULA.test(text) ? `'${text}` : text);
export const fromCell = (text: string): string =>
  text.startsWith("'") && FORMULA.test(text) ? text.slice(1) : text;
