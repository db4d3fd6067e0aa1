/** What the width of the models says about the pair. Pure. */
import type { Width } from '../coupling/sections';
import { whole } from '../coupling/words';
import { bracket, fixed } from '../ui/format';
import type { IntervalRow } from './rows';
import type { DataTable } from './tables';

const NBSP = '\u00a0';

/** Title: what is left of r when the width is given. */
export function widthFinding({ r, partialGivenWidth }: Width): string {
  if (!partialGivenWidth) return `r ${fixed(r)}; what is left of it given width is not defined`;
  const { value, lo, hi } = partialGivenWidth;
  if (lo <= 0 && hi >= 0)
    return `Given width, nothing settled is left of r ${fixed(r)}: ${fixed(value)} ${bracket(lo, hi)}`;
  const kept = Math.sign(value) === Math.sign(r) ? 'keeps its sign' : 'changes its sign';
  return `Given width, r ${kept}: ${fixed(value)} ${bracket(lo, hi)}`;
}

export const widthCaption = ({ n, published }: Width): string =>
  `Pearson r over ${n} models of known width. The published ratio divides both scores by d_model/512; dashed: 95${NBSP}% of ${whole(published.draws)} shuffles of benchmark 2, where no link is left`;

export function widthRows({ r, partialGivenWidth, published }: Width): IntervalRow[] {
  const rows: IntervalRow[] = [
    {
      key: 'r',
      name: 'r of the pair',
      note: 'scores as they are',
      marks: [
        {
          value: r,
          lo: null,
          hi: null,
          shape: 'square',
          colour: 'var(--ink)',
          filled: true,
          lines: ['r of the pair', fixed(r)],
        },
      ],
    },
  ];
  if (partialGivenWidth) {
    const { value, lo, hi } = partialGivenWidth;
    rows.push({
      key: 'partial',
      name: 'r given width',
      note: 'log d_model removed from both',
      strong: true,
      marks: [
        {
          value,
          lo,
          hi,
          shape: 'ring',
          colour: 'var(--accent)',
          filled: true,
          lines: ['r given log width', `${fixed(value)} ${bracket(lo, hi)}`],
        },
      ],
    });
  }
  const { shuffledMedian, shuffled95 } = published;
  rows.push({
    key: 'published',
    name: 'r of published ratios',
    note: 'both scores ÷ (d_model/512)',
    band: shuffled95,
    marks: [
      {
        value: published.r,
        lo: null,
        hi: null,
        shape: 'diamond',
        colour: 'var(--ink-3)',
        filled: false,
        lines: [
          'r of the published ratios',
          fixed(published.r),
          `with benchmark 2 shuffled: median ${fixed(shuffledMedian)}, 95${NBSP}% ${bracket(...shuffled95)}`,
        ],
      },
    ],
  });
  return rows;
}

/** Whether the published ratio says more than its null; a sentence. */
export function ratioSentence({ published }: Width): string {
  const { r, shuffledMedian, shuffled95 } = published;
  const inside = r >= shuffled95[0] && r <= shuffled95[1];
  return (
    `Dividing both scores by the same width makes r ${fixed(r)}. With benchmark 2 shuffled it is ${fixed(shuffledMedian)} ${bracket(...shuffled95)} all the same: ` +
    (inside
      ? 'the ratio is what the common divisor gives.'
      : 'the observed ratio lies outside that, but most of it is the common divisor.')
  );
}

export const widthTable = (width: Width): DataTable => ({
  columns: ['What', 'r', '95 %', 'Note'],
  rows: widthRows(width).map(({ name, note, marks, band }) => [
    name,
    fixed(marks[0].value),
    bracket(marks[0].lo, marks[0].hi),
    band ? `${note}; shuffled ${bracket(...band)}` : note,
  ]),
});
