/**
 * CPU twin of shaders/head-flips.wgsl: what src/lib/gpu/headFlips.ts counts, with the same random signs. A draw's sum over
 * pairs is put together from tables of the 16 signed sums of four pairs, eight dimensions at a time, so that four additions
 * become one and the tables of a unit stay in the processor's cache (after Arlazarov, Dinic, Kronrod and Faradžev 1970).
 */
import {
  checkHeadFlips,
  MOMENT,
  MOMENTS,
  noFlips,
  observedUnit,
  TIE,
  unitRows,
  type HeadFlips,
  type HeadFlipsJob,
  type ObservedUnit,
  type PairDifferences,
} from '../../gpu/headFlipsJob';
import { philox4x32 } from '../../stats/philox';
import { pacer, type PortionControl } from '../../stats/portions';

/** Dimensions of a table's row: as many sums as a processor keeps in registers. */
const WIDTH = 8;
/** Pairs of a table. */
const PAIRS = 4;
const ROWS = 1 << PAIRS;
const PAIRS_OF_WORD = 32;
/** Signed additions between two looks at the clock, a few ms. */
const PORTION = 1 << 23;

/**
 * Flips each unit of the job; units with a number that is not finite count nothing.
 * @throws RangeError for an impossible job; the signal's reason when aborted
 */
export async function signFlipsOnCpu(job: HeadFlipsJob, control: PortionControl = {}): Promise<HeadFlips> {
  checkHeadFlips(job);
  const { draws, units, dims, first, second } = job;
  const answer = noFlips(job);
  const pause = pacer(control.signal);
  const signs1 = drawSigns(first, job);
  const signs2 = drawSigns(second, job);
  const block = Math.max(1, Math.min(draws, Math.floor(PORTION / (dims * (first.pairs + second.pairs)))));
  const sums1 = new Float64Array(block * dims);
  const sums2 = new Float64Array(block * dims);
  for (let unit = 0; unit < units; unit++) {
    const observed = observedUnit(job, unit);
    if (observed.finite) {
      const rows1 = openFlipper(
        unitRows(first, dims, unit),
        first.pairs,
        dims,
        observed.scale1 / first.pairs,
      );
      const rows2 = openFlipper(
        unitRows(second, dims, unit),
        second.pairs,
        dims,
        observed.scale2 / second.pairs,
      );
      for (let from = 0; from < draws; from += block) {
        const to = Math.min(draws, from + block);
        await pause();
        rows1(signs1, from, to, sums1);
        rows2(signs2, from, to, sums2);
        testDraws(job, unit, observed, from, to, sums1, sums2, answer);
        control.onProgress?.((unit + to / draws) / units);
      }
    }
    control.onProgress?.((unit + 1) / units);
  }
  control.signal?.throwIfAborted();
  return answer;
}

/** Sign words of every draw: ⌈pairs/32⌉ each. */
function drawSigns({ pairs, stream }: PairDifferences, { seed, draws }: HeadFlipsJob): Uint32Array {
  const words = wordsOf(pairs);
  const out = new Uint32Array(draws * words);
  const block = new Uint32Array(4);
  for (let draw = 0; draw < draws; draw++)
    for (let word = 0; word < words; word++) {
      if (word % 4 === 0) philox4x32(block, word / 4, draw, stream, 0, seed, 0);
      out[draw * words + word] = block[word % 4];
    }
  return out;
}

const wordsOf = (pairs: number) => Math.ceil(pairs / PAIRS_OF_WORD);

type Flipper = (signs: Uint32Array, from: number, to: number, sums: Float64Array) => void;

/** Signed sums of a unit's rows times `scale`: of draws from … to − 1 into `sums`, [draws × dims]. */
function openFlipper(rows: Float32Array, pairs: number, dims: number, scale: number): Flipper {
  const groups = Math.ceil(pairs / PAIRS);
  const words = wordsOf(pairs);
  const strips = Math.ceil(dims / WIDTH);
  const size = groups * ROWS * WIDTH;
  const tables = new Float32Array(strips * size);
  for (let strip = 0; strip < strips; strip++)
    for (let group = 0; group < groups; group++)
      fillTable(
        tables,
        strip * size + group * ROWS * WIDTH,
        rows,
        pairs,
        dims,
        group * PAIRS,
        strip * WIDTH,
        scale,
      );
  return (signs, from, to, sums) => {
    for (let strip = 0; strip < strips; strip++)
      for (let draw = from; draw < to; draw++) {
        let s0 = 0;
        let s1 = 0;
        let s2 = 0;
        let s3 = 0;
        let s4 = 0;
        let s5 = 0;
        let s6 = 0;
        let s7 = 0;
        let table = strip * size;
        for (let word = 0, left = groups; left > 0; word++, left -= PAIRS_OF_WORD / PAIRS) {
          let bits = signs[draw * words + word];
          for (let k = Math.min(left, PAIRS_OF_WORD / PAIRS); k > 0; k--) {
            const at = table + (bits & (ROWS - 1)) * WIDTH;
            s0 += tables[at];
            s1 += tables[at + 1];
            s2 += tables[at + 2];
            s3 += tables[at + 3];
            s4 += tables[at + 4];
            s5 += tables[at + 5];
            s6 += tables[at + 6];
            s7 += tables[at + 7];
            bits >>>= PAIRS;
            table += ROWS * WIDTH;
          }
        }
        const at = (draw - from) * dims + strip * WIDTH;
        const width = Math.min(WIDTH, dims - strip * WIDTH);
        sums[at] = s0;
        if (width > 1) sums[at + 1] = s1;
        if (width > 2) sums[at + 2] = s2;
        if (width > 3) sums[at + 3] = s3;
        if (width > 4) sums[at + 4] = s4;
        if (width > 5) sums[at + 5] = s5;
        if (width > 6) sums[at + 6] = s6;
        if (width > 7) sums[at + 7] = s7;
      }
  };
}

/** The 16 signed sums of four pairs; a pair beyond the last one adds nothing. */
function fillTable(
  tables: Float32Array,
  at: number,
  rows: Float32Array,
  pairs: number,
  dims: number,
  firstPair: number,
  firstDim: number,
  scale: number,
): void {
  const pairsHere = Math.min(PAIRS, pairs - firstPair);
  const width = Math.min(WIDTH, dims - firstDim);
  for (let signs = 0; signs < ROWS; signs++)
    for (let j = 0; j < width; j++) {
      let sum = 0;
      for (let k = 0; k < pairsHere; k++) {
        const value = rows[(firstPair + k) * dims + firstDim + j];
        sum += (signs >> k) & 1 ? -value : value;
      }
      tables[at + signs * WIDTH + j] = sum * scale;
    }
}

function testDraws(
  { kept, dims, first, second }: HeadFlipsJob,
  unit: number,
  observed: ObservedUnit,
  from: number,
  to: number,
  sums1: Float64Array,
  sums2: Float64Array,
  answer: HeadFlips,
): void {
  const { direction1, direction2, reach1, reach2, product, variance, projected1, projected2 } = observed;
  for (let draw = from; draw < to; draw++) {
    const at = (draw - from) * dims;
    let uu = 0;
    let ww = 0;
    let uw = 0;
    let u1 = 0;
    let u2 = 0;
    let w1 = 0;
    let w2 = 0;
    for (let j = 0; j < dims; j++) {
      const u = sums1[at + j];
      const w = sums2[at + j];
      uu += u * u;
      ww += w * w;
      uw += u * w;
      u1 += u * direction1[j];
      u2 += u * direction2[j];
      w1 += w * direction1[j];
      w2 += w * direction2[j];
    }
    if (draw < kept) {
      const place = (unit * kept + draw) * MOMENTS;
      const { moments } = answer;
      moments[place + MOMENT.uu] = uu;
      moments[place + MOMENT.ww] = ww;
      moments[place + MOMENT.uw] = uw;
      moments[place + MOMENT.u1] = u1;
      moments[place + MOMENT.u2] = u2;
      moments[place + MOMENT.w1] = w1;
      moments[place + MOMENT.w2] = w2;
    }
    if (uu >= reach1) answer.signal1[unit]++;
    if (ww >= reach2) answer.signal2[unit]++;
    const flipped =
      Math.max(0, projected1 - u2 * u2) / (first.pairs - 1) +
      Math.max(0, projected2 - w1 * w1) / (second.pairs - 1);
    if (product * product * flipped <= (u2 + w1) ** 2 * variance * (1 + TIE)) answer.coupled[unit]++;
  }
}
