import { describe, expect, test } from 'vitest';
import { findLayers } from '../../../../src/lib/models/onnx/layers';
import { decodeModel } from '../../../../src/lib/models/onnx/model';
import { decoder, SHAPE } from './decoders';
import { STYLES } from './styles';

const found = (bytes: Uint8Array) => findLayers(decodeModel(bytes));

describe('finds residual stream and heads by structure', () => {
  test.each(Object.entries(STYLES))('%s', (_, style) => {
    const { model, resid, heads, kvHeads } = decoder(style);
    const structure = found(model);
    expect(structure).toMatchObject({
      hidden: SHAPE.hidden,
      heads: SHAPE.heads,
      kvHeads,
      headDim: SHAPE.headDim,
    });
    expect(structure.layers.map((layer) => layer.residual.tensor)).toEqual(resid);
    expect(structure.layers.map((layer) => layer.heads)).toEqual(heads);
  });
});
