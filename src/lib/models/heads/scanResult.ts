/** What a scan finds, as plain data. Layers and heads count from 0; couplings are cosines. */
import type { ModelIdentity, ModelShape, NormKind, NotGiven } from '../languageModel';
import type { HeadBackend } from './compute';
import type { HeadClass } from './headClasses';
import type { PublishedCoupling } from './published';
import type { Readout } from './readout';
import type { UnitCoupling } from './unitCoupling';

/** One head, or the residual stream after one layer. */
export interface UnitRecord extends UnitCoupling {
  layer: number;
  /** False-discovery rate at which the head would be called coupled; null where a number is not finite. */
  q: number | null;
  qSignal1: number | null;
  qSignal2: number | null;
  class: HeadClass;
}

export interface HeadRecord extends UnitRecord {
  head: number;
  published: PublishedCoupling;
  /**
   * What the head adds by itself to logit(right) − logit(wrong) of each capability; see directLogits.ts. Null where the scan has
   * none, or where a number on the way is not finite.
   */
  direct: [Interval, Interval] | null;
}

/** How the heads' direct contributions were had. */
export interface DirectFound {
  /** Items of each capability whose two answers are one token each; only they count. */
  items: [number, number];
  /** By how much the weights miss the model's own logits, relative to their spread. */
  proof: number;
  /** The final norm, as the logits show it. */
  norm: NormKind;
}

export type LayerRecord = UnitRecord;

export interface ScannedCapability {
  id: string;
  title: string;
  /** Items scanned. */
  items: number;
  /** Pairs that they make: two neighbours that swap their answers are one. */
  pairs: number;
  /** Items left out because this model cannot be asked them. */
  dropped: number;
  /** Share of the scanned items whose right answer is the more probable one. */
  accuracy: number;
  /** Mean of log P(right) − log P(wrong), nats. */
  margin: number;
}

export interface Interval {
  value: number;
  lo: number;
  hi: number;
}

export interface ScanSummary {
  heads: number;
  /** Heads of each class. */
  counts: Record<HeadClass, number>;
  /** Mean coupling over heads with finite numbers; null where there is none. */
  netCoupling: Interval | null;
  /** Competing heads among those with finite numbers. */
  shareCompeting: number | null;
  /** Directions that the pairs' differences occupy over all heads; see representation.ts. */
  dRep: number | null;
  /** Heads that compete by the published rule. */
  publishedCompeting: number;
}

export interface HeadScan {
  model: ModelIdentity & ModelShape;
  capabilities: [ScannedCapability, ScannedCapability];
  options: { seed: number; draws: number; kept: number };
  backend: HeadBackend;
  heads: HeadRecord[];
  layers: LayerRecord[];
  /** From the last residual stream to the logits; null where a direction has no length. */
  readout: Readout | null;
  direct: DirectFound | NotGiven;
  summary: ScanSummary;
}
