import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { arrow, chevron, hatch } from '../../../src/lib/charts/arrows';
import {
  couplingDomain,
  ELLIPSE_RADIUS,
  scoreDomain,
  sizeDomain,
  sizeTicks,
} from '../../../src/lib/charts/domains';
import { fiellerBars } from '../../../src/lib/charts/fieller';
import { frame } from '../../../src/lib/charts/frame';
import { lengthInside, placeLabels, withRoom, type Box, type Label } from '../../../src/lib/charts/labels';
import { phaseBar } from '../../../src/lib/charts/phaseBar';
import { textWidth, wrapText } from '../../../src/lib/charts/textExtent';
import { tooltipBox } from '../../../src/lib/charts/tooltip';
import { everyCase, goldenFamily } from './fixtures';

const coordinate = fc.double({ min: 0, max: 500, noNaN: true });
const point = fc.record({ x: coordinate, y: coordinate });

describe('arrow', () => {
  test('leaves the gap at both ends', () => {
    const made = arrow({ x: 0, y: 0 }, { x: 100, y: 0 }, 6, 10);
    expect(made?.from).toEqual({ x: 6, y: 0 });
    expect(made?.to).toEqual({ x: 84, y: 0 });
    expect(made?.head).toBe('M94,0L84,4.5L84,-4.5Z');
    expect(made?.middle).toEqual({ x: 45, y: 0 });
  });
  test('is a plain line when no head is wanted', () => {
    expect(arrow({ x: 0, y: 0 }, { x: 100, y: 0 }, 6, 0)).toMatchObject({ to: { x: 94, y: 0 }, head: null });
  });
  test('is left out between marks that touch, and for one place', () => {
    expect(arrow({ x: 0, y: 0 }, { x: 10, y: 0 }, 6, 10)).toBeNull();
    expect(arrow({ x: 3, y: 3 }, { x: 3, y: 3 }, 6, 10)).toBeNull();
  });
  test('stays between its ends, whatever the direction', () =>
    fc.assert(
      fc.property(point, point, (a, b) => {
        const made = arrow(a, b, 6, 11);
        const length = Math.hypot(b.x - a.x, b.y - a.y);
        if (!made) return length <= 14.01;
        const parts =
          Math.hypot(made.from.x - a.x, made.from.y - a.y) +
          Math.hypot(made.to.x - made.from.x, made.to.y - made.from.y);
        return parts < length && /^M[-\d.]+,[-\d.]+L[-\d.]+,[-\d.]+L[-\d.]+,[-\d.]+Z$/.test(made.head ?? '');
      }),
      { numRuns: 200 },
    ));
});

describe('hatch and chevron', () => {
  test('hatch lines end on the rectangle', () =>
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 80 }), fc.integer({ min: 1, max: 80 }), (w, h) =>
        [...hatch(10, 20, w, h).matchAll(/[ML]([\d.]+),([\d.]+)/g)].every(([, x, y]) => {
          const [u, v] = [Number(x) - 10, Number(y) - 20];
          return u >= 0 && u <= w && v >= 0 && v <= h;
        }),
      ),
      { numRuns: 100 },
    ));
  test('a chevron points where the bar goes on', () => {
    expect(chevron(10, 0, 'up')).toBe('M5,5L10,0L15,5');
    expect(chevron(10, 90, 'down')).toBe('M5,85L10,90L15,85');
  });
});

describe('fiellerBars', () => {
  const range: [number, number] = [-2, 1];
  test('a bounded set inside the range is one closed bar', () => {
    expect(fiellerBars({ kind: 'bounded', lo: -1, hi: 0.5 }, range).bars).toEqual([
      { from: -1, to: 0.5, openBelow: false, openAbove: false },
    ]);
  });
  test('a bounded set that leaves the range is open there', () => {
    expect(fiellerBars({ kind: 'bounded', lo: -2.2, hi: 0.58 }, range).bars).toEqual([
      { from: -2, to: 0.58, openBelow: true, openAbove: false },
    ]);
  });
  test('a bounded set beyond the range is an arrow at its edge', () => {
    expect(fiellerBars({ kind: 'bounded', lo: 3, hi: 4 }, range).bars).toEqual([
      { from: 1, to: 1, openBelow: false, openAbove: true },
    ]);
  });
  test('the complement is two bars from the gap outwards', () => {
    expect(fiellerBars({ kind: 'complement', lo: -1, hi: 0.2 }, range).bars).toEqual([
      { from: -2, to: -1, openBelow: true, openAbove: false },
      { from: 0.2, to: 1, openBelow: false, openAbove: true },
    ]);
  });
  test('the whole line has no bars', () => {
    expect(fiellerBars({ kind: 'all', lo: null, hi: null }, range)).toEqual({ all: true, bars: [] });
  });
  test('exactly the values of the set are covered', () =>
    fc.assert(
      fc.property(
        fc.constantFrom('bounded' as const, 'complement' as const),
        fc.tuple(fc.double({ min: -5, max: 5, noNaN: true }), fc.double({ min: -5, max: 5, noNaN: true })),
        fc.double({ min: -1.99, max: 0.99, noNaN: true }),
        (kind, [a, b], v) => {
          const [lo, hi] = [Math.min(a, b), Math.max(a, b)];
          const inside = kind === 'bounded' ? v >= lo && v <= hi : v <= lo || v >= hi;
          const drawn = fiellerBars({ kind, lo, hi }, range).bars.some((bar) => v >= bar.from && v <= bar.to);
          return drawn === inside;
        },
      ),
      { numRuns: 200 },
    ));
});

describe('axes', () => {
  test('a score axis holds every ellipse', () => {
    const values = [
      { value: 30, se: 1.4 },
      { value: 60, se: 0.5 },
    ];
    const [lo, hi] = scoreDomain(values);
    expect(lo).toBeLessThan(30 - ELLIPSE_RADIUS * 1.4);
    expect(hi).toBeGreaterThan(60 + ELLIPSE_RADIUS * 0.5);
  });
  test('one score without noise still has an axis', () => {
    const [lo, hi] = scoreDomain([{ value: 50, se: 0 }]);
    expect(hi).toBeGreaterThan(lo);
    expect(scoreDomain([])).toEqual([-5, 105]);
  });
  test('a size axis goes beyond the smallest and the largest model', () => {
    const [lo, hi] = sizeDomain([12, 0.07, 1]);
    expect(lo).toBeLessThan(0.07);
    expect(hi).toBeGreaterThan(12);
    const [a, b] = sizeDomain([7]);
    expect(a).toBeLessThan(b);
  });
  test('a ratio over a tiny ΔB1 does not flatten the others', () => {
    const { intervals } = goldenFamily('Pythia-deduped');
    const wild = [
      ...intervals,
      { ...intervals[0], gamma: 80, fieller: { kind: 'complement' as const, lo: -3, hi: 4 } },
    ];
    expect(couplingDomain(wild)[1]).toBeLessThan(3);
  });
  test('an ordinary family is shown with its sets', () => {
    const [lo, hi] = couplingDomain(goldenFamily('Pythia-deduped').intervals);
    expect(lo).toBeLessThan(-1.84);
    expect(hi).toBeGreaterThan(0.72);
    expect(couplingDomain([])[0]).toBeLessThan(-0.1);
  });
  test('size ticks are round, inside the domain and apart', () =>
    fc.assert(
      fc.property(
        fc.double({ min: -3, max: 2, noNaN: true }),
        fc.double({ min: 0.1, max: 5, noNaN: true }),
        fc.integer({ min: 200, max: 700 }),
        (log10Lo, decades, width) => {
          const domain: [number, number] = [10 ** log10Lo, 10 ** (log10Lo + decades)];
          const ticks = sizeTicks(domain, width);
          const at = (v: number) => (Math.log10(v / domain[0]) / decades) * width;
          return ticks.every(
            (t, i) => t >= domain[0] && t <= domain[1] && (i === 0 || at(t) - at(ticks[i - 1]) >= 51.9),
          );
        },
      ),
      { numRuns: 200 },
    ));
  test('the ticks of Pythia', () => {
    expect(sizeTicks(sizeDomain([0.07, 12]), 380)).toEqual([0.1, 0.3, 1, 3, 10]);
    expect(sizeTicks(sizeDomain([0.07, 12]), 230)).toEqual([0.1, 1, 10]);
  });
});

describe('placeLabels', () => {
  const bounds: Box = { left: 0, top: 0, right: 400, bottom: 300 };
  const overlap = (a: Box, b: Box) =>
    a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;

  test('a point alone is labelled to its upper right', () => {
    const [label] = placeLabels([{ x: 50, y: 50, text: '70M' }], {
      bounds,
      points: [{ x: 50, y: 50 }],
      segments: [],
      fontSize: 12,
    });
    expect(label).toMatchObject({ x: 57, y: 44, anchor: 'start' });
  });
  test('labels at the right edge turn inwards', () => {
    const [label] = placeLabels([{ x: 395, y: 50, text: '70M' }], {
      bounds,
      points: [],
      segments: [],
      fontSize: 12,
    });
    expect(label.box.right).toBeLessThanOrEqual(400);
  });
  test('labels of points in a row keep apart where marks do, or touch by less than a pixel', () => {
    const shared = (a: Box, b: Box) =>
      overlap(a, b)
        ? (Math.min(a.right, b.right) - Math.max(a.left, b.left)) *
          (Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top))
        : 0;
    fc.assert(
      fc.property(fc.integer({ min: 18, max: 60 }), fc.integer({ min: 0, max: 30 }), (dx, dy) => {
        const points = Array.from({ length: 6 }, (_, i) => ({
          x: 40 + i * dx,
          y: 60 + i * dy,
          text: `${i}.5B`,
        }));
        const labels = placeLabels(points, { bounds, points, segments: [], fontSize: 12 });
        return labels.every((a, i) => labels.every((b, j) => i >= j || shared(a.box, b.box) < 1));
      }),
      { numRuns: 100 },
    );
  });
  test('a label keeps off a line', () => {
    const segment = { from: { x: 50, y: 50 }, to: { x: 150, y: 20 } };
    const [label] = placeLabels([{ x: 50, y: 50, text: '410M' }], {
      bounds,
      points: [{ x: 50, y: 50 }],
      segments: [segment],
      fontSize: 12,
    });
    expect(lengthInside(segment.from, segment.to, label.box)).toBe(0);
  });
  test('lengthInside clips a segment to a box', () => {
    const box = { left: 0, top: 0, right: 10, bottom: 10 };
    expect(lengthInside({ x: -5, y: 5 }, { x: 25, y: 5 }, box)).toBeCloseTo(10, 12);
    expect(lengthInside({ x: -5, y: 15 }, { x: 25, y: 15 }, box)).toBe(0);
    expect(lengthInside({ x: 2, y: 2 }, { x: 5, y: 6 }, box)).toBeCloseTo(5, 12);
  });
});

describe('text', () => {
  test('wrapped lines fit and lose no word', () => {
    const text = 'undetermined: turns up in 17.1 % of draws, then at 3.6 B [2.9, 6.5]';
    const lines = wrapText(text, 12, 200);
    expect(lines.join(' ')).toBe(text);
    expect(lines.length).toBeGreaterThan(1);
    for (const line of lines) expect(textWidth(line, 12)).toBeLessThanOrEqual(200);
  });
  test('a word that is too long stands alone', () => {
    expect(wrapText('a supercalifragilistic b', 12, 30)).toEqual(['a', 'supercalifragilistic', 'b']);
  });
});

describe('tooltipBox', () => {
  const drawing = { width: 328, height: 400 };
  test('never leaves the drawing', () =>
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 328 }), fc.integer({ min: 0, max: 400 }), (x, y) => {
        const lines = [
          'a-model-with-quite-a-long-name, 1.4B',
          'HellaSwag 55.0 ± 1.0 %',
          'tax 91 %, transition 5 %, bonus 4 % and more words',
        ];
        const box = tooltipBox(lines, { x, y }, drawing);
        return box.left >= 0 && box.top >= 0 && box.left + box.width <= 329 && box.top + box.height <= 400;
      }),
      { numRuns: 100 },
    ));
  test('stands above its point where there is room', () => {
    const box = tooltipBox(['70M'], { x: 100, y: 200 }, drawing);
    expect(box.top + box.height).toBe(188);
  });
});

describe('frame and phase bar', () => {
  test('a narrow drawing is taller than wide', () => {
    const margin = { left: 30, right: 10, top: 20, bottom: 50 };
    expect(frame(328, margin)).toMatchObject({
      width: 328,
      height: 400,
      narrow: true,
      right: 318,
      bottom: 350,
    });
    expect(frame(520, margin)).toMatchObject({ height: 400, narrow: false });
  });
  test('parts of the bar fill it in proportion', () => {
    const parts = phaseBar({ pTax: 0.5, pTransition: 0.25, pBonus: 0.25 }, 98, 12);
    expect(parts.map((p) => [p.phase, p.x, p.width])).toEqual([
      ['tax', 0, 48],
      ['transition', 49, 24],
      ['bonus', 74, 24],
    ]);
    expect(parts.map((p) => p.hatch === null)).toEqual([true, false, false]);
  });
  test('a phase that no draw fell in has no part', () => {
    expect(phaseBar({ pTax: 1, pTransition: 0, pBonus: 0 }, 96, 12)).toEqual([
      { phase: 'tax', x: 0, width: 96, hatch: null },
    ]);
    expect(phaseBar({ pTax: 0, pTransition: 0, pBonus: 0 }, 96, 12)).toEqual([]);
  });
  test('the invented family has a step of each kind of Fieller set', () => {
    expect(new Set(everyCase().intervals.map((i) => i.fieller.kind))).toEqual(
      new Set(['bounded', 'complement', 'all']),
    );
  });
});

test('a bold label is given more room', () => {
  const around = {
    bounds: { left: 0, top: 0, right: 400, bottom: 200 },
    points: [],
    segments: [],
    fontSize: 12,
  };
  const [plain, bold] = [false, true].map((heavy) => {
    const [{ box }] = placeLabels([{ x: 50, y: 50, text: 'Model', bold: heavy }], around);
    return box.right - box.left;
  });
  expect(bold).toBeGreaterThan(1.1 * plain);
});

describe('withRoom', () => {
  const at = (left: number, top: number): Label => ({
    x: left,
    y: top + 10,
    anchor: 'start',
    box: { left, top, right: left + 60, bottom: top + 12 },
  });
  const bounds = { left: 0, top: 0, right: 400, bottom: 200 };

  test('keeps the first of labels that cover each other, and those that stand clear', () => {
    expect([...withRoom([at(10, 10), at(30, 14), at(30, 30), at(100, 10)], bounds)]).toEqual([0, 2, 3]);
  });
  test('a label that would be cut off is left out, and covers nothing', () => {
    expect([...withRoom([at(360, 10), at(330, 10)], bounds)]).toEqual([1]);
  });
  test('what is kept never overlaps, however dense', () =>
    fc.assert(
      fc.property(
        fc.array(fc.tuple(fc.integer({ min: 0, max: 120 }), fc.integer({ min: 0, max: 60 })), {
          maxLength: 40,
        }),
        (corners) => {
          const labels = corners.map(([left, top]) => at(left, top));
          const kept = [...withRoom(labels, bounds)].map((i) => labels[i].box);
          for (const [i, a] of kept.entries())
            for (const b of kept.slice(i + 1)) {
              const [w, h] = [
                Math.min(a.right, b.right) - Math.max(a.left, b.left),
                Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top),
              ];
              expect(w > 0 && h > 0 && w * h > 4).toBe(false);
            }
          if (corners.length > 0) expect(kept.length).toBeGreaterThan(0);
        },
      ),
      { numRuns: 100 },
    ));
});
