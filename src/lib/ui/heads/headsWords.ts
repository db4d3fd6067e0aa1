/** Sentences of the Heads page: headline, provenance, the model beside. They claim what a scan settled, and no more. Pure. */
import type { MapMode } from '$lib/charts/heads/classLooks';
import { mapFinding } from '$lib/charts/heads/mapWords';
import { whole } from '$lib/coupling/words';
import type { ScanComparison } from '$lib/models/heads/compare';
import { LEVEL } from '$lib/models/heads/headClasses';
import { PUBLISHED } from '$lib/models/heads/published';
import type { HeadRecord, HeadScan, ScannedCapability } from '$lib/models/heads/scanResult';
import { verdictSentence } from '$lib/models/heads/summarise';
import { bracket, counted, fixed, percent, pValue, signed } from '../format';

/** The verdict's first sentence is the headline, the others its basis. */
export function headline(scan: HeadScan, mode: MapMode): { headline: string; basis: string[] } {
  if (mode === 'published')
    return {
      headline: mapFinding(scan, mode),
      basis: [
        `A head competes when more than half of ${PUBLISHED.prompts} × ${PUBLISHED.prompts} cosines between its outputs for the two capabilities lie below −${Math.abs(PUBLISHED.bound)}. The rule centres nothing and tests nothing: what all prompts share enters every cosine.`,
        `Calibrated: ${verdictSentence(scan)}`,
      ],
    };
  const text = verdictSentence(scan);
  const end = text.search(/\. [A-Z0-9]/);
  return end < 0
    ? { headline: text.replace(/\.$/, ''), basis: [] }
    : { headline: text.slice(0, end), basis: [text.slice(end + 2)] };
}

/** Net coupling, how many directions, how well the model does: the summary in one line. */
export function summaryLine({ summary, capabilities }: HeadScan): string {
  const { netCoupling, dRep } = summary;
  const skill = ({ title, accuracy, margin }: ScannedCapability) =>
    `${title.toLowerCase()} ${percent(accuracy)} right (margin ${fixed(margin)} nats)`;
  return [
    netCoupling
      ? `Net coupling over all heads ${fixed(netCoupling.value)} ${bracket(netCoupling.lo, netCoupling.hi)}`
      : 'No net coupling',
    `the pairs’ differences occupy ${fixed(dRep, 1)} directions (d_rep)`,
    ...capabilities.map(skill),
  ].join('; ');
}

/** What the columns of direct contributions mean, or why there are none. */
export function directNote({ direct, capabilities }: HeadScan): string {
  if ('reason' in direct) return `Direct contributions to the logits are not given: ${direct.reason}.`;
  const counts = capabilities.map(({ items }, c) => [direct.items[c], items]);
  const asked = counts.every(([used, items]) => used === items)
    ? `${whole(counts[0][0])} and ${whole(counts[1][0])} items`
    : `the ${whole(counts[0][0])} of ${whole(counts[0][1])} and ${whole(counts[1][0])} of ${whole(counts[1][1])} items whose answers are one token`;
  return `Direct: what the head adds by itself, through its output matrix, the final norm and the unembedding, to logit(right) − logit(wrong), mean over ${asked}. It is attribution along one path, not an intervention; what later layers make of the head is not in it.`;
}

/** The chosen head's direct contributions in a sentence; nothing where it has none. */
export function directLine({ direct }: HeadRecord, titles: readonly [string, string]): string {
  if (direct === null) return '';
  const [first, second] = direct.map(
    ({ value, lo, hi }, c) => `${signed(value, 3)} ${bracket(lo, hi, 3)} (${titles[c].toLowerCase()})`,
  );
  return `By the direct path alone it adds ${first} and ${second} to logit(right) − logit(wrong).`;
}

/** What the classes of the map mean. */
export const CLASS_NOTES: readonly string[] = [
  'Cooperative: both directions are longer than permuted labels make them, and they agree more than chance allows.',
  'Competing: the same, and they oppose each other.',
  'Neutral: both directions are there, and no relation between them is found.',
  'No signal: at least one direction is not told apart from permuted labels. Its coupling is noise, however large.',
  'Not finite: a number read there was no number; such heads are counted apart.',
  'Classes are about directions in a head’s output. Whether a capability suffers without the head is what the ablation below measures: in the bundled family the loss of cooperative heads lowers both capabilities in two models, and in a third it does not.',
  'As published, a head competes by uncentred cosines of 16 × 16 prompts. What all prompts share enters them, no interval stands beside them, and nothing says how often chance gives as much.',
];

export const TOY_NOTE =
  'This model is a toy trained to lie: it shows the method, says nothing about language models at large, and is counted in no census.';

/** What the scans of the bundled models found together; nothing is said of how it changes with their sizes. */
export function familyFinding(scans: readonly HeadScan[], models: number): string {
  const total = (count: (scan: HeadScan) => number) => scans.reduce((sum, scan) => sum + count(scan), 0);
  const measured = total(({ summary }) => summary.heads - summary.counts.nan);
  if (measured === 0) return 'The bundled models are scanned here for the same two capabilities.';
  const competing = total(({ summary }) => summary.counts.competing);
  const cooperative = total(({ summary }) => summary.counts.cooperative);
  const found = (count: number) => (count === 0 ? 'none' : String(count));
  return `Of ${counted(measured, 'head')} in ${scans.length} of ${models} models, ${found(competing)} ${competing > 1 ? 'are' : 'is'} found to compete and ${found(cooperative)} to point the same way for both, at ${percent(LEVEL)} false discoveries in each model.`;
}

/** `GPU, nvidia hopper`, `CPU` */
export const deviceName = ({ backend: { kind, adapter } }: Pick<HeadScan, 'backend'>): string =>
  kind === 'webgpu' ? `GPU${adapter ? `, ${adapter}` : ''}` : 'CPU';

export const drawsWords = ({ options }: HeadScan): string =>
  `${whole(options.draws)} label permutations a head, intervals from ${whole(options.kept)}, seed ${options.seed}`;

export interface ComparedFigure {
  name: string;
  note: string;
  first: string;
  second: string;
  difference: string;
}

/** Two scans side by side, as rows of a table. */
export function comparedFigures(
  { netCoupling, dRep, shareCompeting, readout }: ScanComparison,
  a: HeadScan,
  b: HeadScan,
): ComparedFigure[] {
  const net = ({ summary: { netCoupling: one } }: HeadScan) =>
    one ? `${fixed(one.value)} ${bracket(one.lo, one.hi)}` : '–';
  const competing = ({ summary: { counts, heads, shareCompeting: share } }: HeadScan) =>
    share === null ? '–' : `${percent(share)} (${counts.competing} of ${heads - counts.nan})`;
  return [
    {
      name: 'Net coupling',
      note: 'mean over heads, 95 %',
      first: net(a),
      second: net(b),
      difference:
        netCoupling.difference === null
          ? '–'
          : `${signed(netCoupling.difference)} ${bracket(netCoupling.lo, netCoupling.hi)}`,
    },
    {
      name: 'd_rep',
      note: 'directions that the differences occupy',
      first: fixed(dRep.first, 1),
      second: fixed(dRep.second, 1),
      difference: signed(dRep.difference, 1),
    },
    {
      name: 'Competing heads',
      note: 'share of heads with finite numbers',
      first: competing(a),
      second: competing(b),
      difference:
        shareCompeting.difference === null
          ? '–'
          : `${signed(100 * shareCompeting.difference, 1)} points, ${pValue(shareCompeting.p)}`,
    },
    {
      name: 'Hidden to logits',
      note: 'change of coupling',
      first: signed(readout.first),
      second: signed(readout.second),
      difference: signed(readout.difference),
    },
  ];
}

/** What the comparison settles: the net coupling's difference, by its interval. */
export function comparedFinding({ netCoupling }: ScanComparison, a: HeadScan, b: HeadScan): string {
  const { difference, lo, hi } = netCoupling;
  if (difference === null || lo === null || hi === null)
    return `One of the two has no net coupling, so ${a.model.id} and ${b.model.id} cannot be compared`;
  if (lo <= 0 && hi >= 0)
    return `The net couplings of ${a.model.id} and ${b.model.id} are not told apart (difference ${signed(difference)} ${bracket(lo, hi)})`;
  const [higher, lower] = difference > 0 ? [b, a] : [a, b];
  return `${higher.model.id} couples the two more than ${lower.model.id} does, by ${fixed(Math.abs(difference))} ${difference > 0 ? bracket(lo, hi) : bracket(-hi, -lo)}`;
}
