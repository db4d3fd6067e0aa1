/** A scan as JSON text, schema `crossover.heads/1` (docs/heads-schema.md), and back. The same scan gives the same text. */
import * as v from 'valibot';
import { HEAD_CLASSES } from './headClasses';
import type { HeadScan } from './scanResult';
import { verdictSentence } from './summarise';

export const HEADS_SCHEMA = 'crossover.heads/1';
/** Of files older than the direct contributions. */
const NOT_COMPUTED = 'the scan’s file holds none';
/** Far above the export of any model; a larger file is something else. */
export const SCAN_LIMIT = 30_000_000;

/**
 * @returns indented JSON with a final newline, why what is null is null behind it
 * @throws RangeError naming the place of a number that JSON has no word for
 */
export function scanJson(scan: HeadScan, version: string): string {
  const { model, capabilities, heads, layers, summary, direct, ...rest } = scan;
  const document = {
    schema: HEADS_SCHEMA,
    generator: { name: 'Crossover', version },
    ...{ model, capabilities, heads, layers, summary, ...rest },
    direct: 'reason' in direct ? null : direct,
    verdict: verdictSentence(scan),
    reasons: reasonsOf(scan),
  };
  return `${JSON.stringify(document, finite, 2)}\n`;
}

function finite(key: string, value: unknown): unknown {
  if (typeof value === 'number' && !Number.isFinite(value))
    throw new RangeError(`scanJson: ${key} is ${value}; a quantity that is undefined must be null`);
  return value;
}

function reasonsOf({ heads, layers, readout, direct, summary }: HeadScan): Record<string, string> {
  const reasons: Record<string, string> = {};
  const explain = (path: string, unit: HeadScan['layers'][number]) => {
    if (unit.class === 'nan') reasons[path] = 'a number read there is not finite';
    else if (unit.coupling === null) reasons[path] = 'all differences there are 0, so there is no direction';
    else if (unit.corrected === null)
      reasons[`${path}.corrected`] = 'the directions are too unreliable to correct for it';
  };
  heads.forEach((head, i) => explain(`heads.${i}`, head));
  layers.forEach((layer, i) => explain(`layers.${i}`, layer));
  if (readout === null)
    reasons.readout = 'a direction of the last layer or of the logits has no length or is not finite';
  if ('reason' in direct) reasons.direct = direct.reason;
  else
    heads.forEach((head, i) => {
      if (head.direct === null)
        reasons[`heads.${i}.direct`] = 'a number on the way to the logits is not finite';
    });
  if (summary.netCoupling === null) reasons['summary.netCoupling'] = 'no head has a coupling';
  if (summary.shareCompeting === null) reasons['summary.shareCompeting'] = 'no head gave finite numbers';
  if (summary.dRep === null) reasons['summary.dRep'] = 'the differences of a capability are all 0';
  return reasons;
}

const number = v.pipe(v.number(), v.finite());
const share = v.pipe(number, v.minValue(0), v.maxValue(1));
const cosine = v.pipe(number, v.minValue(-1), v.maxValue(1));
const count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100_000_000));
const text = v.pipe(v.string(), v.maxLength(300));
const unit = {
  layer: count,
  coupling: v.nullable(cosine),
  lo: v.nullable(cosine),
  hi: v.nullable(cosine),
  reliability1: v.nullable(share),
  reliability2: v.nullable(share),
  ceiling: v.nullable(share),
  corrected: v.nullable(cosine),
  pSignal1: v.nullable(share),
  pSignal2: v.nullable(share),
  pCoupling: v.nullable(share),
  q: v.nullable(share),
  qSignal1: v.nullable(share),
  qSignal2: v.nullable(share),
  class: v.picklist(HEAD_CLASSES),
};
const published = v.object({ mean: v.nullable(number), share: v.nullable(share), competing: v.boolean() });
const interval = v.object({ value: number, lo: number, hi: number });
const capability = v.object({
  id: text,
  title: text,
  items: count,
  pairs: count,
  dropped: count,
  accuracy: share,
  margin: number,
});
const range = v.object({ lo: number, hi: number });

const ScanSchema = v.object({
  schema: v.literal(HEADS_SCHEMA),
  model: v.object({
    kind: v.picklist(['bundled', 'hub', 'folder']),
    id: text,
    revision: v.nullable(text),
    digest: text,
    dtype: text,
    device: v.picklist(['wasm', 'webgpu']),
    layers: count,
    hidden: count,
    heads: count,
    headDim: count,
    vocabulary: count,
  }),
  capabilities: v.tuple([capability, capability]),
  options: v.object({ seed: count, draws: count, kept: count }),
  backend: v.object({
    kind: v.picklist(['webgpu', 'cpu']),
    adapter: v.nullable(text),
    note: v.nullable(text),
  }),
  heads: v.pipe(
    v.array(
      v.object({
        ...{ ...unit, head: count, published },
        direct: v.optional(v.nullable(v.tuple([interval, interval])), null),
      }),
    ),
    v.minLength(1),
    v.maxLength(100_000),
  ),
  layers: v.pipe(v.array(v.object(unit)), v.minLength(1), v.maxLength(2000)),
  readout: v.nullable(
    v.object({
      ...{ hidden: cosine, logits: cosine, change: number, lo: number, hi: number },
      ...{ shuffled: range, randomProjection: range, width: count, folded: v.boolean() },
    }),
  ),
  direct: v.optional(
    v.nullable(
      v.object({ items: v.tuple([count, count]), proof: number, norm: v.picklist(['layer', 'rms']) }),
    ),
    null,
  ),
  reasons: v.optional(v.object({ direct: v.optional(v.string()) }), {}),
  summary: v.object({
    heads: count,
    counts: v.object({
      cooperative: count,
      competing: count,
      neutral: count,
      'no-signal': count,
      nan: count,
    }),
    netCoupling: v.nullable(v.object({ value: cosine, lo: cosine, hi: cosine })),
    shareCompeting: v.nullable(share),
    dRep: v.nullable(number),
    publishedCompeting: count,
  }),
});

/**
 * A scan that this app exported, on any machine. Untrusted input: bounded, validated, and its counts checked against its heads.
 * @throws RangeError, and nothing else, with a sentence that names the fault
 */
export function readScan(json: string): HeadScan {
  if (json.length > SCAN_LIMIT)
    throw new RangeError(
      `The file has ${json.length} characters; scans of Crossover have at most ${SCAN_LIMIT}.`,
    );
  let document: unknown;
  try {
    document = JSON.parse(json);
  } catch {
    throw new RangeError('The file is not JSON, or is cut short; export the scan again.');
  }
  const result = v.safeParse(ScanSchema, document, { abortEarly: true });
  if (!result.success) {
    const [issue] = result.issues;
    throw new RangeError(
      `The file holds no head scan of Crossover (${v.getDotPath(issue) ?? 'file'}: ${issue.message.slice(0, 120)}).`,
    );
  }
  const { schema: _schema, reasons, direct, ...rest } = result.output;
  const scan: HeadScan = {
    ...rest,
    direct: direct ?? { reason: reasons.direct?.slice(0, 600) ?? NOT_COMPUTED },
  };
  const { model, heads, layers, summary } = scan;
  if (heads.length !== model.layers * model.heads || layers.length !== model.layers)
    throw new RangeError(
      `The file lists ${heads.length} heads and ${layers.length} layers for a model of ${model.layers} layers with ${model.heads} heads each; export the scan again.`,
    );
  if ('reason' in scan.direct && heads.some((head) => head.direct !== null))
    throw new RangeError(
      'The file lists direct contributions of heads, but not how they were had; export the scan again.',
    );
  for (const name of HEAD_CLASSES) {
    const found = heads.filter((head) => head.class === name).length;
    if (found !== summary.counts[name])
      throw new RangeError(
        `The file’s summary counts ${summary.counts[name]} heads as ${name}, its list ${found}; export the scan again.`,
      );
  }
  return scan;
}
