/** The interval of a count of models. */
import * as v from 'valibot';
import { wilsonInterval } from '../stats/wilson';
import type { Claim } from './claim';
import { within } from './figure';

const WilsonSchema = v.object({ successes: v.number(), trials: v.number(), z: v.number() });

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
      // Of no trials, any share.
      const { lo, hi } = wilsonInterval(successes, trials, z) ?? { lo: 0, hi: 1 };
      return [{ condition: null, values: { lo: lo * 100, hi: hi * 100 } }];
    },
    why: 'The arithmetic holds. The interval takes the 40 models as independent draws; they are sizes of nine families.',
  },
];
