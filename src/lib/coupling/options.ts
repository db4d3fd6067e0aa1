/** The one table of options: defaults, validation, permalink and controls all read it. */
import * as v from 'valibot';

const count = (min: number, max: number) => v.pipe(v.number(), v.integer(), v.minValue(min), v.maxValue(max));

export const DiagnosisOptionsSchema = v.object({
  /** Family to diagnose; null takes the first of the table. */
  family: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200))), null),
  /** Benchmark keys; null takes HellaSwag and TruthfulQA where present, else the first two columns. */
  benchmark1: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200))), null),
  benchmark2: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(200))), null),
  /** Key of the Philox generator. */
  seed: v.optional(count(0, 0xffffffff), 1),
  /** Simulations of the score noise. */
  draws: v.optional(count(1_000, 10_000_000), 100_000),
  /** Correlation ρ of two models' errors on the same items (Methods, “Pairing”); 0 is the cautious bound. */
  itemCorrelation: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(0.99)), 0),
  /** Standard deviation, in points, between training runs of one recipe; 0 leaves run noise out. */
  runSd: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(20)), 0),
  /** Item counts set by the user, by benchmark key. */
  items: v.optional(v.record(v.pipe(v.string(), v.maxLength(200)), count(1, 100_000_000)), {}),
  /** Forecasts are made for so many times the largest size. */
  forecastTimes: v.optional(v.pipe(v.number(), v.minValue(1.5), v.maxValue(100)), 10),
  /** Threshold λ of the sparse system, in standard deviations a decade (Methods, “Scaling dynamics”). */
  sparsity: v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(1000)), 1),
  /** A sparse system with as many coefficients as observations foretells all the same, and is marked; else it is refused. */
  saturatedSystem: v.optional(v.boolean(), false),
  /** Which reading the page shows beside the numbers (Methods, “Two readings”). */
  reading: v.optional(v.picklist(['calibrated', 'published']), 'calibrated'),
});

export type DiagnosisOptions = v.InferOutput<typeof DiagnosisOptionsSchema>;

/** Options with every default filled in. @throws ValiError naming the option and the value */
export const parseOptions = (input: unknown): DiagnosisOptions => v.parse(DiagnosisOptionsSchema, input);
export const defaultOptions = (): DiagnosisOptions => parseOptions({});
