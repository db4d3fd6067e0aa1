"""Sign-flip nulls of head directions in vectorised NumPy. usage: heads.py UNITS PAIRS DIMS DRAWS; prints seconds of processor time.

As ours: both directions' lengths and the studentised product, and the moments of the first 1000 draws; float32, one matrix
product a head and capability, signs drawn once.
"""
import sys
import time

import numpy as np

units, pairs, dims, draws = map(int, sys.argv[1:5])
generator = np.random.default_rng(1)
first, second = (generator.standard_normal((units, pairs, dims), dtype=np.float32) for _ in range(2))
began = time.process_time()
signs1, signs2 = (1 - 2 * generator.integers(0, 2, (draws, pairs), dtype=np.int8).astype(np.float32) for _ in range(2))
reached = np.empty((units, 3), dtype=np.int64)
kept = min(draws, 1000)
moments = np.empty((units, kept, 7), dtype=np.float32)
for unit in range(units):
    a, b = (x / np.sqrt((x * x).sum() / pairs) for x in (first[unit], second[unit]))
    d1, d2 = a.mean(0), b.mean(0)
    product = d1 @ d2
    square1, square2 = ((a @ d2) ** 2).mean(), ((b @ d1) ** 2).mean()
    variance = (square1 - product**2) / (pairs - 1) + (square2 - product**2) / (pairs - 1)
    u, w = signs1 @ (a / np.float32(pairs)), signs2 @ (b / np.float32(pairs))
    uu, ww = np.einsum("ij,ij->i", u, u), np.einsum("ij,ij->i", w, w)
    u2, w1 = u @ d2, w @ d1
    flipped = (square1 - u2**2) / (pairs - 1) + (square2 - w1**2) / (pairs - 1)
    reached[unit] = (
        (uu >= d1 @ d1).sum(),
        (ww >= d2 @ d2).sum(),
        (product**2 * flipped <= (u2 + w1) ** 2 * variance).sum(),
    )
    some = slice(0, kept)
    uw = np.einsum("ij,ij->i", u[some], w[some])
    moments[unit] = np.stack((uu[some], ww[some], uw, u[some] @ d1, u2[some], w1[some], w[some] @ d2), 1)
print(time.process_time() - began)
