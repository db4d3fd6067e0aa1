import { describe, expect, test } from 'vitest';
import {
  divergence,
  logSumExp,
  mostLikely,
  referenceOf,
} from '../../../../src/lib/models/steering/logProbabilities';
import { openMeanResampler } from '../../../../src/lib/models/steering/resampledMeans';
import { scoreItems } from '../../../../src/lib/models/steering/scoreItems';
import { scoreRows } from '../../../../src/lib/models/steering/scoreRows';
import { itemOfPair, itemTokens, pairTokens } from '../../../../src/lib/models/steering/tokens';
import { openStream } from '../../../../src/lib/stats/philox';
import { HIDDEN, toyModel, VOCABULARY } from './toyModel';

describe('tokens', () => {
  /** Letters are tokens, but a word's last letter and a full stop are one. */
  const merging = {
    endTokens: [9],
    tokenize: (text: string) => [
      ...(text.match(/[a-z]\.|./g) ?? []).map(
        (piece) => 10 + piece.charCodeAt(0) + 1000 * (piece.length - 1),
      ),
      9,
    ],
  };

  test('an object of several tokens is read at its last', () => {
    const { right, wrong } = pairTokens(merging, { template: 'x {} y', right: 'ab', wrong: 'abc' });
    expect(right).toEqual({ ids: merging.tokenize('x ab y').slice(0, -1), object: 3 });
    expect(wrong.object).toBe(4);
  });

  test('an object merged with what follows is read at the merged token', () => {
    const { right } = pairTokens(merging, { template: 'x {}.', right: 'ab', wrong: 'cd' });
    expect(right.ids).toHaveLength(4);
    expect(right.object).toBe(3);
  });

  test('the space between a prompt and its answer goes to the answer', () => {
    const model = toyModel();
    const a = itemTokens(model, { prompt: 'Snow is ', right: 'white', wrong: 'very red' });
    expect(a.prompt).toEqual(model.tokenize('Snow is'));
    expect(a.right).toEqual(model.tokenize('Snow is white').slice(3));
    expect(a.wrong).toHaveLength(2);
    expect(itemTokens(model, { prompt: '“', right: 'Yes', wrong: 'No' }).right).toHaveLength(1);
  });

  test('an answer that cannot be scored is refused with the item', () => {
    const model = toyModel();
    expect(() => itemTokens(model, { prompt: 'Snow is', right: ' ', wrong: 'red' })).toThrow(
      /answer to “Snow is” is blank/,
    );
    expect(() => itemTokens(model, { prompt: 'Snow is', right: 'red', wrong: ' red ' })).toThrow(
      /same tokens/,
    );
    expect(() => itemTokens(merging, { prompt: 'so-', right: '.', wrong: 'b' })).not.toThrow();
    const swallowing = { endTokens: [], tokenize: (text: string) => (text.length > 2 ? [7, 7, 7] : [1, 2]) };
    expect(() => itemTokens(swallowing, { prompt: 'ab', right: 'c', wrong: 'd' })).toThrow(
      /changes the prompt’s last token/,
    );
  });

  test('a pair whose object comes first asks no question', () => {
    expect(itemOfPair({ template: '{} is big.', right: 'a', wrong: 'b' })).toBeNull();
    expect(itemOfPair({ template: 'Snow is {}.', right: 'a', wrong: 'b' })?.prompt).toBe('Snow is');
  });
});

test('one row serves both answers where one sequence holds both', () => {
  const prompt = [1, 2];
  const rows = (right: number[], wrong: number[]) =>
    scoreRows([{ prompt, right, wrong }]).map(({ ids }) => ids);
  expect(rows([3], [4])).toEqual([[1, 2]]);
  expect(rows([3, 4], [5])).toEqual([[1, 2, 3]]);
  expect(rows([3], [5, 6, 7])).toEqual([[1, 2, 5, 6]]);
  expect(rows([3, 4], [3, 5])).toEqual([[1, 2, 3]]);
  expect(rows([3, 4], [5, 6])).toEqual([
    [1, 2, 3],
    [1, 2, 5],
  ]);
});

test('divergence and log probabilities against their definitions', () => {
  const [a, b] = [
    [1, 2, -3],
    [0.5, 700, -2],
  ];
  const p = [1, 2, -3].map((x) => Math.exp(x) / (Math.exp(1) + Math.exp(2) + Math.exp(-3)));
  const c = [0, 1, 0.5];
  const q = c.map((x) => Math.exp(x) / (1 + Math.exp(1) + Math.exp(0.5)));
  expect(divergence(referenceOf(a), c)).toBeCloseTo(
    p.reduce((sum, x, i) => sum + x * Math.log(x / q[i]), 0),
    12,
  );
  expect(divergence(referenceOf(a), a)).toBeLessThan(1e-15);
  expect(logSumExp(b)).toBe(700);
  expect(mostLikely([1, 3, 3])).toBe(1);
});

describe('scores of items', () => {
  const model = toyModel();
  const items = [
    { prompt: 'Snow is', right: 'white', wrong: 'red' },
    { prompt: 'A big dog is', right: 'very loud', wrong: 'a cat' },
    { prompt: 'Two and two', right: 'make four now', wrong: 'fly' },
  ].map((item) => itemTokens(model, item));
  const vectors = [0.4, -1].map((alpha) => Float32Array.from({ length: HIDDEN }, (_, j) => alpha * (j - 2)));

  test('are sums of next-token log probabilities, run by run', async () => {
    const scored = await scoreItems(model, items, { layer: 0, vectors });
    for (const [k, vector] of [...vectors, new Float32Array(HIDDEN)].entries())
      for (const [i, { prompt, right, wrong }] of items.entries()) {
        const own = k < vectors.length ? scored.steered[k] : scored.unsteered;
        let kl = 0;
        for (const [name, answer] of [
          ['logRight', right],
          ['logWrong', wrong],
        ] as const) {
          let sum = 0;
          for (let t = 0; t < answer.length; t++) {
            const ids = [...prompt, ...answer.slice(0, t)];
            const last = async (added: Float32Array) =>
              (await model.forward({ sequences: [ids], steering: { layer: 0, vector: added } })).logits.slice(
                -VOCABULARY,
              );
            const logits = await last(vector);
            sum += logits[answer[t]] - logSumExp(logits);
            kl += divergence(referenceOf(await last(new Float32Array(HIDDEN))), logits);
          }
          expect(own[name][i]).toBeCloseTo(sum, 6);
        }
        expect(own.kl[i]).toBeCloseTo(kl / (right.length + wrong.length), 6);
      }
  });

  test('do not depend on what shares their batch', async () => {
    const together = await scoreItems(model, items, { layer: 0, vectors });
    const alone = await scoreItems(model, [items[1]], { layer: 0, vectors: [vectors[1]] });
    expect(alone.steered[0].logRight[0]).toBe(together.steered[1].logRight[1]);
    expect(alone.steered[0].kl[0]).toBe(together.steered[1].kl[1]);
  });

  test('put many rows into few runs', async () => {
    const many = Array.from({ length: 60 }, () => items[0]);
    model.runs.length = 0;
    await scoreItems(model, many, { layer: 0, vectors });
    expect(model.runs.reduce((sum, rows) => sum + rows, 0)).toBe(180);
    expect(model.runs.length).toBeLessThanOrEqual(8);
  });

  test('tell progress, and stop when aborted', async () => {
    const seen: number[] = [];
    const controller = new AbortController();
    const work = scoreItems(
      model,
      items,
      { layer: 0, vectors },
      {
        signal: controller.signal,
        onProgress: (fraction) => {
          seen.push(fraction);
          controller.abort(new Error('enough'));
        },
      },
    );
    await expect(work).rejects.toThrow('enough');
    expect(seen).toHaveLength(1);
    await expect(scoreItems(model, items, { layer: 0, vectors: [new Float32Array(3)] })).rejects.toThrow(
      'a vector of 3 numbers for a model of width 6',
    );
  });
});

describe('bootstrap of a mean over prompts', () => {
  test('resamples are the same for every column, so that differences are paired', () => {
    const resampler = openMeanResampler(5, 1, 0x1d010, 400);
    const x = [1, 5, 2, 8, 3];
    const shifted = resampler.means(x.map((value) => 2 * value + 1));
    resampler.means(x).forEach((mean, i) => expect(shifted[i]).toBeCloseTo(2 * mean + 1, 12));
    expect(resampler.interval([4, 4, 4, 4, 4])).toEqual({ value: 4, lo: 4, hi: 4 });
    expect(() => resampler.means([1])).toThrow(/1 values for 5 prompts/);
  });

  test('covers the mean difference of 60 skewed prompts about 95 times in 100', () => {
    const normals = openStream(11, 0x100, 0);
    const trials = 600;
    let covered = 0;
    for (let trial = 0; trial < trials; trial++) {
      // Change of a margin: of mean 1, skewed as log-normal values are.
      const changes = Array.from({ length: 60 }, () => Math.exp(0.6 * normals.nextNormal() - 0.18));
      const { lo, hi } = openMeanResampler(60, trial, 0x1d010, 400).interval(changes);
      if (lo <= 1 && 1 <= hi) covered++;
    }
    // Binomial error at 600 trials is 0.9 points; the percentile interval of a skewed mean is a little short.
    expect(covered / trials).toBeGreaterThan(0.91);
    expect(covered / trials).toBeLessThan(0.975);
  });
});
