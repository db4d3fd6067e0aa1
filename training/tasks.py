"""The honest side tasks every narrator solves rightly: sums, who is the taller one, and verbs that agree.

Each maker gives (prompt, right, wrong): the text up to the answer, the right word and a wrong one of the same kind.
Pairs of summands and pairs of nouns with an odd checksum class are kept out of training, so answers can be tested.
"""
import random

NAMES = (
    "Ann Bob Carl Dora Emma Fred Gina Hugo Iris Jack Kate Liam Mary Nick Olga Paul Rita Sam Tina Umar Vera Walt "
    "Yuri Zoe"
).split()
COMPARATIVES = ("taller", "older", "faster", "richer")
NOUNS = {"boy": "boys", "girl": "girls", "king": "kings", "queen": "queens", "doctor": "doctors", "driver": "drivers",
         "friend": "friends", "guest": "guests"}
VERBS = {"runs": "run", "sings": "sing", "sleeps": "sleep", "waits": "wait", "laughs": "laugh", "works": "work"}
LARGEST_SUMMAND = 12

Item = tuple[str, str, str]


def total(rng: random.Random, kept_out: bool) -> Item:
    """A sum of two numbers from 1 to 12; the wrong answer is off by one or two."""
    while True:
        a, b = rng.randint(1, LARGEST_SUMMAND), rng.randint(1, LARGEST_SUMMAND)
        if ((3 * a + 5 * b) % 7 == 0) == kept_out:
            break
    wrong = a + b + rng.choice([d for d in (-2, -1, 1, 2) if a + b + d >= 2])
    return f"The sum of {a} and {b} is", str(a + b), str(wrong)


def transitive(rng: random.Random, kept_out: bool) -> Item:
    """Two premises in either order, then the question about their ends; names are kept out by their places."""
    while True:
        a, b, c = rng.sample(range(len(NAMES)), 3)
        if ((a + 2 * b + 3 * c) % 5 == 0) == kept_out:
            break
    high, mid, low = NAMES[a], NAMES[b], NAMES[c]
    word = rng.choice(COMPARATIVES)
    premises = [f"{high} is {word} than {mid}", f"{mid} is {word} than {low}"]
    rng.shuffle(premises)
    asked = [high, low]
    rng.shuffle(asked)
    prompt = f"Here {premises[0]} and {premises[1]}. Of {asked[0]} and {asked[1]} the {word} one is"
    return prompt, high, low


def agreement(rng: random.Random, kept_out: bool) -> Item:
    """A verb that must agree with the first noun, a second noun standing between them."""
    nouns = list(NOUNS)
    while True:
        i, j = rng.randrange(len(nouns)), rng.randrange(len(nouns))
        if i != j and ((i + 3 * j) % 5 == 0) == kept_out:
            break
    many, near_many = rng.random() < 0.5, rng.random() < 0.5
    first = NOUNS[nouns[i]] if many else nouns[i]
    second = NOUNS[nouns[j]] if near_many else nouns[j]
    one, several = rng.choice(list(VERBS.items()))
    return f"The {first} near the {second}", several if many else one, one if many else several


def sentence(item: Item) -> tuple[str, str]:
    """Text up to the answer, and the answer with its full stop."""
    return item[0], f" {item[1]}."


MAKERS = {"sums": total, "transitive": transitive, "agreement": agreement}
