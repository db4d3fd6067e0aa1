// What association do columns show when each is permuted by itself? Counts the draws whose |r| reaches the observed one,
// or tallies the effective dimensionality. A row of workgroups (y) permutes one table. An invocation shuffles one column
// of one draw, as an order of rows in workgroup memory, then relates it to other columns of its draw.
// Twin: src/lib/stats/permutationNull.ts. The random words agree bit for bit, the counts within 1e-3 of the draws.
// philox.wgsl comes before this text, and `const ROWS`: rows that a table may have, at most 256.

override workgroup_size: u32 = 64u;

const NULL_BINS = 8192u;
const UNITS = 65536.0;

struct Table {
  // Where its columns start, one after the other; centred in f64 before upload, of unit length.
  values: u32,
  rows: u32,
  columns: u32,
  // How many of them are permuted, the last ones: 1 for r, all for d_eff.
  permuted: u32,
  stream: u32,
  // Where its tally starts: for r a count; for d_eff two words each for the sums of s and s², then the bins.
  tally: u32,
  // Of |r|, less the allowance for rounding.
  bound: f32,
}

struct Portion {
  seed: u32,
  first_table: u32,
  first_draw: u32,
  end_draw: u32,
}

@group(0) @binding(0) var<uniform> portion: Portion;
@group(0) @binding(1) var<storage, read> tables: array<Table>;
@group(0) @binding(2) var<storage, read> values: array<f32>;
@group(0) @binding(3) var<storage, read_write> tallies: array<atomic<u32>>;

// Rows in shuffled order, a byte each: those 4w … 4w + 3 of invocation `local` are in word w · workgroup_size + local.
// Bytes, because a software adapter takes seconds to compile what clears 16 KiB.
var<workgroup> order: array<u32, workgroup_size * ROWS / 4u>;

fn row_at(i: u32, local: u32) -> u32 {
  return extractBits(order[(i / 4u) * workgroup_size + local], 8u * (i & 3u), 8u);
}

fn put_row(i: u32, local: u32, row: u32) {
  let at = (i / 4u) * workgroup_size + local;
  order[at] = insertBits(order[at], row, 8u * (i & 3u), 8u);
}

// Fisher–Yates from the last row down: word `first_word` of the draw's resample for the last row, and so on.
fn shuffle(table: Table, draw: u32, first_word: u32, local: u32) {
  for (var w = 0u; 4u * w < table.rows; w++) {
    order[w * workgroup_size + local] = 0x03020100u + w * 0x04040404u;
  }
  var words = vec4u(0u);
  var position = first_word;
  for (var i = table.rows - 1u; i > 0u; i--) {
    if ((position & 3u) == 0u || position == first_word) {
      words = philox4x32(vec4u(position / 4u, draw, table.stream, 0u), vec2u(portion.seed, 0u));
    }
    let j = multiply_wide(words[position & 3u], i + 1u).x;
    position++;
    let kept = row_at(i, local);
    put_row(i, local, row_at(j, local));
    put_row(j, local, kept);
  }
}

// r of the shuffled second column with the first one as it is.
fn with_first(table: Table, local: u32) -> f32 {
  let second = table.values + table.rows;
  var sum = 0.0;
  for (var i = 0u; i < table.rows; i++) {
    sum += values[table.values + i] * values[second + row_at(i, local)];
  }
  return sum;
}

// Sum of r² of an invocation's column with about half of the others, so that each pair of a draw is taken once.
fn with_others(table: Table, column: u32, local: u32) -> f32 {
  let first = local - column;
  let mine = table.values + column * table.rows;
  var squares = 0.0;
  for (var step = 1u; 2u * step <= table.columns; step++) {
    // Halfway round an even number of columns the same pair would come twice.
    if (2u * step == table.columns && column >= step) { continue; }
    let other = (column + step) % table.columns;
    let its = table.values + other * table.rows;
    var sum = 0.0;
    for (var i = 0u; i < table.rows; i++) {
      sum += values[mine + row_at(i, local)] * values[its + row_at(i, first + other)];
    }
    squares += sum * sum;
  }
  return squares;
}

// Adds to a number of two words, low and high.
fn add_wide(at: u32, amount: u32) {
  let before = atomicAdd(&tallies[at], amount);
  if (before + amount < before) { atomicAdd(&tallies[at + 1u], 1u); }
}

@compute @workgroup_size(workgroup_size)
fn tally_permutations(
  @builtin(local_invocation_index) local: u32,
  @builtin(workgroup_id) group: vec3u,
  @builtin(num_workgroups) groups: vec3u,
) {
  let table = tables[portion.first_table + group.y];
  let of_r = table.permuted == 1u;
  let columns = f32(table.columns);
  let pairs = columns * (columns - 1.0);
  let at_once = workgroup_size / table.permuted;
  let column = local % table.permuted;
  let draws = portion.end_draw - portion.first_draw;
  var reached = 0u;
  var sum = 0u;
  var sum_of_squares = 0u;
  // The loop's bounds are the same for a whole workgroup: barriers need that.
  for (var batch = group.x * at_once; batch < draws; batch += groups.x * at_once) {
    let i = batch + local / table.permuted;
    let takes_part = local / table.permuted < at_once && i < draws;
    if (takes_part) {
      shuffle(table, portion.first_draw + i, column * (table.rows - 1u), local);
    }
    workgroupBarrier();
    var part = 0.0;
    if (takes_part) {
      if (of_r) {
        reached += u32(abs(with_first(table, local)) >= table.bound);
      } else {
        part = with_others(table, column, local);
      }
    }
    workgroupBarrier();
    // The orders have been read: their place takes the parts of the sum.
    order[local] = bitcast<u32>(part);
    workgroupBarrier();
    if (takes_part && !of_r && column == 0u) {
      var squares = 0.0;
      for (var k = 0u; k < table.columns; k++) { squares += bitcast<f32>(order[local + k]); }
      // (d_eff − 1)/(k − 1) for d_eff = k²/(k + 2 Σ r²), without the difference.
      let share = clamp((pairs - 2.0 * squares) / ((columns - 1.0) * (columns + 2.0 * squares)), 0.0, 1.0);
      sum += u32(round(share * UNITS));
      sum_of_squares += u32(round(share * share * UNITS));
      atomicAdd(&tallies[table.tally + 4u + min(u32(share * f32(NULL_BINS)), NULL_BINS - 1u)], 1u);
    }
    workgroupBarrier();
  }
  if (of_r) {
    atomicAdd(&tallies[table.tally], reached);
  } else {
    add_wide(table.tally, sum);
    add_wide(table.tally + 2u, sum_of_squares);
  }
}
