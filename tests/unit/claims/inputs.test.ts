import { readdir, stat } from 'node:fs/promises';
import { beforeAll, describe, expect, test } from 'vitest';
import * as v from 'valibot';
import { allClaims } from '$lib/claims/all';
import { CLAIM_PANELS, loadClaimData, type ClaimData } from '$lib/claims/data';
import { claimData, readStatic } from './data';

const keys = async () => Object.keys(JSON.parse(await readStatic('claims/inputs.json')) as object);
let data: ClaimData;
beforeAll(async () => {
  data = await claimData;
});

describe('what claims are recomputed from', () => {
  test('panels as tables and as text', () => {
    for (const id of CLAIM_PANELS) {
      expect(data.panel(id).models.length).toBeGreaterThan(5);
      expect(data.rows(id)).toHaveLength(data.panel(id).models.length);
    }
    expect(data.panel('uniform')).toBe(data.panel('uniform'));
    expect(data.rows('published')[0].truthfulqa_variant).toBe('mc2');
  });

  test('names what is not there', () => {
    expect(() => data.panel('moon')).toThrow('"moon"');
    expect(() => data.rows('moon')).toThrow('"moon"');
    expect(() => data.input('moon', v.unknown())).toThrow('no "moon"');
    expect(() => data.input('toString', v.unknown())).toThrow('no "toString"');
    expect(() => data.input('pythia_A', v.number())).toThrow(v.ValiError);
  });

  test('refuses a file that is not what it should be', async () => {
    const read = (path: string) =>
      path === 'claims/inputs.json' ? Promise.resolve('{"a":{"values":1}}') : readStatic(path);
    await expect(loadClaimData(read)).rejects.toThrow(v.ValiError);
  });

  test('every input has a source and a unit, and stands in the README', async () => {
    const readme = await readStatic('claims/README.md');
    for (const key of await keys()) {
      const { source, unit } = data.provenance(key);
      expect(source, key).not.toBe('');
      expect(unit, key).not.toBe('');
      expect(readme, key).toContain(`\`${key}\``);
    }
  });

  test('inputs name the claims that read them, and claims name inputs and panels that exist', async () => {
    const readers = new Map<string, string[]>();
    const known = new Set([...(await keys()), ...CLAIM_PANELS, 'frontier-wide', 'internals']);
    for (const { id, data: read } of await allClaims())
      for (const key of read) {
        expect(known.has(key), `${id} reads "${key}"`).toBe(true);
        readers.set(key, [...(readers.get(key) ?? []), id]);
      }
    for (const key of await keys()) expect(data.provenance(key).claims, key).toEqual(readers.get(key) ?? []);
  });

  test('plain files, readable by all and writable by their owner', async () => {
    for (const name of await readdir('static/claims'))
      expect((await stat(`static/claims/${name}`)).mode & 0o777, name).toBe(0o644);
  });
});
