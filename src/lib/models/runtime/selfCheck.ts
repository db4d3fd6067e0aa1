/**
 * Proof that editing a model’s graph did what it says and nothing else, made on every load before a number is shown: the
 * zero vector changes no logit, and a vector moves the stream by itself. What was measured is given out, not a verdict alone.
 */
import type { Activations } from '../languageModel';
import type { InstrumentInfo } from '../onnx/instrument';
import type { OpenSession, PlannedSession } from './sessionModel';
import { EMPTY_PLAN, type SessionPlan } from './sessionPlan';

export interface Measured {
  /** Largest absolute difference. */
  largest: number;
  tolerance: number;
  /** Whether `largest` is within `tolerance`. */
  holds: boolean;
}

export interface SelfCheck {
  /** Tokens of the fixed prompt. */
  tokens: number;
  /** Layer that was steered. */
  layer: number;
  /** Logits of the edited graph with a vector of zeros, against those of the graph as it came. */
  zeroVector: Measured & { identical: boolean };
  /** resid.L with a vector, minus resid.L without, minus the vector. */
  shift: Measured;
  /** Logits on WebGPU against those of wasm; null on wasm itself, and with a reason where it could not be made. */
  agreement: Measured | { notMade: string } | null;
  holds: boolean;
}

export interface SelfCheckParts<Cache> {
  info: InstrumentInfo;
  device: 'wasm' | 'webgpu';
  /** Ids of the fixed prompt; see `CHECK_TEXT`. */
  ids: readonly number[];
  open(plan: SessionPlan, device?: 'wasm' | 'webgpu'): Promise<OpenSession<Cache>>;
  /** Called between the steps. */
  onStep?(stage: string): void;
  /** Null: the model is small enough for a second session in wasm; otherwise why it is not. */
  noSecond: string | null;
}

export const CHECK_TEXT = 'The capital of France is Paris. Two and two make';
/** A check reads few tokens: with more, a large model would take its time for no further proof. */
export const CHECK_TOKENS = 12;

/** Relative to the largest logit. WebGPU sums in an order of its own; half precision and integers round more. */
const PROVIDER = { float32: 2e-3, lower: 5e-2 };
/** Relative to the largest number of the stream: one rounding of its type to either side. */
const ROUNDING = { float32: 2 ** -22, float64: 2 ** -22, float16: 2 ** -10, bfloat16: 2 ** -7 };

/** @returns what was measured, and the edited session, still open: the first that the model is used with */
export async function selfCheck<Cache>(
  parts: SelfCheckParts<Cache>,
): Promise<{ check: SelfCheck; first: PlannedSession<Cache> }> {
  const { info, ids, open, onStep } = parts;
  const layer = Math.floor(info.layers / 4);
  onStep?.('Running the model as it came');
  const plain = await logitsOf(await open(EMPTY_PLAN), ids);

  onStep?.('Running the edited model');
  const plan = { ...EMPTY_PLAN, steer: layer, resid: [layer] };
  const session = await open(plan);
  try {
    const check = await measure(parts, layer, session, plain);
    return { check, first: { plan, session } };
  } catch (error) {
    await session.release();
    throw error;
  }
}

async function measure<Cache>(
  parts: SelfCheckParts<Cache>,
  layer: number,
  session: OpenSession<Cache>,
  plain: Float32Array,
): Promise<SelfCheck> {
  const { info, device, ids } = parts;
  const wasm = device === 'wasm';
  const run = async (vector: Float32Array) => {
    const { outputs } = await session.run({
      ...promptOf(ids),
      extra: { steering_vector: { data: vector, dims: [info.hidden] } },
      outputs: ['logits', `resid.${layer}`],
    });
    return { logits: outputs.logits, resid: outputs[`resid.${layer}`] };
  };
  const zero = await run(new Float32Array(info.hidden));
  const vector = testVector(info.hidden, zero.resid);
  const moved = await run(vector);

  const scale = largestOf(plain);
  const provider = (info.elementType === 'float32' ? PROVIDER.float32 : PROVIDER.lower) * Math.max(1, scale);
  // A second reader of the last stream may end a fusion of the runtime, which moves logits by a rounding.
  const own = layer === info.layers - 1 ? scale * ROUNDING.float32 : 0;
  const difference = largestDifference(zero.logits, plain);
  const zeroVector = { ...measured(difference, wasm ? own : provider), identical: difference === 0 };
  const expected = zero.resid.map((value, i) => value + vector[i % info.hidden]);
  const shift = measured(
    largestDifference(moved.resid, expected),
    ROUNDING[info.elementType ?? 'float32'] * Math.max(largestOf(moved.resid), largestOf(zero.resid)),
  );
  const agreement = wasm ? null : await agreementWithWasm(parts, plain, provider);
  const agrees = agreement === null || 'notMade' in agreement || agreement.holds;
  return {
    tokens: ids.length,
    layer,
    zeroVector,
    shift,
    agreement,
    holds: zeroVector.holds && shift.holds && agrees,
  };
}

/** What went wrong, in a sentence for a reader; null where nothing did. */
export function selfCheckFailure(check: SelfCheck, device: string): string | null {
  const number = (x: number) => x.toPrecision(2);
  if (!check.zeroVector.holds)
    return `The edited model does not compute what the model computes: with a vector of zeros its logits differ by ${number(check.zeroVector.largest)} on ${device} (at most ${number(check.zeroVector.tolerance)} is allowed). Choose another format or device.`;
  if (!check.shift.holds)
    return `Steering does not act as it should: the stream after layer ${check.layer} misses the vector by ${number(check.shift.largest)} on ${device} (at most ${number(check.shift.tolerance)} is allowed). Choose another format or device.`;
  if (check.agreement && 'holds' in check.agreement && !check.agreement.holds)
    return `WebGPU and wasm disagree about this model: their logits differ by ${number(check.agreement.largest)} (at most ${number(check.agreement.tolerance)} is allowed). Choose the device “wasm”, or another format.`;
  return null;
}

async function agreementWithWasm<Cache>(
  { open, ids, noSecond, onStep }: SelfCheckParts<Cache>,
  plain: Float32Array,
  tolerance: number,
): Promise<SelfCheck['agreement']> {
  if (noSecond !== null) return { notMade: noSecond };
  onStep?.('Running the model in wasm, to compare');
  try {
    return measured(largestDifference(await logitsOf(await open(EMPTY_PLAN, 'wasm'), ids), plain), tolerance);
  } catch (error) {
    return { notMade: error instanceof Error ? error.message : String(error) };
  }
}

async function logitsOf<Cache>(
  session: OpenSession<Cache>,
  ids: readonly number[],
): Promise<Activations['logits']> {
  try {
    const { outputs } = await session.run({ ...promptOf(ids), extra: {}, outputs: ['logits'] });
    return outputs.logits;
  } finally {
    await session.release();
  }
}

const promptOf = (ids: readonly number[]) => ({ sequences: [ids], pastLength: 0, past: null, cache: false });

/** Fixed, of both signs, as large as the stream itself. */
function testVector(hidden: number, stream: Float32Array): Float32Array {
  const rms = Math.sqrt(stream.reduce((sum, x) => sum + x * x, 0) / stream.length);
  return Float32Array.from({ length: hidden }, (_, i) => rms * Math.SQRT2 * Math.sin(i + 1));
}

/** A number that is none fails every check. */
const measured = (largest: number, tolerance: number): Measured => ({
  largest,
  tolerance,
  holds: largest <= tolerance,
});

function largestDifference(a: Float32Array, b: Float32Array): number {
  if (a.length !== b.length) return Infinity;
  let largest = 0;
  for (let i = 0; i < a.length; i++) {
    const difference = Math.abs(a[i] - b[i]);
    if (Number.isNaN(difference)) return Infinity;
    if (difference > largest) largest = difference;
  }
  return largest;
}

const largestOf = (values: Float32Array) => values.reduce((largest, x) => Math.max(largest, Math.abs(x)), 0);
