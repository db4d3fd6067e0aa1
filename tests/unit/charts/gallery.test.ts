/** Every drawing in its cases, as pictures under gallery/: the test and the documentation of what is drawn. */
import { describe, expect, test } from 'vitest';
import PhaseBar from '../../../src/lib/charts/PhaseBar.svelte';
import RunningCoupling from '../../../src/lib/charts/RunningCoupling.svelte';
import Trajectory from '../../../src/lib/charts/Trajectory.svelte';
import { everyCase, firstModels, goldenFamily } from './fixtures';
import { markup, picture } from './rendered';

const families = {
  pythia: goldenFamily('Pythia-deduped'),
  llama: goldenFamily('Llama-1'),
  rwkv: goldenFamily('RWKV-4-pile'),
  'every-case': everyCase(),
  'no-model': firstModels(0),
  'one-model': firstModels(1),
  'two-models': firstModels(2),
};
const cases = Object.entries(families).flatMap(([name, diagnosis]) => [
  { name: `trajectory-${name}`, html: () => markup(Trajectory, { diagnosis }) },
  { name: `coupling-${name}`, html: () => markup(RunningCoupling, { diagnosis }) },
]);
const narrow = [
  ...(['pythia', 'every-case'] as const).flatMap((name) => [
    {
      name: `trajectory-${name}-narrow`,
      html: () => markup(Trajectory, { diagnosis: families[name], width: 328 }),
    },
    {
      name: `coupling-${name}-narrow`,
      html: () => markup(RunningCoupling, { diagnosis: families[name], width: 328 }),
    },
  ]),
  { name: 'phase-bar', html: () => markup(PhaseBar, { interval: families.pythia.intervals[5] }) },
];

describe.each([...cases, ...narrow])('$name', ({ name, html }) => {
  test('is the picture in the gallery', async () => {
    await expect(picture(html())).toMatchFileSnapshot(`gallery/${name}.svg`);
  });

  test('has no inline style and no undefined number', () => {
    const text = html();
    expect(text).not.toMatch(/\sstyle=/);
    expect(text).not.toMatch(/NaN|Infinity|undefined(?! ratio)|\bnull\b/);
  });
});
