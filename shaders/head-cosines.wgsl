// Cosines of every head output of one capability's prompts with every one of the other's, for all units: for each row (a unit,
// a prompt of the first capability) the count of those below the bound, and the mean.
// Twin: src/lib/models/heads/pairCosines.ts. philox.wgsl comes before this text and is not used.

override workgroup_size: u32 = 64u;

struct Portion {
  rows1: u32,
  rows2: u32,
  chunks: u32, // of 4 numbers
  bound: u32,  // an f32
  first: u32,  // rows of the first capability, counted over all units
  end: u32,
}

struct Answer { below: u32, mean: f32 }

@group(0) @binding(0) var<uniform> portion: Portion;
// units × rows × chunks, each row of length 1
@group(0) @binding(1) var<storage, read> outputs1: array<vec4f>;
@group(0) @binding(2) var<storage, read> outputs2: array<vec4f>;
// units × rows of the first capability
@group(0) @binding(3) var<storage, read_write> answers: array<Answer>;

@compute @workgroup_size(workgroup_size)
fn pair_cosines(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) groups: vec3u) {
  let bound = bitcast<f32>(portion.bound);
  for (var row = portion.first + id.x; row < portion.end; row += groups.x * workgroup_size) {
    let mine = row * portion.chunks;
    let its = (row / portion.rows1) * portion.rows2 * portion.chunks;
    var below = 0u;
    var sum = 0.0;
    for (var other = 0u; other < portion.rows2; other++) {
      var parts = vec4f();
      for (var k = 0u; k < portion.chunks; k++) {
        parts += outputs1[mine + k] * outputs2[its + other * portion.chunks + k];
      }
      let cosine = dot(parts, vec4f(1.0));
      below += u32(cosine < bound);
      sum += cosine;
    }
    answers[row] = Answer(below, sum / f32(portion.rows2));
  }
}
