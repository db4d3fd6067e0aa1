/** The page's state with a client that answers at once: what follows from what, and what is dropped when something changes. */
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { readOrganisms } from '$lib/models/organisms';
import type { LoadReport } from '$lib/models/runtime/load';
import { defaultHeadsState } from '$lib/models/heads/state';
import { readFacts } from '$lib/models/steering/factItems';
import { HeadsPage } from '$lib/ui/heads/headsPage.svelte';
import { ModelChooser } from '$lib/ui/models/modelChooser.svelte';
import type { ModelsClient } from '$lib/workers/modelsClient';
import facts from '../../../../static/models/facts.json';
import organisms from '../../../../static/models/organisms.json';
import { ablation, HEADS, scanOf } from '../../charts/headsFixtures';

const settled = () => new Promise((resolve) => setTimeout(resolve, 20));

/** What a job is asked, by name, in order. */
type Asked = [name: string, request: Record<string, unknown>][];

function openPage(bytes = 250_000) {
  const asked: Asked = [];
  const client = (of: string): ModelsClient => ({
    load: (request) => {
      const { source } = request;
      const id = source.kind === 'folder' ? source.name : source.id;
      asked.push([`load ${of}`, { id, kind: source.kind }]);
      return Promise.resolve({
        identity: {
          kind: source.kind,
          id,
          revision: null,
          digest: `${id}-digest`,
          dtype: 'fp32',
          device: 'wasm',
        },
        shape: scanOf().model,
        bytes,
      } as Partial<LoadReport> as LoadReport);
    },
    run: (name, request) => {
      asked.push([`${name} ${of}`, request as unknown as Record<string, unknown>]);
      const { sets } = request as unknown as { sets: { id: string; title: string }[] };
      if (name === 'scan') {
        const last = asked.filter(([what]) => what === `load ${of}`).at(-1)?.[1] ?? {};
        const { id, kind } = last as { id: string; kind: 'bundled' | 'hub' };
        const scan = scanOf(HEADS, { id, kind });
        scan.model.digest = `${id}-digest`;
        scan.capabilities.forEach((one, i) => Object.assign(one, { id: sets[i].id, title: sets[i].title }));
        const used = { heldOut: 48, dropped: [] };
        return Promise.resolve({ scan, sets: [used, used], seconds: 1 }) as never;
      }
      return Promise.resolve(
        name === 'ablate' ? ablation('unclear') : { place: {}, pairs: [[], []] },
      ) as never;
    },
    store: { list: () => Promise.resolve([]) } as unknown as ModelsClient['store'],
    dispose: () => undefined,
  });
  const list = readOrganisms(organisms);
  const two = [...list, { ...list[0], id: 'organism-second' }];
  const chooser = (of: string) =>
    new ModelChooser(
      () => client(of),
      two,
      () => 'https://site.test/models/',
    );
  const page = new HeadsPage(chooser('main'), chooser('beside'), readFacts(facts));
  return { page, asked, first: list[0].id, names: () => asked.map(([name]) => name) };
}

// A browser without a service worker keeps nothing for later.
beforeEach(() => void vi.stubGlobal('navigator', {}));
afterEach(() => void vi.unstubAllGlobals());

describe('HeadsPage', () => {
  test('a first visit loads, scans, and looks at the strongest head', async () => {
    const { page, names } = openPage();
    await page.open(defaultHeadsState());
    await settled();
    expect(names()).toEqual(['load main', 'scan main', 'ablate main', 'projectPairs main']);
    expect(page.head).toMatchObject({ layer: 0, head: 0 });
    expect(page.state.model).toMatchObject({ kind: 'bundled' });
    expect(page.census.rows).toMatchObject([{ kind: 'toy' }]);
    expect(page.census.calibrated.models).toBe(0);
  });
  test('a large model waits to be asked', async () => {
    const { page, names } = openPage(1e9);
    await page.open(defaultHeadsState());
    expect(names()).toEqual(['load main']);
    await page.run();
    expect(names()).toEqual(['load main', 'scan main']);
    page.chooseHead({ layer: 1, head: 1 });
    await settled();
    expect(names()).toHaveLength(2);
  });
  test('other sets drop what was found, and are scanned anew with the factor kept', async () => {
    const { page, asked } = openPage();
    await page.open(defaultHeadsState());
    await settled();
    page.factor = 1.5;
    page.choose('first', { kind: 'set', set: 'arithmetic' });
    expect(page.shown).toBeNull();
    expect(page.ablation.result).toBeNull();
    await settled();
    expect(page.shown?.capabilities[0].id).toBe('arithmetic');
    expect(asked.filter(([name]) => name === 'ablate main').at(-1)?.[1]).toMatchObject({
      factor: 1.5,
      target: { layer: 0, head: 0 },
    });
    // Scans of other capabilities are rows, but answer another question.
    expect(page.census.rows).toHaveLength(2);
  });
  test('a second bundled model is scanned in its own worker, and once known is not again', async () => {
    const { page, names } = openPage();
    await page.open(defaultHeadsState());
    await page.compareWith('organism-second');
    expect(page.besideScan?.model.id).toBe('organism-second');
    expect(page.state.beside).toMatchObject({ id: 'organism-second' });
    expect(names().filter((name) => name.endsWith('beside'))).toEqual(['load beside', 'scan beside']);
    // The scan that is shown stays the last one.
    expect(page.scans.at(-1)).toBe(page.shown);
    await page.run();
    await settled();
    expect(names().filter((name) => name.endsWith('beside'))).toHaveLength(2);
    expect(page.besideScan?.model.id).toBe('organism-second');
  });
  test('the rest of the family is scanned once it is seen, in a worker beside, and again for other sets', async () => {
    const { page, asked, names } = openPage();
    await page.open(defaultHeadsState());
    await settled();
    expect(names()).not.toContain('scan beside');
    page.seeFamily();
    await settled();
    const loaded = () => asked.filter(([name]) => name === 'load beside').map(([, { id }]) => id);
    const others = page.chooser.organisms.map(({ id }) => id).filter((id) => id !== page.shown?.model.id);
    expect(loaded()).toEqual(others);
    expect(page.family.map(({ scan }) => scan?.model.id)).toEqual(page.chooser.organisms.map(({ id }) => id));
    expect(page.scans.at(-1)).toBe(page.shown);
    // All are known: nothing is asked again.
    page.seeFamily();
    await settled();
    expect(loaded()).toHaveLength(others.length);
    page.choose('first', { kind: 'set', set: 'arithmetic' });
    expect(page.family.every(({ scan }) => scan === null)).toBe(true);
    await settled();
    expect(loaded()).toEqual([...others, ...others]);
    expect(page.census.calibrated.models).toBe(0);
  });
  test('the family is left alone while a model of the reader’s is shown', async () => {
    const { page, names } = openPage();
    page.chooser.kind = 'hub';
    page.chooser.hubId = 'acme/tiny';
    await page.load();
    await settled();
    page.seeFamily();
    await settled();
    expect(names()).not.toContain('load beside');
  });
  test('a link keeps the head it names; another model does not', async () => {
    const { page, first } = openPage();
    const model = { kind: 'bundled', id: first, revision: null, dtype: 'fp32', digest: null } as const;
    await page.open({ ...defaultHeadsState(), model, head: { layer: 1, head: 3 } });
    expect(page.head).toMatchObject({ layer: 1, head: 3 });
    page.chooser.bundledId = 'organism-second';
    await page.load();
    expect(page.state.head).toBeNull();
  });
  test('a link to a hub asks nothing of it, and another file than the link’s is told', async () => {
    const { page, names, first } = openPage();
    const hub = { kind: 'hub', id: 'acme/tiny', revision: null, dtype: 'fp32', digest: null } as const;
    await page.open({ ...defaultHeadsState(), model: hub });
    expect(names()).toEqual([]);
    expect(page.notice).toContain('Nothing has been asked of the hub');
    await page.open({
      ...defaultHeadsState(),
      model: { kind: 'bundled', id: first, revision: null, dtype: 'fp32', digest: 'f'.repeat(64) },
    });
    expect(page.notice).toMatch(/another file than the link was made with/);
  });
  test('records that cannot be read are told, and the page stands', async () => {
    const { page } = openPage();
    await page.readRecords(() => Promise.reject(new Error('offline')));
    expect(page.recordsFailure).toBe('offline');
    expect(page.census.released.models).toBe(0);
  });
});
