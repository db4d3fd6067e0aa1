/**
 * What ablating heads does that a scan names cooperative, in the bundled family. In two models both capabilities suffer beyond
 * what random heads do; in a third, where halves of one capability are set side by side, the loss does not show it. So the class
 * must not be put in words that say more than directions do, and the ablation’s own finding is what is told.
 */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { bearsOut } from '../../../../src/lib/charts/heads/ablationWords';
import { mapFinding } from '../../../../src/lib/charts/heads/mapWords';
import { ablateHead, type AblationResult } from '../../../../src/lib/models/heads/ablation';
import { prepareCapability } from '../../../../src/lib/models/heads/capability';
import { openHeadCompute } from '../../../../src/lib/models/heads/compute';
import type { ContrastSet } from '../../../../src/lib/models/heads/contrast';
import {
  contrastSets,
  transitiveReasoning,
  truthfulness,
} from '../../../../src/lib/models/heads/contrastSets';
import { taughtFacts } from '../../../../src/lib/models/heads/factContrasts';
import { scanHeads } from '../../../../src/lib/models/heads/scan';
import type { HeadScan } from '../../../../src/lib/models/heads/scanResult';
import { verdictSentence } from '../../../../src/lib/models/heads/summarise';
import { openNodeModel } from '../nodeModel';

const SLOW = 120_000;
const taught = taughtFacts(
  (
    JSON.parse(readFileSync('static/models/facts.json', 'utf8')) as {
      facts: Parameters<typeof taughtFacts>[0];
    }
  ).facts,
);
const relations = [...new Set(taught.map(({ relation }) => relation))];
const every = (remainder: number) =>
  truthfulness(taught.filter(({ relation }) => relations.indexOf(relation) % 2 === remainder));
const comparisons = (id: string, words: RegExp): ContrastSet => ({
  ...transitiveReasoning(),
  id,
  items: transitiveReasoning(384).items.filter(({ context }) => words.test(context)),
});

/** Scans for both sets, and ablates the heads named cooperative that are coupled most. */
async function ablated(id: string, sets: readonly [ContrastSet, ContrastSet], most: number) {
  const model = await openNodeModel(id, 'bundled');
  const [first, second] = [prepareCapability(model, sets[0]), prepareCapability(model, sets[1])];
  const scan = await scanHeads(model, { first, second, seed: 1 }, openHeadCompute(null));
  const results: AblationResult[] = [];
  for (const { layer, head } of named(scan).slice(0, most))
    results.push(
      await ablateHead(model, {
        target: { layer, head },
        factor: 0,
        capabilities: [first, second],
        seed: 1,
      }),
    );
  await model.release();
  return { scan, results };
}

const named = ({ heads }: HeadScan) =>
  heads.filter((head) => head.class === 'cooperative').sort((a, b) => (b.coupling ?? 0) - (a.coupling ?? 0));

describe('heads named cooperative', () => {
  test(
    'for two halves of the reasoning that a model was taught: without them both suffer, more than without random heads',
    async () => {
      const sets = [comparisons('size', /taller|older/), comparisons('pace', /faster|richer/)] as const;
      const { scan, results } = await ablated('organism-4x96', sets, 4);
      expect(named(scan).length).toBeGreaterThan(0);
      expect(results.length).toBe(named(scan).length);
      for (const result of results) {
        expect(result.finding).toBe('lowers-both');
        for (const { effect, beyondRandom, random } of result.effects) {
          expect(random).toHaveLength(5);
          expect(effect.hi).toBeLessThan(0);
          expect(beyondRandom.hi).toBeLessThan(0);
        }
        expect(bearsOut(result, 'cooperative')).toContain('the ablation agrees');
      }
    },
    SLOW,
  );

  test(
    'for two halves of the facts of another model: their loss does not show it, and nothing is claimed',
    async () => {
      const odd = { ...every(1), id: 'odd', title: 'Other facts' };
      const { scan, results } = await ablated('organism-6x128', [every(0), odd], 3);
      expect(named(scan).length).toBeGreaterThan(3);
      for (const result of results) {
        expect(result.finding).not.toBe('lowers-both');
        expect(bearsOut(result, 'cooperative')).toContain('the ablation does not show it');
      }
      for (const words of [verdictSentence(scan), mapFinding(scan, 'calibrated')]) {
        expect(words).toContain('point the same way for both');
        expect(words).not.toMatch(/serve|help|need|lower|cause/);
      }
    },
    SLOW,
  );

  test(
    'for reasoning and truthfulness, in the smallest model: without the one that is named both suffer, more than without random heads',
    async () => {
      const [reasoning, truth] = contrastSets(taught);
      const { scan, results } = await ablated('organism-3x32', [reasoning, truth], 4);
      expect(named(scan)).toMatchObject([{ layer: 1, head: 0 }]);
      expect(results).toMatchObject([{ finding: 'lowers-both' }]);
      expect(bearsOut(results[0], 'cooperative')).toContain('the ablation agrees');
      expect(verdictSentence(scan)).toContain('1 of 12 heads points the same way for both');
    },
    SLOW,
  );

  test(
    'are none for reasoning and truthfulness in the model that the page first shows',
    async () => {
      const [reasoning, truth] = contrastSets(taught);
      const { scan } = await ablated('organism-4x96', [reasoning, truth], 0);
      expect(named(scan)).toEqual([]);
      expect(verdictSentence(scan)).not.toContain('point the same way');
    },
    SLOW,
  );
});
