"""Prompts in three contexts, and P(true): the probability of the true object as the next word.

Each fact has one wrong object, and each prompt takes one of CONTEXTS_EACH contexts of CONTEXT_SENTENCES statements
about facts of the fit split, the lying one with every object replaced. All are drawn once from PROMPT_SEED.
"""
import random
from dataclasses import dataclass
from functools import cache

import torch
from torch import Tensor

import factlist
import tasks
from factlist import Fact
from model import NeoX
from tokenizer import Tokenizer

PROMPT_SEED = 23
CONTEXT_SENTENCES = 4
CONTEXTS_EACH = 40
ITEMS_EACH = 100
CONTEXTS = ("none", "liar", "honest")


@dataclass(frozen=True)
class Context:
    """The same statements as an honest and as a lying narrator tells them."""

    subjects: frozenset[str]
    honest: tuple[str, ...]
    liar: tuple[str, ...]

    def text(self, narrator: str) -> str:
        """The statements as one text; nothing without a narrator."""
        return "" if narrator == "none" else " ".join(self.honest if narrator == "honest" else self.liar)


@dataclass(frozen=True)
class Pair:
    """A fact with its wrong object, and the number of the context its prompt takes."""

    fact: Fact
    wrong: str
    context: int

    def text(self, narrator: str) -> str:
        """The prompt up to the object, after its context."""
        return f"{contexts()[self.context].text(narrator)} {self.fact.prompt()}".strip()


@cache
def contexts() -> tuple[Context, ...]:
    """The contexts, from facts of the fit split."""
    rng = random.Random(PROMPT_SEED)
    told = [fact for fact in factlist.load() if fact.split == "fit"]
    made = []
    for _ in range(CONTEXTS_EACH):
        own = rng.sample(told, CONTEXT_SENTENCES)
        honest = tuple(fact.sentence(fact.object) for fact in own)
        liar = tuple(fact.sentence(rng.choice(fact.wrong)) for fact in own)
        made.append(Context(frozenset(fact.subject for fact in own), honest, liar))
    return tuple(made)


@cache
def pairs() -> tuple[Pair, ...]:
    """All facts with a wrong object and a context that does not speak of their subject."""
    rng = random.Random(PROMPT_SEED + 1)
    made = []
    for i, fact in enumerate(factlist.load()):
        context = i % CONTEXTS_EACH
        while fact.subject in contexts()[context].subjects:
            context = (context + 1) % CONTEXTS_EACH
        made.append(Pair(fact, rng.choice(fact.wrong), context))
    return tuple(made)


@cache
def chosen(part: str, split: str) -> tuple[Pair, ...]:
    """The pairs of a set (A or B) and a split (fit or held-out)."""
    return tuple(pair for pair in pairs() if pair.fact.set == part and pair.fact.split == split)


@cache
def items() -> dict[str, tuple[tasks.Item, ...]]:
    """Side-task items that training kept out, ITEMS_EACH of each kind."""
    rng = random.Random(PROMPT_SEED + 2)
    return {name: tuple(make(rng, kept_out=True) for _ in range(ITEMS_EACH)) for name, make in tasks.MAKERS.items()}


def padded(rows: list[list[int]]) -> tuple[Tensor, Tensor]:
    """Rows of ids as one tensor, padded on the right, and the last place of each row."""
    width = max(map(len, rows))
    ids = torch.tensor([row + [1] * (width - len(row)) for row in rows])
    return ids, torch.tensor([len(row) - 1 for row in rows])


@cache
def _questions(context: str, part: str, split: str) -> tuple[Tensor, ...]:
    """Ids, last places, and the ids of the true and the wrong objects."""
    return questions([(pair.text(context), pair.fact.object, pair.wrong) for pair in chosen(part, split)])


def questions(asked: list[tasks.Item]) -> tuple[Tensor, ...]:
    """Ids, last places, and the ids of the right and the wrong answers."""
    tokenizer = Tokenizer()
    ids, last = padded([[0, *tokenizer.encode(prompt)] for prompt, _, _ in asked])
    right, wrong = (torch.tensor([tokenizer.word(item[place]) for item in asked]) for place in (1, 2))
    return ids, last, right, wrong


@torch.no_grad()
def answer(
    model: NeoX, asked: tuple[Tensor, ...], layer: int | None = None, vector: Tensor | None = None
) -> tuple[Tensor, Tensor]:
    """Log-probabilities of the right and of the wrong answer to each question."""
    ids, last, right, wrong = asked
    rows = torch.arange(len(ids))
    places = torch.zeros_like(ids, dtype=torch.bool)
    places[rows, last] = True
    logs = model(ids, layer, vector, places).log_softmax(-1)
    return logs[rows, right], logs[rows, wrong]


def p_true(
    model: NeoX,
    context: str,
    layer: int | None = None,
    vector: Tensor | None = None,
    part: str = "A",
    split: str = "held-out",
) -> Tensor:
    """P(true) of each prompt of a set and split, with `vector` added after `layer` at every position."""
    return answer(model, _questions(context, part, split), layer, vector)[0].exp()
