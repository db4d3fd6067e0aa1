/* The inner loop of the pairs bootstrap in C, as a ceiling: same random words, same moments, r of every resample.
   usage: pairs FILE DRAWS; FILE has one line a sample: n, then n values of x, then n of y. Prints seconds and a checksum. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>

static void philox(uint32_t c0, uint32_t c1, uint32_t c2, uint32_t k0, uint32_t out[4]) {
  uint32_t c3 = 0, k1 = 0;
  for (int round = 0; round < 10; round++) {
    uint64_t p0 = (uint64_t)0xD2511F53u * c0, p1 = (uint64_t)0xCD9E8D57u * c2;
    uint32_t n0 = (uint32_t)(p1 >> 32) ^ c1 ^ k0, n2 = (uint32_t)(p0 >> 32) ^ c3 ^ k1;
    c1 = (uint32_t)p1;
    c3 = (uint32_t)p0;
    c0 = n0;
    c2 = n2;
    k0 += 0x9E3779B9u;
    k1 += 0xBB67AE85u;
  }
  out[0] = c0; out[1] = c1; out[2] = c2; out[3] = c3;
}

int main(int argc, char **argv) {
  if (argc < 3) return 2;
  FILE *file = fopen(argv[1], "r");
  if (!file) return 2;
  uint32_t draws = (uint32_t)atol(argv[2]), sample = 0;
  int n;
  double seconds = 0, checksum = 0;
  double *r = malloc(draws * sizeof *r), *slope = malloc(draws * sizeof *slope);
  while (fscanf(file, "%d", &n) == 1) {
    double x[512], y[512];
    for (int i = 0; i < n; i++) if (fscanf(file, "%lf", &x[i]) != 1) return 2;
    for (int i = 0; i < n; i++) if (fscanf(file, "%lf", &y[i]) != 1) return 2;
    struct timespec began, ended;
    clock_gettime(CLOCK_MONOTONIC, &began);
    for (uint32_t draw = 0; draw < draws; draw++) {
      uint32_t word[4] = {0};
      double x0 = 0, y0 = 0, sx = 0, sy = 0, sxx = 0, syy = 0, sxy = 0;
      for (int k = 0; k < n; k++) {
        if ((k & 3) == 0) philox((uint32_t)k >> 2, draw, sample, 1, word);
        int i = (int)(((uint64_t)word[k & 3] * (uint32_t)n) >> 32);
        if (k == 0) { x0 = x[i]; y0 = y[i]; }
        double dx = x[i] - x0, dy = y[i] - y0;
        sx += dx; sy += dy; sxx += dx * dx; syy += dy * dy; sxy += dx * dy;
      }
      sxx -= sx * sx / n; syy -= sy * sy / n; sxy -= sx * sy / n;
      r[draw] = sxx > 0 && syy > 0 ? sxy / (sqrt(sxx) * sqrt(syy)) : NAN;
      slope[draw] = sxx > 0 ? sxy / sxx : NAN;
    }
    clock_gettime(CLOCK_MONOTONIC, &ended);
    seconds += (double)(ended.tv_sec - began.tv_sec) + 1e-9 * (double)(ended.tv_nsec - began.tv_nsec);
    for (uint32_t draw = 0; draw < draws; draw++) if (r[draw] == r[draw]) checksum += r[draw];
    sample++;
  }
  printf("%.6f %.6f\n", seconds, checksum);
  return 0;
}
