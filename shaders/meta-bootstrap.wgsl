// Family-cluster bootstrap of a random-effects meta-regression γ = a + b·x with τ² of its own in every draw.
// One invocation makes one draw: it takes families with replacement, finds τ² from the moments of the families, and fits
// the intervals with weights 1/(v + τ²). Twin: src/lib/coupling/metaBootstrap.ts; the random words agree bit for bit, the
// values to 1e-4 of their spread. philox.wgsl and order-key.wgsl come before this text.

override workgroup_size: u32 = 64u;

// As many families as fit one byte each into the workgroup's memory; see src/lib/gpu/metaBootstrap.ts.
const WORDS_PER_DRAW = 32u;
// Above every zero: the line does not reach 0 in the direction meant.
const BEYOND = 1e30;
const FARTHEST_ZERO = 1e20;
const LEAST_SPREAD = 1e-9;
const LEAST_INFORMATION = 1e-6;

struct Portion {
  seed: u32,
  stream: u32,
  first_draw: u32,
  end_draw: u32,
  draws: u32,
  families: u32,
  intervals: u32,
  direction: f32,
  // Where x = 0 and γ = 0 are on the standardised axes.
  origin_x: f32,
  origin_y: f32,
}

// Moments of a family about its own means, w = 1/v.
struct Family {
  count: f32,
  w: f32,
  x: f32,
  y: f32,
  xx: f32,
  xy: f32,
  yy: f32,
  w2: f32,
  w2_x: f32,
  w2_xx: f32,
}

struct Interval {
  x: f32,
  y: f32,
  variance: f32,
  family: u32,
}

@group(0) @binding(0) var<uniform> portion: Portion;
@group(0) @binding(1) var<storage, read> families: array<Family>;
@group(0) @binding(2) var<storage, read> intervals: array<Interval>;
// Four rows of `draws`: intercept, slope, τ², zero, standardised, as keys.
@group(0) @binding(3) var<storage, read_write> keys: array<u32>;

// How often each family was drawn, four a word; word k of all invocations lies together, so that they do not collide.
var<workgroup> times: array<u32, WORDS_PER_DRAW * workgroup_size>;

fn times_of(family: u32, local: u32) -> f32 {
  return f32((times[(family >> 2u) * workgroup_size + local] >> (8u * (family & 3u))) & 0xffu);
}

fn put(draw: u32, intercept: u32, slope: u32, tau2: u32, zero: u32) {
  keys[draw] = intercept;
  keys[portion.draws + draw] = slope;
  keys[2u * portion.draws + draw] = tau2;
  keys[3u * portion.draws + draw] = zero;
}

@compute @workgroup_size(workgroup_size)
fn resample_families(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
) {
  let offset = group.x * workgroup_size + local;
  if (offset >= portion.end_draw - portion.first_draw) {
    return;
  }
  let draw = portion.first_draw + offset;

  for (var k = 0u; k < WORDS_PER_DRAW; k++) {
    times[k * workgroup_size + local] = 0u;
  }
  var words = vec4u();
  for (var k = 0u; k < portion.families; k++) {
    if ((k & 3u) == 0u) {
      words = philox4x32(vec4u(k >> 2u, draw, portion.stream, 0u), vec2u(portion.seed, 0u));
    }
    let family = multiply_wide(words[k & 3u], portion.families).x;
    times[(family >> 2u) * workgroup_size + local] += 1u << (8u * (family & 3u));
  }

  var count = 0.0;
  var total = 0.0;
  var mean = vec2f();
  for (var f = 0u; f < portion.families; f++) {
    let m = times_of(f, local);
    let weight = m * families[f].w;
    count += m * families[f].count;
    total += weight;
    mean += weight * vec2f(families[f].x, families[f].y);
  }
  mean /= total;
  var xx = 0.0;
  var xy = 0.0;
  var yy = 0.0;
  var w2 = 0.0;
  var w2_xx = 0.0;
  for (var f = 0u; f < portion.families; f++) {
    let m = times_of(f, local);
    let family = families[f];
    let d = vec2f(family.x, family.y) - mean;
    let d2 = family.w2_x - mean.x;
    xx += m * (family.xx + family.w * d.x * d.x);
    xy += m * (family.xy + family.w * d.x * d.y);
    yy += m * (family.yy + family.w * d.y * d.y);
    w2 += m * family.w2;
    w2_xx += m * (family.w2_xx + family.w2 * d2 * d2);
  }
  if (!(xx > LEAST_SPREAD * total)) {
    put(draw, UNDEFINED_KEY, UNDEFINED_KEY, UNDEFINED_KEY, UNDEFINED_KEY);
    return;
  }
  let information = total - w2 / total - w2_xx / xx;
  var tau2 = 0.0;
  if (count > 2.0 && information > LEAST_INFORMATION * total) {
    tau2 = max(0.0, (yy - xy * xy / xx - (count - 2.0)) / information);
  }

  total = 0.0;
  mean = vec2f();
  for (var i = 0u; i < portion.intervals; i++) {
    let interval = intervals[i];
    let weight = times_of(interval.family, local) / (interval.variance + tau2);
    total += weight;
    mean += weight * vec2f(interval.x, interval.y);
  }
  mean /= total;
  xx = 0.0;
  xy = 0.0;
  for (var i = 0u; i < portion.intervals; i++) {
    let interval = intervals[i];
    let weight = times_of(interval.family, local) / (interval.variance + tau2);
    let d = vec2f(interval.x, interval.y) - mean;
    xx += weight * d.x * d.x;
    xy += weight * d.x * d.y;
  }
  let slope = xy / xx;
  var zero = BEYOND;
  if (slope * portion.direction > 1e-20) {
    zero = clamp(mean.x + (portion.origin_y - mean.y) / slope, -FARTHEST_ZERO, FARTHEST_ZERO);
  }
  let intercept = mean.y + slope * (portion.origin_x - mean.x);
  put(draw, order_key(intercept), order_key(slope), order_key(tau2), order_key(zero));
}
