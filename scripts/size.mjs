/** Fails when the first load of `/` needs more than 150 kB of gzipped JavaScript. */
import { readFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { gzipSync } from 'node:zlib';

const limit = 150_000;
const folder = resolve(process.argv[2] ?? 'build');
const html = readFileSync(join(folder, 'index.html'), 'utf8');

/** Every script the page names, and every script those import statically. */
/** @type {Map<string, number>} */
const seen = new Map();

/** @param {string} file */
function visit(file) {
  if (seen.has(file)) return;
  const source = readFileSync(file);
  seen.set(file, gzipSync(source, { level: 9 }).length);
  const text = source.toString('utf8');
  for (const [, path] of text.matchAll(/(?:\bfrom|\bimport)\s*["'](\.{1,2}\/[^"']+\.js)["']/g))
    visit(resolve(dirname(file), path));
}
const names = [...html.matchAll(/["'(](?:\.?\/)?((?:[\w-]+\/)*_app\/[^"')]+\.js|theme\.js)["')]/g)].map(
  (m) => m[1],
);
for (const name of names) visit(join(folder, name.slice(Math.max(0, name.indexOf('_app/')))));

const total = [...seen.values()].reduce((a, b) => a + b, 0);
if (seen.size === 0)
  throw new Error(`${folder}/index.html names no script: the pattern in scripts/size.mjs is stale`);
console.log(
  `first load of /: ${(total / 1000).toFixed(1)} kB of gzipped JavaScript in ${seen.size} files (limit ${limit / 1000} kB)`,
);
if (total > limit) {
  for (const [file, size] of [...seen].sort((a, b) => b[1] - a[1]))
    console.log(`  ${(size / 1000).toFixed(1)} kB  ${file}`);
  process.exit(1);
}
