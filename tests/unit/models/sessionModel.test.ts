/** A LanguageModel over sessions: what it computes, what it refuses, and that caches are never mixed. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSessionModel, type SessionModel } from '../../../src/lib/models/runtime/sessionModel';
import { openNodeModel } from './nodeModel';
import { referenceOf } from './onnx/fixtures';
import { largestDifference } from './onnx/session';

const expected = referenceOf('organism_4x96');
const { ids, L } = expected;
const vector = Float32Array.from(expected.v);
const TOLERANCE = 1e-4;
let model: SessionModel;
beforeAll(async () => {
  model = await openNodeModel('organism_4x96');
});
afterAll(() => model.release());

test('it says what it is', () => {
  expect(model.shape).toEqual({ layers: 4, hidden: 96, heads: 4, headDim: 24, vocabulary: 1287 });
  expect(model.identity).toMatchObject({ id: 'organism_4x96', dtype: 'fp32', device: 'wasm' });
  expect(model.identity.digest).toMatch(/^[0-9a-f]{64}$/);
  expect(model.endTokens).toEqual([0]);
});

test('text becomes the reference’s tokens, and they become the text', () => {
  const text = 'The capital of France is Paris. The symbol for gold is Au. The capital of Italy is';
  expect(model.tokenize(text)).toEqual(ids);
  expect(model.text(ids)).toBe(text);
});

describe('a run', () => {
  test('gives logits, steered and not', async () => {
    const plain = await model.forward({ sequences: [ids] });
    expect(largestDifference(plain.logits, expected.logits0)).toBeLessThan(TOLERANCE);
    expect(plain.cache).toBeNull();
    const steered = await model.forward({ sequences: [ids], steering: { layer: L, vector } });
    expect(largestDifference(steered.logits, expected.logits)).toBeLessThan(TOLERANCE);
    const again = await model.forward({ sequences: [ids] });
    expect(again.logits).toEqual(plain.logits);
  });

  test('gives the streams and heads that are asked for, and then no logits', async () => {
    const { logits, resid, heads } = await model.forward(
      { sequences: [ids], steering: { layer: L, vector } },
      { resid: [0, 2], heads: [3] },
    );
    expect(logits).toHaveLength(0);
    expect([...resid.keys()]).toEqual([0, 2]);
    expect([...heads.keys()]).toEqual([3]);
    for (const layer of [0, 2])
      expect(largestDifference(resid.get(layer) ?? [], expected.resid[layer])).toBeLessThan(TOLERANCE);
    expect(largestDifference(heads.get(3) ?? [], expected.heads[3])).toBeLessThan(TOLERANCE);
  });

  test('of several sequences gives each its own vector', async () => {
    const own = new Float32Array(2 * vector.length);
    own.set(vector, vector.length);
    const { logits } = await model.forward({ sequences: [ids, ids], steering: { layer: L, vector: own } });
    const half = logits.length / 2;
    expect(largestDifference(logits.subarray(0, half), expected.logits0)).toBeLessThan(TOLERANCE);
    expect(largestDifference(logits.subarray(half), expected.logits)).toBeLessThan(TOLERANCE);
  });

  test('goes on from a cache as if the text had been run at once', async () => {
    const steering = { layer: L, vector };
    const first = await model.forward({ sequences: [ids.slice(0, -3)], steering }, { cache: true });
    expect(first.logits).toHaveLength(0 + (ids.length - 3) * model.shape.vocabulary);
    expect(first.cache?.length).toBe(ids.length - 3);
    const past = first.cache ?? undefined;
    const rest = await model.forward({ sequences: [ids.slice(-3)], steering, past }, { cache: true });
    expect(rest.cache?.length).toBe(ids.length);
    expect(largestDifference(rest.logits, expected.logits.slice(-3 * model.shape.vocabulary))).toBeLessThan(
      TOLERANCE,
    );
  });

  test('with the heads of a layer at one is the run without', async () => {
    const plain = await model.forward({ sequences: [ids] });
    const factors = new Float32Array(4).fill(1);
    const same = await model.forward({ sequences: [ids], headScales: [{ layer: 1, factors }] });
    expect(same.logits).toEqual(plain.logits);
    const without = await model.forward({
      sequences: [ids],
      headScales: [{ layer: 1, factors: new Float32Array([1, 0, 1, 1]) }],
    });
    expect(largestDifference(without.logits, plain.logits)).toBeGreaterThan(1e-3);
  });
});

describe('refused', () => {
  const steering = { layer: L, vector };
  test.each<[string, Parameters<SessionModel['forward']>]>([
    ['a run needs a sequence', [{ sequences: [] }]],
    ['sequence 1 has 1 tokens and sequence 0 has 2', [{ sequences: [[1, 2], [3]] }]],
    ['token 1287 is not among the model’s 1287', [{ sequences: [[1287]] }]],
    [
      'there is no layer 4; this model has layers 0 to 3',
      [{ sequences: [[1]], steering: { layer: 4, vector } }],
    ],
    ['there is no layer -1', [{ sequences: [[1]] }, { resid: [-1] }]],
    ['3 numbers; give 96', [{ sequences: [[1]], steering: { layer: 0, vector: new Float32Array(3) } }]],
    [
      '2 factors for the 4 heads',
      [{ sequences: [[1]], headScales: [{ layer: 0, factors: new Float32Array(2) }] }],
    ],
  ])('%s', async (message, [batch, wanted]) => {
    await expect(model.forward(batch, wanted)).rejects.toThrow(message);
    await expect(model.forward(batch, wanted)).rejects.toBeInstanceOf(RangeError);
  });

  test('a cache of another steering, or given back', async () => {
    const { cache } = await model.forward({ sequences: [ids], steering }, { cache: true });
    const past = cache ?? undefined;
    await expect(model.forward({ sequences: [[5]], past })).rejects.toThrow('made with another steering');
    const other = { layer: L, vector: vector.map((x) => -x) };
    await expect(model.forward({ sequences: [[5]], past, steering: other })).rejects.toThrow(
      'another steering',
    );
    await expect(model.forward({ sequences: [[5], [5]], past, steering })).rejects.toThrow('1 sequences');
    await model.forward({ sequences: [[5]], past, steering });
    cache?.dispose();
    await expect(model.forward({ sequences: [[5]], past, steering })).rejects.toThrow('given back');
  });

  test('a zero vector is no other steering than none', async () => {
    const { cache } = await model.forward({ sequences: [ids] }, { cache: true });
    const nothing = { layer: L, vector: new Float32Array(96) };
    const step = { sequences: [[5]], past: cache ?? undefined };
    const one = await model.forward({ ...step, steering: nothing });
    expect((await model.forward(step)).logits).toEqual(one.logits);
  });
});

describe('sessions', () => {
  /** Remembers what was opened; a cache is the number of its session. */
  const recording = (cachesEndWithSession: boolean) => {
    const log: string[] = [];
    let opened = 0;
    const made = createSessionModel<number>({
      identity: model.identity,
      shape: model.shape,
      endTokens: [],
      tokenize: () => [],
      text: () => '',
      cachesEndWithSession,
      disposeCache: (cache) => log.push(`cache of ${cache} freed`),
      open({ steer, scale, resid, heads }) {
        const own = ++opened;
        log.push(
          `open ${own}: steer ${steer} scale ${scale.join()} resid ${resid.join()} heads ${heads.join()}`,
        );
        return Promise.resolve({
          run: ({ extra, outputs }) => {
            log.push(`run ${own}: ${Object.keys(extra).join()} → ${outputs.join()}`);
            return Promise.resolve({ outputs: {}, cache: own });
          },
          release: () => Promise.resolve(void log.push(`release ${own}`)),
        });
      },
    });
    return { made, log };
  };
  const at = (layer: number) => ({ layer, vector });
  const sequences = [[1]];

  test('one at a time, made anew only for what the present one cannot do, and then for both', async () => {
    const { made, log } = recording(false);
    await made.forward({ sequences, steering: at(1) }, { resid: [2] });
    await made.forward({ sequences });
    await made.forward(
      { sequences, headScales: [{ layer: 3, factors: new Float32Array(4) }] },
      { heads: [0] },
    );
    await made.forward({ sequences, steering: at(2) });
    expect(log).toEqual([
      'open 1: steer 1 scale  resid 2 heads ',
      'run 1: steering_vector → resid.2',
      'run 1: steering_vector → logits',
      'release 1',
      'open 2: steer 1 scale 3 resid 2 heads 0',
      'run 2: steering_vector,head_scale.3 → heads.0',
      'release 2',
      'open 3: steer 2 scale 3 resid 2 heads 0',
      'run 3: steering_vector,head_scale.3 → logits',
    ]);
  });

  test('calls at once follow each other', async () => {
    const { made, log } = recording(false);
    await Promise.all([
      made.forward({ sequences, steering: at(0) }),
      made.forward({ sequences, steering: at(1) }),
    ]);
    expect(log.map((line) => line.split(':')[0])).toEqual([
      'open 1',
      'run 1',
      'release 1',
      'open 2',
      'run 2',
    ]);
  });

  test('a cache on a device ends with the session that made it', async () => {
    for (const ends of [true, false]) {
      const { made, log } = recording(ends);
      const { cache } = await made.forward({ sequences }, { cache: true });
      const past = cache ?? undefined;
      await made.forward({ sequences, past });
      const other = made.forward({ sequences, past }, { resid: [0] });
      if (ends) await expect(other).rejects.toThrow('went with its session');
      else await other;
      cache?.dispose();
      cache?.dispose();
      expect(log.filter((line) => line.includes('freed'))).toEqual(['cache of 1 freed']);
      expect(cache?.length).toBe(0);
    }
  });
});
