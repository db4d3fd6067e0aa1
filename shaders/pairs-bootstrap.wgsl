// Pairs bootstrap of many samples of (x, y): r, slope and effective dimensionality of every resample.
// A row of workgroups (y) resamples one sample, an invocation makes whole resamples. Twin: src/lib/stats/pairsBootstrap.ts;
// the drawn rows agree bit for bit, the statistics to 1e-4. philox.wgsl and order-key.wgsl come before this text.

override workgroup_size: u32 = 64u;

struct Portion {
  seed: u32,
  first_draw: u32,
  end_draw: u32,
  // Resamples of each sample in all: the length of a segment of keys.
  draws: u32,
}

struct Sample {
  first_row: u32,
  rows: u32,
  stream: u32,
  // Variances of x and y in their own units, the larger one 1.
  variance_x: f32,
  variance_y: f32,
}

@group(0) @binding(0) var<uniform> portion: Portion;
@group(0) @binding(1) var<storage, read> samples: array<Sample>;
// Standardised in f64: x as a sum of two floats, then y.
@group(0) @binding(2) var<storage, read> rows: array<vec4f>;
// [sample][r, slope, d_eff of the covariance, of the correlation][draw], as keys of their order.
@group(0) @binding(3) var<storage, read_write> keys: array<u32>;

// floor(word·n / 2^32) for n < 2^16.
fn index_of(word: u32, n: u32) -> u32 {
  return ((word >> 16u) * n + (((word & 0xffffu) * n) >> 16u)) >> 16u;
}

// Moments about the mean in the updating form (Chan, Golub and LeVeque 1983), and with differences taken from the first row
// drawn, high parts and low parts apart: a resample of equal rows has moments of exactly 0, one of close rows keeps its digits.
fn second_moments(sample: Sample, resample: u32) -> vec3f {
  let n = sample.rows;
  var first = vec4f();
  var mean = vec2f();
  var squares = vec2f();
  var product = 0.0;
  for (var block = 0u; 4u * block < n; block++) {
    let words = philox4x32(vec4u(block, resample, sample.stream, 0u), vec2u(portion.seed, 0u));
    for (var k = 4u * block; k < min(n, 4u * block + 4u); k++) {
      let row = rows[sample.first_row + index_of(words[k & 3u], n)];
      if (k == 0u) {
        first = row;
      }
      let difference = row - first;
      let from_mean = (difference.xz - mean) + difference.yw;
      let share = 1.0 / f32(k + 1u);
      let gain = from_mean * (f32(k) * share);
      mean += from_mean * share;
      squares += gain * from_mean;
      product += gain.x * from_mean.y;
    }
  }
  return vec3f(squares, product);
}

@compute @workgroup_size(workgroup_size)
fn resample_pairs(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let sample = samples[group.y];
  let draws = portion.end_draw - portion.first_draw;
  for (var i = group.x * workgroup_size + local; i < draws; i += groups.x * workgroup_size) {
    let resample = portion.first_draw + i;
    let moments = second_moments(sample, resample);
    let x_varies = moments.x > 0.0;
    let y_varies = moments.y > 0.0;
    var statistics = vec4u(UNDEFINED_KEY);
    var r = 0.0;
    if (x_varies && y_varies) {
      r = clamp(moments.z / (sqrt(moments.x) * sqrt(moments.y)), -1.0, 1.0);
      statistics.x = order_key(r);
      statistics.w = order_key(2.0 / (1.0 + r * r));
    }
    if (x_varies) {
      statistics.y = order_key(moments.z / moments.x);
    }
    if (x_varies || y_varies) {
      // Scaled to a largest variance of 1, since the squares of small ones would vanish.
      let variances = moments.xy * vec2f(sample.variance_x, sample.variance_y);
      let c = variances / max(variances.x, variances.y);
      let trace = c.x + c.y;
      statistics.z = order_key(trace * trace / (c.x * c.x + 2.0 * c.x * c.y * r * r + c.y * c.y));
    }
    let first = group.y * 4u * portion.draws + resample;
    for (var k = 0u; k < 4u; k++) {
      keys[first + k * portion.draws] = statistics[k];
    }
  }
}
