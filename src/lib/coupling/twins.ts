/**
 * The CPU twins by kind, each as work that can be shared out: pieces of a job are independent, any range of them can be
 * computed alone, and the answers of adjoining ranges join to the answer of the whole, the same however it was cut.
 */
import type { ItemBootstrapJob, ItemTotals } from '../gpu/itemBootstrapJob';
import type { KernelControl, PhaseCounts, PhaseJob } from '../gpu/kernel';
import type { MetaDraws, MetaJob } from '../gpu/metaBootstrapJob';
import type { TurnsJob, TurnTallies } from '../gpu/turnsJob';
import { pairsBootstrapOnCpu, type PairsJob, type PairsSummary } from '../stats/pairsBootstrap';
import {
  addPermutations,
  permutationNullOnCpu,
  type PermutationJob,
  type PermutationTallies,
} from '../stats/permutationNull';
import type { DrawRange } from '../stats/portions';
import { itemBootstrapOnCpu } from './itemBootstrap';
import { joinedDraws, metaBootstrapOnCpu } from './metaBootstrap';
import { addPhases, phaseProbabilityOnCpu } from './phaseProbability';
import { addTurns, turnsOnCpu } from './turns';

/** What each kind of job is asked and what it answers. Both are plain objects and typed arrays. */
export interface TwinShapes {
  phases: { job: PhaseJob; answer: PhaseCounts };
  turns: { job: TurnsJob; answer: TurnTallies };
  permutations: { job: PermutationJob; answer: PermutationTallies };
  pairs: { job: PairsJob; answer: PairsSummary[] };
  items: { job: ItemBootstrapJob; answer: ItemTotals };
  meta: { job: MetaJob; answer: MetaDraws };
}

export type TwinKind = keyof TwinShapes;
export type TwinJob<K extends TwinKind> = TwinShapes[K]['job'];
export type TwinAnswer<K extends TwinKind> = TwinShapes[K]['answer'];

export interface Twin<Job, Answer> {
  /** Draws of the job, or samples. */
  pieces(job: Job): number;
  /** @throws RangeError for an impossible job; the signal's reason */
  run(job: Job, control: KernelControl, pieces: DrawRange): Promise<Answer>;
  /** Answers of adjoining ranges, ascending, at least one; they may be written over. */
  join(answers: Answer[]): Answer;
}

type TwinTable = { readonly [K in TwinKind]: Twin<TwinJob<K>, TwinAnswer<K>> };

export const TWINS: TwinTable = {
  phases: {
    pieces: ({ draws }) => draws,
    run: phaseProbabilityOnCpu,
    join: (answers) => answers.reduce(addPhases),
  },
  turns: {
    pieces: ({ draws }) => draws,
    run: turnsOnCpu,
    join: (answers) => answers.reduce(addTurns),
  },
  permutations: {
    pieces: ({ draws }) => draws,
    run: permutationNullOnCpu,
    join: (answers) => answers.reduce(addPermutations),
  },
  pairs: {
    pieces: ({ stream }) => stream.length,
    run: pairsBootstrapOnCpu,
    join: (answers) => answers.flat(),
  },
  items: {
    pieces: ({ draws }) => draws,
    run: itemBootstrapOnCpu,
    join: joinedTotals,
  },
  meta: {
    pieces: ({ draws }) => draws,
    run: (job, control, { from, to }) => metaBootstrapOnCpu(job, control, [from, to]),
    join: joinedDraws,
  },
};

/** Rows of draws, benchmark by benchmark, one range after another. */
function joinedTotals(answers: ItemTotals[]): ItemTotals {
  return answers[0].map((_, benchmark) => {
    const parts = answers.map((totals) => totals[benchmark]);
    const joined = new Uint32Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      joined.set(part, at);
      at += part.length;
    }
    return joined;
  });
}

/**
 * Computes a job on the CPU, wherever that is.
 * @throws RangeError for an impossible job; the signal's reason
 */
export type RunTwin = <K extends TwinKind>(
  kind: K,
  job: TwinJob<K>,
  control?: KernelControl,
) => Promise<TwinAnswer<K>>;

/** On the thread that asks; its event loop turns at times. */
export const runInPlace: RunTwin = (kind, job, control = {}) => {
  const twin = twinOf(kind);
  return twin.run(job, control, { from: 0, to: twin.pieces(job) });
};

/** The twin of a kind, with its types kept together. */
export const twinOf = <K extends TwinKind>(kind: K): Twin<TwinJob<K>, TwinAnswer<K>> => TWINS[kind];
