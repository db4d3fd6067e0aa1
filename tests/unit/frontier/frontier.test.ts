import { describe, expect, test } from 'vitest';
import { frontier, type Frontier } from '$lib/frontier/frontier';
import { frontierFromScores } from '$lib/frontier/frontierTable';
import { parseFrontierOptions } from '$lib/frontier/options';
import { changeSentence, residualSentence } from '$lib/frontier/words';
import { importText } from '../scores/importing';
import { frontierPanel, golden, GPQA, SWE, wide } from './panel';

const quick = (options: object = {}) => parseFrontierOptions({ draws: 200, ...options });
const published = await frontier({ panel: frontierPanel, user: null }, quick());

/** Paths of all numbers that JSON cannot hold. */
function unwritable(value: unknown, path = ''): string[] {
  if (typeof value === 'number') return Number.isFinite(value) ? [] : [path];
  if (value === undefined || typeof value === 'function') return [path];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => unwritable(inner, `${path}.${key}`));
}

describe('the analysis', () => {
  test('has the published line, residuals, labs and hold-out of the reference', () => {
    const { line, models, labs, leaveOneLabOut } = published;
    expect(line).toMatchObject({ n: 34, fit: 'frozen' });
    expect(line?.slope).toBeCloseTo(golden.slope, 10);
    expect(models).toHaveLength(39);
    expect(models.filter(({ fitted }) => fitted)).toHaveLength(34);
    expect(models.filter(({ studentised }) => studentised === null)).toHaveLength(5);
    expect(labs.find(({ lab }) => lab === 'Google')).toMatchObject({
      n: 5,
      slope: null,
      slopeInterval: null,
    });
    expect(labs.find(({ lab }) => lab === 'Google')?.publishedSlope).toBeCloseTo(golden.lab_slopes.Google, 9);
    expect(labs.find(({ lab }) => lab === 'OpenAI')?.slope).toBeCloseTo(golden.lab_slopes.OpenAI, 9);
    expect(leaveOneLabOut?.mean).toBeCloseTo(golden.leave_one_lab_out.mean, 9);
  });

  test('is plain JSON, the same from the same input, and each null that a part leaves has its reason', async () => {
    expect(unwritable(published)).toEqual([]);
    expect(JSON.parse(JSON.stringify(published))).toEqual(published);
    expect(await frontier({ panel: frontierPanel, user: null }, quick())).toEqual(published);
    published.models.forEach(({ studentised }, i) =>
      expect(studentised === null).toBe(`models.${i}.studentised` in published.reasons),
    );
    published.labs.forEach(({ slope }, i) =>
      expect(slope === null).toBe(`labs.${i}.slope` in published.reasons),
    );
  });

  test('other seeds change intervals only', async () => {
    const other = await frontier({ panel: frontierPanel, user: null }, quick({ seed: 2 }));
    expect(other.line).toEqual(published.line);
    expect(other.models).toEqual(published.models);
    expect(other.association.labClusters).not.toEqual(published.association.labClusters);
  });
});

describe('options', () => {
  test('all rows, values from elsewhere, the axes swapped, a date', async () => {
    const all = await frontier({ panel: frontierPanel, user: null }, quick({ fit: 'all' }));
    expect(all.line?.r).toBeCloseTo(golden.all39.r, 10);
    const elsewhere = await frontier({ panel: frontierPanel, user: null }, quick({ values: 'elsewhere' }));
    expect(elsewhere.line?.r).toBeCloseTo(0.8553, 4);
    const swapped = await frontier({ panel: frontierPanel, user: null }, quick({ x: GPQA, y: SWE }));
    expect(swapped.line?.r).toBeCloseTo(golden.r, 10);
    expect(1 / (swapped.line?.slope ?? NaN)).toBeCloseTo(published.others?.swapped?.slope ?? NaN, 10);
    const early = await frontier({ panel: frontierPanel, user: null }, quick({ until: '2024-12' }));
    expect(early.models.map(({ released }) => released).every((date) => (date ?? '') <= '2024-12')).toBe(
      true,
    );
    expect(early.models).toHaveLength(8);
    // Predictions are about all rows.
    expect(early.predictions[4].n).toBe(39);
  });

  test('a panel without frozen rows is fitted whole, and says so', async () => {
    const whole = await frontier({ panel: wide, user: null }, quick({ panel: 'frontier-wide' }));
    expect(whole.line).toMatchObject({ fit: 'all' });
    expect(whole.reasons['line.fit']).toMatch(/no three frozen rows/);
    expect(whole.saturation.rotation.next).not.toBeNull();
    expect(whole.matrix.cells).toHaveLength(28);
  });

  test('are validated', () => {
    expect(() => parseFrontierOptions({ topK: 2 })).toThrow(/2/);
    expect(() => parseFrontierOptions({ until: 'May' })).toThrow();
    expect(parseFrontierOptions({})).toMatchObject({ fit: 'frozen', values: 'published', topK: 10 });
  });

  test('a pair that two models have gives no line, with the reason', async () => {
    const few = { ...frontierPanel, models: frontierPanel.models.slice(0, 2) };
    const found = await frontier({ panel: few, user: null }, quick());
    expect(found).toMatchObject({ line: null, models: [], labs: [], leaveOneLabOut: null });
    expect(found.reasons.line).toMatch(/there are 2/);
    expect(unwritable(found)).toEqual([]);
  });
});

describe('a reader’s model', () => {
  let found: Frontier;
  test('has a residual with its interval, and the three steps of the playbook', async () => {
    const { table } = await importText(
      'model,family,SWE-bench Verified,GPQA Diamond,release date\nNew one,Anthropic,82.0,70.1,2026-09\nFrom nowhere,Elsewhere,60,99,2026-09\n',
    );
    found = await frontier({ panel: frontierPanel, user: frontierFromScores(table), wide }, quick());
    expect(found.input).toMatchObject({ models: 41, fitted: 34, user: 2, panel: 'frontier' });
    const mine = found.models.find(({ subset }) => subset === 'user');
    const half = found.line && mine ? mine.hi - mine.h : NaN;
    expect(mine?.h).toBeCloseTo(70.1 - golden.intercept - 82 * golden.slope, 9);
    expect(half).toBeGreaterThan(17.5);
    expect(mine).toMatchObject({
      named: 'below the band',
      published: 'coding-rich',
      fitted: false,
      studentised: null,
    });
    expect(found.playbook).toHaveLength(2);
    const [first, second] = found.playbook;
    expect(first.locate).toMatchObject({ published: 'coding-rich', calibrated: 'below the band' });
    expect(first.diagnose).not.toBeNull();
    expect(first.rotate.next).not.toBeNull();
    expect(first.expected.withPublishedLabMean).toBeLessThan(first.expected.line);
    expect(second.diagnose).toBeNull();
    expect(found.reasons['playbook.1.diagnose']).toMatch(/no earlier release/);
    // The line stays that of the frozen rows; the predictions count the reader's rows.
    expect(found.line?.slope).toBeCloseTo(golden.slope, 10);
    expect(found.predictions[4].n).toBe(41);
  });

  test('is named in no sentence while 0 is in its interval', () => {
    const inside = {
      h: -13.1,
      lo: -30.9,
      hi: 4.6,
      se: 8.7,
      measurementSe: 2.8,
      percentile: 7,
      named: 'within the scatter',
      published: 'coding-rich',
      member: null,
    } as const;
    const said = residualSentence('A', inside, 'SWE-bench Verified', 'GPQA Diamond');
    expect(said).toBe(
      'A has a GPQA Diamond 13.1 points below what the line expects of its SWE-bench Verified; h = −13.1 [−30.9, +4.6]: within the scatter of the panel.',
    );
    for (const { named, lo, hi, h } of found.models) {
      const sentence = residualSentence('M', { ...inside, h, lo, hi, named }, 'x', 'y');
      expect(sentence).not.toMatch(/excursion|tax|coding-rich/i);
      if (lo <= 0 && hi >= 0) expect(sentence).toMatch(/within the scatter/);
      else expect(sentence).toMatch(/outside the 95 % prediction band/);
    }
    expect(
      changeSentence({ from: 'A', to: 'B', change: -15.9, se: 12.4, flagged: false, publishedFlag: true }),
    ).toMatch(/−15\.9.*24\.3.*within the scatter/);
    expect(
      changeSentence({ from: 'A', to: 'B', change: 30, se: 5, flagged: true, publishedFlag: true }),
    ).toMatch(/stands out/);
  });
});

test('a cancel is heard', async () => {
  const abort = new AbortController();
  const running = frontier({ panel: frontierPanel, user: null }, quick(), {
    signal: abort.signal,
    onProgress: (share) => share > 0.2 && abort.abort(new Error('enough')),
  });
  await expect(running).rejects.toThrow('enough');
});
