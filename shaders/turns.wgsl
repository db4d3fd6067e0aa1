// Does benchmark 2 turn along the sizes of a family, given the noise of its scores, and where?
// A row of workgroups (y) simulates one family, its invocations share the draws; turning draws are counted by the place
// of their vertex. Twin: src/lib/coupling/turns.ts. The random words agree bit for bit, the counts within 1e-3 of the draws.
// philox.wgsl comes before this text.

override workgroup_size: u32 = 64u;

// Equal bins between the smallest and the largest size.
const FINE_BINS = 8192u;

// Scores are centred and scaled in f64 before upload, with their noise and the leg; sizes are places among the bins.
struct Model {
  place: f32,
  score: f32,
  own: f32,
  joint: f32,
}

struct Line {
  first_model: u32,
  models: u32,
  stream: u32,
  // 1 where one more normal moves all models together.
  has_joint: u32,
  leg: f32,
}

struct Portion {
  seed: u32,
  first_line: u32,
  first_draw: u32,
  end_draw: u32,
}

@group(0) @binding(0) var<uniform> portion: Portion;
@group(0) @binding(1) var<storage, read> lines: array<Line>;
@group(0) @binding(2) var<storage, read> models: array<Model>;
// FINE_BINS turning up, then FINE_BINS turning down, for each line of this dispatch.
@group(0) @binding(3) var<storage, read_write> bins: array<atomic<u32>>;

// The extreme score of a draw so far, and its neighbours.
struct Extreme {
  at: u32,
  before: f32,
  score: f32,
  after: f32,
}

// Bin of the vertex of the parabola through an extreme and its two neighbours, kept between them.
fn bin_of(first_model: u32, extreme: Extreme) -> u32 {
  let middle = first_model + extreme.at;
  let x0 = models[middle - 1u].place;
  let x1 = models[middle].place;
  let x2 = models[middle + 1u].place;
  let before = (extreme.score - extreme.before) / (x1 - x0);
  let after = (extreme.after - extreme.score) / (x2 - x1);
  let curvature = (after - before) / (x2 - x0);
  var vertex = x1;
  if (curvature != 0.0) {
    vertex = clamp((x0 + x1) / 2.0 - before / (2.0 * curvature), x0, x2);
  }
  return min(u32(max(vertex, 0.0)), FINE_BINS - 1u);
}

@compute @workgroup_size(workgroup_size)
fn count_turns(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let line = lines[portion.first_line + group.y];
  let up_at = 2u * FINE_BINS * group.y;
  let down_at = up_at + FINE_BINS;
  let last = line.models - 1u;
  let key = vec2u(portion.seed, 0u);
  // Counted from 0, so that the sum cannot pass 2^32 near the last draw.
  let draws = portion.end_draw - portion.first_draw;
  for (var i = group.x * workgroup_size + local; i < draws; i += groups.x * workgroup_size) {
    let draw = portion.first_draw + i;
    var together = 0.0;
    if (line.has_joint == 1u) {
      // Normal number `models`: one of a pair, two pairs a block.
      let words = philox4x32(vec4u(line.models / 4u, draw, line.stream, 0u), key);
      let pair = select(words.xy, words.zw, (line.models & 2u) == 2u);
      together = normal_pair(pair.x, pair.y)[line.models & 1u];
    }
    var words = vec4u(0u);
    var normals = vec2f(0.0);
    var first = 0.0;
    var score = 0.0;
    var lowest = Extreme(0u, 0.0, 0.0, 0.0);
    var highest = lowest;
    for (var m = 0u; m <= last; m++) {
      if ((m & 3u) == 0u) {
        words = philox4x32(vec4u(m / 4u, draw, line.stream, 0u), key);
        normals = normal_pair(words.x, words.y);
      } else if ((m & 1u) == 0u) {
        normals = normal_pair(words.z, words.w);
      }
      let model = models[line.first_model + m];
      let before = score;
      score = model.score + model.own * normals[m & 1u] + model.joint * together;
      if (m == 0u) {
        first = score;
        lowest.score = score;
        highest.score = score;
        continue;
      }
      if (lowest.at + 1u == m) { lowest.after = score; }
      if (highest.at + 1u == m) { highest.after = score; }
      if (score < lowest.score) { lowest = Extreme(m, before, score, score); }
      if (score > highest.score) { highest = Extreme(m, before, score, score); }
    }
    if (lowest.at > 0u && lowest.at < last
      && first - lowest.score > line.leg && score - lowest.score > line.leg) {
      atomicAdd(&bins[up_at + bin_of(line.first_model, lowest)], 1u);
    }
    if (highest.at > 0u && highest.at < last
      && highest.score - first > line.leg && highest.score - score > line.leg) {
      atomicAdd(&bins[down_at + bin_of(line.first_model, highest)], 1u);
    }
  }
}
