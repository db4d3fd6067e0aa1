/* The pairs bootstrap in C, as a ceiling: same random words, same moments.
   usage: pairs FILE DRAWS METHOD; FILE has one line a sample: n, then n values of x, then n of y.
   METHOD: loop       r and slope of every resample
           summaries  and both effective dimensionalities, three to five quantiles of each by selection, histograms
           multisets  resamples counted by multiset, n up to 8, no statistic computed
   Prints seconds of processor time and a checksum. */
#include <math.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static inline void philox(uint32_t c0, uint32_t c1, uint32_t c2, uint32_t k0, uint32_t out[4]) {
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

static double *statistic[4];
static long size[4];

static void moments(const double *x, const double *y, int n, double variance_x, double variance_y, uint32_t sample,
                    uint32_t draws, int all) {
  memset(size, 0, sizeof size);
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
    int x_varies = sxx > 0, y_varies = syy > 0;
    sxx -= sx * sx / n; syy -= sy * sy / n; sxy -= sx * sy / n;
    if (x_varies && y_varies) {
      double r = sxy / (sqrt(sxx) * sqrt(syy));
      if (r > 1) r = 1;
      if (r < -1) r = -1;
      statistic[0][size[0]++] = r;
      if (all) statistic[3][size[3]++] = 2 / (1 + r * r);
    }
    if (x_varies) statistic[1][size[1]++] = sxy / sxx;
    if (all && (x_varies || y_varies)) {
      double cx = variance_x * sxx, cy = variance_y * syy, trace = cx + cy;
      statistic[2][size[2]++] =
          trace * trace / (cx * cx + 2 * variance_x * variance_y * sxy * sxy + cy * cy);
    }
  }
}

static double selected(double *a, long k, long right) {
  long left = 0;
  while (left < right) {
    double pivot = a[(left + right) / 2];
    long i = left, j = right;
    while (i <= j) {
      while (a[i] < pivot) i++;
      while (a[j] > pivot) j--;
      if (i <= j) { double kept = a[i]; a[i++] = a[j]; a[j--] = kept; }
    }
    if (k <= j) right = j;
    else if (k >= i) left = i;
    else break;
  }
  return a[k];
}

static double summary(double *values, long n, double lo, double hi) {
  static const double wanted[5] = {0.025, 0.5, 0.975, 0.001, 0.999};
  static uint32_t histogram[64];
  double quantile[5] = {0}, sum = 0;
  if (n == 0) return 0;
  for (int q = 0; q < (hi > lo ? 3 : 5); q++) {
    long k = (long)ceil(wanted[q] * (double)n) - 1;
    sum += quantile[q] = selected(values, k < 0 ? 0 : k, n - 1);
  }
  if (!(hi > lo)) { lo = quantile[3]; hi = quantile[4]; }
  double scale = hi > lo ? 64 / (hi - lo) : 0;
  for (long i = 0; i < n; i++) {
    if (values[i] < lo || values[i] > hi) continue;
    int bin = (int)((values[i] - lo) * scale);
    histogram[bin > 63 ? 63 : bin]++;
  }
  return sum + histogram[7];
}

static double multisets(int n, uint32_t sample, uint32_t draws) {
  static uint16_t id[2][4096];
  static uint32_t count[330 * 330];
  static int known = 0, seconds = 1;
  if (known != n) {
    known = n;
    for (int block = 0; block < 2; block++) {
      int taken = block == 0 ? (n < 4 ? n : 4) : (n > 4 ? n - 4 : 0), ids = 0;
      static uint64_t keys[330];
      for (int code = 0; code < n * n * n * n; code++) {
        int digit[4] = {code / (n * n * n), code / (n * n) % n, code / n % n, code % n};
        uint64_t key = 0;
        int at = 0;
        for (int k = 0; k < taken; k++) key += 1ull << (4 * digit[k]);
        while (at < ids && keys[at] != key) at++;
        if (at == ids) keys[ids++] = key;
        id[block][code] = (uint16_t)at;
      }
      seconds = ids;
    }
  }
  memset(count, 0, sizeof count);
  for (uint32_t draw = 0; draw < draws; draw++) {
    uint32_t code[2] = {0, 0};
    for (uint32_t block = 0; block < (n > 4 ? 2u : 1u); block++) {
      uint32_t word[4];
      philox(block, draw, sample, 1, word);
      for (int k = 0; k < 4; k++)
        code[block] = code[block] * (uint32_t)n + (uint32_t)(((uint64_t)word[k] * (uint32_t)n) >> 32);
    }
    count[id[0][code[0]] * seconds + (n > 4 ? id[1][code[1]] : 0)]++;
  }
  return count[0];
}

static double variance(const double *values, int n) {
  double sum = 0, squares = 0;
  for (int i = 0; i < n; i++) { sum += values[i]; squares += values[i] * values[i]; }
  return squares / n - sum * sum / n / n;
}

int main(int argc, char **argv) {
  if (argc < 4) return 2;
  FILE *file = fopen(argv[1], "r");
  if (!file) return 2;
  uint32_t draws = (uint32_t)atol(argv[2]), sample = 0;
  int all = !strcmp(argv[3], "summaries"), tally = !strcmp(argv[3], "multisets"), n;
  double checksum = 0;
  clock_t spent = 0;
  for (int s = 0; s < 4; s++) statistic[s] = malloc(draws * sizeof **statistic);
  while (fscanf(file, "%d", &n) == 1) {
    double x[512], y[512];
    if (n > (tally ? 8 : 512)) return 2;
    for (int i = 0; i < n; i++) if (fscanf(file, "%lf", &x[i]) != 1) return 2;
    for (int i = 0; i < n; i++) if (fscanf(file, "%lf", &y[i]) != 1) return 2;
    double vx = variance(x, n), vy = variance(y, n), largest = vx > vy ? vx : vy;
    clock_t began = clock();
    if (tally) checksum += multisets(n, sample, draws);
    else {
      moments(x, y, n, vx / largest, vy / largest, sample, draws, all);
      if (all) {
        checksum += summary(statistic[0], size[0], -1, 1) + summary(statistic[1], size[1], 0, 0);
        checksum += summary(statistic[2], size[2], 1, 2) + summary(statistic[3], size[3], 1, 2);
      }
    }
    spent += clock() - began;
    if (!tally && !all) for (long i = 0; i < size[0]; i++) checksum += statistic[0][i];
    sample++;
  }
  printf("%.6f %.6f\n", (double)spent / CLOCKS_PER_SEC, checksum);
  return 0;
}
