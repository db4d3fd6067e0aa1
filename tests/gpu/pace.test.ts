import { describe, expect, test } from 'vitest';
import { createPace } from '$lib/gpu/pace';

describe('the pace of dispatches', () => {
  test('settles where a dispatch takes about 25 ms, on a device of any speed', () => {
    for (const unitsPerMs of [10, 4000, 1e7]) {
      const pace = createPace(65_536, 2 ** 28);
      for (let i = 0; i < 20; i++) pace.took(pace.portion(), pace.portion() / unitsPerMs);
      expect(pace.portion()).toBe(Math.min(2 ** 28, 25 * unitsPerMs));
    }
  });

  test('grows by steps, because a short dispatch measures its overhead', () => {
    const pace = createPace(1000, 2 ** 28);
    pace.took(1000, 0);
    expect(pace.portion()).toBe(4000);
  });

  test('a last, small portion does not slow down the next job', () => {
    const pace = createPace(65_536, 2 ** 28);
    pace.took(10, 0.2);
    expect(pace.portion()).toBe(65_536);
  });
});
