import { beforeAll, describe, expect, test } from 'vitest';
import { rankLayers } from '../../../../src/lib/models/steering/layerRanking';
import {
  reasoningItems,
  sumItems,
  transitiveItems,
} from '../../../../src/lib/models/steering/reasoningItems';
import { tradeOff, TRADE_OFF_ALPHAS } from '../../../../src/lib/models/steering/tradeOff';
import { layerSentence, tradeOffSentence } from '../../../../src/lib/models/steering/words';
import { ols } from '../../../../src/lib/stats/regression';
import { toyRun } from './toyRun';

let run: Awaited<ReturnType<typeof toyRun>>;
beforeAll(async () => {
  run = await toyRun();
});

describe('a trade-off', () => {
  test('has both margins at each strength with intervals and controls, and their coupling', async () => {
    const { model, items, directionsAt } = run;
    const reasoning = items.map(({ prompt, right, wrong }) => ({
      prompt: [...prompt, 3],
      right: wrong,
      wrong: right,
    }));
    const seen: number[] = [];
    const made = await tradeOff(
      model,
      {
        truthfulness: items,
        reasoning,
        directions: directionsAt(0),
        alphas: TRADE_OFF_ALPHAS,
        seed: 1,
        draws: 300,
      },
      { onProgress: (fraction) => seen.push(fraction) },
    );
    expect(made.n).toEqual({ truthfulness: 6, reasoning: 6 });
    for (const { truthfulness, reasoning: other, alpha } of made.points) {
      for (const { margin, change } of [truthfulness, other]) {
        expect(margin.lo).toBeLessThanOrEqual(margin.value);
        expect(margin.value).toBeLessThanOrEqual(margin.hi);
        if (alpha === 0) expect(change.value).toBe(0);
      }
    }
    expect(made.couplings.map(({ vector }) => vector)).toEqual(['truth', 'shuffled', 'random']);
    // The reasoning margin of this toy is the truthfulness margin turned round, up to what one more token adds.
    const [{ slope, r }] = made.couplings;
    const truth = made.points.filter(({ vector }) => vector === 'truth');
    const line = ols(
      truth.map((point) => point.truthfulness.margin.value),
      truth.map((point) => point.reasoning.margin.value),
    );
    expect(slope?.value).toBeCloseTo(line?.slope ?? NaN, 10);
    expect(slope?.value).toBeCloseTo(-1, 5);
    expect(r?.value).toBeCloseTo(-1, 5);
    expect(slope?.lo).toBeLessThanOrEqual(slope!.value + 1e-9);
    expect(seen.at(-1)).toBe(1);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(tradeOffSentence(made)).toMatch(
      /^At α = \+0\.50, change of .* the truth direction .*; shuffled labels .*; random directions /,
    );
  });

  test('has no slope where the vector moves nothing, and needs items of both kinds', async () => {
    const { model, items, directionsAt } = run;
    const request = {
      truthfulness: items,
      reasoning: items,
      directions: directionsAt(1),
      alphas: [-1, 0, 1],
      seed: 1,
      draws: 50,
    };
    const { couplings } = await tradeOff(model, request);
    for (const { slope, r } of couplings) expect([slope, r]).toEqual([null, null]);
    await expect(tradeOff(model, { ...request, reasoning: [] })).rejects.toThrow(
      /6 of truthfulness and 0 of reasoning/,
    );
    await expect(tradeOff(model, { ...request, alphas: [1, 1] })).rejects.toThrow(/each one once/);
    await expect(tradeOff(model, { ...request, alphas: [NaN] })).rejects.toThrow(/strength NaN/);
  });
});

test('a layer that nobody reads separates as well as another and is ranked last', async () => {
  const { model, items, calibration } = run;
  const ranked = await rankLayers(model, { items, calibration, alpha: 0.5, seed: 1, draws: 200 });
  expect(ranked.map(({ layer }) => layer)).toEqual([0, 1]);
  expect(ranked[1].effect).toEqual({ value: 0, lo: 0, hi: 0 });
  expect(ranked[1]).toMatchObject({ beatsControls: false, controlSize: 0 });
  expect(ranked[1].heldOut).toEqual(ranked[0].heldOut);
  expect(layerSentence(ranked)).toMatch(
    /Layer 1 tells held-out statements apart \(AUC 1\.00\) and steers no more/,
  );
  await expect(rankLayers(model, { items, calibration, alpha: 0, seed: 1, draws: 50 })).rejects.toThrow(
    /strength 0/,
  );
});

describe('built-in reasoning items', () => {
  test('have the answer that follows', () => {
    for (const { prompt, right, wrong } of sumItems(200, 3)) {
      const [a, b] = (prompt.match(/\d+/g) ?? []).map(Number);
      expect(Number(right)).toBe(a + b);
      expect(Math.abs(Number(wrong) - a - b)).toBeGreaterThan(0);
    }
    for (const { prompt, right, wrong } of transitiveItems(200, 3)) {
      const above = new Map(
        [...prompt.matchAll(/(\w+) is (\w+) than (\w+)/g)].map(([, high, , low]) => [high, low]),
      );
      expect(above.get(above.get(right) ?? '')).toBe(wrong);
      const asked = /Of (\w+) and (\w+) the/.exec(prompt)?.slice(1);
      expect(asked?.sort()).toEqual([right, wrong].sort());
    }
  });

  test('are made by the seed alone, half of each kind', () => {
    expect(reasoningItems(7, 9)).toEqual(reasoningItems(7, 9));
    expect(reasoningItems(8, 9)).not.toEqual(reasoningItems(8, 10));
    expect(reasoningItems(7, 9).filter(({ prompt }) => prompt.startsWith('The sum'))).toHaveLength(3);
  });
});
