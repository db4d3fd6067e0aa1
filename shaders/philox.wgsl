// Philox4x32-10, the counter-based generator of every kernel (Salmon, Moraes, Dror and Shaw 2011).
// Put before a kernel's own text. Twin: src/lib/stats/philox.ts; the words agree bit for bit.
// Counter = (block, resample, stream, 0), key = (seed, 0).

// 64-bit product of two 32-bit words as (high, low). WGSL has no 64-bit integer: multiply by halves.
fn multiply_wide(a: u32, b: u32) -> vec2u {
  let a_low = a & 0xffffu;
  let a_high = a >> 16u;
  let b_low = b & 0xffffu;
  let b_high = b >> 16u;
  let low = a_low * b_low;
  // Neither sum can overflow: (2^16 − 1)² + (2^16 − 1) < 2^32.
  let cross = a_high * b_low + (low >> 16u);
  let cross_low = a_low * b_high + (cross & 0xffffu);
  return vec2u(a_high * b_high + (cross >> 16u) + (cross_low >> 16u), a * b);
}

fn philox4x32(counter: vec4u, key: vec2u) -> vec4u {
  var c = counter;
  var k = key;
  for (var round = 0u; round < 10u; round++) {
    let p0 = multiply_wide(0xd2511f53u, c.x);
    let p1 = multiply_wide(0xcd9e8d57u, c.z);
    c = vec4u(p1.x ^ c.y ^ k.x, p1.y, p0.x ^ c.w ^ k.y, p0.y);
    k += vec2u(0x9e3779b9u, 0xbb67ae85u);
  }
  return c;
}

// Two independent standard normals from two words (Box–Muller), uniforms (x + ½)/2^32.
fn normal_pair(word0: u32, word1: u32) -> vec2f {
  // The largest words round to 1 in f32, and a device's log may then come out above 0.
  let radius = sqrt(max(0.0, -2.0 * log((f32(word0) + 0.5) * 2.3283064365386963e-10)));
  // WGSL promises cos and sin only on [−π, π]: take the angle half a turn back, and both change sign.
  let angle = (f32(bitcast<i32>(word1 ^ 0x80000000u)) + 0.5) * 1.4629180792671596e-9;
  return -radius * vec2f(cos(angle), sin(angle));
}
