import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { exportFileName } from '../../../src/lib/export/fileName';
import { hellaswag, truthfulqa } from './sample';

const named = (family: string) =>
  exportFileName({ family, benchmark1: hellaswag, benchmark2: truthfulqa }, 'json');

describe('exportFileName', () => {
  test('tells family and benchmarks', () => {
    expect(named('Pythia')).toBe('crossover-pythia-hellaswag-truthfulqa.json');
    expect(named('Llama 2 (chat)')).toBe('crossover-llama-2-chat-hellaswag-truthfulqa.json');
    expect(named('Qwén')).toBe('crossover-qwen-hellaswag-truthfulqa.json');
    expect(named('混元')).toBe('crossover-hellaswag-truthfulqa.json');
  });
  test('tells two metrics of one task apart', () => {
    const mc1 = { ...truthfulqa, key: 'truthfulqa/mc1/0-shot', metric: 'mc1' };
    expect(
      exportFileName({ family: 'OPT', benchmark1: mc1, benchmark2: truthfulqa }, 'svg', 'trajectory'),
    ).toBe('crossover-opt-truthfulqa-mc1-0-shot-truthfulqa-mc2-0-shot-trajectory.svg');
  });
  test('is safe on every system whatever the family is called', () =>
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (family) => {
        expect(named(family)).toMatch(/^crossover(-[a-z0-9]+)+\.json$/);
        expect(named(family).length).toBeLessThan(120);
      }),
    ));
});
