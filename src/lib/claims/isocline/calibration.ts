/** What the isocline is calibrated on, OLMo, and what it foretells there. */
import * as v from 'valibot';
import { defaultOptions } from '../../coupling/options';
import { localCoupling } from '../../coupling/localCoupling';
import { differenceSd } from '../../coupling/scoreNoise';
import type { Calibrated, Claim, Variant } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { familyLine } from '../uniform';
import { said } from '../words';

const Ratio = v.object({
  a_over_b: v.number(),
  HS_calibration: v.tuple([v.number(), v.number()]),
  TQA_calibration: v.number(),
  printed_HS_alternative: v.number(),
});

const equilibrium: Claim = {
  id: 'a-isocline-error',
  paper: 'A',
  where: 'Long version (paper3A.tex); scripts/cape_algebraic_nc.py',
  group: 'isocline',
  statement:
    'Without free parameters the isocline foretells OLMo’s TruthfulQA as 0.3602 where 0.360 is measured, an error of 0.07 %.',
  figures: [
    rounded('predicted', 'predicted TruthfulQA', 0.3602, 4),
    rounded('error', 'error', 0.07, 2, { unit: '%' }),
  ],
  procedure:
    '√(a/b · HellaSwag) with a/b = 0.187 and the HellaSwag of OLMo-7B, 0.764; |predicted − measured| / measured.',
  data: ['isocline'],
  recompute(data): Variant[] {
    const { a_over_b, HS_calibration, TQA_calibration, printed_HS_alternative } = data.input(
      'isocline',
      Ratio,
    );
    const at = (hs: number) => {
      const predicted = Math.sqrt(a_over_b * hs);
      return { predicted, error: 100 * Math.abs(predicted / TQA_calibration - 1) };
    };
    return [
      { condition: null, values: at(printed_HS_alternative) },
      {
        condition: 'with the mean HellaSwag of OLMo-1B and -7B, on which a/b was calibrated',
        values: at((HS_calibration[0] + HS_calibration[1]) / 2),
      },
    ];
  },
  why: ([printed, mean]) =>
    `The printed expression gives ${said(printed.values.predicted, 3)}, off by ${said(printed.values.error, 1)} %. With OLMo’s mean HellaSwag it is ${said(mean.values.predicted, 4)}, which is the calibration of a/b = 0.36²/0.6945 read backwards: one parameter and one point.`,
};

const Pair = v.tuple([v.number(), v.number()]);
const Scores = v.object({ HS: Pair, TQA: Pair });
const Olmo = v.object({
  scripts: Scores,
  nature_text: v.object({ dHS: v.number(), TQA: Pair }),
  c26_and_consolidated: Scores,
  O: Scores,
});
const gammaOf = ({ HS, TQA }: v.InferOutput<typeof Scores>) => (TQA[1] - TQA[0]) / (HS[1] - HS[0]);

function onUniform(data: ClaimData): Calibrated {
  const { b1, b2, sd1, sd2 } = familyLine(data, 'uniform', 'OLMo-1.0');
  const [se1, se2] = [sd1, sd2].map((sd) => differenceSd(sd[0], sd[1], defaultOptions()));
  const { gamma, fieller } = localCoupling(b1[1] - b1[0], b2[1] - b2[0], se1, se2);
  const bounded = fieller.kind === 'bounded';
  return {
    what: 'γ of OLMo 1B → 7B on the uniform panel with its 95 % Fieller interval',
    ...{ value: gamma, lo: bounded ? fieller.lo : null, hi: bounded ? fieller.hi : null },
    ...{ unit: 'points per point', n: 2, reason: gamma === null ? 'HellaSwag does not change' : null },
  };
}

const olmo: Claim = {
  id: 'a-olmo-zero',
  paper: 'A',
  where: '‘Independent confirmation’; Introduction; Fig. 1c',
  group: 'isocline',
  statement:
    'OLMo confirms the critical scale without free parameters: its coupling from 1B to 7B is exactly 0.000, TruthfulQA unchanged while HellaSwag rises by 13.9 points.',
  figures: [rounded('gamma', 'γ, 1B → 7B', 0, 3, { unit: 'points per point', printed: '0.000' })],
  procedure: 'ΔTruthfulQA / ΔHellaSwag of OLMo-1B and -7B in the released file of models.',
  data: ['olmo_variants', 'uniform'],
  recompute(data): Variant[] {
    const variants = data.input('olmo_variants', Olmo);
    const text = variants.nature_text;
    return [
      { condition: null, values: { gamma: gammaOf(variants.c26_and_consolidated) } },
      {
        condition: 'with the scores in the text (31.1 and 31.1)',
        values: { gamma: (text.TQA[1] - text.TQA[0]) / text.dHS },
      },
      {
        condition: 'with the scores in the scripts and the long version (36.0 and 36.0)',
        values: { gamma: gammaOf(variants.scripts) },
      },
      { condition: 'with the leaderboard’s scores', values: { gamma: gammaOf(variants.O) } },
    ];
  },
  calibrate: onUniform,
  why: ([file, , , leaderboard]) =>
    `Text and scripts give both sizes the same TruthfulQA, 31.1 in one and 36.0 in the other; the released file gives ${said(file.values.gamma, 3)}, one protocol for both models ${said(leaderboard.values.gamma)}. Item noise alone moves this γ by some ±0.3, so no single value can be told to be 0.000. OLMo’s scores also set the isocline’s constant.`,
  open: { page: 'diagnose', panel: 'uniform', family: 'OLMo-1.0' },
};

export const claims: Claim[] = [equilibrium, olmo];
