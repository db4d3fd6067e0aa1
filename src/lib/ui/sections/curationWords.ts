/** The panel's curated models against ordinary ones, in words: "curation at 1 B equals 10 B", answered with its interval. */
import type { Curation, CuratedModel, EquivalentSize } from '$lib/coupling/reference/curation';
import { count, listed } from '$lib/coupling/words';
import { ABSENT, bracket, fixed, signed, size } from '../format';

type Times = NonNullable<Curation['times'][number]>;

/** What the papers say of it, as a multiple: 1 B trained on curated data against 10 B. */
const CLAIMED_TIMES = 10;

/** One sentence a benchmark, and whether tenfold is inside its interval. */
export function curationWords({ times }: Curation, labels: readonly [string, string]): string {
  return times
    .map((found, i) =>
      found === null
        ? `On ${labels[i]} the ordinary lines have no slope that is clear of 0, so no size of theirs equals a curated model’s score`
        : `On ${labels[i]} curated lines stand where web and mixed lines of ${timesWords(found)} their size stand, ${against(found)}`,
    )
    .map((sentence) => `${sentence}.`)
    .join(' ');
}

const timesWords = ({ value, lo, hi }: Times): string => `${fixed(value, 1)}× ${bracket(lo, hi, 1)}`.trim();

function against({ lo, hi, lines }: Times): string {
  const over = `over ${count(lines)} ${lines === 1 ? 'line' : 'lines'}`;
  if (lo === null || hi === null) return `${over}: too few for an interval`;
  if (hi < CLAIMED_TIMES) return `${over}: less than the tenfold that was published`;
  if (lo > CLAIMED_TIMES) return `${over}: more than the tenfold that was published`;
  return lo > 1
    ? `${over}: more than their own size, and tenfold is inside the interval`
    : `${over}: the interval holds both their own size and tenfold`;
}

export interface CuratedRow {
  model: string;
  size: string;
  /** Equivalent sizes by each benchmark. */
  equivalent: [string, string];
  /** Scores against ordinary models of ten times the size. */
  tenfold: [string, string];
}

export const curatedRows = ({ models }: Curation): CuratedRow[] =>
  models.map(({ model, totalB, equivalent, againstTenfold }) => ({
    model,
    size: size(totalB),
    equivalent: [equivalentWords(equivalent[0]), equivalentWords(equivalent[1])],
    tenfold: againstTenfold
      ? [difference(againstTenfold.delta1), difference(againstTenfold.delta2)]
      : [ABSENT, ABSENT],
  }));

function equivalentWords(found: EquivalentSize | null): string {
  if (found === null) return ABSENT;
  const { sizeB, extrapolated } = found;
  return `${size(sizeB.value)} [${size(sizeB.lo)}, ${size(sizeB.hi)}]${extrapolated ? ', beyond the panel' : ''}`;
}

type Difference = NonNullable<CuratedModel['againstTenfold']>['delta1'];
const difference = ({ value, lo, hi }: Difference): string =>
  `${signed(value, 1)} ${bracket(lo, hi, 1)}`.trim();

/** Which lines are compared, for the note under the table. */
export const curatedLines = ({ models }: Curation): string =>
  listed([...new Set(models.map(({ family }) => family))]);
