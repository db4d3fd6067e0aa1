import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { History } from '$lib/ui/history.svelte';

describe('History', () => {
  test('undo and redo walk through what was recorded', () => {
    const history = new History('a');
    history.record('b');
    history.record('c');
    history.undo();
    expect(history.present).toBe('b');
    history.undo();
    expect([history.present, history.canUndo]).toEqual(['a', false]);
    history.redo();
    history.redo();
    expect([history.present, history.canRedo]).toEqual(['c', false]);
  });

  test('a new step forgets what was undone', () => {
    const history = new History(1);
    history.record(2);
    history.undo();
    history.record(3);
    expect(history.canRedo).toBe(false);
    history.undo();
    expect(history.present).toBe(1);
  });

  test('edits of one gesture are one step; a pause or another gesture begins a new one', () => {
    const history = new History(0);
    history.record(1, 'cell', 0);
    history.record(2, 'cell', 500);
    history.record(3, 'cell', 5_000);
    history.record(4, 'other', 5_100);
    const seen: number[] = [];
    while (history.canUndo) {
      history.undo();
      seen.push(history.present);
    }
    expect(seen).toEqual([3, 2, 0]);
  });

  test('an undone gesture is not continued', () => {
    const history = new History(0);
    history.record(1, 'cell', 0);
    history.undo();
    history.record(2, 'cell', 10);
    history.undo();
    expect(history.present).toBe(0);
  });

  test('the same value is no step', () => {
    const history = new History('a');
    history.record('a');
    expect(history.canUndo).toBe(false);
  });

  test('as many undos as steps lead back to the start, as many redos to the end', () => {
    fc.assert(
      fc.property(fc.array(fc.integer(), { minLength: 1, maxLength: 30 }), (values) => {
        const history = new History<{ value: number }>({ value: -1 });
        const first = history.present;
        for (const value of values) history.record({ value });
        const last = history.present;
        values.forEach(() => history.undo());
        expect(history.present).toBe(first);
        values.forEach(() => history.redo());
        expect(history.present).toBe(last);
      }),
      { numRuns: 50 },
    );
  });
});
