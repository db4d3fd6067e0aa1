/**
 * The causal test of the bundled models, computed again by the site's own code with the site's own control directions, which
 * are others than those of the training: P(true) of held-out facts lies above every control’s interval at +0.5, and below at −0.5.
 */
import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { readOrganisms } from '../../../../src/lib/models/organisms';
import { calibrate } from '../../../../src/lib/models/steering/calibration';
import { againstControls, runExperiment } from '../../../../src/lib/models/steering/experiment';
import { factItems, factPairs, factsOf, readFacts } from '../../../../src/lib/models/steering/factItems';
import { itemTokens, pairTokens } from '../../../../src/lib/models/steering/tokens';
import { openNodeModel } from '../nodeModel';

const json = (file: string): unknown => JSON.parse(readFileSync(`static/models/${file}`, 'utf8'));
const organisms = readOrganisms(json('organisms.json'));
const taught = readFacts(json('facts.json'));

test.each(organisms)(
  '$id is steered by its truth direction beyond all controls',
  async ({ id, steerLayer, causal }) => {
    expect(causal.passes).toBe(true);
    const model = await openNodeModel(id, 'bundled');
    const calibration = await calibrate(model, {
      fit: factPairs(factsOf(taught, 'fit')).map((pair) => pairTokens(model, pair)),
      heldOut: [],
      readAt: 'object',
      controls: 3,
      seed: 1,
      draws: 200,
    });
    const { truth, shuffled, random } = calibration.layers[steerLayer];
    const items = factItems(taught, factsOf(taught, 'held-out'), 'neutral').map((item) =>
      itemTokens(model, item),
    );
    const { points } = await runExperiment(model, {
      items,
      directions: { layer: steerLayer, rms: truth.rms, truth: truth.unit, shuffled, random },
      alphas: [-0.5, 0.5],
      seed: 1,
      draws: 2000,
    });
    await model.release();
    expect(againstControls(points, -0.5, 'pTrue')).toBe('below');
    expect(againstControls(points, 0.5, 'pTrue')).toBe('above');
  },
  120_000,
);
