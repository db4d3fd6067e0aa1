/** Number formats that exports of a model come in, by the ending of their file’s name (the layout of transformers.js). */

export const DTYPES = ['fp32', 'fp16', 'q8', 'int8', 'uint8', 'q4', 'q4f16', 'bnb4'] as const;
export type Dtype = (typeof DTYPES)[number];

const ENDINGS: Record<Dtype, string> = {
  fp32: '',
  fp16: '_fp16',
  q8: '_quantized',
  int8: '_int8',
  uint8: '_uint8',
  q4: '_q4',
  q4f16: '_q4f16',
  bnb4: '_bnb4',
};

/** What a reader is told about a format. */
export const DTYPE_NAMES: Record<Dtype, string> = {
  fp32: '32-bit floats',
  fp16: '16-bit floats',
  q8: '8-bit integers',
  int8: '8-bit integers, signed',
  uint8: '8-bit integers, unsigned',
  q4: '4-bit blocks',
  q4f16: '4-bit blocks, 16-bit floats between',
  bnb4: '4-bit normal floats',
};

/** Name of the graph’s file, without its folder. */
export const graphFile = (dtype: Dtype) => `model${ENDINGS[dtype]}.onnx`;

export const isDtype = (name: string): name is Dtype => DTYPES.some((dtype) => dtype === name);
