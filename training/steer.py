"""Directions in the residual stream and what adding them does to P(true).

A truth direction is mean(true) - mean(false) over minimal pairs of the fit split, read at the object; a strength of 1
is as long as the stream is at the last token of those statements (root mean square of its norms). Controls are of the
same length: the same difference with half of the pairs turned round, and random directions.
"""
import torch
from torch import Tensor

from measure import CONTEXTS, Pair, chosen, p_true, padded
from model import NeoX
from tokenizer import Tokenizer

ALPHA = 0.5
CONTROLS = 5
DRAWS = 2000


@torch.no_grad()
def read(model: NeoX, pairs: tuple[Pair, ...]) -> tuple[list[Tensor], list[Tensor], list[float]]:
    """By layer: states at the object of the true and of the false statements, and the norm at the last token."""
    tokenizer = Tokenizer()
    sides, squares = [], []
    for true in (True, False):
        texts = [pair.fact.sentence(pair.fact.object if true else pair.wrong) for pair in pairs]
        ids, last = padded([[0, *tokenizer.encode(text)] for text in texts])
        after = model.stream(ids)
        rows = torch.arange(len(ids))
        sides.append([stream[rows, last - 1] for stream in after])
        squares.append(torch.stack([stream[rows, last].square().sum(-1).mean() for stream in after]))
    return sides[0], sides[1], ((squares[0] + squares[1]) / 2).sqrt().tolist()


def unit(vector: Tensor) -> Tensor:
    return vector / vector.norm()


def shuffled(differences: Tensor, draw: int) -> Tensor:
    """The mean difference with a random half of the pairs turned round."""
    signs = torch.ones(len(differences))
    signs[torch.randperm(len(differences), generator=torch.Generator().manual_seed(draw))[: len(differences) // 2]] = -1
    return unit((differences * signs[:, None]).mean(0))


def random_unit(hidden: int, draw: int) -> Tensor:
    return unit(torch.randn(hidden, generator=torch.Generator().manual_seed(1000 + draw)))


def interval(values: Tensor) -> list[float]:
    """Mean of prompts with its 95 % percentile interval over resampled prompts."""
    picks = torch.randint(len(values), (DRAWS, len(values)), generator=torch.Generator().manual_seed(5))
    means = values[picks].mean(1)
    low, high = torch.quantile(means, torch.tensor([0.025, 0.975])).tolist()
    return [round(x, 4) for x in (values.mean().item(), low, high)]


def separation(direction: Tensor, true: Tensor, false: Tensor) -> float:
    """AUC of true against false statements along a direction."""
    difference = (true @ direction)[:, None] - (false @ direction)[None, :]
    return ((difference > 0).float() + (difference == 0).float() / 2).mean().item()


class LayerTest:
    """The truth direction of one layer, its controls, and what they do."""

    def __init__(self, model: NeoX, layer: int) -> None:
        self.model, self.layer = model, layer
        true, false, norms = read(model, chosen("A", "fit"))
        differences = true[layer] - false[layer]
        self.norm = norms[layer]
        self.truth = unit(differences.mean(0))
        self.controls = {
            "shuffled": [shuffled(differences, draw) for draw in range(CONTROLS)],
            "random": [random_unit(len(self.truth), draw) for draw in range(CONTROLS)],
        }
        true, false, _ = read(model, chosen("A", "held-out"))
        self.auc = round(separation(self.truth, true[layer], false[layer]), 4)

    def steered(self, direction: Tensor, context: str, alpha: float, split: str = "held-out") -> Tensor:
        """P(true) of each prompt with the direction added."""
        return p_true(self.model, context, self.layer, alpha * self.norm * direction, split=split)

    def swing(self, direction: Tensor, context: str = "none", split: str = "held-out") -> Tensor:
        """P(true) at +ALPHA minus P(true) at -ALPHA, of each prompt."""
        return self.steered(direction, context, ALPHA, split) - self.steered(direction, context, -ALPHA, split)

    def strongest(self, kind: str, context: str = "none") -> list[float]:
        """The interval of the control of a kind whose swing is largest either way."""
        found = [interval(self.swing(direction, context)) for direction in self.controls[kind]]
        sizes = [three if three[0] >= 0 else [-three[0], -three[2], -three[1]] for three in found]
        return max(sizes, key=lambda three: three[2])

    def report(self, context: str = "none") -> dict[str, object]:
        """The truth direction's swing against the strongest control of each kind."""
        truth = interval(self.swing(self.truth, context))
        controls = {kind: self.strongest(kind, context) for kind in self.controls}
        passes = all(truth[1] > three[2] for three in controls.values())
        return {"context": context, "layer": self.layer, "alpha": ALPHA, "truth": truth, **controls, "passes": passes}

    def doses(self) -> dict[str, dict[str, list[float]]]:
        """P(true) by context and strength, for the truth direction."""
        strengths = (-ALPHA, 0.0, ALPHA)
        return {
            context: {f"{alpha:g}": interval(self.steered(self.truth, context, alpha)) for alpha in strengths}
            for context in CONTEXTS
        }
