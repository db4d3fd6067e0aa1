"""The pairs bootstrap of r in SciPy and in vectorised NumPy. usage: pairs.py FILE DRAWS METHOD; prints seconds of processor time.

FILE has one line a sample: n, then n values of x, then n of y.
"""
import sys
import time
import warnings

import numpy as np

warnings.filterwarnings("ignore")
path, draws, method = sys.argv[1], int(sys.argv[2]), sys.argv[3]
samples = []
for line in open(path):
    numbers = line.split()
    n = int(numbers[0])
    values = np.array(numbers[1:], dtype=float)
    samples.append((values[:n], values[n:]))


def pearson(x, y, axis=-1):
    x = x - x.mean(axis=axis, keepdims=True)
    y = y - y.mean(axis=axis, keepdims=True)
    return (x * y).sum(axis) / np.sqrt((x * x).sum(axis) * (y * y).sum(axis))


began = time.process_time()
if method == "scipy":
    from scipy.stats import bootstrap

    for x, y in samples:
        bootstrap((x, y), pearson, paired=True, vectorized=True, n_resamples=draws, method="percentile",
                  random_state=1)
elif method == "numpy":
    generator = np.random.default_rng(1)
    for x, y in samples:
        index = generator.integers(0, len(x), (draws, len(x)))
        np.nanquantile(pearson(x[index], y[index]), [0.025, 0.5, 0.975])
else:
    sys.exit(f"no method {method}")
print(time.process_time() - began)
