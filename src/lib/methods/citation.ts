/** How this software is cited, as CITATION.cff has it. */

export const CITATION = {
  title: 'Crossover',
  author: 'The Crossover authors',
  released: '2026-11-23',
  licence: 'MIT',
} as const;

/** A BibTeX entry. @param version of the software that was used */
export function bibtex(version: string): string {
  const { title, author, released, licence } = CITATION;
  const fields = [
    ['title', title],
    ['author', `{${author}}`],
    ['version', version],
    ['year', released.slice(0, 4)],
    ['date', released],
    ['license', licence],
  ];
  return `@software{crossover,\n${fields.map(([name, value]) => `  ${name.padEnd(7)} = {${value}}`).join(',\n')}\n}`;
}
