import { describe, expect, test } from 'vitest';
import { compareScans } from '$lib/models/heads/compare';
import { readFacts } from '$lib/models/steering/factItems';
import { builtInSets, setOf, withChoice } from '$lib/ui/heads/capabilitySets';
import { sortedHeads } from '$lib/ui/heads/headOrder';
import {
  comparedFigures,
  comparedFinding,
  familyFinding,
  deviceName,
  directLine,
  directNote,
  headline,
  summaryLine,
} from '$lib/ui/heads/headsWords';
import facts from '../../../../static/models/facts.json';
import { head, HEADS, scanOf } from '../../charts/headsFixtures';

const items = [{ context: 'One and one is', correct: 'two', incorrect: 'three' }];

describe('sets', () => {
  const general = builtInSets(null);
  const taught = builtInSets(readFacts(facts));
  test('a bundled model is asked what it was taught, another one common facts', () => {
    expect(taught.truthfulness.items).not.toEqual(general.truthfulness.items);
    expect(taught.arithmetic.items).toEqual(general.arithmetic.items);
    for (const sets of [general, taught])
      for (const [id, set] of Object.entries(sets)) {
        expect(set.id).toBe(id);
        expect(set.items.length).toBeGreaterThan(20);
      }
  });
  test('own sets of one name are told apart by their items', () => {
    const own = (list: typeof items) => setOf({ kind: 'own', title: 'mine', items: list }, general).id;
    expect(own(items)).toBe(own([...items]));
    expect(own(items)).not.toBe(own([...items, ...items]));
  });
  test('a set that the other side has is exchanged, so that the two are never one', () => {
    const state = {
      first: { kind: 'set', set: 'reasoning' },
      second: { kind: 'set', set: 'truthfulness' },
    } as const;
    expect(withChoice(state, 'first', { kind: 'set', set: 'truthfulness' })).toEqual({
      first: state.second,
      second: state.first,
    });
    expect(withChoice(state, 'second', { kind: 'set', set: 'agreement' })).toEqual({
      first: state.first,
      second: { kind: 'set', set: 'agreement' },
    });
  });
});

describe('order of heads', () => {
  test('what is undefined comes last, whichever way; ties keep their place', () => {
    const names = (down: boolean) =>
      sortedHeads(HEADS, 'coupling', down).map(({ layer, head: number }) => `${layer}.${number}`);
    expect(names(false)[0]).toBe('0.1');
    expect(names(true)[0]).toBe('0.0');
    expect(names(false).at(-1)).toBe('1.0');
    expect(names(true).at(-1)).toBe('1.0');
    expect(sortedHeads(HEADS, 'q', false).map(({ layer }) => layer)).toEqual([0, 0, 1, 0, 0, 1, 1, 1]);
  });
});

describe('direct contributions', () => {
  test('say what they are, over how many items, or why there are none', () => {
    const scan = scanOf();
    expect(directNote(scan)).toMatch(
      /mean over the 144 of 144 and 140 of 144 items whose answers are one token\. It is attribution along one path, not an intervention/,
    );
    expect(directNote({ ...scan, direct: { reason: 'for some reason' } })).toBe(
      'Direct contributions to the logits are not given: for some reason.',
    );
    expect(directLine(HEADS[0], ['Transitive reasoning', 'Truthfulness'])).toBe(
      'By the direct path alone it adds +0.200 [0.000, 0.400] (transitive reasoning) and −0.020 [−0.100, 0.060] (truthfulness) to logit(right) − logit(wrong).',
    );
    expect(directLine(HEADS[4], ['a', 'b'])).toBe('');
  });
  test('sort the table', () => {
    const first = (by: 'direct1' | 'direct2') => sortedHeads(HEADS, by, false)[0];
    expect(first('direct1').head).toBe(1);
    expect(sortedHeads(HEADS, 'direct2', true).at(-1)?.class).toBe('nan');
  });
});

describe('words', () => {
  test('the verdict’s first sentence is the headline', () => {
    const { headline: first, basis } = headline(scanOf(), 'calibrated');
    expect(first).toBe(
      '1 head of 7 competes over transitive reasoning and truthfulness and 2 point the same way for both (5 % false discoveries allowed)',
    );
    expect(basis).toEqual(['1 head gave numbers that are not finite and is counted apart.']);
  });
  test('as published, the calibrated verdict stands beside', () => {
    const { headline: first, basis } = headline(scanOf(), 'published');
    expect(first).toBe('By the published rule 2 of 7 heads compete');
    expect(basis.at(-1)).toMatch(/^Calibrated: 1 head of 7 competes/);
  });
  test('the summary has no number without its name', () => {
    expect(summaryLine(scanOf())).toBe(
      'Net coupling over all heads 0.20 [0.10, 0.30]; the pairs’ differences occupy 6.3 directions (d_rep); transitive reasoning 90 % right (margin 1.20 nats); truthfulness 80 % right (margin 0.70 nats)',
    );
    expect(summaryLine(scanOf([head(0, 0, null, 'nan')]))).toMatch(/^No net coupling/);
    expect(deviceName(scanOf())).toBe('CPU');
  });
  test('a family is told by its heads, and nothing by its sizes', () => {
    expect(familyFinding([], 4)).toMatch(/^The bundled models are scanned here/);
    expect(familyFinding([scanOf(), scanOf()], 4)).toBe(
      'Of 14 heads in 2 of 4 models, 2 are found to compete and 4 to point the same way for both, at 5 % false discoveries in each model.',
    );
    expect(familyFinding([scanOf([head(0, 0, 0.1, 'neutral')])], 4)).toMatch(
      /^Of 1 head in 1 of 4 models, none is found to compete and none to/,
    );
  });
  test('two models are told apart only where the interval leaves zero out', () => {
    const [a, b, c] = [
      scanOf(),
      scanOf(HEADS, { id: 'acme/big', net: 0.6 }),
      scanOf(HEADS, { id: 'x', net: 0.25 }),
    ];
    expect(comparedFinding(compareScans(a, b), a, b)).toMatch(
      /^acme\/big couples the two more than acme\/tiny does, by 0.40 \[0.26, 0.54\]/,
    );
    expect(comparedFinding(compareScans(b, a), b, a)).toMatch(/^acme\/big couples.*by 0.40 \[0.26, 0.54\]/);
    expect(comparedFinding(compareScans(a, c), a, c)).toMatch(/are not told apart/);
    const figures = comparedFigures(compareScans(a, b), a, b);
    expect(figures.map(({ name }) => name)).toEqual([
      'Net coupling',
      'd_rep',
      'Competing heads',
      'Hidden to logits',
    ]);
    expect(figures[2].first).toBe('14 % (1 of 7)');
  });
});
