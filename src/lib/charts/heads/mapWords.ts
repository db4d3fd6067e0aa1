/** What the map of heads says, in words: title, caption, tooltips, table. Pure. */
import { LEVEL } from '../../models/heads/headClasses';
import { PUBLISHED } from '../../models/heads/published';
import type { HeadRecord, HeadScan } from '../../models/heads/scanResult';
import { bracket, counted, fixed, percent } from '../../ui/format';
import type { DataTable } from '../tables';
import { headLook, type MapMode } from './classLooks';

const NBSP = '\u00a0';

/** `layer 2, head 3`, both from 0. */
export const headName = ({ layer, head }: { layer: number; head: number }): string =>
  `layer ${layer}, head ${head}`;

/** `q = 0.003`, `q < 0.001` */
export const qValue = (q: number | null): string =>
  q === null ? '–' : q < 0.001 ? 'q < 0.001' : `q = ${q.toFixed(3)}`;

const competeWord = (count: number) => (count === 1 ? 'competes' : 'compete');

/** Title: how many compete, how many point the same way for both. Of directions, not of what a head is good for: see ablationWords. */
export function mapFinding({ heads, summary }: HeadScan, mode: MapMode): string {
  if (mode === 'published') {
    const measured = heads.filter(({ published }) => published.mean !== null).length;
    return measured === 0
      ? 'No head gave finite numbers'
      : `By the published rule ${summary.publishedCompeting} of ${counted(measured, 'head')} ${competeWord(summary.publishedCompeting)}`;
  }
  const { competing, cooperative, neutral, nan } = summary.counts;
  const measured = summary.heads - nan;
  if (measured === 0) return 'No head gave finite numbers';
  const parts = [
    competing === 0
      ? `None of ${counted(measured, 'head')} is found to compete`
      : `${competing} of ${counted(measured, 'head')} ${competeWord(competing)}`,
    cooperative === 0
      ? 'none to point the same way for both'
      : `${cooperative} ${cooperative === 1 ? 'points' : 'point'} the same way for both`,
  ];
  if (competing > 0 && cooperative === 0) parts[1] = 'none is found to point the same way for both';
  if (neutral > 0) parts.push(`${neutral} ${neutral === 1 ? 'is' : 'are'} neutral`);
  const apart = nan > 0 ? ` (${nan} not finite, apart)` : '';
  return `${parts.slice(0, -1).join(', ')} and ${parts.at(-1)}${apart}`;
}

export const mapCaption = (scan: HeadScan, mode: MapMode): string =>
  mode === 'published'
    ? `A head competes when more than ${percent(PUBLISHED.share)} of its ${PUBLISHED.prompts}${NBSP}×${NBSP}${PUBLISHED.prompts} pair cosines lie below −${Math.abs(PUBLISHED.bound)}; size: |mean cosine|. Nothing centred, no interval, no test`
    : `Coupling: cosine of the head’s two directions, right minus wrong answers, over ${scan.capabilities[0].pairs} and ${scan.capabilities[1].pairs} pairs; size: |coupling|. Classes at ${percent(LEVEL)} false discoveries over all heads`;

/** Lines of a head's tooltip; joined by commas they are its accessible name. */
export function headLines(head: HeadRecord, mode: MapMode): string[] {
  const { layer, head: number, coupling, lo, hi, ceiling, q, published } = head;
  const name = `Layer ${layer}, head ${number}: ${headLook(head, mode).name}`;
  const byRule =
    published.mean === null || published.share === null
      ? 'published rule: not finite'
      : `published rule: mean cosine ${fixed(published.mean)}, ${percent(published.share)} of pairs below −${Math.abs(PUBLISHED.bound)}`;
  if (head.class === 'nan') return [name, 'a number read there is not finite', byRule];
  const calibrated =
    coupling === null
      ? ['all differences there are 0']
      : [
          `coupling ${fixed(coupling)} ${bracket(lo, hi)}, ${qValue(q)}`,
          `split-half ceiling ${fixed(ceiling)}`,
        ];
  return mode === 'published' ? [name, byRule, ...calibrated] : [name, ...calibrated, byRule];
}

export const mapTable = ({ heads }: HeadScan): DataTable => ({
  columns: [
    'Layer',
    'Head',
    'Class',
    'Coupling',
    '95 %',
    'Ceiling',
    'Corrected',
    'q',
    'Published mean cosine',
    'Pairs below −0.5',
    'Competes as published',
  ],
  rows: heads.map((head) => [
    String(head.layer),
    String(head.head),
    headLook(head, 'calibrated').name,
    fixed(head.coupling),
    bracket(head.lo, head.hi),
    fixed(head.ceiling),
    fixed(head.corrected),
    head.q === null ? '–' : fixed(head.q, 3),
    fixed(head.published.mean),
    head.published.share === null ? '–' : percent(head.published.share),
    head.published.mean === null ? '–' : head.published.competing ? 'yes' : 'no',
  ]),
});

/** The head that a page opens with: the strongest of the coupled ones, else the one nearest to being so; null without heads. */
export function foremostHead(heads: readonly HeadRecord[]): HeadRecord | null {
  const coupled = heads.filter((head) => head.class === 'cooperative' || head.class === 'competing');
  if (coupled.length > 0)
    return coupled.reduce((best, head) =>
      Math.abs(head.coupling ?? 0) > Math.abs(best.coupling ?? 0) ? head : best,
    );
  return heads.reduce<HeadRecord | null>(
    (best, head) => (best === null || (head.q ?? 2) < (best.q ?? 2) ? head : best),
    null,
  );
}
