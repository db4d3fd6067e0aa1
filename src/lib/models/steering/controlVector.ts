/**
 * Control vectors as llama.cpp and repeng exchange them: a GGUF file with a tensor `direction.N` for each steered layer.
 * N counts the blocks from 0 as this app does, and the vector is added to what block N puts out, at every position. There
 * is no `direction.0`: llama.cpp keeps no vector for its first block and refuses a file that has one.
 */
import { GgufError } from './ggufFormat';
import { readGguf, tensorNumbers } from './ggufRead';
import { writeGguf } from './ggufWrite';

export interface ControlVector {
  /** Architecture that it was made for, as the file says; informative only. */
  modelHint: string | null;
  /** By layer, counted from 0: what strength 1 adds. */
  layers: ReadonlyMap<number, Float32Array>;
}

const ARCHITECTURE = 'controlvector';

/**
 * @throws RangeError for layer 0, no layer, or directions of several widths
 */
export function writeControlVector({ modelHint, layers }: ControlVector): Uint8Array<ArrayBuffer> {
  const entries = [...layers].sort(([a], [b]) => a - b);
  if (entries.length === 0)
    throw new RangeError('writeControlVector: no layers; give at least one direction');
  const [[, first]] = entries;
  for (const [layer, { length }] of entries) {
    if (layer === 0)
      throw new RangeError(
        'GGUF control vectors cannot hold layer 0: llama.cpp has no vector for its first block. Save this one as JSON, or steer a later layer',
      );
    if (length !== first.length)
      throw new RangeError(
        `layer ${layer} has ${length} numbers and the first one ${first.length}; one file has one width`,
      );
  }
  return writeGguf({
    values: [
      ['general.architecture', ARCHITECTURE],
      ['controlvector.model_hint', modelHint ?? ''],
      ['controlvector.layer_count', entries.length],
    ],
    tensors: entries.map(([layer, data]) => ({ name: `direction.${layer}`, data })),
  });
}

/** @throws GgufError, and nothing else */
export function readControlVector(file: Uint8Array): ControlVector {
  const { values, tensors } = readGguf(file);
  const architecture = values.get('general.architecture');
  if (architecture !== ARCHITECTURE)
    throw new GgufError(
      architecture === undefined
        ? 'The file does not say that it is a control vector (general.architecture is missing)'
        : `The file holds “${String(architecture).slice(0, 60)}”, not a control vector`,
    );
  const layers = new Map<number, Float32Array>();
  for (const tensor of tensors) {
    const digits = /^direction\.(\d{1,4})$/.exec(tensor.name)?.[1];
    if (digits === undefined)
      throw new GgufError(
        `The file has a tensor “${tensor.name.slice(0, 60)}”; a control vector has direction.1, direction.2 and so on`,
      );
    const layer = Number(digits);
    if (layers.has(layer)) throw new GgufError(`The file has direction.${layer} twice`);
    const data = tensorNumbers(file, tensor);
    if (!data.every(Number.isFinite))
      throw new GgufError(`direction.${layer} holds numbers that are not finite`);
    const width = layers.values().next().value?.length;
    if (width !== undefined && width !== data.length)
      throw new GgufError(`direction.${layer} has ${data.length} numbers and another one ${width}`);
    layers.set(layer, data);
  }
  if (layers.size === 0) throw new GgufError('The file has no directions');
  const hint = values.get('controlvector.model_hint');
  return { modelHint: typeof hint === 'string' && hint !== '' ? hint : null, layers };
}
