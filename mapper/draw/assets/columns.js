// The counterpart of columns.py.
function column(packed) {
  if (Array.isArray(packed)) return packed;
  if ('k' in packed) return new Array(packed.n).fill(packed.k);
  if ('d' in packed) return column(packed.i).map((index) => (index < 0 ? null : packed.d[index]));
  if ('x' in packed) {
    let sum = 0;
    return column(packed.x).map((step) => (sum += step));
  }
  const values = column(packed.v);
  let from = 0;
  return column(packed.l).map((length) => values.slice(from, (from += length)));
}

// A dictionary column as its words and an index into them (-1 for null).
const coded = (packed) => ({ words: packed.d, index: Int32Array.from(column(packed.i)) });

function sparseColumn(pairs) {
  return new Map(pairs);
}
