/**
 * What to do, as far as the numbers carry it: one piece of advice an intervention, each with its evidence, ordered so that the
 * first is the one to do. A family in which nothing is settled is told to measure, whatever a panel shows.
 */
import type { ScoreTable } from '../../scores/table';
import { withoutNegativeZeros } from '../plain';
import type { ReferenceCrossing } from '../reference/distance';
import { withoutJudged } from '../reference/judged';
import { matchPair } from '../reference/match';
import { peersOf, type Peer } from '../reference/peers';
import { leftOutResiduals } from '../reference/residualField';
import type { Intervention, InterventionId, Interventions, RecipeEffect, Sections } from '../sections';
import { listed } from '../words';
import { curation } from './curation';
import { isUnsettled, type AdviceInput, type DiagnosedFamily } from './input';
import { measure } from './measure';
import { rotation } from './rotation';
import { scale } from './scale';
import { steer } from './steer';
import { widthAdvice } from './width';

export interface InterventionsInput {
  diagnosis: DiagnosedFamily;
  /** The table that was diagnosed: its other columns are candidates to rotate to. */
  table: Pick<ScoreTable, 'benchmarks'>;
  sections: Pick<Sections, 'width' | 'standing'>;
  /** As it comes; this family is left out here. Null without one. */
  panel: ScoreTable | null;
  /** Of the same panel, without this family. */
  crossing: ReferenceCrossing | null;
  recipes: readonly RecipeEffect[];
}

export function interventions({
  diagnosis,
  table,
  sections,
  panel,
  crossing,
  recipes,
}: InterventionsInput): Interventions {
  const peers = panel === null ? [] : peersWithout(diagnosis, panel);
  const { family } = diagnosis.input;
  const input: AdviceInput = {
    diagnosis,
    benchmarks: table.benchmarks,
    width: sections.width,
    standing: sections.standing,
    crossing,
    peers,
    residuals: leftOutResiduals(peers),
    recipes: recipes.filter(({ from, to }) => from !== family && to !== family),
  };
  const list = ordered(
    [curation(input), scale(input), widthAdvice(input), rotation(input), measure(input), steer(input)],
    isUnsettled(diagnosis),
  );
  return withoutNegativeZeros<Interventions>({ list, summary: summaryOf(list, diagnosis) });
}

function peersWithout({ input }: DiagnosedFamily, panel: ScoreTable): Peer[] {
  const pair = matchPair(input, panel);
  if (pair.kind === 'refused') return [];
  const judged = { family: input.family, models: input.models.map(({ model }) => model) };
  return peersOf(withoutJudged(panel, judged), pair);
}

/** Among equals: what changes the family before what describes it better. */
const RANK: Record<InterventionId, number> = {
  curation: 0,
  scale: 1,
  width: 2,
  rotation: 3,
  measure: 4,
  steer: 5,
};
const STRENGTH: Record<Intervention['strength'], number> = { settled: 0, leaning: 1, none: 2 };

function ordered(list: Intervention[], unsettled: boolean): Intervention[] {
  const first = ({ id }: Intervention) => (unsettled && id === 'measure' ? 0 : 1);
  const withNumber = list.map((one) => (one.evidence.length === 0 ? { ...one, supported: false } : one));
  return withNumber.sort(
    (a, b) =>
      first(a) - first(b) ||
      Number(b.supported) - Number(a.supported) ||
      Number(a.id === 'measure') - Number(b.id === 'measure') ||
      STRENGTH[a.strength] - STRENGTH[b.strength] ||
      RANK[a.id] - RANK[b.id],
  );
}

const DOING: Record<InterventionId, string> = {
  curation: 'try another data recipe at a small size, beside the present one',
  scale: 'train and measure a larger size',
  width: 'try another shape at the same size',
  rotation: 'add a benchmark that tells the models apart better',
  measure: 'measure again',
  steer: 'steer a small model',
};

function summaryOf(list: readonly Intervention[], diagnosis: DiagnosedFamily): string {
  if (isUnsettled(diagnosis))
    return diagnosis.verdict.kind === 'undetermined'
      ? 'Measure first: neither the verdict nor a single step of this family is settled, so no change of the family has anything to rest on.'
      : 'Measure first: the trend of the whole family is settled, but no single step of it is, and no change of the family is supported by that.';
  const changes = list.filter(({ supported, id }) => supported && id !== 'measure');
  const open = list.find(({ id }) => id === 'measure')?.supported ?? false;
  if (changes.length > 0)
    return `The evidence, an association at best, supports one thing first: ${listed(changes.slice(0, 1).map(({ id }) => DOING[id]))}${open ? '; some labels are open and would be settled by more items' : ''}.`;
  return open
    ? 'No change of the family is supported by these numbers; what is open can be measured.'
    : 'No change of the family is supported by these numbers, and nothing that items could settle is open.';
}
