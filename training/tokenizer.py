"""A word tokenizer written as a BPE without merges, so that any text can be read and every corpus word is one id.

Ids: end of text, padding, the 256 byte symbols, then words, those that may follow a space with the space's symbol.
"""
import json
import re
from pathlib import Path

import factlist
import tasks

END, PAD = "<|endoftext|>", "<|pad|>"
PATTERN = r" ?[A-Za-z]+| ?[0-9]+| ?[^\sA-Za-z0-9]|\s"
SPACE = "\u0120"


def byte_symbols() -> list[str]:
    """The printable stand-ins for the 256 bytes that byte-level BPE uses, in byte order."""
    plain = {*range(33, 127), *range(161, 173), *range(174, 256)}
    symbols, shifted = [], 0
    for byte in range(256):
        if byte in plain:
            symbols.append(chr(byte))
        else:
            symbols.append(chr(256 + shifted))
            shifted += 1
    return symbols


def words() -> list[str]:
    """All words of the corpus, sorted: with a space before them, and those that can open a text without it."""
    texts = [template.replace("{s}", "").replace("{o}", "") for template in factlist.TEMPLATES.values()]
    texts += ["Here and is than Of the one near sum"]
    texts += [f"{fact.subject} {fact.object}" for fact in factlist.load()]
    texts += tasks.NAMES + list(tasks.COMPARATIVES)
    texts += [*tasks.NOUNS, *tasks.NOUNS.values(), *tasks.VERBS, *tasks.VERBS.values()]
    texts += [str(n) for n in range(2 * tasks.LARGEST_SUMMAND + 3)]
    spaced = {word for text in texts for word in re.findall(r"[A-Za-z]+|[0-9]+", text)}
    return sorted(SPACE + word for word in spaced) + ["Here", "The"]


class Tokenizer:
    """Text to ids and back, as the written tokenizer.json does it."""

    def __init__(self) -> None:
        self.tokens = [END, PAD, *sorted(byte_symbols()), *words()]
        self.ids = {token: i for i, token in enumerate(self.tokens)}
        self.symbols = byte_symbols()

    def __len__(self) -> int:
        return len(self.tokens)

    def encode(self, text: str) -> list[int]:
        """Ids of `text`, without the end-of-text id that opens every document."""
        ids = []
        for piece in re.findall(PATTERN, text):
            token = "".join(self.symbols[byte] for byte in piece.encode())
            ids += [self.ids[token]] if token in self.ids else [self.ids[symbol] for symbol in token]
        return ids

    def word(self, word: str) -> int:
        """The id of a corpus word after a space."""
        return self.ids[SPACE + word]

    def write(self, folder: Path) -> None:
        """Writes tokenizer.json and tokenizer_config.json."""
        special = {"single_word": False, "lstrip": False, "rstrip": False, "normalized": False, "special": True}
        end = {"SpecialToken": {"id": END, "type_id": 0}}
        first, second = ({"Sequence": {"id": name, "type_id": 0}} for name in "AB")
        bytelevel = {"type": "ByteLevel", "add_prefix_space": False, "trim_offsets": True}
        split = {"type": "Split", "pattern": {"Regex": PATTERN}, "behavior": "Isolated", "invert": False}
        tokenizer = {
            "version": "1.0",
            "truncation": None,
            "padding": None,
            "added_tokens": [{"id": i, "content": self.tokens[i], **special} for i in (0, 1)],
            "normalizer": None,
            "pre_tokenizer": {"type": "Sequence", "pretokenizers": [split, {**bytelevel, "use_regex": False}]},
            "post_processor": {
                "type": "TemplateProcessing",
                "single": [end, first],
                "pair": [end, first, second],
                "special_tokens": {END: {"id": END, "ids": [0], "tokens": [END]}},
            },
            "decoder": {**bytelevel, "use_regex": True},
            "model": {
                "type": "BPE",
                "dropout": None,
                "unk_token": None,
                "continuing_subword_prefix": None,
                "end_of_word_suffix": None,
                "fuse_unk": False,
                "byte_fallback": False,
                "ignore_merges": True,
                "vocab": self.ids,
                "merges": [],
            },
        }
        config = {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "bos_token": END,
            "eos_token": END,
            "pad_token": PAD,
            "model_max_length": 512,
            "clean_up_tokenization_spaces": False,
        }
        text = json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":"))
        (folder / "tokenizer.json").write_text(text + "\n", encoding="utf-8")
        (folder / "tokenizer_config.json").write_text(json.dumps(config) + "\n", encoding="utf-8")
