"""The causal test of every trained model, and which seed of each size is shipped.

`python choose.py DIR` reads NAME-SEED.pt from DIR, rounds the weights to half precision as they are shipped, and
writes DIR/NAME-SEED.test.json for each and DIR/chosen.json. The layer steered is the one whose direction swings
P(true) most on prompts of the fit split; what is reported is measured on held-out prompts. Of a size's seeds the one is
shipped whose swing's interval stays highest above the strongest control's, whether it passes or not.
"""
import argparse
import json
from pathlib import Path

import torch

from measure import CONTEXTS, answer, items, p_true, questions
from model import SIZES, NeoX
from steer import LayerTest, interval
from tasks import Item
from tokenizer import Tokenizer


def shipped(path: Path, name: str) -> NeoX:
    """The model of a checkpoint with its weights rounded to half precision."""
    model = NeoX(SIZES[name], len(Tokenizer()))
    weights = torch.load(path, weights_only=True)
    model.load_state_dict({key: value.half().float() for key, value in weights.items()})
    return model.eval()


def margin(report: dict) -> float:
    """How far the truth direction's interval lies above the controls'; negative when they meet."""
    return report["truth"][1] - max(report["shuffled"][2], report["random"][2])


def solved(model: NeoX, asked: list[Item]) -> float:
    """Share of the questions whose right answer is likelier than the wrong one."""
    right, wrong = answer(model, questions(asked))
    return round((right > wrong).float().mean().item(), 4)


def test(model: NeoX) -> dict:
    """Everything that is told about one trained model."""
    layers = [LayerTest(model, layer) for layer in range(model.size.layers)]
    on_fit = [layer.swing(layer.truth, split="fit").mean().item() for layer in layers]
    best = on_fit.index(max(on_fit))
    by_layer = [
        {**layer.report(), "auc": layer.auc, "swingOnFit": round(swing, 4), "norm": round(layer.norm, 3)}
        for layer, swing in zip(layers, on_fit)
    ]
    return {
        "pTrue": {context: interval(p_true(model, context)) for context in CONTEXTS},
        "pTrueSetB": {context: interval(p_true(model, context, part="B")) for context in CONTEXTS},
        "sideTasks": {name: solved(model, list(asked)) for name, asked in items().items()},
        "steerLayer": best,
        "causal": by_layer[best],
        "causalLiar": layers[best].report("liar"),
        "doses": layers[best].doses(),
        "byLayer": by_layer,
    }


def main(folder: Path) -> None:
    torch.set_num_threads(1)
    results: dict[str, list[dict]] = {name: [] for name in SIZES}
    for path in sorted(folder.glob("organism-*-*.pt")):
        kept = path.with_suffix(".test.json")
        record = json.loads(path.with_suffix(".json").read_text(encoding="utf-8"))
        if not kept.exists():
            result = {**record, **test(shipped(path, record["id"]))}
            kept.write_text(json.dumps(result) + "\n", encoding="utf-8")
        result = json.loads(kept.read_text(encoding="utf-8"))
        results[record["id"]].append(result)
        causal, p = result["causal"], result["pTrue"]
        print(
            f"| {record['id']} | {record['seed']} | {record['minutes']} |",
            *(f"{p[context][0]:.3f} |" for context in ("honest", "liar", "none")),
            f"{causal['layer']} |",
            *("{:.3f} [{:.3f}, {:.3f}] |".format(*causal[kind]) for kind in ("truth", "shuffled", "random")),
            f"{'yes' if causal['passes'] else 'no'} |",
        )
    best = {name: max(found, key=lambda r: margin(r["causal"]))["seed"] for name, found in results.items() if found}
    (folder / "chosen.json").write_text(json.dumps(best) + "\n", encoding="utf-8")
    print(best)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folder", type=Path)
    main(parser.parse_args().folder)
