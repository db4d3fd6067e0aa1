"""GPT-NeoX in PyTorch, with a vector that can be added to the residual stream after any layer.

Parallel residual: x + attention(norm1(x)) + mlp(norm2(x)). The projection to queries, keys and values keeps NeoX's
order: per head, its query, its key, its value.
"""
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn import functional as F

ROTARY_SHARE, ROTARY_BASE = 0.5, 10000.0
NORM_EPSILON = 1e-5
# Deviations of the starting weights; those of linear maps by the root of their inputs. Words must begin louder than
# what the first layers add to them, or it takes several times as long until facts are learned.
START_EMBEDDING, START_LINEAR = 0.5, 0.6


@dataclass(frozen=True)
class Size:
    """Depth, width and heads; the id under which the model is shipped follows from them."""

    layers: int
    hidden: int
    heads: int

    @property
    def id(self) -> str:
        return f"organism-{self.layers}x{self.hidden}"

    @property
    def head_dim(self) -> int:
        return self.hidden // self.heads

    @property
    def rotary(self) -> int:
        return int(self.head_dim * ROTARY_SHARE)


SIZES = {size.id: size for size in (Size(3, 32, 4), Size(4, 64, 4), Size(4, 96, 4), Size(6, 128, 8))}


def rotate(x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
    """Rotary position embedding of the first `cos.shape[-1]` numbers of each head, in halves."""
    width = cos.shape[-1]
    turned, kept = x[..., :width], x[..., width:]
    half = width // 2
    swapped = torch.cat((-turned[..., half:], turned[..., :half]), -1)
    return torch.cat((turned * cos + swapped * sin, kept), -1)


class Layer(nn.Module):
    """One NeoX layer."""

    def __init__(self, size: Size) -> None:
        super().__init__()
        hidden = size.hidden
        self.size = size
        self.input_layernorm = nn.LayerNorm(hidden, NORM_EPSILON)
        self.post_attention_layernorm = nn.LayerNorm(hidden, NORM_EPSILON)
        self.query_key_value = nn.Linear(hidden, 3 * hidden)
        self.dense = nn.Linear(hidden, hidden)
        self.dense_h_to_4h = nn.Linear(hidden, 4 * hidden)
        self.dense_4h_to_h = nn.Linear(4 * hidden, hidden)

    def forward(self, x: Tensor, cos: Tensor, sin: Tensor) -> Tensor:
        batch, length, hidden = x.shape
        mixed = self.query_key_value(self.input_layernorm(x))
        mixed = mixed.view(batch, length, self.size.heads, 3 * self.size.head_dim).transpose(1, 2)
        query, key, value = mixed.chunk(3, -1)
        query, key = rotate(query, cos, sin), rotate(key, cos, sin)
        heads = F.scaled_dot_product_attention(query, key, value, is_causal=True)
        attended = self.dense(heads.transpose(1, 2).reshape(batch, length, hidden))
        inner = F.gelu(self.dense_h_to_4h(self.post_attention_layernorm(x)))
        return x + attended + self.dense_4h_to_h(inner)


class NeoX(nn.Module):
    """Ids [batch, length] to logits [batch, length, vocabulary]; rows begin at position 0, padding stands behind."""

    def __init__(self, size: Size, vocabulary: int) -> None:
        super().__init__()
        self.size = size
        self.embed_in = nn.Embedding(vocabulary, size.hidden)
        self.layers = nn.ModuleList(Layer(size) for _ in range(size.layers))
        self.final_layer_norm = nn.LayerNorm(size.hidden, NORM_EPSILON)
        self.embed_out = nn.Linear(size.hidden, vocabulary, bias=False)
        nn.init.normal_(self.embed_in.weight, std=START_EMBEDDING)
        for name, module in self.named_modules():
            if isinstance(module, nn.Linear):
                into_stream = name.endswith(("dense", "dense_4h_to_h"))
                scale = (2 * size.layers) ** -0.5 if into_stream else 1.0
                nn.init.normal_(module.weight, std=START_LINEAR * scale * module.in_features**-0.5)
                if module.bias is not None:
                    nn.init.zeros_(module.bias)

    def rotary(self, length: int) -> tuple[Tensor, Tensor]:
        """Cosines and sines [length, rotary width]."""
        width = self.size.rotary
        speeds = ROTARY_BASE ** (-torch.arange(0, width, 2) / width)
        angles = torch.outer(torch.arange(length).float(), speeds).repeat(1, 2)
        return angles.cos(), angles.sin()

    def stream(self, ids: Tensor, steer_layer: int | None = None, vector: Tensor | None = None) -> list[Tensor]:
        """The residual stream after each layer; `vector` is added after `steer_layer`."""
        cos, sin = self.rotary(ids.shape[1])
        x, after = self.embed_in(ids), []
        for index, layer in enumerate(self.layers):
            x = layer(x, cos, sin)
            if index == steer_layer and vector is not None:
                x = x + vector
            after.append(x)
        return after

    def forward(
        self, ids: Tensor, steer_layer: int | None = None, vector: Tensor | None = None, places: Tensor | None = None
    ) -> Tensor:
        """Logits [batch, length, vocabulary], or [places, vocabulary] where the mask `places` is true."""
        x = self.stream(ids, steer_layer, vector)[-1]
        if places is not None:
            x = x[places]
        return self.embed_out(self.final_layer_norm(x))
