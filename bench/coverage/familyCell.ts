/** One cell of the main study: a trend at n sizes under one condition, many times, each asked of the app's own functions. */
import { criticalScale } from '../../src/lib/coupling/criticalScale';
import type { FiellerSet, Phase } from '../../src/lib/coupling/diagnosis';
import type { Line } from '../../src/lib/coupling/line';
import { fiellerSet, PHASE_EDGE } from '../../src/lib/coupling/localCoupling';
import { isSettled } from '../../src/lib/coupling/phase';
import { phaseProbabilityOnCpu } from '../../src/lib/coupling/phaseProbability';
import { intervalsOf, phaseJob, stepsOf } from '../../src/lib/coupling/step';
import { STREAM } from '../../src/lib/coupling/streams';
import { verdictKind } from '../../src/lib/coupling/verdict';
import { changePerDecade, errorsInVariables } from '../../src/lib/coupling/slope';
import { openStream, type PhiloxStream } from '../../src/lib/stats/philox';
import { add, tally, type Counters } from './counters';
import { sizeAt, type Condition, type Trend } from './design';
import { designedFamily, drawScores, lineNow, trueLine, type DesignedFamily } from './family';
import { decadeRanges, RULES, slopeRanges, type Ranges } from './rules';
import { engineSeed, streamOf } from './seeds';

/** Draws of the simulations inside a replicate. */
export const DRAWS = 1000;
/** Bins of the reliability curve. */
export const BINS = 20;

/** What is true of a designed family. */
interface Target {
  slope: number;
  perDecade: number;
  gamma: number[];
  phase: Phase[];
  trend: Trend;
  turnB: number | null;
}

/** How a replicate's scores come about; the normal model unless a cell brings its own. */
export type Draw = (family: DesignedFamily, random: PhiloxStream) => void;

export interface FamilyCell {
  id: string;
  trend: Trend;
  n: number;
  condition: Condition;
  /** All replicates have their lines fitted; the first of them are also asked for turn and verdict, and for phases. */
  replicates: number;
  turned: number;
  phased: number;
  draw?: Draw;
}

export async function runFamilyCell(cell: FamilyCell, seed: number): Promise<Counters> {
  const { trend, n, condition } = cell;
  const family = designedFamily(trend, n);
  const target = targetOf(trend, trueLine(family, condition.told), condition);
  const draw: Draw = cell.draw ?? ((one, random) => drawScores(one, condition.truth, random));
  const counters: Counters = {};
  const random = openStream(seed, streamOf(cell.id), 0);
  for (let replicate = 0; replicate < cell.replicates; replicate++) {
    random.restart(replicate);
    draw(family, random);
    const line = lineNow(family, condition.told);
    measureLine(counters, line, target, condition);
    const inner = engineSeed(seed, replicate);
    if (replicate < cell.phased) await measurePhases(counters, line, target, condition, inner);
    if (replicate < cell.turned) await measureTurn(counters, line, target, condition, inner);
  }
  return counters;
}

/**
 * The slope aimed at is that of the line which the method would draw through the true scores: for a straight trend the one
 * slope there is, for a curved one York's line through the noiseless points. ΔB2 per decade likewise.
 */
function targetOf(trend: Trend, line: Line, { told }: Condition): Target {
  const slope = errorsInVariables(line, told);
  const perDecade = changePerDecade(line, told);
  if (slope === null || perDecade === null)
    throw new RangeError(`trend ${trend.id} of ${line.b1.length} sizes has no line through its true scores`);
  const gamma = stepsOf(line, told).map(({ delta1, delta2 }) => delta2 / delta1);
  return {
    slope: slope.slope,
    perDecade: perDecade.value,
    gamma,
    phase: gamma.map((one) => (one < -PHASE_EDGE ? 'tax' : one > PHASE_EDGE ? 'bonus' : 'transition')),
    trend,
    turnB: trend.turn === null ? null : sizeAt(line.b1.length, trend.turn.place),
  };
}

function measureLine(counters: Counters, line: Line, target: Target, { told, truth }: Condition): void {
  const slope = slopeRanges(line, told, truth);
  if (slope === null) add(counters, 'slope.none', 1);
  else measureRanges(counters, 'slope', slope, target.slope);
  const decade = decadeRanges(line, told, truth);
  if (decade === null) add(counters, 'decade.none', 1);
  else measureRanges(counters, 'decade', decade, target.perDecade);

  const known = stepsOf(line, truth);
  stepsOf(line, told).forEach(({ delta1, delta2, se1, se2 }, i) => {
    const set = fiellerSet(delta1, delta2, se1, se2);
    const oracle = fiellerSet(delta1, delta2, known[i].se1, known[i].se2);
    tally(counters, 'fieller', covers(set, target.gamma[i]));
    tally(counters, 'fieller.bounded', set.kind === 'bounded');
    const width = widthOf(set);
    const least = widthOf(oracle);
    if (width === null || least === null) return;
    add(counters, 'fieller.logRatio', Math.log(width / least));
    add(counters, 'fieller.ratios', 1);
  });
}

function measureRanges(counters: Counters, name: string, ranges: Ranges, target: number): void {
  add(counters, `${name}.count`, 1);
  for (const rule of RULES) {
    const [lo, hi] = ranges[rule];
    tally(counters, `${name}.${rule}`, lo <= target && target <= hi);
    add(counters, `${name}.${rule}.width`, hi - lo);
  }
}

/** Whether a Fieller set holds a value. */
export function covers({ kind, lo, hi }: FiellerSet, gamma: number): boolean {
  if (lo === null || hi === null) return true;
  return kind === 'bounded' ? lo <= gamma && gamma <= hi : gamma <= lo || gamma >= hi;
}

const widthOf = ({ kind, lo, hi }: FiellerSet): number | null =>
  kind === 'bounded' && lo !== null && hi !== null ? hi - lo : null;

async function measurePhases(
  counters: Counters,
  line: Line,
  target: Target,
  { told }: Condition,
  seed: number,
): Promise<void> {
  const steps = stepsOf(line, told);
  const counts = await phaseProbabilityOnCpu(phaseJob(steps, seed, DRAWS));
  let misnamed = false;
  intervalsOf(steps, counts, DRAWS, {}).forEach((interval, i) => {
    const right = interval.phase === target.phase[i];
    const settled = isSettled(interval);
    tally(counters, 'label.settled', settled);
    tally(counters, 'label.wrong', settled && !right);
    if (settled) tally(counters, 'label.right', right);
    misnamed ||= settled && !right;
    if (interval.phase === 'b1-falls' || interval.phase === 'undefined-ratio') return;
    reliability(counters, 'tax', interval.pTax, target.phase[i]);
    reliability(counters, 'transition', interval.pTransition, target.phase[i]);
    reliability(counters, 'bonus', interval.pBonus, target.phase[i]);
  });
  tally(counters, 'label.family', misnamed);
}

async function measureTurn(
  counters: Counters,
  line: Line,
  target: Target,
  { told }: Condition,
  seed: number,
): Promise<void> {
  const turns = { seed, draws: DRAWS, stream: STREAM.criticalScale };
  const critical = await criticalScale(line, told, turns, {});
  if (critical === null) throw new RangeError(`no critical scale for ${line.b1.length} sizes`);
  const { status, direction, lo, hi } = critical;
  const crossed = status === 'crossed';
  const { turn } = target.trend;
  if (turn === null) {
    tally(counters, 'crossing.false', crossed);
    tally(counters, 'crossing.false.up', crossed && direction === 'up');
    tally(counters, 'crossing.none', status === 'none-in-range');
  } else {
    const found = crossed && direction === turn.direction;
    tally(counters, 'crossing.found', found);
    tally(counters, 'crossing.opposite', crossed && !found);
    tally(counters, 'crossing.denied', status === 'none-in-range' && turn.direction === 'up');
    if (found && lo !== null && hi !== null && target.turnB !== null) {
      tally(counters, 'scale', lo <= target.turnB && target.turnB <= hi);
      add(counters, 'scale.logFactor', Math.log(hi / lo));
    }
  }

  const kind = verdictKind({ slope: errorsInVariables(line, told), critical });
  add(counters, `verdict.kind.${kind}`, 1);
  tally(counters, 'verdict.right', kind === target.trend.verdict && kind !== 'undetermined');
  tally(counters, 'verdict.false', kind !== target.trend.verdict && kind !== 'undetermined');
}

function reliability(counters: Counters, phase: Phase, stated: number, truth: Phase): void {
  const bin = Math.min(BINS - 1, Math.floor(stated * BINS));
  tally(counters, `reliability.${bin}`, phase === truth);
  add(counters, `reliability.${bin}.stated`, stated);
}
