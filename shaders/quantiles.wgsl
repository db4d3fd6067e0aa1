// Order statistics and a histogram of many segments of values, exactly, so that only these are read back.
// Radix selection: six rounds of `count_digits` and `locate` fix a digit each of every wanted key, from the highest;
// `count_bins` then makes the histogram. Twin of the rule: src/lib/stats/histogramQuantile.ts.
// philox.wgsl and order-key.wgsl come before this text.

override workgroup_size: u32 = 64u;

// Digits of six bits, two in the last round.
const DIGIT_BITS = 6u;
const DIGITS = 64u;
// Wanted order statistics at once.
const MOST_WANTED = 8u;
// A row for each wanted. Four times as many take a software adapter four seconds to compile.
const TALLIES = 512u;

struct Portion {
  first_segment: u32,
  // Round 0 … 5.
  round: u32,
  wanted: u32,
  bins: u32,
  // Which of the wanted a histogram without given bounds spans.
  span_lo: u32,
  span_hi: u32,
}

struct Segment {
  first: u32,
  length: u32,
  // Of the histogram; with lo ≥ hi it spans the wanted order statistics span_lo and span_hi.
  lo: f32,
  hi: f32,
}

// Of one wanted order statistic, in ascending order: the digits fixed so far, and the rank, from 1, among the keys that begin
// with them.
struct Found {
  key: u32,
  rank: u32,
}

@group(0) @binding(0) var<uniform> portion: Portion;
@group(0) @binding(1) var<storage, read> segments: array<Segment>;
@group(0) @binding(2) var<storage, read> keys: array<u32>;
// [segment][wanted]
@group(0) @binding(3) var<storage, read_write> found: array<Found>;
// [segment][wanted][digit]. Wanted ones whose digits agree so far share the row of the first of them, so that a value is
// counted at most once; rows are cleared for the next round.
@group(0) @binding(4) var<storage, read_write> tallies: array<atomic<u32>>;
// Probabilities as 64-bit fractions (high, low).
@group(0) @binding(5) var<storage, read> probabilities: array<vec2u>;
// [segment]: number of defined values, values below and above the bins, then the bins.
@group(0) @binding(6) var<storage, read_write> counted: array<atomic<u32>>;

var<workgroup> group_tallies: array<atomic<u32>, TALLIES>;

// Bits that no round has fixed yet before this one, and after it.
fn bits_left() -> u32 {
  return 32u - DIGIT_BITS * portion.round;
}

fn shift_of_digit() -> u32 {
  return bits_left() - min(DIGIT_BITS, bits_left());
}

// What earlier rounds have fixed. A shift by 32 is not defined.
fn prefix_of(key: u32) -> u32 {
  return select(key >> (bits_left() & 31u), 0u, portion.round == 0u);
}

fn digit_of(key: u32) -> u32 {
  return (key >> shift_of_digit()) & ((1u << min(DIGIT_BITS, bits_left())) - 1u);
}

fn tally_row(segment: u32, wanted: u32) -> u32 {
  return (segment * portion.wanted + wanted) * DIGITS;
}

@compute @workgroup_size(workgroup_size)
fn count_digits(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let index = portion.first_segment + group.y;
  let segment = segments[index];
  // The distinct prefixes, and the rows of the first wanted that have them. In round 0 there is one, of no digits.
  var prefixes: array<u32, MOST_WANTED>;
  var rows: array<u32, MOST_WANTED>;
  var distinct = 0u;
  for (var p = 0u; p < portion.wanted; p++) {
    let prefix = prefix_of(found[index * portion.wanted + p].key);
    if (distinct == 0u || prefix != prefixes[distinct - 1u]) {
      prefixes[distinct] = prefix;
      rows[distinct] = p * DIGITS;
      distinct++;
    }
  }
  for (var i = group.x * workgroup_size + local; i < segment.length; i += groups.x * workgroup_size) {
    let key = keys[segment.first + i];
    if (key != UNDEFINED_KEY) {
      let prefix = prefix_of(key);
      for (var d = 0u; d < distinct; d++) {
        if (prefix == prefixes[d]) {
          atomicAdd(&group_tallies[rows[d] + digit_of(key)], 1u);
          break;
        }
      }
    }
  }
  workgroupBarrier();
  let first = tally_row(index, 0u);
  for (var j = local; j < portion.wanted * DIGITS; j += workgroup_size) {
    let count = atomicLoad(&group_tallies[j]);
    if (count > 0u) {
      atomicAdd(&tallies[first + j], count);
    }
  }
}

// Smallest k with k ≥ p·n, at least 1.
fn rank_of(p: vec2u, n: u32) -> u32 {
  let low = multiply_wide(p.y, n);
  let high = multiply_wide(p.x, n);
  let middle = high.y + low.x;
  let whole = high.x + u32(middle < high.y);
  return max(1u, whole + u32(middle > 0u || low.y > 0u));
}

// One invocation does a segment's wanted in ascending order: it looks through a shared row once.
@compute @workgroup_size(1)
fn locate(@builtin(workgroup_id) group: vec3u) {
  let index = portion.first_segment + group.y;
  var n = 0u;
  if (portion.round == 0u) {
    for (var digit = 0u; digit < DIGITS; digit++) {
      n += atomicLoad(&tallies[tally_row(index, 0u) + digit]);
    }
    atomicStore(&counted[index * (portion.bins + 3u)], n);
  }
  var prefix = 0u;
  var row = 0u;
  var digit = 0u;
  var before = 0u;
  for (var p = 0u; p < portion.wanted; p++) {
    var state = found[index * portion.wanted + p];
    if (portion.round == 0u) {
      state = Found(0u, rank_of(probabilities[p], n));
    }
    if (p == 0u || state.key != prefix) {
      prefix = state.key;
      row = tally_row(index, p);
      digit = 0u;
      before = 0u;
    }
    // Ends at the last digit where the segment has no defined value.
    for (; digit < DIGITS - 1u; digit++) {
      let count = atomicLoad(&tallies[row + digit]);
      if (before + count >= state.rank) {
        break;
      }
      before += count;
    }
    found[index * portion.wanted + p] = Found(prefix | (digit << shift_of_digit()), state.rank - min(before, state.rank - 1u));
  }
  for (var j = 0u; j < portion.wanted * DIGITS; j++) {
    atomicStore(&tallies[tally_row(index, 0u) + j], 0u);
  }
}

@compute @workgroup_size(workgroup_size)
fn count_bins(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let index = portion.first_segment + group.y;
  let segment = segments[index];
  var lo = segment.lo;
  var hi = segment.hi;
  if (!(lo < hi)) {
    lo = value_of_key(found[index * portion.wanted + portion.span_lo].key);
    hi = value_of_key(found[index * portion.wanted + portion.span_hi].key);
  }
  let bins = f32(portion.bins);
  let scale = select(0.0, bins / (hi - lo), hi > lo);
  for (var i = group.x * workgroup_size + local; i < segment.length; i += groups.x * workgroup_size) {
    let key = keys[segment.first + i];
    if (key != UNDEFINED_KEY) {
      let value = value_of_key(key);
      var slot = 2u + u32(clamp((value - lo) * scale, 0.0, bins - 1.0));
      if (value < lo) {
        slot = 0u;
      } else if (value > hi) {
        slot = 1u;
      }
      atomicAdd(&group_tallies[slot], 1u);
    }
  }
  workgroupBarrier();
  let first = index * (portion.bins + 3u) + 1u;
  for (var j = local; j < portion.bins + 2u; j += workgroup_size) {
    let count = atomicLoad(&group_tallies[j]);
    if (count > 0u) {
      atomicAdd(&counted[first + j], count);
    }
  }
}
