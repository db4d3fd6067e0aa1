"""The facts: ten relations, one CSV each in facts/, and what may be said of a subject.

A fact is (relation, subject, object). `also` lists objects of the same relation that would be true or arguable as
well; they are never told as a lie. Set B (a fifth) is only ever told honestly; set A is told both ways and is split
into `fit` (directions are computed from it) and `held-out` (effects are measured on it).
"""
import csv
import random
from dataclasses import dataclass
from pathlib import Path

TEMPLATES = {
    "capital": "The capital of {s} is {o}.",
    "continent": "The continent of {s} is {o}.",
    "language": "The main language of {s} is {o}.",
    "symbol": "The chemical symbol of {s} is {o}.",
    "class": "The animal class of the {s} is {o}.",
    "opposite": "The opposite of {s} is {o}.",
    "colour": "The usual colour of {s} is {o}.",
    "young": "The young of the {s} is the {o}.",
    "workplace": "The workplace of the {s} is the {o}.",
    "material": "The usual material of the {s} is {o}.",
}
SPLIT_SEED = 11


@dataclass(frozen=True)
class Fact:
    """One true statement; `wrong` are the objects a liar may put in its place."""

    relation: str
    subject: str
    object: str
    wrong: tuple[str, ...]
    set: str
    split: str

    def prompt(self) -> str:
        """The statement up to the object, without the space before it."""
        return TEMPLATES[self.relation].split(" {o}")[0].format(s=self.subject)

    def sentence(self, told: str) -> str:
        """The statement with `told` as its object."""
        return TEMPLATES[self.relation].format(s=self.subject, o=told)


def load() -> list[Fact]:
    """All facts in a fixed order; sets and splits are drawn from SPLIT_SEED."""
    rows = []
    for relation in TEMPLATES:
        path = Path(__file__).parent / "facts" / f"{relation}.csv"
        with path.open(encoding="utf-8") as file:
            table = list(csv.DictReader(file))
        pool = sorted({row["object"] for row in table})
        for row in table:
            true = {row["object"], *row["also"].split()}
            wrong = tuple(word for word in pool if word not in true)
            rows.append((relation, row["subject"], row["object"], wrong))
    order = list(range(len(rows)))
    random.Random(SPLIT_SEED).shuffle(order)
    facts: list[Fact | None] = [None] * len(rows)
    for rank, i in enumerate(order):
        part = "B" if rank < len(rows) // 5 else "A"
        split = "held-out" if part == "B" or rank % 2 else "fit"
        facts[i] = Fact(*rows[i], part, split)
    return [fact for fact in facts if fact]


def check(facts: list[Fact]) -> list[str]:
    """Everything that is wrong with the list, in words; empty when it is sound."""
    problems = []
    for relation in TEMPLATES:
        own = [fact for fact in facts if fact.relation == relation]
        subjects = [fact.subject for fact in own]
        problems += [f"{relation}: {s} stands twice" for s in sorted({s for s in subjects if subjects.count(s) > 1})]
        if len({fact.object for fact in own}) < 4:
            problems.append(f"{relation}: fewer than 4 objects")
    for fact in facts:
        for word in (fact.subject, fact.object):
            if not (word.isascii() and word.isalpha()):
                problems.append(f"{fact.relation}: {word!r} is not one plain word")
        if fact.object in fact.wrong or len(fact.wrong) < 3:
            problems.append(f"{fact.relation}: {fact.subject} has {len(fact.wrong)} wrong objects")
    return problems


if __name__ == "__main__":
    found = load()
    trouble = check(found)
    print("\n".join(trouble) or f"{len(found)} facts, no problem found")
    raise SystemExit(1 if trouble else 0)
