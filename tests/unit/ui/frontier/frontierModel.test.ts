import { describe, expect, test, vi } from 'vitest';
import { frontierAnswer, type FrontierAnswer } from '$lib/frontier/answer';
import { defaultFrontierState } from '$lib/frontier/state';
import { FRONTIER_LINK } from '$lib/ui/frontier/frontierLink';
import { FrontierModel } from '$lib/ui/frontier/frontierModel.svelte';
import { PageLinks } from '$lib/ui/pageLinks.svelte';
import { withModel } from '$lib/ui/frontier/userRows';
import type { FrontierClient } from '$lib/workers/frontierClient';
import { benchmark, frontierPanel, GPQA, SWE, wide } from '../../frontier/panel';

type Compute = FrontierClient['compute'];
const compute: Compute = (_texts, user, options) =>
  frontierAnswer({ frontier: frontierPanel, wide }, user, { ...options, draws: 200 });
const texts = () => Promise.resolve({ frontier: '', wide: '' });
const page = (of: Compute = compute) => new FrontierModel({ compute: of }, texts);
const user = withModel(null, {
  model: 'A',
  lab: 'Google',
  released: null,
  scores: [
    { benchmark: benchmark(frontierPanel, SWE), value: 80, items: null },
    { benchmark: benchmark(frontierPanel, GPQA), value: 91, items: null },
  ],
});
const settled = async (model: FrontierModel) => {
  await model.settled();
  expect(model.busy).toBe(false);
};

describe('the Frontier page’s state', () => {
  test('opens with the published line', async () => {
    const model = page();
    await model.open(defaultFrontierState());
    expect(model.answer?.frontier.line?.slope).toBeCloseTo(0.513, 3);
    expect(model.busy).toBe(false);
    expect(model.canUndo).toBe(false);
  });
  test('a model of the reader is added, undone and redone', async () => {
    const model = page();
    await model.open(defaultFrontierState());
    model.setUser(user);
    await settled(model);
    expect(model.answer?.frontier.input.user).toBe(1);
    model.undo();
    await settled(model);
    expect(model.answer?.frontier.input.user).toBe(0);
    model.redo();
    await settled(model);
    expect(model.answer?.frontier.input.user).toBe(1);
  });
  test('choosing the benchmark of the other side swaps the two', async () => {
    const model = page();
    await model.open(defaultFrontierState());
    model.chooseBenchmark(1, GPQA);
    await settled(model);
    expect(model.answer?.frontier.input).toMatchObject({ x: { key: GPQA }, y: { key: SWE } });
  });
  test('another line or lab asks for no new answer', async () => {
    const spy = vi.fn(compute);
    const model = page(spy);
    await model.open(defaultFrontierState());
    model.change({ line: 'deming' });
    model.change({ lab: 'Google' });
    expect(spy).toHaveBeenCalledTimes(1);
    model.setOptions({ values: 'published' });
    expect(spy).toHaveBeenCalledTimes(1);
  });
  test('of two answers under way the later stands, whichever comes first', async () => {
    const pending: ((answer: FrontierAnswer) => void)[] = [];
    const asked: (typeof user | null)[] = [];
    const model = page((_texts, of) => {
      asked.push(of);
      return new Promise((resolve) => pending.push(resolve));
    });
    const opened = model.open(defaultFrontierState());
    await vi.waitFor(() => expect(pending).toHaveLength(1));
    model.setUser(user);
    await vi.waitFor(() => expect(pending).toHaveLength(2));
    pending[1](await compute({ frontier: '', wide: '' }, asked[1], defaultFrontierState().options));
    pending[0](await compute({ frontier: '', wide: '' }, asked[0], defaultFrontierState().options));
    await opened;
    await settled(model);
    expect(model.answer?.frontier.input.user).toBe(1);
  });
  test('a column that no panel has is a failure in words, and a link to it is told', async () => {
    const model = page();
    const links = new PageLinks(model, FRONTIER_LINK, (fragment) => fragment);
    const shared = page();
    await shared.open({
      ...defaultFrontierState(),
      options: { ...defaultFrontierState().options, x: 'nothing' },
    });
    expect(shared.failure).toContain('No column "nothing"');
    const sender = new PageLinks(shared, FRONTIER_LINK, (fragment) => fragment);
    await sender.share();
    await links.follow(sender.link?.url ?? '');
    expect(links.alert).toContain('No column "nothing"');
    expect(model.answer?.frontier.line).not.toBeNull();
  });
});
