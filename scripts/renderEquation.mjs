import katex from 'katex';

/** @param {string} text */
const attribute = (text) => text.replace(/&/g, '&amp;').replace(/"/g, '&quot;').replace(/</g, '&lt;');

/**
 * An equation of the Methods page as MathML alone, its words as alternative text.
 * @param {string} id for messages
 * @param {{ tex: string, spoken: string }} equation
 * @throws when KaTeX does not understand the TeX, or the result would need an inline style, which the page's policy refuses
 */
export function renderEquation(id, { tex, spoken }) {
  const html = katex.renderToString(tex, {
    output: 'mathml',
    displayMode: true,
    throwOnError: true,
    strict: 'error',
  });
  const math = /<math[\s\S]*<\/math>/.exec(html)?.[0];
  if (!math) throw new Error(`equation "${id}": KaTeX gave no <math>`);
  // The browser would drop it silently.
  if (/\sstyle=|<script/.test(math)) throw new Error(`equation "${id}": an inline style; write it without`);
  return math.replace('<math ', `<math alttext="${attribute(spoken)}" `);
}
