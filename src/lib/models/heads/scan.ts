/**
 * The scan: which heads of a model serve or fight two capabilities. Reads a group of layers, tests its heads, lets go of it, and
 * reads the next, so that memory holds one group's differences whatever the model. See docs/heads.md for every number.
 */
import type { HeadFlips, HeadFlipsJob } from '../../gpu/headFlipsJob';
import { observedUnit } from '../../gpu/headFlipsJob';
import type { LanguageModel } from '../languageModel';
import type { Capability } from './capability';
import { capture, layerGroups, type Capture } from './capture';
import type { HeadCompute } from './compute';
import { kernelControl, within, type ScanControl } from './control';
import { directLogits } from './directLogits';
import { classify, drawsFor } from './headClasses';
import { openLogitRows, type LogitRows } from './logitRows';
import { PUBLISHED, publishedCouplings, type PublishedCoupling } from './published';
import { readoutChange, type Readout } from './readout';
import { openRepresentation, type Representation } from './representation';
import type { HeadRecord, HeadScan, LayerRecord, ScannedCapability } from './scanResult';
import { STREAM } from './streams';
import { summarise } from './summarise';
import { keptMoments, resampledCosines, unitCouplings, type UnitCoupling } from './unitCoupling';

export interface ScanRequest {
  first: Capability;
  second: Capability;
  /** Philox key, u32. */
  seed: number;
  /** Sign flips of each head; by default as many as the number of heads asks for. */
  draws?: number;
  /** Draws that intervals and reliabilities are taken from. */
  kept?: number;
  /** Bytes of differences held at once. */
  captureBytes?: number;
}

/** Draws that intervals are taken from. */
export const KEPT_DRAWS = 1000;
/** Sign flips of each layer: there are few layers. */
const LAYER_DRAWS = 2000;
/** Share of the time that reading the model takes, about. */
const READING = 0.7;
/** Share of all but the direct contributions, where the model has them. */
const COUPLINGS = 0.8;

/**
 * @throws RangeError for a request that cannot be; the signal's reason when aborted; whatever the model throws
 */
export async function scanHeads(
  model: LanguageModel,
  request: ScanRequest,
  compute: HeadCompute,
  control: ScanControl = {},
): Promise<HeadScan> {
  const { first, second, seed } = request;
  const { shape } = model;
  const draws = request.draws ?? drawsFor(shape.layers * shape.heads);
  const kept = Math.min(draws, request.kept ?? KEPT_DRAWS);
  const pairs = [first.pairing.pairs, second.pairing.pairs] as const;
  const found = openFindings(kept, pairs);
  const groups = layerGroups(shape, pairs[0] + pairs[1], request.captureBytes);
  const upTo = model.directPath ? COUPLINGS : 1;
  for (const [g, layers] of groups.entries()) {
    const part = within(control, (upTo * g) / groups.length, (upTo * (g + 1)) / groups.length);
    const last = g === groups.length - 1;
    await scanGroup(model, layers, last, { ...request, draws, kept }, compute, part, found);
  }
  const direct = await directLogits(
    model,
    { capabilities: [first, second], seed, bytes: request.captureBytes },
    within(control, upTo, 1),
  );
  const ofHeads = 'reason' in direct ? null : direct.heads;
  const headClasses = classify(found.heads);
  const layerClasses = classify(found.layers);
  const heads = found.heads.map((unit, i): HeadRecord => {
    const place = { layer: Math.floor(i / shape.heads), head: i % shape.heads };
    const published = found.published[i];
    return { ...place, ...unit, ...headClasses[i], published, direct: ofHeads?.[i] ?? null };
  });
  const [logits1, logits2] = found.logits;
  return {
    model: { ...model.identity, ...shape },
    capabilities: [scanned(first, logits1), scanned(second, logits2)],
    options: { seed, draws, kept },
    backend: compute.backend(),
    heads,
    layers: found.layers.map((unit, layer): LayerRecord => ({ layer, ...unit, ...layerClasses[layer] })),
    readout: found.readout,
    direct: 'reason' in direct ? direct : { items: direct.items, proof: direct.proof, norm: direct.norm },
    summary: summarise(heads, found.resampledSums, Math.min(...pairs), found.representation.dRep()),
  };
}

/** What the groups add to. */
interface Findings {
  heads: UnitCoupling[];
  layers: UnitCoupling[];
  published: PublishedCoupling[];
  /** Of each kept draw, the sum of all heads' resampled couplings. */
  resampledSums: Float64Array;
  representation: Representation;
  logits: LogitRows[];
  readout: Readout | null;
}

const openFindings = (kept: number, [pairs1, pairs2]: readonly [number, number]): Findings => ({
  ...{ heads: [], layers: [], published: [], logits: [], readout: null },
  resampledSums: new Float64Array(kept),
  representation: openRepresentation(pairs1, pairs2),
});

async function scanGroup(
  model: LanguageModel,
  layers: readonly number[],
  last: boolean,
  { first, second, seed, draws, kept }: Required<Omit<ScanRequest, 'captureBytes'>>,
  compute: HeadCompute,
  control: ScanControl,
  found: Findings,
): Promise<void> {
  const { shape } = model;
  const captures: Capture[] = [];
  for (const [c, capability] of [first, second].entries()) {
    const logits = last ? openLogitRows(capability, shape.vocabulary, seed) : null;
    if (logits) found.logits.push(logits);
    captures.push(
      await capture(
        model,
        { capability, layers, rows: PUBLISHED.prompts, onLogits: logits?.read },
        within(control, (READING * c) / 2, (READING * (c + 1)) / 2),
      ),
    );
  }
  const [a, b] = captures;
  const flipping = (
    units: number,
    dims: number,
    values1: Float32Array,
    values2: Float32Array,
  ): HeadFlipsJob => ({
    ...{ seed, draws, kept, units, dims },
    first: { pairs: a.pairs, values: values1, stream: STREAM.first },
    second: { pairs: b.pairs, values: values2, stream: STREAM.second },
  });
  const testing = (from: number, to: number) =>
    kernelControl(
      within(control, READING + (1 - READING) * from, READING + (1 - READING) * to),
      'Testing heads',
    );

  const headJob = flipping(layers.length * shape.heads, shape.headDim, a.heads, b.heads);
  const headFlips = await compute.flips(headJob, testing(0, 0.7));
  found.heads.push(...unitCouplings(headJob, headFlips));
  addResampled(headJob, headFlips, found.resampledSums);
  addDifferences(headJob, found.representation);

  const cosines = await compute.cosines(
    {
      ...{ units: headJob.units, dims: shape.headDim, bound: PUBLISHED.bound },
      first: { rows: a.rows, values: a.outputs },
      second: { rows: b.rows, values: b.outputs },
    },
    testing(0.7, 0.75),
  );
  found.published.push(...publishedCouplings(cosines, a.rows * b.rows));

  const layerDraws = Math.max(kept, Math.min(draws, LAYER_DRAWS));
  const layerJob = { ...flipping(layers.length, shape.hidden, a.resid, b.resid), draws: layerDraws };
  const layerFlips = await compute.flips(layerJob, testing(0.75, 0.95));
  found.layers.push(...unitCouplings(layerJob, layerFlips));

  if (!last) return;
  const [logits1, logits2] = found.logits;
  const logitJob = { ...flipping(1, logits1.width, logits1.rows, logits2.rows), draws: kept };
  const logitFlips = await compute.flips(logitJob, testing(0.95, 1));
  found.readout = readoutChange(
    { job: layerJob, flips: layerFlips, unit: layers.length - 1 },
    { job: logitJob, flips: logitFlips, unit: 0 },
    logits1.folded,
  );
}

function addResampled(job: HeadFlipsJob, flips: HeadFlips, sums: Float64Array): void {
  for (let unit = 0; unit < job.units; unit++) {
    const observed = observedUnit(job, unit);
    if (!observed.finite || observed.squared1 * observed.squared2 === 0) continue;
    resampledCosines(observed, keptMoments(job, flips, unit)).forEach((value, draw) => (sums[draw] += value));
  }
}

function addDifferences({ units, dims, first, second }: HeadFlipsJob, representation: Representation): void {
  const of = ({ pairs, values }: HeadFlipsJob['first'], unit: number) =>
    values.subarray(unit * pairs * dims, (unit + 1) * pairs * dims);
  for (let unit = 0; unit < units; unit++) representation.add(of(first, unit), of(second, unit), dims);
}

function scanned(
  { id, title, scanned: items, pairing, dropped }: Capability,
  { margins }: LogitRows,
): ScannedCapability {
  const right = margins.filter((margin) => margin > 0).length;
  return {
    ...{ id, title, items: items.length, pairs: pairing.pairs, dropped: dropped.length },
    accuracy: right / items.length,
    margin: margins.reduce((sum, margin) => sum + margin, 0) / items.length,
  };
}
