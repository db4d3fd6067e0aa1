import { describe, expect, test } from 'vitest';
import { placeSteps } from '../../../src/lib/charts/coupling';
import { flow, modelEntries, phaseEntries } from '../../../src/lib/charts/legend';
import { changeOf, keyMove, pointerPlace } from '../../../src/lib/charts/moving';
import { majority, readingOf } from '../../../src/lib/charts/reading';
import { isPageOnly, stylesToKeep } from '../../../src/lib/charts/svgStyles';
import { everyCase, goldenFamily, interval } from './fixtures';

const step = (over: Parameters<typeof interval>[0] extends infer P ? Partial<P> : never) =>
  interval({ from: 'a', to: 'b', paramsMidB: 1, ...over });

describe('readingOf', () => {
  test('a leaning needs a majority', () => {
    expect(majority(step({ pTax: 0.45, pTransition: 0.2, pBonus: 0.35 }))).toBeNull();
    expect(majority(step({}))).toEqual({ phase: 'tax', probability: 0.77 });
  });
  test('shape tells the phase without its colour', () => {
    const shapes = everyCase().intervals.map((i) => [readingOf(i).kind, readingOf(i).shape]);
    expect(Object.fromEntries(shapes)).toEqual({
      tax: 'down',
      open: 'square',
      'b1-falls': 'diamond',
      'undefined-ratio': 'diamond',
      bonus: 'up',
      transition: 'square',
    });
  });
  test('a surer phase is drawn stronger, a settled one in full', () => {
    const at = (pTax: number) => readingOf(step({ pTax, pTransition: 1 - pTax, pBonus: 0 })).opacity;
    expect(at(0.6)).toBeLessThan(at(0.9));
    expect(at(0.6)).toBeGreaterThanOrEqual(0.5);
    expect(readingOf(step({ phase: 'tax', pTax: 0.96, pTransition: 0.04, pBonus: 0 }))).toMatchObject({
      settled: true,
      opacity: 1,
    });
  });
});

describe('placeSteps', () => {
  const placed = placeSteps(
    everyCase(),
    (b) => b,
    (g) => -g,
    [-3, 3],
  );
  test('a ratio beyond the plot stands at its edge, with its value', () => {
    expect(placed[0]).toMatchObject({ y: 3, beyond: 'down', note: '−5.0' });
    expect(placed[0].bars).toHaveLength(2);
  });
  test('an unbounded set is hatched, not a bar', () =>
    expect(placed[2]).toMatchObject({ anyValue: true, bars: [] }));
  test('where benchmark 1 falls there is no interval, only a named mark', () => {
    expect(placed[3]).toMatchObject({ note: 'B1 falls', bars: [], anyValue: false });
    expect(placed[4]).toMatchObject({ note: 'no ratio', bars: [] });
    expect(Math.abs(placed[4].y)).toBe(0);
  });
});

describe('legend', () => {
  test('explains what is drawn and nothing else', () => {
    expect(phaseEntries(goldenFamily('Pythia-deduped')).map((e) => e.text)).toEqual([
      'tax',
      'no phase above 50 %',
    ]);
    expect(modelEntries(goldenFamily('Llama-1'))).toEqual([]);
    expect(modelEntries(everyCase()).map((e) => e.text)).toEqual([
      'at chance',
      'same size as another, not joined',
    ]);
  });
  test('wraps into rows that fit', () => {
    const placed = flow([...phaseEntries(everyCase()), ...modelEntries(everyCase())], 320, 12);
    expect(Math.max(...placed.map((e) => e.row))).toBeGreaterThan(0);
    for (const entry of placed) expect(entry.x).toBeLessThan(320);
    expect(placed.filter((e) => e.x === 0).map((e) => e.row)).toEqual([...new Set(placed.map((e) => e.row))]);
  });
});

describe('moving a point', () => {
  const from = { benchmark1: 54.96, benchmark2: 38.66 };
  test('arrow keys move by a tenth, with Shift by one', () => {
    expect(keyMove('ArrowUp', false, from)).toEqual({ benchmark1: 54.96, benchmark2: 38.76 });
    expect(keyMove('ArrowLeft', true, from)).toEqual({ benchmark1: 53.96, benchmark2: 38.66 });
    expect(keyMove('Tab', false, from)).toBeNull();
  });
  test('scores stay scores', () => {
    expect(keyMove('ArrowRight', true, { benchmark1: 99.5, benchmark2: 0 })?.benchmark1).toBe(100);
    expect(keyMove('ArrowDown', false, { benchmark1: 99.5, benchmark2: 0 })?.benchmark2).toBe(0);
    expect(pointerPlace(-3, 41.267)).toEqual({ benchmark1: 0, benchmark2: 41.3 });
  });
  test('only what changed is told', () => {
    expect(changeOf(from, { ...from, benchmark2: 40 })).toEqual({ benchmark2: 40 });
    expect(changeOf(from, { ...from })).toBeNull();
  });
});

describe('styles of an exported drawing', () => {
  const styles = (values: Record<string, string>) => ({
    getPropertyValue: (name: string) => values[name] ?? '',
  });
  test('what differs from the parent is written out', () => {
    const parent = styles({ fill: 'rgb(0, 0, 0)', 'font-size': '12px', opacity: '0.5' });
    const own = styles({ fill: 'rgb(181, 67, 42)', 'font-size': '12px', opacity: '1', display: 'inline' });
    expect(stylesToKeep(own, parent)).toEqual([['fill', 'rgb(181, 67, 42)']]);
  });
  test('the root carries everything that is inherited', () => {
    expect(
      stylesToKeep(styles({ fill: 'rgb(0, 0, 0)', 'font-size': '12px', display: 'block' }), null),
    ).toEqual([
      ['fill', 'rgb(0, 0, 0)'],
      ['font-size', '12px'],
    ]);
  });
  test('opacity is not inherited', () => {
    expect(stylesToKeep(styles({ opacity: '0.5' }), styles({ opacity: '0.5' }))).toEqual([
      ['opacity', '0.5'],
    ]);
  });
  test('attributes of the page are told from those of the drawing', () => {
    expect(['class', 'aria-label', 'tabindex', 'role', 'style', 'data-transient'].every(isPageOnly)).toBe(
      true,
    );
    expect(['d', 'fill', 'x', 'transform', 'opacity', 'stroke-dasharray'].some(isPageOnly)).toBe(false);
  });
});
