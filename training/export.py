"""Writes the chosen models and their metadata: `python export.py DIR --to ../static/models`.

DIR is what train.py and choose.py wrote. Each model is checked against PyTorch by ONNX's own evaluator: whole prompts,
and the same prompt with half of it in the cache.
"""
import argparse
import json
from hashlib import sha256
from pathlib import Path

import numpy as np
import onnx
import torch
from onnx.reference import ReferenceEvaluator

from choose import shipped
from graph import NeoXGraph
from measure import chosen, contexts, items, p_true, pairs
from model import NORM_EPSILON, ROTARY_BASE, ROTARY_SHARE, SIZES, NeoX, Size
from tokenizer import Tokenizer

LARGEST_ERROR = 1e-4
CHECKS = 6
LICENSE = "MIT"


def run(session: ReferenceEvaluator, size: Size, ids: np.ndarray, past: dict[str, np.ndarray]) -> dict[str, np.ndarray]:
    """Outputs by name for ids [1, length] after what `past` holds."""
    empty = np.zeros((1, size.heads, 0, size.head_dim), np.float32)
    names = [f"past_key_values.{i}.{part}" for i in range(size.layers) for part in ("key", "value")]
    before = past.get(names[0], empty).shape[2]
    feeds = {
        "input_ids": ids,
        "attention_mask": np.ones((1, before + ids.shape[1]), np.int64),
        "position_ids": np.arange(before, before + ids.shape[1])[None],
        **{name: past.get(name, empty) for name in names},
    }
    return dict(zip(session.output_names, session.run(None, feeds)))


@torch.no_grad()
def error(file: Path, model: NeoX) -> float:
    """Largest difference of logits between the file and PyTorch, on prompts with and without a cache."""
    session, tokenizer, worst = ReferenceEvaluator(onnx.load(file)), Tokenizer(), 0.0
    for pair in chosen("A", "held-out")[:4]:
        ids = np.array([[0, *tokenizer.encode(pair.text("liar"))]])
        wanted = model(torch.from_numpy(ids)).numpy()
        whole = run(session, model.size, ids, {})
        half = ids.shape[1] // 2
        start = run(session, model.size, ids[:, :half], {})
        cache = {name.replace("present", "past_key_values"): x for name, x in start.items() if name != "logits"}
        rest = run(session, model.size, ids[:, half:], cache)
        worst = max(worst, np.abs(whole["logits"] - wanted).max(), np.abs(rest["logits"] - wanted[:, half:]).max())
    return float(worst)


def config(size: Size, vocabulary: int) -> dict:
    """The model's configuration in the words of transformers."""
    return {
        "architectures": ["GPTNeoXForCausalLM"],
        "model_type": "gpt_neox",
        "attention_bias": True,
        "bos_token_id": 0,
        "eos_token_id": 0,
        "pad_token_id": 1,
        "hidden_act": "gelu",
        "hidden_size": size.hidden,
        "intermediate_size": 4 * size.hidden,
        "layer_norm_eps": NORM_EPSILON,
        "max_position_embeddings": 512,
        "num_attention_heads": size.heads,
        "num_hidden_layers": size.layers,
        "partial_rotary_factor": ROTARY_SHARE,
        "rotary_pct": ROTARY_SHARE,
        "rope_theta": ROTARY_BASE,
        "rotary_emb_base": ROTARY_BASE,
        "tie_word_embeddings": False,
        "use_cache": True,
        "use_parallel_residual": True,
        "vocab_size": vocabulary,
    }


def checks(model: NeoX) -> list[dict]:
    """A few prompts with their ids and the P(true) that PyTorch gives, for a test in the browser's runtime."""
    made, tokenizer = [], Tokenizer()
    values = {context: p_true(model, context) for context in ("none", "liar", "honest")}
    asked = list(enumerate(chosen("A", "held-out")))
    for i, pair in asked[:: len(asked) // CHECKS][:CHECKS]:
        for context, p in values.items():
            prompt = pair.text(context)
            answers = {"right": tokenizer.word(pair.fact.object), "wrong": tokenizer.word(pair.wrong)}
            ids = [0, *tokenizer.encode(prompt)]
            made.append({"prompt": prompt, "ids": ids, **answers, "pTrue": round(p[i].item(), 5)})
    return made


def write_json(path: Path, content: object) -> None:
    """One line for each object or list of a list."""
    text = json.dumps(content, ensure_ascii=False).replace("}, {", "},\n{").replace("], [", "],\n[")
    path.write_text(text + "\n", encoding="utf-8")


def write_model(folder: Path, record: dict, runs: Path) -> dict:
    """One model's folder; returns its entry in organisms.json."""
    size, stem = SIZES[record["id"]], f"{record['id']}-{record['seed']}"
    model = shipped(runs / f"{stem}.pt", record["id"])
    own = folder / size.id
    (own / "onnx").mkdir(parents=True, exist_ok=True)
    file = own / "onnx" / "model.onnx"
    file.write_bytes(NeoXGraph(model).build().SerializeToString())
    worst = error(file, model)
    if worst > LARGEST_ERROR:
        raise SystemExit(f"{size.id}: logits differ from PyTorch by {worst:.2g}, more than {LARGEST_ERROR}")
    tokenizer = Tokenizer()
    tokenizer.write(own)
    write_json(own / "config.json", config(size, len(tokenizer)))
    write_json(own / "generation_config.json", {"bos_token_id": 0, "eos_token_id": 0, "pad_token_id": 1})
    files = sorted((part for part in own.rglob("*") if part.is_file()), key=lambda part: part.as_posix())
    size_in_bytes = sum(part.stat().st_size for part in files)
    digest = sha256(b"".join(part.read_bytes() for part in files)).hexdigest()
    print(f"{size.id} seed {record['seed']}: {size_in_bytes} bytes, largest difference from PyTorch {worst:.1e}")
    told = ("pTrue", "pTrueSetB", "sideTasks", "steerLayer", "causal", "causalLiar", "doses", "byLayer")
    return {
        "id": size.id,
        "folder": size.id,
        "file": "onnx/model.onnx",
        "layers": size.layers,
        "hidden": size.hidden,
        "heads": size.heads,
        "parameters": record["parameters"],
        "dtype": "fp32",
        "weights": "float16",
        "bytes": size_in_bytes,
        "sha256": digest,
        "seed": record["seed"],
        "steps": record["steps"],
        "minutes": record["minutes"],
        **{key: record[key] for key in told},
        "errorAgainstTorch": float(f"{worst:.1e}"),
        "checks": checks(model),
        "license": LICENSE,
    }


def facts() -> dict:
    """Everything a page needs to build prompts and minimal pairs."""
    return {
        "facts": [
            {
                "relation": pair.fact.relation,
                "subject": pair.fact.subject,
                "template": pair.fact.sentence("{}"),
                "right": pair.fact.object,
                "wrong": pair.wrong,
                "set": pair.fact.set,
                "split": pair.fact.split,
                "context": pair.context,
            }
            for pair in pairs()
        ],
        "contexts": {
            "honest": [list(context.honest) for context in contexts()],
            "liar": [list(context.liar) for context in contexts()],
        },
        **{
            name: [{"prompt": prompt, "right": right, "wrong": wrong} for prompt, right, wrong in asked]
            for name, asked in items().items()
        },
    }


def main(runs: Path, folder: Path) -> None:
    torch.set_num_threads(1)
    folder.mkdir(parents=True, exist_ok=True)
    best = json.loads((runs / "chosen.json").read_text(encoding="utf-8"))
    entries = []
    for name, seed in best.items():
        record = json.loads((runs / f"{name}-{seed}.test.json").read_text(encoding="utf-8"))
        entries.append(write_model(folder, record, runs))
    write_json(folder / "organisms.json", entries)
    write_json(folder / "facts.json", facts())


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("runs", type=Path)
    parser.add_argument("--to", type=Path, required=True)
    options = parser.parse_args()
    main(options.runs, options.to)
