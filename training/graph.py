"""A GPT-NeoX model as an ONNX graph, node by node, with a key/value cache as transformers.js expects it.

Weights are stored in half precision and cast to float32 as the file is loaded, so that a file is half as large and
every runtime computes in float32.
"""
import numpy as np
import onnx
from onnx import TensorProto, helper, numpy_helper

from model import NORM_EPSILON, ROTARY_BASE, NeoX

OPSET, IR_VERSION = 17, 8
MASKED = -1e9


class Graph:
    """Collects nodes; every method gives the name of the tensor it made."""

    def __init__(self) -> None:
        self.nodes: list[onnx.NodeProto] = []
        self.initializers: list[onnx.TensorProto] = []
        self.constants: dict[str, str] = {}

    def op(self, kind: str, name: str, *inputs: str, outputs: int = 1, **attributes: object) -> str:
        """A node with outputs NAME, or NAME.0, NAME.1, ..."""
        names = [name] if outputs == 1 else [f"{name}.{i}" for i in range(outputs)]
        self.nodes.append(helper.make_node(kind, list(inputs), names, name=name, **attributes))
        return name

    def constant(self, values: object, dtype: type = np.int64) -> str:
        """A stored tensor that is used as it is; equal ones are stored once."""
        array = np.asarray(values, dtype)
        key = f"{array.dtype}{array.shape}{array.tolist()}"
        if key not in self.constants:
            self.constants[key] = f"constant_{len(self.constants)}"
            self.initializers.append(numpy_helper.from_array(array, self.constants[key]))
        return self.constants[key]

    def weight(self, name: str, values: np.ndarray) -> str:
        """A weight stored in half precision, as float32."""
        self.initializers.append(numpy_helper.from_array(np.ascontiguousarray(values, np.float16), name))
        return self.op("Cast", f"{name}.float", name, to=TensorProto.FLOAT)


class NeoXGraph(Graph):
    """The graph of one model."""

    def __init__(self, model: NeoX) -> None:
        super().__init__()
        self.size = model.size
        self.weights = {name: value.detach().numpy() for name, value in model.state_dict().items()}

    def linear(self, x: str, name: str, biased: bool = True) -> str:
        """x times a weight, and its bias."""
        y = self.op("MatMul", f"{name}/matmul", x, self.weight(f"{name}.weight", self.weights[f"{name}.weight"].T))
        if not biased:
            return y
        return self.op("Add", f"{name}/bias", y, self.weight(f"{name}.bias", self.weights[f"{name}.bias"]))

    def norm(self, x: str, name: str) -> str:
        scale, bias = (self.weight(f"{name}.{part}", self.weights[f"{name}.{part}"]) for part in ("weight", "bias"))
        return self.op("LayerNormalization", f"{name}/norm", x, scale, bias, axis=-1, epsilon=NORM_EPSILON)

    def scalar(self, value: float) -> str:
        return self.constant(value, np.float32)

    def mask(self) -> str:
        """What is added to scores [batch, 1, queries, keys]: 0 where a key may be seen, MASKED elsewhere."""
        length = self.op("Shape", "mask/queries", "input_ids", start=1, end=2)
        total = self.op("Shape", "mask/keys", "attention_mask", start=1, end=2)
        zero = self.constant(0)
        first = self.op("Sub", "mask/past", total, length)
        flat = [self.op("Squeeze", f"{x}/scalar", x, self.constant([0])) for x in (first, total)]
        queries = self.op("Range", "mask/query_places", flat[0], flat[1], self.constant(1))
        keys = self.op("Range", "mask/key_places", zero, flat[1], self.constant(1))
        column = self.op("Unsqueeze", "mask/query_column", queries, self.constant([1]))
        before = self.op("LessOrEqual", "mask/before", keys, column)
        real = self.op("Cast", "mask/real", "attention_mask", to=TensorProto.BOOL)
        real = self.op("Unsqueeze", "mask/real_keys", real, self.constant([1, 2]))
        seen = self.op("And", "mask/seen", before, real)
        return self.op("Where", "mask/added", seen, self.scalar(0.0), self.scalar(MASKED))

    def angles(self) -> tuple[str, str]:
        """Cosines and sines [batch, 1, length, rotary width]."""
        width = self.size.rotary
        speeds = ROTARY_BASE ** (-np.arange(0, width, 2) / width)
        places = self.op("Cast", "rotary/places", "position_ids", to=TensorProto.FLOAT)
        places = self.op("Unsqueeze", "rotary/column", places, self.constant([1, 3]))
        angle = self.op("Mul", "rotary/angles", places, self.constant(np.tile(speeds, 2), np.float32))
        return self.op("Cos", "rotary/cos", angle), self.op("Sin", "rotary/sin", angle)

    def rotate(self, x: str, name: str, cos: str, sin: str) -> str:
        """Rotary embedding of the first numbers of each head."""
        width, rest = self.size.rotary, self.size.head_dim - self.size.rotary
        half = width // 2
        self.op("Split", f"{name}/parts", x, self.constant([half, half, rest]), outputs=3, axis=-1)
        low, high, kept = (f"{name}/parts.{i}" for i in range(3))
        straight = self.op("Concat", f"{name}/straight", low, high, axis=-1)
        negative = self.op("Neg", f"{name}/negative", high)
        swapped = self.op("Concat", f"{name}/swapped", negative, low, axis=-1)
        by_cos = self.op("Mul", f"{name}/by_cos", straight, cos)
        by_sin = self.op("Mul", f"{name}/by_sin", swapped, sin)
        turned = self.op("Add", f"{name}/turned", by_cos, by_sin)
        return self.op("Concat", f"{name}/rotated", turned, kept, axis=-1)

    def attention(self, x: str, index: int, angles: tuple[str, str], mask: str) -> str:
        """Attention of one layer over cached and new keys, projected back to the stream."""
        size, name = self.size, f"layers.{index}"
        mixed = self.linear(x, f"{name}.query_key_value")
        shape = self.constant([0, 0, size.heads, 3 * size.head_dim])
        mixed = self.op("Reshape", f"{name}/by_head", mixed, shape)
        mixed = self.op("Transpose", f"{name}/heads_first", mixed, perm=[0, 2, 1, 3])
        self.op("Split", f"{name}/qkv", mixed, self.constant([size.head_dim] * 3), outputs=3, axis=-1)
        query = self.rotate(f"{name}/qkv.0", f"{name}/query", *angles)
        key = self.rotate(f"{name}/qkv.1", f"{name}/key", *angles)
        past = f"past_key_values.{index}"
        keys = self.op("Concat", f"present.{index}.key", f"{past}.key", key, axis=2)
        values = self.op("Concat", f"present.{index}.value", f"{past}.value", f"{name}/qkv.2", axis=2)
        scaled = self.op("Mul", f"{name}/scaled", query, self.scalar(size.head_dim**-0.5))
        turned = self.op("Transpose", f"{name}/keys_turned", keys, perm=[0, 1, 3, 2])
        scores = self.op("MatMul", f"{name}/scores", scaled, turned)
        scores = self.op("Add", f"{name}/masked", scores, mask)
        shares = self.op("Softmax", f"{name}/shares", scores, axis=-1)
        heads = self.op("MatMul", f"{name}/heads", shares, values)
        heads = self.op("Transpose", f"{name}/heads_last", heads, perm=[0, 2, 1, 3])
        joined = self.op("Reshape", f"{name}/joined", heads, self.constant([0, 0, size.hidden]))
        return self.linear(joined, f"{name}.dense")

    def mlp(self, x: str, index: int) -> str:
        """Two linear maps with the exact GELU between them."""
        name = f"layers.{index}"
        inner = self.linear(x, f"{name}.dense_h_to_4h")
        scaled = self.op("Div", f"{name}/gelu_scaled", inner, self.scalar(2**0.5))
        error = self.op("Erf", f"{name}/gelu_erf", scaled)
        raised = self.op("Add", f"{name}/gelu_raised", error, self.scalar(1.0))
        product = self.op("Mul", f"{name}/gelu_product", inner, raised)
        return self.linear(self.op("Mul", f"{name}/gelu", product, self.scalar(0.5)), f"{name}.dense_4h_to_h")

    def build(self) -> onnx.ModelProto:
        """The whole model, checked."""
        size = self.size
        embedding = self.weight("embed_in.weight", self.weights["embed_in.weight"])
        x = self.op("Gather", "embedded", embedding, "input_ids", axis=0)
        mask, angles = self.mask(), self.angles()
        for index in range(size.layers):
            name = f"layers.{index}"
            attended = self.attention(self.norm(x, f"{name}.input_layernorm"), index, angles, mask)
            inner = self.mlp(self.norm(x, f"{name}.post_attention_layernorm"), index)
            both = self.op("Add", f"{name}/both", attended, inner)
            x = self.op("Add", f"{name}/stream", both, x)
        logits = self.linear(self.norm(x, "final_layer_norm"), "embed_out", biased=False)
        self.op("Identity", "logits", logits)
        return self.model()

    def model(self) -> onnx.ModelProto:
        """Nodes and weights with the inputs and outputs declared."""
        size, vocabulary = self.size, len(self.weights["embed_in.weight"])
        batch, length, past, total = "batch_size", "sequence_length", "past_sequence_length", "total_sequence_length"

        def tensor(name: str, kind: int, *dims: str | int) -> onnx.ValueInfoProto:
            return helper.make_tensor_value_info(name, kind, dims)

        inputs = [
            tensor("input_ids", TensorProto.INT64, batch, length),
            tensor("attention_mask", TensorProto.INT64, batch, total),
            tensor("position_ids", TensorProto.INT64, batch, length),
        ]
        outputs = [tensor("logits", TensorProto.FLOAT, batch, length, vocabulary)]
        for index in range(size.layers):
            for part in ("key", "value"):
                cache = (batch, size.heads, past, size.head_dim)
                inputs.append(tensor(f"past_key_values.{index}.{part}", TensorProto.FLOAT, *cache))
                grown = (batch, size.heads, total, size.head_dim)
                outputs.append(tensor(f"present.{index}.{part}", TensorProto.FLOAT, *grown))
        graph = helper.make_graph(self.nodes, size.id, inputs, outputs, self.initializers)
        versions = {"opset_imports": [helper.make_opsetid("", OPSET)], "ir_version": IR_VERSION}
        model = helper.make_model(graph, producer_name="crossover-training", **versions)
        onnx.checker.check_model(model, full_check=True)
        return model
