/**
 * Writes into static/claims/inputs.json which claims read each input, from the claims themselves. Run it after a claim was
 * added or its data changed; a test holds the two together.
 */
import { readFile, writeFile } from 'node:fs/promises';
import { format, resolveConfig } from 'prettier';
import { createServer } from 'vite';

const FILE = 'static/claims/inputs.json';

const server = await createServer({
  server: { middlewareMode: true, ws: false, watch: null },
  appType: 'custom',
  logLevel: 'error',
  optimizeDeps: { noDiscovery: true },
});
try {
  const { allClaims } = /** @type {typeof import('../src/lib/claims/all')} */ (
    await server.ssrLoadModule('/src/lib/claims/all.ts')
  );
  const claims = await allClaims();
  /** @type {Record<string, { claims: string[] }>} */
  const inputs = JSON.parse(await readFile(FILE, 'utf8'));
  for (const [key, entry] of Object.entries(inputs))
    entry.claims = claims.filter(({ data }) => data.includes(key)).map(({ id }) => id);
  const unread = Object.keys(inputs).filter((key) => inputs[key].claims.length === 0);
  const config = await resolveConfig(FILE);
  await writeFile(FILE, await format(JSON.stringify(inputs), { ...config, filepath: FILE }));
  console.log(`${FILE}: ${Object.keys(inputs).length} inputs, read by ${claims.length} claims`);
  if (unread.length > 0) console.log(`read by none: ${unread.join(', ')}`);
} finally {
  await server.close();
}
