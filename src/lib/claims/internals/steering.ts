/** What released steering runs changed, and how much of it is a correction. */
import type { Calibrated, Claim, Values, Variant } from '../claim';
import type { ClaimData } from '../data';
import { rounded } from '../figure';
import { shareEstimate } from '../shareEstimate';
import { said } from '../words';
import { internals, INTERNALS, type Internals } from './records';

type Run = Internals['steering_runs'][number];

/** @throws RangeError when no run has that source */
function run(data: ClaimData, source: string): Run {
  const found = internals(data).steering_runs.find((one) => one.source === source);
  if (found === undefined) throw new RangeError(`internals: no steering run from ${source}`);
  return found;
}

const changedOf = ({ details }: Run): number => details.filter(({ changed }) => changed).length;

/** Counts of ten prompts each, without the prompts and outputs. */
function counted(data: ClaimData, model: string): { n: number; changed: number } {
  const found = internals(data).steering_counts_only.find((one) => one.model === model);
  if (found === undefined) throw new RangeError(`internals: no steering counts of ${model}`);
  return { n: found.n, changed: found.n_changed };
}

const RUN_410M = 'self_align_modal_410m.json';
const RUN_28B = 'self_align_modal_2.8b.json';
const SAMPLED_410M = 'self_aligning_demo_410m.json';

/** Of the rated prompts of all runs. */
function ratings(data: ClaimData): Values {
  const rated = internals(data)
    .steering_runs.flatMap(({ details }) => details)
    .flatMap(({ changed, code_original: before, code_steered: after }) =>
      before === undefined || after === undefined ? [] : [{ changed, before, after }],
    );
  const count = (of: (one: (typeof rated)[number]) => boolean) => rated.filter(of).length;
  const rank = { F: 0, N: 1, T: 2 };
  return {
    rated: rated.length,
    changed: count(({ changed }) => changed),
    improved: count(({ changed, before, after }) => changed && rank[after] > rank[before]),
    worsened: count(({ changed, before, after }) => changed && rank[after] < rank[before]),
    falseLeft: count(({ changed, after }) => !changed && after === 'F'),
  };
}

/** Of the outputs of a run that were rated false: percent that became true. */
function correctedShare({ details }: Run): Values {
  const wrong = details.filter(({ code_original }) => code_original === 'F');
  const corrected = wrong.filter(({ code_steered }) => code_steered === 'T').length;
  return { corrected: (100 * corrected) / wrong.length, of: wrong.length, made: corrected };
}

function correctedInterval(data: ClaimData): Calibrated {
  const { of, made } = correctedShare(run(data, RUN_410M));
  return shareEstimate(
    'Share of the false outputs of Pythia-410M that became true, released prompts',
    made,
    of,
  );
}

function changedInterval(data: ClaimData): Calibrated {
  const { n, changed } = counted(data, 'pythia-410m');
  return shareEstimate('Share of changed outputs of Pythia-410M', changed, n);
}

const percentOf = ({ n, changed }: { n: number; changed: number }): number => (100 * changed) / n;

export const claims: Claim[] = [
  {
    id: 'a-steering-60',
    paper: 'A',
    where: 'Abstract (v2, v3)',
    group: 'internals',
    statement:
      'Adding one truth direction corrects 60 % of the misaligned outputs of a tax-phase model (Pythia-410M).',
    figures: [rounded('corrected', 'misaligned outputs corrected', 60, 0, { unit: '%' })],
    procedure:
      'Of the released outputs of Pythia-410M that are false without steering, the share that is true with it; rated by one person, not blind, and kept with the records.',
    data: [INTERNALS],
    recompute(data) {
      return [
        { condition: null, values: correctedShare(run(data, RUN_410M)) },
        {
          condition: 'when every changed output of ten unreleased prompts counts as a correction',
          values: { corrected: percentOf(counted(data, 'pythia-410m')) },
        },
      ];
    },
    calibrate: correctedInterval,
    why: ([{ values }]) =>
      `The file behind it counts outputs that changed, 6 of 10; prompts and outputs are not released. Among the released outputs of the same model ${values.made} of ${values.of} false ones became true.`,
    open: { page: 'steer', section: 'two-unsteered-runs' },
  },
  {
    id: 'a-steering-rates',
    paper: 'A',
    where: 'data/self_align_across_nc1.json',
    group: 'internals',
    statement: 'Steering changes fewer outputs in larger models: 60 % at 410M, 30 % at 1B, 20 % at 2.8B.',
    figures: [
      rounded('at410', 'Pythia-410M', 60, 0, { unit: '%' }),
      rounded('at1', 'Pythia-1B', 30, 0, { unit: '%' }),
      rounded('at28', 'Pythia-2.8B', 20, 0, { unit: '%' }),
    ],
    procedure: 'Changed outputs of ten prompts, as counted in the file.',
    data: [INTERNALS],
    recompute(data): Variant[] {
      const [at410, at1, at28, at69] = ['pythia-410m', 'pythia-1b', 'pythia-2.8b', 'pythia-6.9b'].map(
        (model) => percentOf(counted(data, model)),
      );
      const released = (source: string) => {
        const one = run(data, source);
        return percentOf({ n: one.n, changed: changedOf(one) });
      };
      return [
        { condition: null, values: { at410, at1, at28, at69 } },
        {
          condition: 'with the released outputs of fourteen prompts',
          values: { at410: released(RUN_410M), at28: released(RUN_28B) },
        },
      ];
    },
    calibrate: changedInterval,
    why: ([, released]) =>
      `The counts are as stated. Ten prompts leave each rate wide, and 6 against 2 of 10 is not settled. The released outputs of fourteen prompts have ${said(released.values.at410, 0)} % and ${said(released.values.at28, 0)} %.`,
  },
  {
    id: 'a-steering-14',
    paper: 'A',
    where: '‘From observation to intervention’ (paper3a_nature.tex); dashboard/cape_dashboard.py',
    group: 'internals',
    statement: 'Steering changes all 14 prompts of Pythia-410M and 6 of 14 of Pythia-2.8B.',
    figures: [
      rounded('at410', 'changed at 410M, of 14', 14, 0, { printed: '14/14' }),
      rounded('at28', 'changed at 2.8B, of 14', 6, 0, { printed: '6/14' }),
    ],
    procedure: 'Changed outputs in the released runs of the two models with the same prompts.',
    data: [INTERNALS],
    recompute(data) {
      const at28 = changedOf(run(data, RUN_28B));
      return [
        { condition: null, values: { at410: changedOf(run(data, RUN_410M)), at28 } },
        {
          condition: 'with a run of Pythia-410M that samples its outputs anew',
          values: { at410: changedOf(run(data, SAMPLED_410M)), at28 },
        },
      ];
    },
    why: ([same]) =>
      `With the same prompts ${same.values.at410} of 14 changed at 410M. The run with 14 of 14 samples at temperature 0.7 without a shared seed: two outputs then differ without any steering, and “photosynthesis converts sunlight into” counts as changed.`,
  },
  {
    id: 'a-steering-only-misaligned',
    paper: 'A',
    where: '‘From observation to intervention’; cli/cape_steer.py',
    group: 'internals',
    statement: 'Steering corrects misaligned outputs and leaves correct ones as they are.',
    figures: [
      rounded('falseLeft', 'false outputs left unchanged', 0, 0, { printed: 'none' }),
      rounded('worsened', 'outputs made worse', 0, 0, { printed: 'none' }),
    ],
    procedure:
      'Ratings of all released greedy outputs (true, neither, false; one rater, not blind, kept with the records), before and after steering.',
    data: [INTERNALS],
    recompute: (data) => [{ condition: null, values: ratings(data) }],
    why: ([{ values }]) =>
      `Of ${values.rated} outputs ${values.changed} changed: ${values.improved} for the better, ${values.worsened} for the worse, the others without a change in truth. ${values.falseLeft} of the unchanged ones still assert something false.`,
  },
];
