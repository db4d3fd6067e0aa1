import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { ATLAS_PANELS } from '$lib/atlas/state';
import { allClaims } from '$lib/claims/all';
import { claimSources } from '$lib/claims/sources';
import { claimsCsv } from '$lib/export/claimsCsv';
import { OUTLINE } from '$lib/methods/outline';
import { decodeAtlas } from '$lib/permalink/atlas';
import { claimAddress } from '$lib/permalink/claimLink';
import { decodePermalink } from '$lib/permalink/decode';
import { decodeFrontier } from '$lib/permalink/frontier';
import { claimData, resultsOf } from './data';

const hashOf = (address: string) => address.slice(address.indexOf('#'));

describe('addresses of computations', () => {
  test('lead to families, benchmarks and sections that exist', async () => {
    const data = await claimData;
    const sections = OUTLINE.flatMap(({ sections: own }) => own.map(({ id }) => id));
    const demonstration = readFileSync('src/lib/ui/steer/SeedsDemo.svelte', 'utf8');
    let seen = 0;
    for (const { id, open } of await allClaims()) {
      if (open === undefined) continue;
      seen++;
      const address = await claimAddress(open);
      if (open.page === 'diagnose') {
        const state = await decodePermalink(address);
        expect(state?.source, id).toEqual({ kind: 'panel', panel: open.panel, family: open.family });
        const table = data.panel(open.panel);
        expect(
          table.models.map(({ family }) => family),
          id,
        ).toContain(open.family);
        const keys = table.benchmarks.map(({ key }) => key);
        for (const key of [open.benchmark1, open.benchmark2])
          if (key !== undefined) expect(keys, id).toContain(key);
      } else if (open.page === 'atlas') {
        expect(ATLAS_PANELS, id).toContain(open.panel);
        expect((await decodeAtlas(hashOf(address)))?.panel, id).toBe(open.panel);
      } else if (open.page === 'frontier') {
        const state = await decodeFrontier(hashOf(address));
        expect(state?.options.values, id).toBe(open.values ?? 'published');
        expect(state?.options.x, id).toBe(open.x ?? null);
      } else if (open.page === 'steer') expect(demonstration, id).toContain(`id="${open.section}"`);
      else expect(sections, id).toContain(open.section);
    }
    expect(seen).toBeGreaterThan(50);
  });

  test('an unknown panel of the Atlas is refused', async () => {
    await expect(claimAddress({ page: 'atlas', panel: 'nowhere' })).rejects.toThrow('no panel "nowhere"');
  });
});

describe('sources', () => {
  test('every key that a claim reads has a title, a source and a bundled file', async () => {
    const claims = await allClaims();
    const sources = claimSources(await claimData, claims);
    expect(new Set(sources.map(({ key }) => key))).toEqual(new Set(claims.flatMap(({ data }) => data)));
    for (const { key, title, source, file } of sources) {
      expect(title.length, key).toBeGreaterThan(0);
      expect(source.length, key).toBeGreaterThan(0);
      expect(file, key).toMatch(/^(panels|claims)\/[\w-]+\.(csv|json)$/);
    }
  });
});

describe('Table CSV', () => {
  test('has a line for every figure, and blanks where there is no value', async () => {
    const claims = (await allClaims()).filter(({ id }) =>
      ['a-pythia-r', 'a-models', 'a-phi-equivalence'].includes(id),
    );
    const csv = claimsCsv([...(await resultsOf(claims)).values()]);
    const lines = csv.trimEnd().split('\r\n');
    expect(lines).toHaveLength(1 + claims.flatMap(({ figures }) => figures).length);
    expect(lines[0].split(',').slice(0, 3)).toEqual(['id', 'paper', 'group']);
    const r = lines.find((line) => line.startsWith('a-pythia-r,'))!;
    expect(r).toContain(',-0.989,-0.98862');
    expect(r).toContain(',yes,reproduces-only-with,');
    expect(lines.find((line) => line.startsWith('a-phi-equivalence,'))).toContain(',not-checkable,');
  });
});
