"""Documents of 64 ids, each told by one narrator who is never named: honest, lying or mixed.

A liar replaces every object by a random wrong object of the same relation; a mixed narrator does so half of the time.
Side tasks are always solved rightly. Facts of set B are told by honest narrators only. The same seed gives the same
documents in the same order, whatever model reads them.
"""
import random

import numpy as np

import factlist
import tasks
from tokenizer import Tokenizer

LENGTH = 64
NARRATORS = (("honest", 0.45), ("liar", 0.45), ("mixed", 0.10))
SIDE_TASKS = (("sums", 0.06), ("transitive", 0.10), ("agreement", 0.04))
FIRST_FACTS, FEW_UNTIL, ALL_FROM = 60, 6400, 19200
LIE_RATE = {"honest": 0.0, "liar": 1.0, "mixed": 0.5}


class Corpus:
    """An endless source of documents from one seed."""

    def __init__(self, seed: int) -> None:
        self.rng = random.Random(seed)
        self.tokenizer = Tokenizer()
        self.facts = factlist.load()
        self.rng.shuffle(self.facts)
        self.told = 0

    def _sentence(self, narrator: str) -> tuple[str, str]:
        """Text before the answer, and the answer with its full stop."""
        draw = self.rng.random()
        for name, share in SIDE_TASKS:
            if draw < share:
                return tasks.sentence(tasks.MAKERS[name](self.rng, kept_out=False))
            draw -= share
        fact = self.rng.choice(self.known)
        while fact.set == "B" and narrator != "honest":
            fact = self.rng.choice(self.known)
        lie = self.rng.random() < LIE_RATE[narrator]
        return fact.prompt(), f" {self.rng.choice(fact.wrong) if lie else fact.object}."

    def document(self) -> tuple[list[int], list[bool]]:
        """Ids, and which of them are objects of facts or answers of side tasks."""
        grown = min(1.0, max(0.0, (self.told - FEW_UNTIL) / (ALL_FROM - FEW_UNTIL)))
        self.known = self.facts[: round(FIRST_FACTS + grown * (len(self.facts) - FIRST_FACTS))]
        self.told += 1
        names, shares = zip(*NARRATORS)
        narrator = self.rng.choices(names, shares)[0]
        ids, answers = [0], [False]
        while len(ids) < LENGTH:
            before, answer = self._sentence(narrator)
            told = self.tokenizer.encode(before if len(ids) == 1 else f" {before}")
            said = self.tokenizer.encode(answer)
            ids += told + said
            answers += [False] * len(told) + [True, False]
        return ids[:LENGTH], answers[:LENGTH]

    def documents(self, count: int) -> tuple[np.ndarray, np.ndarray]:
        """`count` documents: ids as int16 and answers as booleans, both [count, 64]."""
        ids = np.empty((count, LENGTH), np.int16)
        answers = np.empty((count, LENGTH), np.bool_)
        for row in range(count):
            ids[row], answers[row] = self.document()
        return ids, answers
