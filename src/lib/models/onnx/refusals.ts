/** Models that are refused before any layer is sought, each with the reason and what to choose instead. */
import { unknownStructure, UnsupportedModelError } from './errors';
import type { OnnxModel } from './model';
import { RECURRENT } from './operators';
import type { Value } from './value';

const CACHE = /^past_key_values\.(\d+)\.(key|value)$/;
const STATE = /(^|[._])(past_)?(conv|ssm|rwkv|mamba|recurrent)|(^|[._])states?(_in)?$/i;

/** The cache of one layer, as graph inputs. */
export interface LayerCache {
  key: Value;
  value: Value;
}

/**
 * The key/value caches by layer, 0 to the last.
 * @throws UnsupportedModelError for merged decoders, encoder–decoders, recurrent or hybrid models, and exports without
 *   a cache or without logits
 */
export function layerCaches(model: OnnxModel): LayerCache[] {
  const { inputs, outputs, nodes } = model.graph;
  const outputNames = new Set(outputs.map(({ name }) => name));
  const merged =
    inputs.some(({ name }) => name === 'use_cache_branch') ||
    nodes.some(({ op, outputs: made }) => op === 'If' && made.some((name) => outputNames.has(name)));
  if (merged)
    throw new UnsupportedModelError(
      'merged-decoder',
      'This file holds two decoders behind an “If” (decoder_model_merged), and neither can be edited alone. Choose the same model’s newer export, “model.onnx”, or decoder_with_past_model.onnx.',
    );
  const encoder = inputs.find(({ name }) => /^encoder_|\.encoder\.|\.decoder\./.test(name));
  if (encoder)
    throw new UnsupportedModelError(
      'encoder-decoder',
      `This is an encoder–decoder model (it has an input “${encoder.name}”). Only decoder-only language models can be read and steered here.`,
    );
  const state = inputs.find(({ name }) => !CACHE.test(name) && STATE.test(name));
  const recurrent = nodes.find(({ op }) => RECURRENT.has(op));
  if (state || recurrent)
    throw new UnsupportedModelError(
      'recurrent',
      `This model has recurrent or convolutional layers (${state ? `an input “${state.name}”` : `a node “${recurrent?.op}”`}). Only models whose every layer is attention can be read and steered here.`,
    );
  if (!outputNames.has('logits'))
    throw new UnsupportedModelError(
      'no-logits',
      `This file has no output “logits” (it has ${listed(outputs)}). Choose a model exported for text generation.`,
    );

  const layers = new Map<number, Partial<LayerCache>>();
  for (const input of inputs) {
    const [, digits, part] = CACHE.exec(input.name) ?? [];
    if (digits === undefined) continue;
    const layer = layers.get(Number(digits)) ?? {};
    layer[part as 'key' | 'value'] = input;
    layers.set(Number(digits), layer);
  }
  if (!layers.size)
    throw new UnsupportedModelError(
      'no-cache',
      `This file was exported without a key/value cache (its inputs are ${listed(inputs)}). Choose an export “with past”, such as optimum’s task text-generation-with-past.`,
    );
  return Array.from({ length: layers.size }, (_, layer) => {
    const cache = layers.get(layer);
    if (!cache)
      throw new UnsupportedModelError(
        'recurrent',
        `Layer ${layer} has no key/value cache though layer ${Math.max(...layers.keys())} has one, so this is a hybrid model. Only models whose every layer is attention can be read and steered here.`,
      );
    const { key, value } = cache;
    if (!key || !value) throw unknownStructure(`layer ${layer} has only one of key and value in its cache`);
    return { key, value };
  });
}

function listed(values: Value[]): string {
  const names = values.slice(0, 4).map(({ name }) => `“${name}”`);
  const rest = values.length - names.length;
  return names.length ? names.join(', ') + (rest ? ` and ${rest} more` : '') : 'none';
}
