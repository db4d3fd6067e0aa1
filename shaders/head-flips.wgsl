// What do directions look like when right and wrong change places at random? For each unit (an attention head, a layer) and
// each draw: both capabilities' mean differences with a random sign for each pair, and whether their lengths and their
// agreement with the observed directions reach the observed ones.
// A workgroup takes one block of draws of one unit; an invocation takes DRAWS_EACH draws, 16 dimensions at a time.
// Twin: src/lib/models/heads/signFlips.ts. The signs agree bit for bit, the counts within 1e-3 of the draws.
// philox.wgsl comes before this text.

override workgroup_size: u32 = 64u;

struct Unit {
  // Squared lengths that count as reached, the product of both directions, and the variance of that product.
  reach1: f32,
  reach2: f32,
  product: f32,
  variance: f32,
  // Means of the squared projections of each capability's pairs on the other's direction.
  projected1: f32,
  projected2: f32,
}

struct Portion {
  seed: u32,
  stream1: u32,
  stream2: u32,
  pairs1: u32,
  pairs2: u32,
  chunks: u32, // of 16 dimensions
  draws: u32,
  kept: u32,   // draws whose moments are written
  blocks: u32, // of a unit's draws
  first: u32,  // blocks of work, counted over all units
  end: u32,
}

@group(0) @binding(0) var<uniform> portion: Portion;
@group(0) @binding(1) var<storage, read> units: array<Unit>;
// units × (pairs of the first capability, then of the second) × chunks
@group(0) @binding(2) var<storage, read> differences: array<mat4x4f>;
// units × two directions × chunks
@group(0) @binding(3) var<storage, read> directions: array<mat4x4f>;
// units × three tests
@group(0) @binding(4) var<storage, read_write> reached: array<atomic<u32>>;
// units × kept draws × eight moments, the last one unused
@group(0) @binding(5) var<storage, read_write> moments: array<vec4f>;

// Equal in exact arithmetic, sums of two orders differ by this share at most.
const TIE = 1e-5;

var<workgroup> tally: array<atomic<u32>, 3>;

fn inner(a: mat4x4f, b: mat4x4f) -> f32 {
  return dot(a[0], b[0]) + dot(a[1], b[1]) + dot(a[2], b[2]) + dot(a[3], b[3]);
}

fn sign_of(word: u32) -> f32 {
  return 1.0 - 2.0 * f32(word & 1u);
}

struct Sums { first: mat4x4f, second: mat4x4f }

// Signed sums of 16 dimensions over the pairs whose first difference stands at `row`, for two draws.
fn flipped(row: u32, pairs: u32, stream: u32, draw: u32, other: u32) -> Sums {
  var sums = Sums(mat4x4f(), mat4x4f());
  for (var pair = 0u; pair < pairs; pair += 128u) {
    let words = philox4x32(vec4u(pair / 128u, draw, stream, 0u), vec2u(portion.seed, 0u));
    let others = philox4x32(vec4u(pair / 128u, other, stream, 0u), vec2u(portion.seed, 0u));
    for (var w = 0u; w < 4u; w++) {
      var word = words[w];
      var its = others[w];
      let from_pair = pair + 32u * w;
      let to_pair = min(from_pair + 32u, pairs);
      for (var p = from_pair; p < to_pair; p++) {
        let difference = differences[row + p * portion.chunks];
        sums.first += sign_of(word) * difference;
        sums.second += sign_of(its) * difference;
        word >>= 1u;
        its >>= 1u;
      }
    }
  }
  return sums;
}

// Of the flipped directions u and w: (u·u, w·w, u·w, u·d1) and (u·d2, w·d1, w·d2, –).
struct Moments { a: vec4f, b: vec4f }

fn add_chunk(to: ptr<function, Moments>, u: mat4x4f, w: mat4x4f, d1: mat4x4f, d2: mat4x4f) {
  (*to).a += vec4f(inner(u, u), inner(w, w), inner(u, w), inner(u, d1));
  (*to).b += vec4f(inner(u, d2), inner(w, d1), inner(w, d2), 0.0);
}

fn test_draw(unit: u32, draw: u32, m: Moments) {
  if (draw >= portion.draws) { return; }
  if (draw < portion.kept) {
    let at = 2u * (unit * portion.kept + draw);
    moments[at] = m.a;
    moments[at + 1u] = m.b;
  }
  let observed = units[unit];
  if (m.a.x >= observed.reach1) { atomicAdd(&tally[0], 1u); }
  if (m.a.y >= observed.reach2) { atomicAdd(&tally[1], 1u); }
  let u2 = m.b.x;
  let w1 = m.b.y;
  let variance = max(0.0, observed.projected1 - u2 * u2) / f32(portion.pairs1 - 1u)
    + max(0.0, observed.projected2 - w1 * w1) / f32(portion.pairs2 - 1u);
  let product = observed.product;
  if (product * product * variance <= (u2 + w1) * (u2 + w1) * observed.variance * (1.0 + TIE)) {
    atomicAdd(&tally[2], 1u);
  }
}

@compute @workgroup_size(workgroup_size)
fn flip_signs(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let block = portion.first + group.x + group.y * groups.x;
  // The last row of workgroups may reach past the end; a whole workgroup leaves.
  if (block >= portion.end) { return; }
  let unit = block / portion.blocks;
  let draw = (block % portion.blocks) * 2u * workgroup_size + local;
  let other = draw + workgroup_size;
  if (local < 3u) { atomicStore(&tally[local], 0u); }
  workgroupBarrier();
  if (draw < portion.draws) {
    var mine = Moments(vec4f(), vec4f());
    var its = Moments(vec4f(), vec4f());
    for (var chunk = 0u; chunk < portion.chunks; chunk++) {
      let row = unit * (portion.pairs1 + portion.pairs2) * portion.chunks + chunk;
      let second = row + portion.pairs1 * portion.chunks;
      let u = flipped(row, portion.pairs1, portion.stream1, draw, other);
      let w = flipped(second, portion.pairs2, portion.stream2, draw, other);
      let at = 2u * unit * portion.chunks + chunk;
      let d1 = directions[at];
      let d2 = directions[at + portion.chunks];
      let share1 = 1.0 / f32(portion.pairs1);
      let share2 = 1.0 / f32(portion.pairs2);
      add_chunk(&mine, share1 * u.first, share2 * w.first, d1, d2);
      add_chunk(&its, share1 * u.second, share2 * w.second, d1, d2);
    }
    test_draw(unit, draw, mine);
    test_draw(unit, other, its);
  }
  workgroupBarrier();
  if (local < 3u) { atomicAdd(&reached[3u * unit + local], atomicLoad(&tally[local])); }
}
