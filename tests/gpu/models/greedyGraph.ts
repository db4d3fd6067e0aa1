/** A working model whose graph also asks for more memory than a browser’s compiled code can have, as it runs. */
import { integerField, join, message, textField } from '$lib/models/onnx/encode';
import { fields } from '$lib/models/onnx/wire';

// Field numbers of onnx.proto: ModelProto.graph; GraphProto.node, initializer, output; TensorProto.dims, data_type, int64_data, name.
const GRAPH = 7;
const [NODE, INITIALIZER, OUTPUT] = [1, 5, 12];
const INT64 = 7;
/** 4.29 GB of float32: a number of 32 bits still tells it, and no 32-bit heap holds it beside anything else. */
const ELEMENTS = 1_073_000_000;

const node = (op: string, inputs: string[], output: string) =>
  message(NODE, ...inputs.map((input) => textField(1, input)), textField(2, output), textField(4, op));

/** The size follows from the tokens, so that no optimiser works it out beforehand. */
const additions = [
  message(
    INITIALIZER,
    integerField(1, 1),
    integerField(2, INT64),
    integerField(7, ELEMENTS),
    textField(8, 'greedy.elements'),
  ),
  node('Size', ['input_ids'], 'greedy.size'),
  node('Sub', ['greedy.size', 'greedy.size'], 'greedy.none'),
  node('Add', ['greedy.none', 'greedy.elements'], 'greedy.shape'),
  node('ConstantOfShape', ['greedy.shape'], 'greedy.zeros'),
  node('ReduceMax', ['greedy.zeros'], 'greedy.largest'),
  // A float32 output.
  message(OUTPUT, textField(1, 'greedy.largest'), message(2, message(1, integerField(1, 1)))),
];

export function withGreedyGraph(model: Uint8Array): Uint8Array {
  return join(
    fields(model).map(({ number, start, from, to }) =>
      number === GRAPH ? message(GRAPH, model.subarray(from, to), ...additions) : model.subarray(start, to),
    ),
  );
}
