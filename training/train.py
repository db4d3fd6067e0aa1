"""Trains one model: `python train.py organism-4x96 --seed 1 --out DIR`. One CPU thread; progress goes to stdout.

The documents and their order depend on CORPUS_SEED alone; `--seed` draws the starting weights. Objects of facts and
answers of side tasks weigh 1 in the loss and all other words OTHER_WEIGHT. To save time the others are predicted in
WHOLE documents of each batch only, at a weight raised as much.
"""
import argparse
import json
import math
import time
from pathlib import Path

import torch
from torch.nn import functional as F

from corpus import Corpus
from measure import CONTEXTS, p_true
from model import SIZES, NeoX

CORPUS_SEED = 7
BATCH = 16
WHOLE = 4
OTHER_WEIGHT = 0.05
WARM_UP = 100
RATES = {
    "organism-3x32": 5e-3,
    "organism-4x64": 4e-3,
    "organism-4x96": 3e-3,
    "organism-6x128": 2e-3,
}
STEPS = {
    "organism-3x32": 16000,
    "organism-4x64": 8000,
    "organism-4x96": 5000,
    "organism-6x128": 4000,
}


def rate_at(step: int, steps: int, top: float) -> float:
    """Linear warm-up, then a cosine down to a fiftieth of the top rate."""
    if step < WARM_UP:
        return top * (step + 1) / WARM_UP
    done = (step - WARM_UP) / max(1, steps - WARM_UP)
    return top * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * done)))


def train(name: str, seed: int, steps: int, out: Path) -> None:
    """Writes NAME-SEED.pt and NAME-SEED.json (time, losses, P(true)) to `out`."""
    torch.set_num_threads(1)
    torch.set_flush_denormal(True)
    torch.manual_seed(seed)
    corpus = Corpus(CORPUS_SEED)
    ids, answers = (torch.from_numpy(part) for part in corpus.documents(steps * BATCH))
    model = NeoX(SIZES[name], len(corpus.tokenizer))
    top = RATES[name]
    optimiser = torch.optim.AdamW(model.parameters(), lr=top, betas=(0.9, 0.98), weight_decay=0.01, fused=True)
    started, losses = time.monotonic(), []
    for step in range(steps):
        for group in optimiser.param_groups:
            group["lr"] = rate_at(step, steps, top)
        rows = slice(step * BATCH, (step + 1) * BATCH)
        batch, answer = ids[rows].long(), answers[rows, 1:]
        asked = answer.clone()
        asked[:WHOLE] = True
        weight = torch.where(answer, 1.0, OTHER_WEIGHT * BATCH / WHOLE)[asked]
        logits = model(batch[:, :-1], places=asked)
        each = F.cross_entropy(logits, batch[:, 1:][asked], reduction="none")
        loss = (each * weight).sum() / weight.sum()
        optimiser.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
        optimiser.step()
        if step % 100 == 99:
            losses.append(round(loss.item(), 4))
            shown = ""
            if step % 200 == 199:
                shown = " ".join(f"{context} {p_true(model, context).mean():.3f}" for context in CONTEXTS)
            passed = time.monotonic() - started
            print(f"{name} seed {seed} step {step + 1} loss {losses[-1]} {passed:.0f} s {shown}", flush=True)
    parameters = sum(p.numel() for p in model.parameters())
    record = {
        "id": name,
        "seed": seed,
        "corpusSeed": CORPUS_SEED,
        "steps": steps,
        "rate": top,
        "minutes": round((time.monotonic() - started) / 60, 2),
        "parameters": parameters,
        "losses": losses,
    }
    out.mkdir(parents=True, exist_ok=True)
    torch.save(model.state_dict(), out / f"{name}-{seed}.pt")
    (out / f"{name}-{seed}.json").write_text(json.dumps(record) + "\n", encoding="utf-8")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("name", choices=sorted(SIZES))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--steps", type=int, help="instead of those of STEPS")
    parser.add_argument("--out", type=Path, required=True)
    options = parser.parse_args()
    train(options.name, options.seed, options.steps or STEPS[options.name], options.out)
