/** What evidence and its strength are called. Pure. */
import { sizeInWords } from '$lib/charts/words';
import type { Evidence, Intervention } from '$lib/coupling/sections';
import { percent, significant, whole } from '$lib/coupling/words';
import { bracket, counted, fixed } from '../format';

/** One value of a unit, the unit left out where the interval follows. */
function valueWords(value: number, unit: Evidence['unit']): string {
  switch (unit) {
    case 'share':
      return percent(value);
    case 'B':
      return sizeInWords(value);
    case 'times':
      return `${significant(value)}×`;
    case 'items':
      return counted(value, 'item');
    case 'models':
      return counted(value, 'model');
    case 'r':
      return fixed(value);
    case 'points':
      return `${fixed(value, 1)} ${Math.abs(value) === 1 ? 'point' : 'points'}`;
    case 'points per point':
      return `${fixed(value)} points per point`;
    case 'points per decade':
      return `${fixed(value, 1)} points per tenfold size`;
  }
}

function intervalWords(lo: number, hi: number, unit: Evidence['unit']): string {
  if (unit === 'share') return `[${percent(lo)}, ${percent(hi)}]`;
  if (unit === 'B') return `[${sizeInWords(lo)}, ${sizeInWords(hi)}]`;
  if (unit === 'times') return `[${significant(lo)}×, ${significant(hi)}×]`;
  if (unit === 'items' || unit === 'models') return `[${whole(lo)}, ${whole(hi)}]`;
  return bracket(lo, hi, unit === 'r' || unit === 'points per point' ? 2 : 1);
}

/** `1.6 points [−4.2, 7.4]`; the number of what it rests on is said beside it. */
export const evidenceValue = ({ value, lo, hi, unit }: Evidence): string =>
  lo === null || hi === null
    ? valueWords(value, unit)
    : `${valueWords(value, unit)} ${intervalWords(lo, hi, unit)}`;

const grades: Record<Intervention['grade'], string> = {
  randomised: 'randomised',
  'matched-recipe': 'matched recipes',
  association: 'association only',
  measurement: 'measurement',
  none: 'no evidence',
};
export const gradeWords = ({ grade }: Intervention): string => grades[grade];

const strengths: Record<Intervention['strength'], string> = {
  settled: 'settled',
  leaning: 'leaning',
  none: 'nothing settled',
};
export const strengthWords = ({ strength }: Intervention): string => strengths[strength];

/** `Foretold: sign of the next step, right for 14 of 20 families left out; 12 by always saying the same.` */
export function trackWords({ trackRecord }: Intervention): string | null {
  if (!trackRecord) return null;
  const { right, n, baseline, what } = trackRecord;
  return `Track record (${what}): right in ${right} of ${n} left out; ${baseline} without the rule.`;
}
