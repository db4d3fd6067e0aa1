/** The interval of a count of models. */
import * as v from 'valibot';
import type { Claim } from './claim';
import { within } from './figure';

const WilsonSchema = v.object({ successes: v.number(), trials: v.number(), z: v.number() });

/** Interval of a share (Wilson 1927). */
export function wilson(successes: number, trials: number, z: number): { lo: number; hi: number } {
  const share = successes / trials;
  const widening = (z * z) / trials;
  const centre = (share + widening / 2) / (1 + widening);
  const half = (z / (1 + widening)) * Math.sqrt((share * (1 - share)) / trials + widening / (4 * trials));
  return { lo: centre - half, hi: centre + half };
}

export const claims: Claim[] = [
  {
    id: 'a-wilson',
    paper: 'A',
    where: '‘Where the Bottleneck Lives’',
    group: 'internals',
    statement: '38 of 40 models without competing heads: Wilson 95 % interval 84–99 %.',
    figures: [
      within('lo', 'lower end', 84, 1, { unit: '%' }),
      within('hi', 'upper end', 99, 1, { unit: '%' }),
    ],
    procedure:
      'Wilson score interval of 38 in 40 at z = 1.96; the ends are printed in whole per cent and held to one unit.',
    data: ['wilson'],
    recompute: (data) => {
      const { successes, trials, z } = data.input('wilson', WilsonSchema);
      const { lo, hi } = wilson(successes, trials, z);
      return [{ condition: null, values: { lo: lo * 100, hi: hi * 100 } }];
    },
    why: 'The arithmetic holds. The interval takes the 40 models as independent draws; they are sizes of nine families.',
  },
];
