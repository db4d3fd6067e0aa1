/**
 * What each head adds by itself to logit(right) − logit(wrong), through its output projection, the final norm and the
 * unembedding, at the token before the answer. Contract: attribution along one path, the norm's scale as it is with all heads;
 * the weights are used only if they give back the model's own logits. Read by groups of layers, so that memory holds one
 * group's weights. Definitions are in docs/heads.md.
 */
import { pacer } from '../../stats/portions';
import type { DirectPath, LanguageModel, NormKind, NotGiven } from '../languageModel';
import { batchesOfEqualLength } from '../steering/batches';
import { openMeanResampler } from '../steering/resampledMeans';
import { LEAST_PAIRS, type Capability } from './capability';
import { CAPTURE_BYTES } from './capture';
import { within, type ScanControl } from './control';
import { proofTokens, proveDirectPath, streamScale } from './directProof';
import type { DirectFound, Interval } from './scanResult';
import { STREAM } from './streams';

export interface DirectRequest {
  capabilities: readonly [DirectCapability, DirectCapability];
  seed: number;
  /** Bootstrap resamples of the pairs. */
  draws?: number;
  /** Bytes of weights held at once. */
  bytes?: number;
}

export type DirectCapability = Pick<Capability, 'title' | 'scanned' | 'pairing'>;

export interface DirectLogits extends DirectFound {
  /** [layers × heads]: contributions to both capabilities, in logits; null where one is not finite. */
  heads: ([Interval, Interval] | null)[];
}

const DRAWS = 1000;

/** An item whose two answers are one token each. */
interface SingleItem {
  context: readonly number[];
  right: number;
  wrong: number;
  /** Its capability's place, its pair among those kept, its share in that pair. */
  capability: 0 | 1;
  pair: number;
  share: number;
}

/** @throws the signal's reason when aborted; whatever the model throws */
export async function directLogits(
  model: LanguageModel,
  { capabilities, seed, draws = DRAWS, bytes = CAPTURE_BYTES }: DirectRequest,
  control: ScanControl = {},
): Promise<DirectLogits | NotGiven> {
  if (!model.directPath) return { reason: 'the model’s file cannot be read here' };
  const sides = [singleItems(capabilities[0], 0), singleItems(capabilities[1], 1)] as const;
  for (const [c, { pairs }] of sides.entries())
    if (pairs < LEAST_PAIRS)
      return {
        reason: `“${capabilities[c].title}” has ${pairs} pairs whose answers are one token each in this model, and ${LEAST_PAIRS} are needed`,
      };
  const { shape } = model;
  const items = sides.flatMap((side) => side.items);
  const answers = [...new Set(items.flatMap(({ right, wrong }) => [right, wrong]))];
  const tokens = [...answers, ...proofTokens(shape.vocabulary, answers)];
  const sums = sides.map(({ pairs }) =>
    Array.from({ length: shape.layers * shape.heads }, () => new Float64Array(pairs)),
  );
  const groups = weightGroups(model, answers.length, bytes);
  let proved: { kind: NormKind; proof: number } | null = null;
  for (const [g, layers] of groups.entries()) {
    const part = within(control, g / groups.length, (g + 1) / groups.length);
    part.onProgress?.(0, 'Reading weights');
    const path = await model.directPath(tokens, layers);
    if ('reason' in path) return path;
    if (proved === null) {
      const checked = await proveDirectPath(model, path, tokens, proofContexts(sides), control.signal);
      if ('reason' in checked) return checked;
      proved = checked;
    }
    const pulled = await pulledBack(path, layers, proved.kind, answers.length, control.signal);
    const run = { layers, pulled, answers, kind: proved.kind, epsilon: path.epsilon };
    await addContributions(model, run, items, sums, part);
  }
  control.signal?.throwIfAborted();
  if (proved === null) return { reason: 'the model has no layers' };
  return {
    items: [sides[0].items.length, sides[1].items.length],
    proof: proved.proof,
    norm: proved.kind,
    heads: intervals(sums, seed, draws),
  };
}

function singleItems({ scanned, pairing }: DirectCapability, capability: 0 | 1) {
  const places = new Map<number, number>();
  const items = scanned.flatMap(({ context, correct, incorrect }, i): SingleItem[] => {
    if (correct.length !== 1 || incorrect.length !== 1 || context.length === 0) return [];
    const pair = places.get(pairing.pairOf[i]) ?? places.size;
    places.set(pairing.pairOf[i], pair);
    const ends = { context, right: correct[0], wrong: incorrect[0] };
    return [{ ...ends, capability, pair, share: pairing.share[i] }];
  });
  return { items, pairs: places.size };
}

/** Contexts of each capability that the weights are proved on, spread over its items. */
const PROOF_CONTEXTS = 4;

const proofContexts = (sides: readonly { items: readonly SingleItem[] }[]) =>
  sides.flatMap(({ items }) =>
    Array.from(
      { length: PROOF_CONTEXTS },
      (_, k) => items[Math.floor((k * items.length) / PROOF_CONTEXTS)].context,
    ),
  );

function weightGroups({ shape }: LanguageModel, answers: number, bytes: number): number[][] {
  const each = shape.heads * shape.headDim * (4 * shape.hidden + 8 * answers);
  const size = Math.max(1, Math.floor(bytes / each));
  return Array.from({ length: Math.ceil(shape.layers / size) }, (_, g) =>
    Array.from({ length: Math.min(size, shape.layers - g * size) }, (_, i) => g * size + i),
  );
}

/**
 * What a unit of each head's output adds to each answer's logit, before the division by the stream's scale.
 * @returns by layer [answers × width]
 */
async function pulledBack(
  { projections, gain, unembedding }: DirectPath,
  layers: readonly number[],
  kind: NormKind,
  answers: number,
  signal: AbortSignal | undefined,
): Promise<Map<number, Float64Array>> {
  const hidden = gain.length;
  const pause = pacer(signal);
  const directions = Array.from({ length: answers }, (_, t) => {
    const direction = Float64Array.from(gain, (weight, i) => weight * unembedding[t * hidden + i]);
    // Centring what is written and centring what reads it are the same.
    const mean = kind === 'layer' ? direction.reduce((sum, x) => sum + x, 0) / hidden : 0;
    return direction.map((x) => x - mean);
  });
  const pulled = new Map<number, Float64Array>();
  for (const layer of layers) {
    const matrix = projections.get(layer);
    if (!matrix) throw new Error(`the model gave no output projection of layer ${layer}`);
    const width = matrix.length / hidden;
    const out = new Float64Array(answers * width);
    for (let t = 0; t < answers; t++) {
      await pause();
      const direction = directions[t];
      for (let j = 0; j < width; j++) {
        let sum = 0;
        for (let i = 0; i < hidden; i++) sum += matrix[j * hidden + i] * direction[i];
        out[t * width + j] = sum;
      }
    }
    pulled.set(layer, out);
  }
  return pulled;
}

interface GroupRun {
  layers: readonly number[];
  pulled: ReadonlyMap<number, Float64Array>;
  answers: readonly number[];
  kind: NormKind;
  epsilon: number;
}

async function addContributions(
  model: LanguageModel,
  { layers, pulled, answers, kind, epsilon }: GroupRun,
  items: readonly SingleItem[],
  sums: readonly (readonly Float64Array[])[],
  control: ScanControl,
): Promise<void> {
  const { heads, headDim, hidden, layers: all } = model.shape;
  const width = heads * headDim;
  const place = new Map(answers.map((token, t) => [token, t]));
  const pause = pacer(control.signal);
  const lengths = items.map(({ context }) => context.length);
  let done = 0;
  for (const batch of batchesOfEqualLength(lengths, layers.length * width + hidden)) {
    await pause();
    const sequences = batch.map((i) => items[i].context);
    const given = await model.forward({ sequences }, { logits: false, heads: layers, resid: [all - 1] });
    const stream = given.resid.get(all - 1);
    if (!stream) throw new Error('the model gave no last stream');
    batch.forEach((i, row) => {
      const { right, wrong, capability, pair, share } = items[i];
      const token = (row + 1) * sequences[0].length - 1;
      const scale = streamScale(stream.subarray(token * hidden, (token + 1) * hidden), kind, epsilon);
      const [r, w] = [(place.get(right) ?? 0) * width, (place.get(wrong) ?? 0) * width];
      for (const layer of layers) {
        const outputs = given.heads.get(layer);
        const reads = pulled.get(layer);
        if (!outputs || !reads) throw new Error(`the model gave no heads of layer ${layer}`);
        for (let head = 0; head < heads; head++) {
          let sum = 0;
          for (let j = head * headDim; j < (head + 1) * headDim; j++)
            sum += outputs[token * width + j] * (reads[r + j] - reads[w + j]);
          sums[capability][layer * heads + head][pair] += (share * sum) / scale;
        }
      }
    });
    done += batch.length;
    control.onProgress?.(done / items.length, 'Following heads to the logits');
  }
}

function intervals(
  [first, second]: readonly (readonly Float64Array[])[],
  seed: number,
  draws: number,
): ([Interval, Interval] | null)[] {
  const resamplers = [first, second].map((units, c) =>
    openMeanResampler(units[0].length, seed, STREAM.direct + c, draws),
  );
  return first.map((values, unit) => {
    const other = second[unit];
    if (![...values, ...other].every(Number.isFinite)) return null;
    return [resamplers[0].interval(values), resamplers[1].interval(other)];
  });
}
