import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { cpuBackend, type Backend } from '../../../src/lib/coupling/backend';
import { diagnose } from '../../../src/lib/coupling/diagnose';
import { digestText } from '../../../src/lib/coupling/digest';
import { sha256, sha256Bytes } from '../../../src/lib/coupling/sha256';
import { HELLASWAG, optionsWith, QUICK, referenceTable } from './tables';

const family = 'Qwen2';
const diagnosed = (changes = {}, table = referenceTable(), backend: Backend = cpuBackend()) =>
  diagnose(table, optionsWith({ ...QUICK, family, ...changes }), backend);

describe('digest', () => {
  test('is a SHA-256 that does not move with seed, draws, backend, reading or title', async () => {
    const { digest } = await diagnosed();
    expect(digest).toMatch(/^[0-9a-f]{64}$/);
    const elsewhere: Backend = {
      kind: 'webgpu',
      adapter: 'another',
      note: null,
      run: async (kind, job, control) => ({
        answer: (await cpuBackend().run(kind, { ...job, seed: 77 }, control)).answer,
        backend: { kind: 'webgpu', adapter: 'another', note: null },
      }),
    };
    const renamed = { ...referenceTable(), title: 'Other', panel: 'uniform' };
    const others = await Promise.all([
      diagnosed({ seed: 99 }),
      diagnosed({ draws: 5000 }),
      diagnosed({ reading: 'published' }),
      diagnosed({}, renamed),
      diagnosed({}, referenceTable(), elsewhere),
    ]);
    for (const other of others) expect(other.digest).toBe(digest);
  });

  test('holds for the family alone as for the whole table', async () => {
    const table = referenceTable();
    table.models = table.models.filter((row) => row.family === family);
    expect((await diagnosed({}, table)).digest).toBe((await diagnosed()).digest);
  });

  test('moves with a score, a size, a name, an item count and the noise settings', async () => {
    const changed = async (change: (row: ReturnType<typeof referenceTable>['models'][0]) => void) => {
      const table = referenceTable();
      for (const row of table.models.filter((candidate) => candidate.family === family).slice(1, 2))
        change(row);
      return (await diagnosed({}, table)).digest;
    };
    const digests = [
      (await diagnosed()).digest,
      await changed((row) => (row.scores[HELLASWAG].value += 0.01)),
      await changed((row) => (row.paramsB = 1.6)),
      await changed((row) => (row.model += ' v2')),
      (await diagnosed({ items: { [HELLASWAG]: 5000 } })).digest,
      (await diagnosed({ itemCorrelation: 0.6 })).digest,
      (await diagnosed({ runSd: 1 })).digest,
    ];
    expect(new Set(digests).size).toBe(digests.length);
  });

  test('does not see the last bits', async () => {
    const diagnosis = await diagnosed();
    const nudged = structuredClone(diagnosis);
    for (const interval of nudged.intervals) interval.delta1 *= 1 + 1e-14;
    expect(digestText(nudged)).toBe(digestText(diagnosis));
  });
});

describe('SHA-256', () => {
  afterEach(() => vi.unstubAllGlobals());

  test('gives the known answers', async () => {
    const abc = 'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad';
    const empty = 'e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855';
    expect([await sha256('abc'), await sha256('')]).toEqual([abc, empty]);
    vi.stubGlobal('crypto', {});
    expect([await sha256('abc'), await sha256('')]).toEqual([abc, empty]);
  });

  test('is the same without the platform’s, for every length', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const expected = createHash('sha256').update(bytes).digest('hex');
        expect(Buffer.from(sha256Bytes(bytes)).toString('hex')).toBe(expected);
      }),
      { numRuns: 200 },
    );
  });
});
