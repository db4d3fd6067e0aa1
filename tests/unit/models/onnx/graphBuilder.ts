/** Builds ONNX files for tests, with a writer of its own so that the reader under test is checked by another hand. */

export type Attributes = Record<string, number | number[]>;
export const FLOAT = 1;
export const UINT8 = 2;
export const INT64 = 7;
export const HALF = 10;

const utf8 = new TextEncoder();

/** Base-128 little-endian, as protobuf writes integers; a negative one as 64-bit two’s complement, in ten bytes. */
function base128(value: number): number[] {
  if (value < 0) {
    let rest = BigInt.asUintN(64, BigInt(value));
    return Array.from({ length: 10 }, (_, i) => {
      const low = Number(rest & 0x7fn);
      rest >>= 7n;
      return i < 9 ? low | 0x80 : low;
    });
  }
  const out = [value & 0x7f];
  for (let rest = Math.floor(value / 128); rest > 0; rest = Math.floor(rest / 128)) {
    out[out.length - 1] |= 0x80;
    out.push(rest & 0x7f);
  }
  return out;
}
export const int = (field: number, value: number) => [...base128(field << 3), ...base128(value)];
export function sub(field: number, payload: ArrayLike<number>): number[] {
  const out = [...base128((field << 3) | 2), ...base128(payload.length)];
  for (let i = 0; i < payload.length; i++) out.push(payload[i]);
  return out;
}
export const str = (field: number, value: string) => sub(field, utf8.encode(value));

/** Small deterministic numbers in −0.5…0.5. */
function noise(seed: number) {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32 - 0.5;
  };
}

/** A stored tensor up to its data, which must follow; kept apart since they are long. */
function tensorHeader(name: string, type: number, dims: number[], length: number): number[] {
  return [
    ...dims.flatMap((d) => int(1, d)),
    ...int(2, type),
    ...str(8, name),
    ...base128((9 << 3) | 2),
    ...base128(length),
  ];
}

const rawOf = (values: Float32Array | BigInt64Array | Uint16Array) =>
  new Uint8Array(values.buffer, values.byteOffset, values.byteLength);

/** A half from a number, by truncating a float32: enough for weights that are random anyway. */
function half(value: number): number {
  const bits = new Uint32Array(Float32Array.of(value).buffer)[0];
  const exponent = ((bits >>> 23) & 0xff) - 112;
  return exponent <= 0 ? 0 : ((bits >>> 16) & 0x8000) | (exponent << 10) | ((bits >>> 13) & 0x3ff);
}

/** @param type element type of weights: FLOAT or HALF */
export function graphBuilder(type = FLOAT, seed = 1) {
  const parts: (number[] | Uint8Array)[] = [];
  const random = noise(seed);
  let made = 0;
  // Names say nothing: structure alone must tell.
  const name = () => `t${(Math.imul(++made, 2654435761) >>> 0).toString(36)}`;
  const floats = (values: number[]) =>
    type === HALF ? rawOf(Uint16Array.from(values, half)) : rawOf(Float32Array.from(values));

  const shaped = (field: number, label: string, element: number, dims: (number | string)[]) =>
    parts.push(
      sub(field, [
        ...str(1, label),
        ...sub(
          2,
          sub(1, [
            ...int(1, element),
            ...sub(
              2,
              dims.flatMap((d) => sub(1, typeof d === 'number' ? int(1, d) : str(2, d))),
            ),
          ]),
        ),
      ]),
    );

  function add(op: string, inputs: string[], attributes: Attributes, outputs: string[], domain = '') {
    parts.push(
      sub(1, [
        ...inputs.flatMap((input) => str(1, input)),
        ...outputs.flatMap((output) => str(2, output)),
        ...str(3, `n${parts.length}`),
        ...str(4, op),
        ...Object.entries(attributes).flatMap(([key, value]) =>
          sub(5, [
            ...str(1, key),
            ...(Array.isArray(value)
              ? [...value.flatMap((v) => int(8, v)), ...int(20, 7)]
              : [...int(3, value), ...int(20, 2)]),
          ]),
        ),
        ...(domain ? str(7, domain) : []),
      ]),
    );
  }

  const initializer = (element: number, dims: number[], raw: Uint8Array) => {
    const label = name();
    const header = tensorHeader(label, element, dims, raw.length);
    parts.push([...base128((5 << 3) | 2), ...base128(header.length + raw.length), ...header], raw);
    return label;
  };
  const count = (dims: number[]) => dims.reduce((product, d) => product * d, 1);

  return {
    name,
    /** A node with one output, whose name is returned. */
    node(op: string, inputs: string[], attributes: Attributes = {}, output = name()) {
      add(op, inputs, attributes, [output]);
      return output;
    },
    /** A node of several outputs, of the runtime’s own operators where `domain` says so. */
    nodes(op: string, inputs: string[], attributes: Attributes, outputs: string[], domain = '') {
      add(op, inputs, attributes, outputs, domain);
      return outputs;
    },
    /** Random weights. */
    weight: (dims: number[]) => initializer(type, dims, floats(Array.from({ length: count(dims) }, random))),
    /** Random bytes, for quantised weights. */
    bytes: (dims: number[]) =>
      initializer(
        UINT8,
        dims,
        Uint8Array.from({ length: count(dims) }, () => Math.floor((random() + 0.5) * 256)),
      ),
    scalar: (value: number) => initializer(type, [], floats([value])),
    scale: (dims: number[], value: number) =>
      initializer(FLOAT, dims, rawOf(new Float32Array(count(dims)).fill(value))),
    zeroPoint: (value: number) => initializer(UINT8, [], Uint8Array.of(value)),
    /** A Constant node of integers, as exporters write shapes and axes. */
    integers(values: number[], scalar = false) {
      const output = name();
      const raw = rawOf(BigInt64Array.from(values, BigInt));
      parts.push(
        sub(1, [
          ...str(2, output),
          ...str(4, 'Constant'),
          ...sub(5, [
            ...str(1, 'value'),
            ...sub(5, [...tensorHeader('', INT64, scalar ? [] : [values.length], raw.length), ...raw]),
            ...int(20, 4),
          ]),
        ]),
      );
      return output;
    },
    input: (label: string, element: number, dims: (number | string)[]) => shaped(11, label, element, dims),
    output: (label: string, element: number, dims: (number | string)[]) => shaped(12, label, element, dims),
    /** The file. `extra` are fields of the model that no reader knows. */
    file(opset = 18, extra: number[] = []) {
      const graph = parts.map((part) => Uint8Array.from(part));
      const length = graph.reduce((sum, part) => sum + part.length, 0);
      return new Uint8Array(
        Buffer.concat([
          Uint8Array.from([...int(1, 8), ...str(2, 'tests'), ...base128((7 << 3) | 2), ...base128(length)]),
          ...graph,
          Uint8Array.from([
            ...sub(8, [...str(1, ''), ...int(2, opset)]),
            ...sub(8, [...str(1, 'com.microsoft'), ...int(2, 1)]),
            ...extra,
          ]),
        ]),
      );
    },
  };
}

export type GraphBuilder = ReturnType<typeof graphBuilder>;
