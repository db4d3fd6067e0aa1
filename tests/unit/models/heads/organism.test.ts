/** A scan of a trained model in Node: in seconds, of its weights and not of its tokeniser, and a head planted in its weights is found. */
import { Matrix, solve } from 'ml-matrix';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { LanguageModel } from '../../../../src/lib/models/languageModel';
import type { SessionModel } from '../../../../src/lib/models/runtime/sessionModel';
import { ablateHead } from '../../../../src/lib/models/heads/ablation';
import { prepareCapability, type Capability } from '../../../../src/lib/models/heads/capability';
import { openHeadCompute } from '../../../../src/lib/models/heads/compute';
import { contrastSets } from '../../../../src/lib/models/heads/contrastSets';
import { scanHeads } from '../../../../src/lib/models/heads/scan';
import type { HeadScan } from '../../../../src/lib/models/heads/scanResult';
import { verdictSentence } from '../../../../src/lib/models/heads/summarise';
import { batchesOfEqualLength } from '../../../../src/lib/models/steering/batches';
import { openStream } from '../../../../src/lib/stats/philox';
import { openNodeModel } from '../nodeModel';
import { floatWeights, numbersOf, withNumbers, type Weight } from './weights';

const [reasoning, truthfulness] = contrastSets().map((set) => ({ ...set, items: set.items.slice(0, 96) }));
const MODEL = 'organism_4x96';
/** Several tests of models may share two cores. */
const SLOW = 60_000;
let model: SessionModel;
let scan: HeadScan;
let took = 0;

const scanOf = (of: LanguageModel) =>
  scanHeads(
    of,
    { first: prepareCapability(of, reasoning), second: prepareCapability(of, truthfulness), seed: 1 },
    openHeadCompute(null),
  );

beforeAll(async () => {
  model = await openNodeModel(MODEL);
  const began = performance.now();
  scan = await scanOf(model);
  took = performance.now() - began;
}, SLOW);
afterAll(() => model.release());

describe('a scan of the trained model', () => {
  test('takes seconds and finds what it was trained to do', () => {
    expect(took).toBeLessThan(20_000);
    expect(scan.heads).toHaveLength(16);
    for (const { accuracy } of scan.capabilities) expect(accuracy).toBeGreaterThan(0.7);
    // It tells who is taller and what is true, so that some head does.
    expect(scan.heads.some(({ qSignal1 }) => (qSignal1 ?? 1) < 0.05)).toBe(true);
    expect(scan.heads.some(({ qSignal2 }) => (qSignal2 ?? 1) < 0.05)).toBe(true);
    expect(scan.readout?.width).toBe(1287);
    expect(scan.direct).toMatchObject({ norm: 'layer', items: scan.capabilities.map(({ items }) => items) });
    expect(scan.heads.every(({ direct }) => direct !== null)).toBe(true);
    expect(verdictSentence(scan)).toMatch(/^(No head is found|\d+ heads? of 16 compete)/);
  });

  test('names heads that can be ablated, and the effect on held-out items has intervals', async () => {
    const strongest = scan.heads.reduce((a, b) => ((b.reliability1 ?? 0) > (a.reliability1 ?? 0) ? b : a));
    const { layer, head } = strongest;
    const capabilities = [
      prepareCapability(model, reasoning),
      prepareCapability(model, truthfulness),
    ] as const;
    const { effects } = await ablateHead(model, {
      target: { layer, head },
      factor: 0,
      capabilities,
      seed: 1,
    });
    for (const { margin, effect, random, beyondRandom } of effects) {
      expect(margin).toBeGreaterThan(0);
      expect(Math.abs(effect.value)).toBeGreaterThan(1e-4);
      expect(effect.lo).toBeLessThanOrEqual(effect.value);
      expect(random).toHaveLength(5);
      expect(beyondRandom.lo).toBeLessThan(beyondRandom.hi);
    }
  });

  test('is another one with shuffled weights', async () => {
    const shuffled = await openNodeModel(MODEL, 'fixture', (bytes) => {
      const random = openStream(1, 0, 0);
      const matrices = floatWeights(bytes).filter(({ dims }) => dims.length === 2);
      return withNumbers(
        bytes,
        matrices.map((weight) => {
          const numbers = numbersOf(bytes, weight);
          for (let i = numbers.length - 1; i > 0; i--) {
            const j = random.nextIndex(i + 1);
            [numbers[i], numbers[j]] = [numbers[j], numbers[i]];
          }
          return [weight, numbers];
        }),
      );
    });
    const other = await scanOf(shuffled);
    shuffled.release();
    const moved = scan.heads.map(({ coupling }, i) =>
      Math.abs((coupling ?? 0) - (other.heads[i].coupling ?? 0)),
    );
    expect(moved.filter((change) => change > 0.05).length).toBeGreaterThan(12);
    expect(other.capabilities[0].accuracy).toBeLessThan(scan.capabilities[0].accuracy);
    expect(other.summary.netCoupling?.value).not.toBeCloseTo(scan.summary.netCoupling?.value ?? 0, 3);
  });

  test('finds a competing head that was planted in the weights, and only that one', async () => {
    const place = { layer: 2, head: 1 };
    const first = prepareCapability(model, reasoning);
    const second = prepareCapability(model, truthfulness);
    const planted = await openNodeModel(MODEL, 'fixture', () => bytesPlanted);
    const bytesBefore = scan.heads.filter((head) => head.class === 'competing').length;
    expect(bytesBefore).toBe(0);
    const found = await scanHeads(planted, { first, second, seed: 1 }, openHeadCompute(null));
    planted.release();
    const competing = found.heads.filter((head) => head.class === 'competing');
    expect(competing.map(({ layer, head }) => ({ layer, head }))).toEqual([place]);
    expect(competing[0].coupling).toBeLessThan(-0.9);
  });
});

let bytesPlanted: Uint8Array;
beforeAll(async () => {
  const [first, second] = [prepareCapability(model, reasoning), prepareCapability(model, truthfulness)];
  const rows: number[][] = [];
  const sides: number[] = [];
  let captured: Uint8Array | null = null;
  (await openNodeModel(MODEL, 'fixture', (bytes) => (captured = bytes))).release();
  const bytes = captured as unknown as Uint8Array;
  const weights = floatWeights(bytes);
  const named = (name: string) => {
    const weight = weights.find((one) => one.name === `gpt_neox.layers.2.${name}`);
    if (!weight) throw new Error(`no weight ${name}`);
    return weight;
  };
  const gain = numbersOf(bytes, named('input_layernorm.weight'));
  const shift = numbersOf(bytes, named('input_layernorm.bias'));
  for (const [capability, side] of [
    [first, 1],
    [second, -1],
  ] as const)
    for (const row of await normedDifferences(capability, gain, shift)) {
      rows.push(row);
      sides.push(side);
    }
  // Ridge regression: the one number of the stream that rises with right reasoning and falls with right facts.
  const x = new Matrix(rows);
  const square = x.transpose().mmul(x).add(Matrix.eye(gain.length, gain.length).mul(0.1));
  const reading = solve(square, x.transpose().mmul(Matrix.columnVector(sides))).to1DArray();
  bytesPlanted = plantedIn(bytes, weights, named('attention.query_key_value.bias'), reading);
}, SLOW);

/** Right minus wrong of every pair, after layer 2's own norm of the stream that it reads. */
async function normedDifferences(
  { scanned, pairing }: Capability,
  gain: Float32Array,
  shift: Float32Array,
): Promise<number[][]> {
  const { hidden } = model.shape;
  const rows = Array.from({ length: pairing.pairs }, () => new Array<number>(hidden).fill(0));
  const sequences = scanned.flatMap(({ context, correct, incorrect }) => [
    [...context, ...correct],
    [...context, ...incorrect],
  ]);
  for (const batch of batchesOfEqualLength(
    sequences.map(({ length }) => length),
    hidden,
  )) {
    const { resid } = await model.forward({ sequences: batch.map((i) => sequences[i]) }, { resid: [1] });
    const stream = resid.get(1) ?? new Float32Array(0);
    batch.forEach((i, row) => {
      const end = (row + 1) * sequences[i].length * hidden;
      const last = stream.subarray(end - hidden, end);
      const mean = last.reduce((sum, value) => sum + value, 0) / hidden;
      const sd = Math.sqrt(last.reduce((sum, value) => sum + (value - mean) ** 2, 0) / hidden + 1e-5);
      const share = (i % 2 === 0 ? 1 : -1) * pairing.share[i >> 1];
      const into = rows[pairing.pairOf[i >> 1]];
      last.forEach((value, j) => (into[j] += share * (((value - mean) / sd) * gain[j] + shift[j])));
    });
  }
  return rows;
}

/**
 * Head 1 of layer 2 attends to all tokens alike and hands on that one number in every dimension; the projection behind it
 * ignores it, so that no later head is touched by the planting.
 */
function plantedIn(bytes: Uint8Array, weights: Weight[], bias: Weight, reading: number[]): Uint8Array {
  const { hidden, headDim } = model.shape;
  const matrices = (rows: number, columns: number) =>
    weights.filter(({ dims, name }) => dims[0] === rows && dims[1] === columns && name.startsWith('onnx::'));
  const joint = matrices(hidden, 3 * hidden)[2];
  const output = matrices(hidden, hidden)[2];
  const [jointNumbers, biasNumbers, outputNumbers] = [joint, bias, output].map((weight) =>
    numbersOf(bytes, weight),
  );
  const from = 3 * headDim;
  for (let column = from; column < from + 3 * headDim; column++) {
    const isValue = column >= from + 2 * headDim;
    biasNumbers[column] = 0;
    for (let row = 0; row < hidden; row++)
      jointNumbers[row * 3 * hidden + column] = isValue ? 20 * reading[row] : 0;
  }
  for (let row = headDim; row < 2 * headDim; row++) outputNumbers.fill(0, row * hidden, (row + 1) * hidden);
  return withNumbers(bytes, [
    [joint, jointNumbers],
    [bias, biasNumbers],
    [output, outputNumbers],
  ]);
}
