/** What a scan reads from a model: the right rows, differences of pairs, no more memory than promised. */
import { describe, expect, test } from 'vitest';
import { answerMargins } from '../../../../src/lib/models/heads/answers';
import { prepareCapability } from '../../../../src/lib/models/heads/capability';
import { capture, layerGroups } from '../../../../src/lib/models/heads/capture';
import { contrastSets } from '../../../../src/lib/models/heads/contrastSets';
import { MOST_WIDTH, openLogitRows } from '../../../../src/lib/models/heads/logitRows';
import { openFakeModel } from './fakeModel';

const [reasoning] = contrastSets();
const set = { ...reasoning, items: reasoning.items.slice(0, 40) };

describe('capture', () => {
  test('keeps right minus wrong at the answer token, averaged over a pair', async () => {
    const model = openFakeModel();
    const capability = prepareCapability(model, set);
    const { heads, resid, outputs, pairs, rows } = await capture(model, {
      capability,
      layers: [2, 0],
      rows: 5,
    });
    expect([pairs, rows]).toEqual([capability.scanned.length / 2, 5]);
    const output = async (item: number, answer: 'correct' | 'incorrect') => {
      const { context, [answer]: words } = capability.scanned[item];
      const given = await model.forward({ sequences: [[...context, ...words]] }, { heads: [2], resid: [2] });
      return { head: given.heads.get(2)?.slice(-6) ?? [], stream: given.resid.get(2)?.slice(-12) ?? [] };
    };
    const [a, b, c, d] = [
      await output(6, 'correct'),
      await output(6, 'incorrect'),
      await output(7, 'correct'),
      await output(7, 'incorrect'),
    ];
    // Head 1 of layer 2, which is the first layer asked for; pair 3 is items 6 and 7.
    for (let j = 0; j < 6; j++)
      expect(heads[(pairs + 3) * 6 + j]).toBeCloseTo((a.head[j] - b.head[j] + c.head[j] - d.head[j]) / 2, 5);
    for (let j = 0; j < 12; j++)
      expect(resid[3 * 12 + j]).toBeCloseTo((a.stream[j] - b.stream[j] + c.stream[j] - d.stream[j]) / 2, 5);
    const first = await output(0, 'correct');
    expect([...outputs.subarray(5 * 6, 5 * 6 + 6)]).toEqual([...first.head]);
  });

  test('reads layers in groups that fit, each layer once', () => {
    const shape = { layers: 24, hidden: 1024, heads: 16, headDim: 64, vocabulary: 50_000 };
    expect(layerGroups(shape, 512)).toEqual([Array.from({ length: 24 }, (_, l) => l)]);
    const groups = layerGroups({ ...shape, layers: 32, hidden: 4096, heads: 32, headDim: 128 }, 2000);
    expect(groups.flat()).toEqual(Array.from({ length: 32 }, (_, l) => l));
    expect(Math.max(...groups.map((group) => group.length)) * 4 * 2000 * 8192).toBeLessThanOrEqual(2 ** 27);
    expect(layerGroups(shape, 1e9)).toHaveLength(24);
  });

  test('never asks for more numbers at once than a run may hand out', async () => {
    const model = openFakeModel({ shape: { layers: 2, hidden: 64, vocabulary: 60_000 } });
    const capability = prepareCapability(model, set);
    const logits = openLogitRows(capability, 60_000, 1);
    await capture(model, { capability, layers: [0, 1], rows: 1, onLogits: logits.read });
    expect(Math.max(...model.runs.map(({ numbers }) => numbers))).toBeLessThanOrEqual(1 << 22);
    expect([logits.folded, logits.width]).toEqual([true, MOST_WIDTH]);
  });

  test('hears an abort between two runs', async () => {
    const model = openFakeModel({ shape: { vocabulary: 60_000 } });
    const capability = prepareCapability(model, set);
    const stop = new AbortController();
    const reason = new Error('enough');
    const control = { signal: stop.signal, onProgress: () => stop.abort(reason) };
    await expect(capture(model, { capability, layers: [0], rows: 1 }, control)).rejects.toBe(reason);
  });
});

describe('logits', () => {
  test('are kept as centred differences, and margins agree with those measured alone', async () => {
    const model = openFakeModel();
    const capability = prepareCapability(model, set);
    const logits = openLogitRows(capability, 120, 1);
    await capture(model, { capability, layers: [0], rows: 1, onLogits: logits.read });
    const alone = await answerMargins(model, capability.scanned);
    logits.margins.forEach((margin, i) => expect(margin).toBeCloseTo(alone[i], 8));
    for (let p = 0; p < capability.pairing.pairs; p++)
      expect(logits.rows.subarray(p * 120, (p + 1) * 120).reduce((sum, x) => sum + x, 0)).toBeCloseTo(0, 4);
  });

  test('of a wide vocabulary are folded so that inner products stay', async () => {
    const wide = 10_000;
    const model = openFakeModel({ shape: { vocabulary: wide } });
    const capability = prepareCapability(model, { ...set, items: set.items.slice(0, 24) });
    const folded = openLogitRows(capability, wide, 1);
    const exact: number[][] = capability.scanned.map(() => new Array<number>(wide).fill(0));
    await capture(model, {
      ...{ capability, layers: [0], rows: 1 },
      onLogits(item, right, logits) {
        folded.read(item, right, logits);
        const last = logits.subarray(logits.length - wide);
        last.forEach((value, token) => (exact[item][token] += right ? value : -value));
      },
    });
    const pair = (p: number) => exact[2 * p].map((value, token) => (value + exact[2 * p + 1][token]) / 2);
    const dot = (a: ArrayLike<number>, b: ArrayLike<number>) =>
      Array.from(a).reduce((sum, x, j) => sum + x * b[j], 0);
    const row = (p: number) => folded.rows.subarray(p * MOST_WIDTH, (p + 1) * MOST_WIDTH);
    const length = dot(pair(0), pair(0));
    expect(dot(row(0), row(0)) / length).toBeCloseTo(1, 1);
    expect(Math.abs(dot(row(0), row(1)) - dot(pair(0), pair(1))) / length).toBeLessThan(0.05);
  });
});
