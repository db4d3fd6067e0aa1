/** Power: how large a change must be for the method to find it, by sizes and by items. Each cell is one effect. */
import { criticalScale } from '../../src/lib/coupling/criticalScale';
import { isSettled } from '../../src/lib/coupling/phase';
import { phaseProbabilityOnCpu } from '../../src/lib/coupling/phaseProbability';
import { differenceSd, itemNoise } from '../../src/lib/coupling/scoreNoise';
import { intervalsOf, phaseJob, type Step } from '../../src/lib/coupling/step';
import { STREAM } from '../../src/lib/coupling/streams';
import { openStream } from '../../src/lib/stats/philox';
import { add, tally, type Counters } from './counters';
import { B2_ITEM_SD, bowlTrend, ITEMS, straightTrend, type Condition } from './design';
import { designedFamily, drawScores, lineNow } from './family';
import { DRAWS } from './familyCell';
import { RULES, slopeRanges } from './rules';
import { engineSeed, streamOf } from './seeds';

/** Fall of benchmark 2 over the whole range, while benchmark 1 rises by 40: found when the slope's interval is below 0. */
export interface FallCell {
  id: string;
  n: number;
  items2: number;
  fall: number;
  condition: Condition;
  replicates: number;
}

export function runFallCell(cell: FallCell, seed: number): Counters {
  const { truth, told } = cell.condition;
  const family = designedFamily(straightTrend(-cell.fall), cell.n, cell.items2);
  const counters: Counters = {};
  const random = openStream(seed, streamOf(cell.id), 0);
  for (let replicate = 0; replicate < cell.replicates; replicate++) {
    random.restart(replicate);
    drawScores(family, truth, random);
    const ranges = slopeRanges(lineNow(family, told), told, truth);
    if (ranges === null) add(counters, 'slope.none', 1);
    else for (const rule of RULES) tally(counters, `fall.${rule}`, ranges[rule][1] < 0);
  }
  return counters;
}

/** Depth of a U: found when the crossing is settled, and upwards. */
export interface DepthCell {
  id: string;
  n: number;
  items2: number;
  depth: number;
  condition: Condition;
  replicates: number;
}

export async function runDepthCell(cell: DepthCell, seed: number): Promise<Counters> {
  const { truth, told } = cell.condition;
  const family = designedFamily(bowlTrend(cell.depth), cell.n, cell.items2);
  const counters: Counters = {};
  const random = openStream(seed, streamOf(cell.id), 0);
  for (let replicate = 0; replicate < cell.replicates; replicate++) {
    random.restart(replicate);
    drawScores(family, truth, random);
    const turns = { seed: engineSeed(seed, replicate), draws: DRAWS, stream: STREAM.criticalScale };
    const critical = await criticalScale(lineNow(family, told), told, turns, {});
    tally(counters, 'depth', critical?.status === 'crossed' && critical.direction === 'up');
  }
  return counters;
}

/** One step from HellaSwag 50 % and TruthfulQA 40 %: found when its phase is named, and rightly. */
export interface StepCell {
  id: string;
  items2: number;
  rise1: number;
  fall2: number;
  condition: Condition;
  replicates: number;
}

export async function runStepCell(cell: StepCell, seed: number): Promise<Counters> {
  const { truth, told } = cell.condition;
  const at1 = [50, 50 + cell.rise1];
  const sd1 = at1.map((score) => itemNoise(score, ITEMS.b1, null, null));
  const sd2 = itemNoise(40, cell.items2, B2_ITEM_SD, null);
  const counters: Counters = {};
  const random = openStream(seed, streamOf(cell.id), 0);
  for (let replicate = 0; replicate < cell.replicates; replicate++) {
    random.restart(replicate);
    const step: Step = {
      from: 'smaller',
      to: 'larger',
      fromB: 1,
      toB: 3,
      delta1: cell.rise1 + differenceSd(sd1[0], sd1[1], truth) * random.nextNormal(),
      delta2: -cell.fall2 + differenceSd(sd2, sd2, truth) * random.nextNormal(),
      se1: differenceSd(sd1[0], sd1[1], told),
      se2: differenceSd(sd2, sd2, told),
    };
    const counts = await phaseProbabilityOnCpu(phaseJob([step], engineSeed(seed, replicate), DRAWS));
    const [interval] = intervalsOf([step], counts, DRAWS, {});
    tally(counters, 'step', isSettled(interval) && interval.phase === 'tax');
  }
  return counters;
}
