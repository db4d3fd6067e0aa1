/**
 * `npm run equations`: renders the equations of the Methods page (src/lib/methods/equations.ts) to
 * src/lib/methods/mathml.json with KaTeX. The result is committed, so that no build and no visitor needs KaTeX; a test
 * renders them again and compares.
 */
import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import katex from 'katex';
import { format, resolveConfig } from 'prettier';
import { runnerImport } from 'vite';
import { renderEquation } from './renderEquation.mjs';

const { module } = await runnerImport(resolve('src/lib/methods/equations.ts'));
const { EQUATIONS } = /** @type {{ EQUATIONS: Record<string, { tex: string, spoken: string }> }} */ (module);
const equations = Object.fromEntries(
  Object.entries(EQUATIONS).map(([id, equation]) => [id, renderEquation(id, equation)]),
);
const file = 'src/lib/methods/mathml.json';
const text = JSON.stringify({ renderer: `KaTeX ${katex.version}`, equations });
writeFileSync(file, await format(text, { ...(await resolveConfig(file)), filepath: file }));
console.log(`${file}: ${Object.keys(equations).length} equations, KaTeX ${katex.version}`);
