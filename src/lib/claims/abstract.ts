/**
 * The abstract of paper A, sentence by sentence in neutral paraphrase, each with the claims that carry it. Its verdict is
 * theirs by one rule (`sentenceVerdict`). The wording follows arXiv v1–v3, which differ in the parts marked.
 */
import type { ClaimVerdict } from './claim';

export interface AbstractSentence {
  id: string;
  /** Our paraphrase; nothing is quoted. */
  text: string;
  /** Ids of the claims that carry it; empty for a sentence without a number to check. */
  claims: readonly string[];
  /** Versions of the abstract that have it, when not all do. */
  versions?: string;
}

export const ABSTRACT: readonly AbstractSentence[] = [
  {
    id: 'aim',
    text: 'Scaling laws say how loss falls with compute, and leave open how abilities move together.',
    claims: [],
  },
  {
    id: 'sample',
    text: 'The study takes 63 base models of 16 families.',
    claims: ['a-models'],
  },
  {
    id: 'below',
    text: 'Below a critical scale N_c of its own for each family, HellaSwag and TruthfulQA go in opposite directions, as strongly as r = −0.989 along Pythia.',
    claims: ['a-pythia-r', 'a-pythia-permutation'],
    versions: 'r and p in v3 only',
  },
  {
    id: 'above',
    text: 'Above N_c they rise together.',
    claims: ['a-large-r', 'a-signs-by-size', 'a-turning-families'],
  },
  {
    id: 'scale',
    text: 'N_c is about 3.5B parameters, with a 95 % bootstrap interval from 2.9B to 13.4B.',
    claims: ['a-nc-bootstrap', 'a-nc-pythia'],
  },
  {
    id: 'recipe',
    text: 'Size is not all: architecture, choice of data and recipe each move N_c.',
    claims: ['a-nc-range', 'a-nc-opt', 'a-nc-falcon'],
  },
  {
    id: 'qwen',
    text: 'Between two generations of Qwen of the same size the internal coupling rises from 0.025 to 0.830.',
    claims: ['a-qwen-generations'],
  },
  {
    id: 'gemma',
    text: 'Gemma-4 with 4B parameters has an internal coupling of 0.871, and Phi with 1B is where models trained on web text are at 10B.',
    claims: ['a-gemma-coupling', 'a-phi-equivalence'],
  },
  {
    id: 'width',
    text: 'Divided by model width, scores are positively correlated in every family tested.',
    claims: ['a-width-pythia', 'a-width-opt', 'a-width-bloom', 'a-width-cerebras', 'a-width-gpt-neo'],
  },
  {
    id: 'heads',
    text: 'In 38 of 40 models no attention head competes.',
    claims: ['a-heads-38-of-40'],
  },
  {
    id: 'ode',
    text: 'A differential equation found by sparse regression foretells Llama-2, which it has not seen, with 5.6 % error.',
    claims: ['a-ode-held-out'],
  },
  {
    id: 'access',
    text: 'Public benchmark scores of one family are all that the diagnosis needs.',
    claims: [],
  },
  {
    id: 'frontier',
    text: 'At the frontier SWE-bench Verified and GPQA Diamond go together, r = +0.72 over 34 models of ten labs.',
    claims: ['a-frontier-r'],
  },
  {
    id: 'steering',
    text: 'Adding one truth direction at one layer corrects 60 % of the answers that were not aligned, without training.',
    claims: ['a-steering-60'],
    versions: 'v2 and v3',
  },
  {
    id: 'release',
    text: 'Code, data, a command line tool and a dashboard are public.',
    claims: [],
  },
];

/**
 * The rule, in words a page can show: a sentence reproduces when every claim that can be checked does; it does not when none
 * does; in between, or when a claim needed a condition, it reproduces in part. Claims that cannot be checked do not count,
 * unless there are no others.
 */
export const RULE =
  'A sentence reproduces when all its claims that can be checked do, and does not when none of them does. Otherwise, or when one needs a condition, it reproduces in part. Claims that cannot be checked count only where there are no others.';

export type SentenceVerdict = 'reproduces' | 'in-part' | 'does-not-reproduce' | 'not-checkable';

/** @param verdicts of the sentence's claims @returns null for a sentence without claims */
export function sentenceVerdict(verdicts: readonly ClaimVerdict[]): SentenceVerdict | null {
  if (verdicts.length === 0) return null;
  const checked = verdicts.filter((verdict) => verdict !== 'not-checkable');
  if (checked.length === 0) return 'not-checkable';
  if (checked.every((verdict) => verdict === 'reproduces')) return 'reproduces';
  if (checked.every((verdict) => verdict === 'does-not-reproduce')) return 'does-not-reproduce';
  return 'in-part';
}

/** Whose verdicts are to be known before a sentence's is. */
export interface JudgedSentence extends AbstractSentence {
  verdict: SentenceVerdict | null;
}

/**
 * The abstract with its verdicts.
 * @param results of all claims
 * @throws RangeError naming a claim that a sentence rests on and no result has
 */
export function judgeAbstract(results: readonly { id: string; verdict: ClaimVerdict }[]): JudgedSentence[] {
  const byId = new Map(results.map(({ id, verdict }) => [id, verdict]));
  return ABSTRACT.map((sentence) => ({
    ...sentence,
    verdict: sentenceVerdict(
      sentence.claims.map((id) => {
        const verdict = byId.get(id);
        if (verdict === undefined)
          throw new RangeError(`abstract, “${sentence.id}”: there is no claim "${id}"`);
        return verdict;
      }),
    ),
  }));
}
