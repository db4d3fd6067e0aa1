import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { cpuBackend } from '../../../src/lib/coupling/backend';
import { diagnose } from '../../../src/lib/coupling/diagnose';
import type { Diagnosis } from '../../../src/lib/coupling/diagnosis';
import { DiagnosisError } from '../../../src/lib/coupling/diagnosisError';
import { optionsWith, QUICK, referenceTable, smallTable } from './tables';

/** Scores and sizes that a file may hold: equal, missing, at the ends of the scale, hardly different. */
const score = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0, max: 100, noNaN: true }) },
  fc.constantFrom(0, 100, 50, 25, 1e-12, 5e-324, 50.000000001, 99.999999999),
  fc.constant(null),
);
const size = fc.oneof(
  { weight: 4, arbitrary: fc.double({ min: 0.001, max: 2000, noNaN: true }) },
  fc.constantFrom(7, 7, 13, 7.000000001, 1e-6, 1e6),
  fc.constant(null),
);
type Row = [paramsB: number | null, b1: number | null, b2: number | null];
const rows: fc.Arbitrary<Row[]> = fc.array(fc.tuple(size, score, score), { minLength: 0, maxLength: 14 });
const settings = fc.record({
  itemCorrelation: fc.constantFrom(0, 0, 0.6, 0.99),
  runSd: fc.constantFrom(0, 0, 1.5, 20),
});

/** Every number is finite, and every null of the results has its reason at its path or above it. */
function checkPlain(diagnosis: Diagnosis): void {
  expect(JSON.parse(JSON.stringify(diagnosis))).toEqual(diagnosis);
  const reasoned = (path: string): boolean =>
    path !== '' && (path in diagnosis.reasons || reasoned(path.slice(0, Math.max(0, path.lastIndexOf('.')))));
  const walk = (value: unknown, path: string): void => {
    if (typeof value === 'number') expect(Number.isFinite(value), `${path} is ${value}`).toBe(true);
    else if (value === undefined) expect.fail(`${path} is undefined`);
    else if (value === null) {
      // These are absent rather than undefined: facts not told, a leaning that is settled, a verdict or a step that needs no more.
      const absent = /^(input|options|backend|verdict)\.|\.leaning$|^intervals\.\d+\.settle$/.test(path);
      expect(absent || reasoned(path), `${path} is null without a reason`).toBe(true);
    } else if (typeof value === 'object')
      for (const [key, entry] of Object.entries(value)) walk(entry, path === '' ? key : `${path}.${key}`);
  };
  walk(diagnosis, '');
}

describe('diagnosis', () => {
  test('is plain, finite and explains its nulls, for any table', async () => {
    let diagnosed = 0;
    let refused = 0;
    await fc.assert(
      fc.asyncProperty(rows, settings, async (table, changes) => {
        try {
          checkPlain(await diagnose(smallTable(table), optionsWith({ ...QUICK, ...changes }), cpuBackend()));
          diagnosed++;
        } catch (error) {
          if (!(error instanceof DiagnosisError)) throw error;
          expect(error.what).not.toBe('');
          expect(error.remedy).not.toBe('');
          refused++;
        }
      }),
      {
        numRuns: 120,
        examples: [
          [[1, 2, 3, 4, 5].map((b): Row => [b, 50, 50]), { itemCorrelation: 0, runSd: 0 }],
          [[1, 2, 3, 4, 5].map((b): Row => [b, 0, 100]), { itemCorrelation: 0, runSd: 0 }],
          [[1, 2, 3, 4, 5].map((b): Row => [b, 50, 10 * b]), { itemCorrelation: 0, runSd: 0 }],
          [[1, 2, 3, 4, 5].map((b): Row => [b, 10 * b, 10 * b]), { itemCorrelation: 0, runSd: 0 }],
          [
            [1, 10, 100, 1000, 1e4].map((b): Row => [b, 10 * Math.log10(b), 50]),
            { itemCorrelation: 0, runSd: 0 },
          ],
          [[7, 7, 7].map((b): Row => [b, 40, 50]), { itemCorrelation: 0, runSd: 0 }],
        ],
      },
    );
    expect(diagnosed).toBeGreaterThan(40);
    expect(refused).toBeGreaterThan(2);
  });

  test('does not depend on the order of the models', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 1e6 }), async (mix) => {
        const table = referenceTable();
        const options = optionsWith({ ...QUICK, family: 'RWKV-4-pile' });
        const first = await diagnose(table, options, cpuBackend());
        table.models.sort((a, b) => (hash(a.id, mix) < hash(b.id, mix) ? -1 : 1));
        const second = await diagnose(table, options, cpuBackend());
        expect({ ...second, elapsedMs: 0 }).toEqual({ ...first, elapsedMs: 0 });
      }),
      { numRuns: 8 },
    );
  });

  test('is the same again, and with another seed only simulated numbers move', async () => {
    const options = optionsWith({ ...QUICK, family: 'BLOOM' });
    const [first, again, other] = await Promise.all(
      [options, options, { ...options, seed: 2 }].map((o) => diagnose(referenceTable(), o, cpuBackend())),
    );
    expect({ ...again, elapsedMs: 0 }).toEqual({ ...first, elapsedMs: 0 });
    expect(other.family).toEqual(first.family);
    expect(other.intervals[0].pTax).not.toBe(first.intervals[0].pTax);
  });

  test('tells progress, ascending to 1, in named stages', async () => {
    const told: [number, string][] = [];
    await diagnose(referenceTable(), optionsWith({ family: 'Pythia-deduped', draws: 30_000 }), cpuBackend(), {
      onProgress: (fraction, stage) => told.push([fraction, stage]),
    });
    const fractions = told.map(([fraction]) => fraction);
    expect([...fractions].sort((a, b) => a - b)).toEqual(fractions);
    expect(fractions.at(-1)).toBe(1);
    expect(new Set(told.map(([, stage]) => stage)).size).toBeGreaterThan(2);
  });

  test('hears a cancel before and during the work', async () => {
    const options = optionsWith({ family: 'Pythia-deduped', draws: 10_000_000 });
    await expect(
      diagnose(referenceTable(), options, cpuBackend(), { signal: AbortSignal.abort() }),
    ).rejects.toMatchObject({ name: 'AbortError' });
    const controller = new AbortController();
    const long = diagnose(referenceTable(), options, cpuBackend(), { signal: controller.signal });
    setTimeout(() => controller.abort(), 30);
    await expect(long).rejects.toMatchObject({ name: 'AbortError' });
  });

  test('draws the bootstrap where not every multiset can be visited', async () => {
    const table = smallTable(
      Array.from({ length: 12 }, (_, i) => [2 ** i, 30 + 4 * i + (i % 3), 50 - 2 * i + (i % 2)]),
    );
    const { family } = await diagnose(table, optionsWith(QUICK), cpuBackend());
    expect(family?.pearson).toMatchObject({ bootstrap: 'monte-carlo', permutationExact: false });
    expect(family?.pearson.percentile?.[0]).toBeLessThan(Number(family?.pearson.r));
  });
});

/** An order of models that depends on `mix`. */
function hash(text: string, mix: number): number {
  let h = mix;
  for (const letter of text) h = (Math.imul(h, 31) + letter.charCodeAt(0)) >>> 0;
  return h;
}
