"""r and its permutation null in SciPy. usage: correlation.py FILE COUNT METHOD; prints seconds of processor time.

FILE has one line a sample: n, then n values of x, then n of y. METHOD: pearson (COUNT times) or permutation (COUNT each).
"""
import sys
import time

import numpy as np
from scipy.stats import pearsonr, permutation_test

path, count, method = sys.argv[1], int(sys.argv[2]), sys.argv[3]
samples = []
for line in open(path):
    numbers = line.split()
    n = int(numbers[0])
    values = np.array(numbers[1:], dtype=float)
    samples.append((values[:n], values[n:]))

began = time.process_time()
if method == "pearson":
    for _ in range(count):
        for x, y in samples:
            pearsonr(x, y)
elif method == "permutation":
    for x, y in samples:
        unit = x - x.mean()
        unit /= np.sqrt((unit * unit).sum())

        def statistic(permuted, axis=-1):
            centred = permuted - permuted.mean(axis=axis, keepdims=True)
            return np.abs((centred * unit).sum(axis) / np.sqrt((centred * centred).sum(axis)))

        permutation_test((y,), statistic, permutation_type="pairings", vectorized=True, n_resamples=count,
                         alternative="greater", random_state=1)
else:
    sys.exit(f"no method {method}")
print(time.process_time() - began)
