/**
 * TruthfulQA of Llama-2 foretold from Pythia and Llama-1 by polynomials in log size: what the 5.6 % is the error of, and what
 * simpler curves give on the same points.
 */
import { polynomialCurve } from '../../dynamics/polynomialCurve';
import { publishedHoldOut, type ScoreSeries } from '../../dynamics/published';
import type { ClaimData } from '../data';
import { pythiaTruthfulQa, truthfulQa } from '../dynamics/heldOut';

export const DEGREES = [0, 1, 2, 3, 4] as const;
/** Points of a drawn curve. */
const GRID = 61;

interface Family {
  name: string;
  points: { sizeB: number; score: number }[];
}

export interface CurveFit {
  degree: number;
  /** Mean |predicted − observed| / observed over the sizes of Llama-2, percent. */
  error: number;
  /** At each of its sizes, percent, with sign. */
  errors: number[];
  path: { sizeB: number; score: number }[];
}

export interface HeldOutDemo {
  train: Family[];
  test: Family;
  fits: CurveFit[];
}

/** One entry for each set of scores: those that give the 5.6 %, and the leaderboard's. */
export interface HeldOutDemos {
  tableB: HeldOutDemo;
  leaderboard: HeldOutDemo;
}

export const heldOutDemos = (data: ClaimData): HeldOutDemos => ({
  tableB: demo(data, 'B'),
  leaderboard: demo(data, 'O'),
});

function demo(data: ClaimData, source: 'B' | 'O'): HeldOutDemo {
  const train = [
    { name: 'Pythia', series: pythiaTruthfulQa(data, source) },
    { name: 'Llama-1', series: truthfulQa(data, 'llama1_variants', source) },
  ];
  const test = truthfulQa(data, 'llama2_variants', source);
  const series = train.map((one) => one.series);
  const x = series.flatMap(({ logSize }) => Array.from(logSize));
  const y = series.flatMap(({ score }) => Array.from(score));
  const all = [...x, ...Array.from(test.logSize)];
  const [from, to] = [Math.min(...all), Math.max(...all)];
  return {
    train: train.map(({ name, series: own }) => ({ name, points: pointsOf(own) })),
    test: { name: 'Llama-2', points: pointsOf(test) },
    fits: DEGREES.map((degree) => {
      const { errors, meanError } = publishedHoldOut(series, test, degree);
      const curve = polynomialCurve(x, y, degree);
      const path = Array.from({ length: GRID }, (_, i) => {
        const L = from + ((to - from) * i) / (GRID - 1);
        return { sizeB: 10 ** L, score: curve(L) };
      });
      return { degree, error: 100 * meanError, errors: errors.map((one) => 100 * one), path };
    }),
  };
}

const pointsOf = ({ logSize, score }: ScoreSeries): Family['points'] =>
  Array.from(logSize, (L, i) => ({ sizeB: 10 ** L, score: score[i] }));
