"""Paired item bootstrap in vectorised NumPy. usage: items.py MODELS ITEMS DRAWS; prints seconds of processor time."""
import sys
import time

import numpy as np

models, items, draws = map(int, sys.argv[1:4])
generator = np.random.default_rng(1)
results = (generator.random((models, items)) < 0.5).astype(np.float32)
began = time.process_time()
scores = np.empty((draws, models), dtype=np.float32)
for draw in range(draws):
    scores[draw] = results[:, generator.integers(0, items, items)].mean(1)
np.quantile(np.diff(scores, axis=1), [0.025, 0.5, 0.975], axis=0)
print(time.process_time() - began)
