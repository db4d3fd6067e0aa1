/**
 * Makes a language model readable and steerable by editing its ONNX file before a session is made of it.
 * Pure: bytes in, bytes out. Weights are copied as they stand, once; about a kilobyte is added.
 */
import { editor, scaleInput, STEERING_INPUT } from './edits';
import { elementTypes } from './elementTypes';
import { findLayers } from './layers';
import { decodeModel } from './model';
import { splice } from './splice';
import { ElementType } from './value';

/** Layers by number, from 0. A layer may stand in several lists; each list’s order does not matter. */
export interface InstrumentPlan {
  /** Where `steering_vector` is added to the residual stream. */
  steer?: number[];
  /**
   * Where `head_scale.L` multiplies what the heads hand to the output projection: each head’s factor, `headDim` times, in
   * the order of the heads. Factors of one change nothing.
   */
  scale?: number[];
  /** Whose residual stream is given out, after steering, as `resid.L`: [batch, sequence, hidden]. */
  resid?: number[];
  /** Whose heads’ outputs, after scaling, are given out as `heads.L`: the numbers of [batch, sequence, heads, headDim] in this order. */
  heads?: number[];
}

export interface InstrumentInfo {
  layers: number;
  /** Width of the residual stream, and of `steering_vector`. */
  hidden: number;
  /** Query heads a layer. */
  heads: number;
  kvHeads: number;
  headDim: number;
  /** Length of the logits, null where the file does not tell. */
  vocabulary: number | null;
  /** Number type of the residual stream inside the model; inputs and taps are float32 whatever it is. */
  elementType: 'float32' | 'float16' | 'bfloat16' | 'float64' | null;
  /** Weights lie in another file, which is used as it is. */
  externalData: boolean;
  inputs: string[];
  outputs: string[];
}

/**
 * Adds the inputs `steering_vector` (float32, [hidden] or [batch, sequence, hidden]) and `head_scale.L` (float32,
 * [heads × headDim]) and the outputs `resid.L` and `heads.L` (float32) as the plan says.
 * @param model the bytes of an `.onnx` file; never changed. With nothing to change the result is this very array.
 * @throws OnnxFormatError when the bytes are no ONNX model
 * @throws UnsupportedModelError when the model is of a kind that cannot be edited; the message says why
 * @throws RangeError when the plan names a layer that the model does not have
 */
export function instrument(
  model: Uint8Array,
  plan: InstrumentPlan = {},
): { model: Uint8Array; info: InstrumentInfo } {
  const decoded = decodeModel(model);
  const structure = findLayers(decoded);
  const { layers } = structure;
  const steer = layerList(plan.steer, 'steer', layers.length);
  const scale = layerList(plan.scale, 'scale', layers.length);
  const resid = layerList(plan.resid, 'resid', layers.length);
  const heads = layerList(plan.heads, 'heads', layers.length);

  const types = elementTypes(decoded, structure.links.nodes);
  const edit = editor(decoded, structure, types);
  edit.steer(steer);
  edit.scaleHeads(scale);
  resid.forEach(edit.tapResidual);
  heads.forEach(edit.tapHeads);
  edit.sizeCaches();

  const { inputs, outputs, initializers } = decoded.graph;
  const logits = outputs.find(({ name }) => name === 'logits')?.dims?.at(-1);
  return {
    model: splice(decoded, edit.finish()),
    info: {
      layers: layers.length,
      hidden: structure.hidden,
      heads: structure.heads,
      kvHeads: structure.kvHeads,
      headDim: structure.headDim,
      vocabulary: typeof logits === 'number' ? logits : null,
      elementType: typeName(types.get(layers[0].residual.node.inputs[0])),
      externalData: [...initializers.values()].some(({ external }) => external),
      inputs: [
        ...inputs.map(({ name }) => name),
        ...(steer.length ? [STEERING_INPUT] : []),
        ...scale.map(scaleInput),
      ],
      outputs: [
        ...outputs.map(({ name }) => name),
        ...resid.map((layer) => `resid.${layer}`),
        ...heads.map((layer) => `heads.${layer}`),
      ],
    },
  };
}

function layerList(wanted: number[] = [], list: keyof InstrumentPlan, layers: number): number[] {
  for (const layer of wanted)
    if (!Number.isInteger(layer) || layer < 0 || layer >= layers)
      throw new RangeError(
        `plan.${list}: there is no layer ${layer}; this model has layers 0 to ${layers - 1}`,
      );
  return [...new Set(wanted)].sort((a, b) => a - b);
}

const typeName = (type: number | undefined) =>
  (['float32', 'float16', 'bfloat16', 'float64'] as const).find((name) => ElementType[name] === type) ?? null;
