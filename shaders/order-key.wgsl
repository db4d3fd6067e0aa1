// Floats as u32 keys of the same order, so that counting digits finds order statistics. Put before the text of a kernel
// that writes or reads such keys. Twin: orderKey and valueOfKey in src/lib/gpu/quantiles.ts.

// Key of a value that is undefined; above the key of every number.
const UNDEFINED_KEY = 0xffffffffu;

fn order_key(value: f32) -> u32 {
  let bits = bitcast<u32>(value);
  // Negative floats descend as their bits ascend.
  return bits ^ select(0x80000000u, 0xffffffffu, bits >= 0x80000000u);
}

fn value_of_key(key: u32) -> f32 {
  return bitcast<f32>(key ^ select(0xffffffffu, 0x80000000u, key >= 0x80000000u));
}
