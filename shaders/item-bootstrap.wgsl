// Paired item bootstrap: sums of the results of resampled items, for all models of a family at once.
// The work of a benchmark is flat: draws × groups of models × chunks of items. An invocation draws one chunk after another
// and adds its whole-number sums to the draw's totals, so that neither the cut nor the order changes a bit.
// Twin: src/lib/coupling/itemBootstrap.ts; totals agree exactly. philox.wgsl comes before this text.

override workgroup_size: u32 = 64u;

// Items of a chunk: a multiple of 8, and below 2^(3 + count of `eights`).
const chunk_items = 256u;

struct Portion {
  seed: u32,
  stream: u32,
  items: u32,
  models: u32,
  groups: u32,
  chunks: u32,     // of one draw's items
  first_draw: u32, // whose totals are row 0
  first: u32,      // chunks of work of this dispatch, counted over all draws and groups
  end: u32,
}

@group(0) @binding(0) var<uniform> portion: Portion;
// draws × models
@group(0) @binding(1) var<storage, read_write> totals: array<atomic<u32>>;
// groups of 32 models × items: bit j is the result of the group's model j
@group(0) @binding(2) var<storage, read> masks: array<u32>;
// groups of 8 models × items: models 0 to 3 in the low halves, 4 to 7 in the high ones
@group(0) @binding(3) var<storage, read> grades: array<vec4u>;

struct Chunk { row: u32, group: u32, first: u32, end: u32 }

fn chunk_at(flat: u32) -> Chunk {
  let of_group = flat / portion.chunks;
  let first = (flat % portion.chunks) * chunk_items;
  return Chunk(
    of_group / portion.groups,
    of_group % portion.groups,
    first,
    min(first + chunk_items, portion.items),
  );
}

// Words 4·block … 4·block + 3 of the draw, as item numbers.
fn four_items(block: u32, draw: u32) -> vec4u {
  let words = philox4x32(vec4u(block, draw, portion.stream, 0u), vec2u(portion.seed, 0u));
  return vec4u(
    multiply_wide(words.x, portion.items).x,
    multiply_wide(words.y, portion.items).x,
    multiply_wide(words.z, portion.items).x,
    multiply_wide(words.w, portion.items).x,
  );
}

// Carry-save adder over 32 lanes of one bit: (sum, carry).
fn add3(a: u32, b: u32, c: u32) -> vec2u {
  let half = a ^ b;
  return vec2u(half ^ c, (a & b) | (half & c));
}

@compute @workgroup_size(workgroup_size)
fn count_right(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) workgroups: vec3u) {
  for (var i = id.x; i < portion.end - portion.first; i += workgroups.x * workgroup_size) {
    let chunk = chunk_at(portion.first + i);
    let draw = portion.first_draw + chunk.row;
    let base = chunk.group * portion.items;
    // Digits of 32 counts, plane by plane.
    var ones = 0u;
    var twos = 0u;
    var fours = 0u;
    var eights = array<u32, 6>();
    for (var k = chunk.first; k < chunk.end; k += 8u) {
      let a = four_items(k / 4u, draw);
      let b = four_items(k / 4u + 1u, draw);
      // What is drawn past the last item counts nothing.
      let left = chunk.end - k;
      let ones0 = add3(ones, masks[base + a.x], select(0u, masks[base + a.y], left > 1u));
      let ones1 = add3(
        ones0.x,
        select(0u, masks[base + a.z], left > 2u),
        select(0u, masks[base + a.w], left > 3u),
      );
      let ones2 = add3(
        ones1.x,
        select(0u, masks[base + b.x], left > 4u),
        select(0u, masks[base + b.y], left > 5u),
      );
      let ones3 = add3(
        ones2.x,
        select(0u, masks[base + b.z], left > 6u),
        select(0u, masks[base + b.w], left > 7u),
      );
      ones = ones3.x;
      let twos0 = add3(twos, ones0.y, ones1.y);
      let twos1 = add3(twos0.x, ones2.y, ones3.y);
      twos = twos1.x;
      let fours0 = add3(fours, twos0.y, twos1.y);
      fours = fours0.x;
      var carry = fours0.y;
      for (var plane = 0u; plane < 6u; plane++) {
        let digit = eights[plane];
        eights[plane] = digit ^ carry;
        carry &= digit;
      }
    }
    let first_model = chunk.group * 32u;
    let models = min(32u, portion.models - first_model);
    for (var model = 0u; model < models; model++) {
      var count = ((ones >> model) & 1u) | (((twos >> model) & 1u) << 1u) | (((fours >> model) & 1u) << 2u);
      for (var plane = 0u; plane < 6u; plane++) {
        count |= ((eights[plane] >> model) & 1u) << (plane + 3u);
      }
      atomicAdd(&totals[chunk.row * portion.models + first_model + model], count);
    }
  }
}

@compute @workgroup_size(workgroup_size)
fn add_grades(@builtin(global_invocation_id) id: vec3u, @builtin(num_workgroups) workgroups: vec3u) {
  for (var i = id.x; i < portion.end - portion.first; i += workgroups.x * workgroup_size) {
    let chunk = chunk_at(portion.first + i);
    let draw = portion.first_draw + chunk.row;
    let base = chunk.group * portion.items;
    var low = vec4u();
    var high = vec4u();
    for (var k = chunk.first; k < chunk.end; k += 4u) {
      let drawn = four_items(k / 4u, draw);
      for (var j = 0u; j < min(4u, chunk.end - k); j++) {
        let four = grades[base + drawn[j]];
        low += four & vec4u(0xffffu);
        high += four >> vec4u(16u);
      }
    }
    let first_model = chunk.group * 8u;
    let models = min(8u, portion.models - first_model);
    for (var model = 0u; model < models; model++) {
      let sum = select(low[model % 4u], high[model % 4u], model > 3u);
      atomicAdd(&totals[chunk.row * portion.models + first_model + model], sum);
    }
  }
}
