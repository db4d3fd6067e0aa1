/** What is said of one of the reader's models. */
import { monthName } from '$lib/charts/frontier/months';
import type { Playbook } from '$lib/frontier/playbook';
import { PUBLISHED_CHANGE } from '$lib/frontier/residual';
import { PUBLISHED_ROTATION } from '$lib/frontier/saturation';
import { changeSentence } from '$lib/frontier/words';
import { bracket, fixed, signed } from '../format';

export { residualText } from '$lib/charts/frontier/frontierWords';

export const monthOrNone = (released: string | null): string | null => released && monthName(released);

export interface Step {
  name: 'Locate' | 'Diagnose' | 'Rotate';
  question: string;
  /** The published threshold, what it says, and the calibrated reading with what it says. */
  published: { threshold: string; says: string };
  calibrated: { rule: string; says: string };
  note: string;
}

/** The three levels of the published playbook, each beside what its interval says. */
export function stepsOf(
  book: Playbook,
  labels: Readonly<Record<string, string>>,
  x: string,
  y: string,
): Step[] {
  const { locate, diagnose, rotate, expected } = book;
  const next = rotate.next === null ? null : (labels[rotate.next] ?? rotate.next);
  const lab =
    expected.withPublishedLabMean === null || expected.withShrunkLabMean === null
      ? ''
      : ` With its lab’s mean the line expects ${fixed(expected.withPublishedLabMean, 1)} as published, ${fixed(expected.withShrunkLabMean, 1)} shrunk.`;
  return [
    {
      name: 'Locate',
      question: `Where does its ${y} stand, given its ${x}?`,
      published: { threshold: '|h| > 5', says: `${locate.published} (h = ${signed(locate.h, 1)})` },
      calibrated: {
        rule: '95 % prediction interval leaves 0 out',
        says: `${locate.calibrated} ${bracket(locate.lo, locate.hi, 1)}`,
      },
      note: `The line expects a ${y} of ${fixed(expected.line, 1)}.${lab}`,
    },
    {
      name: 'Diagnose',
      question: 'Has h changed since the last release of its lab?',
      published: {
        threshold: `|Δh| > ${PUBLISHED_CHANGE}`,
        says:
          diagnose === null
            ? 'nothing to compare with'
            : `${diagnose.published} (Δh = ${signed(diagnose.change, 1)})`,
      },
      calibrated: {
        rule: '|Δh| > 1.96 standard errors of the difference',
        says:
          diagnose === null
            ? 'nothing to compare with'
            : `${diagnose.calibrated} (limit ${fixed(1.96 * diagnose.se, 1)})`,
      },
      note: diagnose === null ? 'The panel has no earlier release of this lab.' : changeSentence(diagnose),
    },
    {
      name: 'Rotate',
      question: `Does ${x} still tell the best models apart?`,
      published: {
        threshold: `σ < ${PUBLISHED_ROTATION}`,
        says:
          rotate.published === null
            ? 'not enough data'
            : `${rotate.published === 'rotate' ? 'rotate' : 'stay'} (σ = ${fixed(rotate.ratio)})`,
      },
      calibrated: { rule: 'reliability of the top, 90 % interval', says: `${x}: ${rotate.calibrated}` },
      note:
        next === null
          ? 'No benchmark has enough models in common to be set beside it.'
          : `Next to look at: ${next}.`,
    },
  ];
}
