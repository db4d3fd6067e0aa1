/** What the residual stream's coupling says layer by layer, and what the way to the logits does to it. Pure. */
import { LEVEL } from '../../models/heads/headClasses';
import type { Readout } from '../../models/heads/readout';
import type { HeadScan, LayerRecord } from '../../models/heads/scanResult';
import { bracket, fixed, percent, signed } from '../../ui/format';
import type { DataTable } from '../tables';
import { CLASS_LOOKS } from './classLooks';
import { qValue } from './mapWords';

const NBSP = '\u00a0';

const many = (layers: readonly LayerRecord[]): string =>
  layers.length === 1 ? `layer ${layers[0].layer}` : `${layers.length} layers`;

/** Title: where the two directions agree or oppose, as far as is settled. */
export function profileFinding({ layers }: Pick<HeadScan, 'layers'>): string {
  const of = (name: LayerRecord['class']) => layers.filter((layer) => layer.class === name);
  const [competing, cooperative] = [of('competing'), of('cooperative')];
  if (competing.length + cooperative.length === 0)
    return 'In no layer of the stream are the two directions found to be related';
  const parts = [
    ...(cooperative.length > 0 ? [`agree in ${many(cooperative)}`] : []),
    ...(competing.length > 0 ? [`oppose each other in ${many(competing)}`] : []),
  ];
  return `In the stream the two directions ${parts.join(' and ')} of ${layers.length}`;
}

export const profileCaption = ({ layers, readout }: Pick<HeadScan, 'layers' | 'readout'>): string =>
  `Coupling of the residual stream after each layer, 95${NBSP}% interval, classes at ${percent(LEVEL)} false discoveries over ${layers.length} layers; shaded: as far as directions this noisy let one expect (split-half ceiling)${readout ? `. Logits: the coupling there, bar: the change from the last layer; grey bars: what shuffled labels and random projections do` : ''}`;

/** Lines of a layer's tooltip; joined by commas they are its accessible name. */
export function profileLines({
  layer,
  coupling,
  lo,
  hi,
  ceiling,
  corrected,
  q,
  class: name,
}: LayerRecord): string[] {
  const head = `After layer ${layer}: ${CLASS_LOOKS[name].name}`;
  if (name === 'nan') return [head, 'a number read there is not finite'];
  if (coupling === null) return [head, 'all differences there are 0'];
  return [
    head,
    `coupling ${fixed(coupling)} ${bracket(lo, hi)}, ${qValue(q)}`,
    `split-half ceiling ${fixed(ceiling)}`,
    corrected === null ? 'too unreliable to correct' : `corrected for reliability ${fixed(corrected)}`,
  ];
}

export const readoutLines = ({
  hidden,
  logits,
  change,
  lo,
  hi,
  shuffled,
  randomProjection,
}: Readout): string[] => [
  `Logits: coupling ${fixed(logits)}`,
  `change from the last layer’s ${fixed(hidden)}: ${signed(change)} ${bracket(lo, hi)}`,
  `shuffled labels ${bracket(shuffled.lo, shuffled.hi)}`,
  `random projections ${bracket(randomProjection.lo, randomProjection.hi)}`,
];

/** Whether the way to the logits changes the coupling by more than its controls. */
export function readoutSentence(readout: Readout | null): string {
  if (readout === null)
    return 'A direction of the last layer or of the logits has no length, so no change between them can be told.';
  const { hidden, logits, change, lo, hi, shuffled, randomProjection, width, folded } = readout;
  const from = `From the last residual stream to the logits the coupling goes from ${fixed(hidden)} to ${fixed(logits)}, a change of ${signed(change)} ${bracket(lo, hi)}`;
  const beyond = (control: { lo: number; hi: number }) => change < control.lo || change > control.hi;
  const more = [
    ...(beyond(shuffled) ? ['shuffled labels'] : []),
    ...(beyond(randomProjection) ? ['random projections'] : []),
  ];
  const judged =
    lo <= 0 && hi >= 0
      ? 'not told apart from none'
      : more.length === 0
        ? 'no more than shuffled labels or random projections give'
        : more.length === 2
          ? 'more than shuffled labels and random projections give'
          : `more than ${more[0]} give, but no more than ${more[0] === 'shuffled labels' ? 'random projections' : 'shuffled labels'} do`;
  return `${from}: ${judged}. Shuffled labels give ${bracket(shuffled.lo, shuffled.hi)}, random projections to ${width.toLocaleString('en-GB')} dimensions ${bracket(randomProjection.lo, randomProjection.hi)}${folded ? '; the vocabulary was folded into that many' : ''}.`;
}

export function profileTable({ layers, readout }: Pick<HeadScan, 'layers' | 'readout'>): DataTable {
  const rows = layers.map((layer) => [
    String(layer.layer),
    CLASS_LOOKS[layer.class].name,
    fixed(layer.coupling),
    bracket(layer.lo, layer.hi),
    fixed(layer.ceiling),
    fixed(layer.corrected),
    layer.q === null ? '–' : fixed(layer.q, 3),
  ]);
  if (readout)
    rows.push([
      'logits',
      `change ${signed(readout.change)} ${bracket(readout.lo, readout.hi)}`,
      fixed(readout.logits),
      '–',
      '–',
      '–',
      '–',
    ]);
  return { columns: ['Layer', 'Class', 'Coupling', '95 %', 'Ceiling', 'Corrected', 'q'], rows };
}
