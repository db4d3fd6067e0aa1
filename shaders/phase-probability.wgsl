// How often does the coupling γ = ΔB2/ΔB1 of an interval fall in each phase, given the noise of its scores?
// A row of workgroups (y) simulates one interval, its invocations share the draws; counts are added per workgroup.
// Twin: src/lib/coupling/phaseProbability.ts. The random words agree bit for bit, the counts within 1e-3 of the draws.
// philox.wgsl comes before this text.

override workgroup_size: u32 = 64u;

// Scaled in f64 before upload, all by one factor, which leaves γ as it is.
// With D = delta1 + sd1·z1 and N = delta2 + sd2·z2, γ is compared without dividing:
// γ < −0.1 where N + 0.1·D and D have different signs, γ > 0.1 where N − 0.1·D and D have the same sign.
struct Interval {
  delta1: f32,
  sd1: f32,
  sd2: f32,
  tax_margin: f32,   // delta2 + 0.1·delta1
  bonus_margin: f32, // delta2 − 0.1·delta1
  stream: u32,
}

struct Portion {
  seed: u32,
  first_interval: u32,
  first_draw: u32,
  end_draw: u32,
}

@group(0) @binding(0) var<uniform> portion: Portion;
@group(0) @binding(1) var<storage, read> intervals: array<Interval>;
// Three an interval: tax, transition, bonus.
@group(0) @binding(2) var<storage, read_write> counts: array<atomic<u32>>;

var<workgroup> group_counts: array<atomic<u32>, 3>;

@compute @workgroup_size(workgroup_size)
fn count_phases(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let index = portion.first_interval + group.y;
  let interval = intervals[index];
  var tax = 0u;
  var bonus = 0u;
  var total = 0u;
  // Counted from 0, so that the sum cannot pass 2^32 near the last draw.
  let draws = portion.end_draw - portion.first_draw;
  for (var i = group.x * workgroup_size + local; i < draws; i += groups.x * workgroup_size) {
    let words = philox4x32(vec4u(0u, portion.first_draw + i, interval.stream, 0u), vec2u(portion.seed, 0u));
    let z = normal_pair(words.x, words.y);
    let step1 = interval.sd1 * z.x;
    let step2 = interval.sd2 * z.y;
    let d = interval.delta1 + step1;
    let above_tax = interval.tax_margin + 0.1 * step1 + step2;
    let above_bonus = interval.bonus_margin - 0.1 * step1 + step2;
    let is_tax = (d > 0.0 && above_tax < 0.0) || (d < 0.0 && above_tax > 0.0);
    let is_bonus = (d > 0.0 && above_bonus > 0.0) || (d < 0.0 && above_bonus < 0.0);
    // Rounding at a vanishing D could make both true; a draw counts once.
    tax += u32(is_tax);
    bonus += u32(is_bonus && !is_tax);
    total++;
  }
  atomicAdd(&group_counts[0], tax);
  atomicAdd(&group_counts[1], total - tax - bonus);
  atomicAdd(&group_counts[2], bonus);
  workgroupBarrier();
  if (local == 0u) {
    for (var phase = 0u; phase < 3u; phase++) {
      atomicAdd(&counts[3u * index + phase], atomicLoad(&group_counts[phase]));
    }
  }
}
