/** Scans to draw. Values are invented; their shape is that of a small model's, with one head of every class. */
import type { AblationResult, CapabilityEffect } from '$lib/models/heads/ablation';
import type { Census, CensusCount } from '$lib/models/heads/census';
import { HEAD_CLASSES, type HeadClass } from '$lib/models/heads/headClasses';
import type { HeadRecord, HeadScan, LayerRecord, UnitRecord } from '$lib/models/heads/scanResult';

export function unit(layer: number, coupling: number | null, name: HeadClass): UnitRecord {
  const known = name !== 'nan' && coupling !== null;
  const coupled = name === 'cooperative' || name === 'competing';
  return {
    layer,
    class: name,
    coupling: known ? coupling : null,
    lo: known ? Math.max(-1, coupling - 0.15) : null,
    hi: known ? Math.min(1, coupling + 0.15) : null,
    reliability1: known ? 0.8 : null,
    reliability2: known ? 0.7 : null,
    ceiling: known ? 0.75 : null,
    corrected: known && name !== 'no-signal' ? Math.max(-1, Math.min(1, coupling / 0.75)) : null,
    pSignal1: known ? 0.001 : null,
    pSignal2: known ? 0.001 : null,
    pCoupling: known ? (coupled ? 0.0002 : 0.4) : null,
    q: name === 'nan' ? null : coupled ? 0.0004 : 0.41,
    qSignal1: known ? 0.002 : null,
    qSignal2: known ? 0.002 : null,
  };
}

export function head(
  layer: number,
  number: number,
  coupling: number | null,
  name: HeadClass,
  share = 0.1,
): HeadRecord {
  return {
    ...unit(layer, coupling, name),
    head: number,
    published:
      name === 'nan'
        ? { mean: null, share: null, competing: false }
        : { mean: 0.5 - share, share, competing: share > 0.5 },
    direct:
      name === 'nan'
        ? null
        : [
            { value: 0.3 - share, lo: 0.1 - share, hi: 0.5 - share },
            { value: -0.02, lo: -0.1, hi: 0.06 },
          ],
  };
}

export const HEADS: HeadRecord[] = [
  head(0, 0, 0.71, 'cooperative'),
  head(0, 1, -0.62, 'competing', 0.7),
  head(0, 2, 0.04, 'neutral'),
  head(0, 3, 0.31, 'no-signal'),
  head(1, 0, null, 'nan'),
  head(1, 1, 0.4, 'cooperative'),
  head(1, 2, -0.12, 'no-signal'),
  head(1, 3, 0.2, 'neutral', 0.6),
];

export const LAYERS: LayerRecord[] = [unit(0, 0.42, 'cooperative'), unit(1, -0.05, 'neutral')];

export const READOUT: NonNullable<HeadScan['readout']> = {
  hidden: -0.05,
  logits: 0.4,
  change: 0.45,
  lo: 0.3,
  hi: 0.6,
  shuffled: { lo: -0.1, hi: 0.1 },
  randomProjection: { lo: -0.05, hi: 0.05 },
  width: 1098,
  folded: false,
};

export function scanOf(
  heads: HeadRecord[] = HEADS,
  changes: { id?: string; kind?: 'bundled' | 'hub'; net?: number; capability?: string } = {},
): HeadScan {
  const layers = Math.max(...heads.map(({ layer }) => layer)) + 1;
  const counts = Object.fromEntries(
    HEAD_CLASSES.map((name) => [name, heads.filter((one) => one.class === name).length]),
  ) as Record<HeadClass, number>;
  const finite = heads.length - counts.nan;
  const net = changes.net ?? 0.2;
  return {
    model: {
      kind: changes.kind ?? 'hub',
      id: changes.id ?? 'acme/tiny',
      revision: null,
      digest: 'ab'.repeat(32),
      dtype: 'fp32',
      device: 'wasm',
      layers,
      hidden: 32,
      heads: heads.length / layers,
      headDim: 8,
      vocabulary: 1098,
    },
    capabilities: [
      {
        ...{ id: changes.capability ?? 'reasoning', title: 'Transitive reasoning', items: 144, pairs: 72 },
        ...{ dropped: 0, accuracy: 0.9, margin: 1.2 },
      },
      {
        ...{ id: 'truthfulness', title: 'Truthfulness', items: 144, pairs: 70, dropped: 4 },
        ...{ accuracy: 0.8, margin: 0.7 },
      },
    ],
    options: { seed: 1, draws: 10_000, kept: 1000 },
    backend: { kind: 'cpu', adapter: null, note: null },
    heads,
    layers: LAYERS,
    readout: READOUT,
    direct: { items: [144, 140], proof: 3e-7, norm: 'layer' },
    summary: {
      heads: heads.length,
      counts,
      netCoupling: finite === 0 ? null : { value: net, lo: net - 0.1, hi: net + 0.1 },
      shareCompeting: finite === 0 ? null : counts.competing / finite,
      dRep: 6.3,
      publishedCompeting: heads.filter(({ published }) => published.competing).length,
    },
  };
}

/** A model of so many layers and heads, couplings in a wave. */
export const largeScan = (layers: number, heads: number): HeadScan =>
  scanOf(
    Array.from({ length: layers * heads }, (_, i) => {
      const coupling = Math.round(90 * Math.sin(i / 3)) / 100;
      const name = coupling > 0.7 ? 'cooperative' : coupling < -0.7 ? 'competing' : 'neutral';
      return head(Math.floor(i / heads), i % heads, coupling, name);
    }),
  );

export const effect = (value: number, half: number, random: number[]): CapabilityEffect => {
  const mean = random.reduce((sum, one) => sum + one, 0) / random.length;
  return {
    items: 48,
    margin: 1.2,
    effect: { value, lo: value - half, hi: value + half },
    random: random.map((one, k) => ({ place: { layer: 1, head: k }, effect: one })),
    beyondRandom: { value: value - mean, lo: value - mean - half, hi: value - mean + half },
  };
};

export const ablation = (
  finding: AblationResult['finding'],
  effects: [CapabilityEffect, CapabilityEffect] = [
    effect(-0.8, 0.2, [0.02, -0.1, 0.05]),
    effect(-0.5, 0.15, [0.01, -0.04, 0]),
  ],
  factor = 0,
): AblationResult => ({ target: { layer: 0, head: 0 }, factor, effects, finding });

export const counted = (none: number, models: number): CensusCount => ({
  none,
  models,
  interval: models === 0 ? null : { share: none / models, lo: 0.2, hi: 0.9 },
});
export const censusOf = (
  calibrated: CensusCount,
  publishedRule: CensusCount,
  released: CensusCount,
): Census => ({
  rows: [],
  calibrated,
  publishedRule,
  released,
});
