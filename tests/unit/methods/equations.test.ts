import { describe, expect, test } from 'vitest';
import { renderEquation } from '../../../scripts/renderEquation.mjs';
import { EQUATIONS, type EquationId } from '../../../src/lib/methods/equations';
import { mathmlOf } from '../../../src/lib/methods/mathml';
import rendered from '../../../src/lib/methods/mathml.json';

const ids = Object.keys(EQUATIONS) as EquationId[];
describe('equations as MathML', () => {
  test('each equation, and nothing else, is rendered', () => {
    expect(Object.keys(rendered.equations).sort()).toEqual([...ids].sort());
  });

  test.each(ids)('%s is rendered from the TeX as it stands', (id) => {
    expect(mathmlOf(id), 'run `npm run equations`').toBe(renderEquation(id, EQUATIONS[id]));
  });

  test.each(ids)('%s is well-formed MathML without an error', (id) => {
    const math = mathmlOf(id);
    expect(math).toMatch(/^<math [^>]*display="block"[^>]*>[\s\S]*<\/math>$/);
    expect(math).not.toMatch(/merror|ParseError|katex/i);
    const open: string[] = [];
    for (const [, close, name, empty] of math.matchAll(/<(\/?)([a-z]+)[^>]*?(\/?)>/g)) {
      if (close) expect(open.pop()).toBe(name);
      else if (!empty) open.push(name);
    }
    expect(open).toEqual([]);
  });

  test('no equation needs an inline style, a script or a handler, which the policy refuses', () => {
    for (const id of ids) expect(mathmlOf(id)).not.toMatch(/\s(style|on\w+)=|<script|javascript:/i);
  });

  test('each is said in words, without symbols of TeX', () => {
    for (const id of ids) {
      expect(EQUATIONS[id].spoken.split(' ').length).toBeGreaterThan(5);
      expect(EQUATIONS[id].spoken).not.toMatch(/[\\_^{}$]/);
    }
  });
});
