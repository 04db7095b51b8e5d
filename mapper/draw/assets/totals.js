// Sums that count nobody twice: a part is skipped while the total around it is there.
function withoutParts(list) {
  if (!rows.around.size) return list;
  const there = new Set();
  for (const row of list) if (counts(row)) there.add(rows.series.index[row]);
  return list.filter((row) => {
    const around = rows.around.get(row);
    return !around || !around.some((series) => there.has(series));
  });
}

function emptySum() {
  return { low: 0, high: 0, open: false, unknown: 0, rows: 0, wide: false, hosts: new Set() };
}

function addTo(sum, row) {
  addCount(sum, row);
  const host = rows.host.index[row];
  if (host < 0) sum.wide = true;
  else sum.hosts.add(rows.host.words[host]);
}

function addCount(sum, row) {
  const low = rows.low[row], high = rows.high[row];
  sum.rows++;
  if (low < 0 && high < 0) { sum.unknown++; return; }
  if (low > 0) sum.low += low;
  sum.high += high < 0 ? low : high;
  if (high < 0) sum.open = true;
}

function totalOf(list, keep) {
  const sum = emptySum();
  for (const row of withoutParts(list)) if (counts(row) && (!keep || keep(row))) addTo(sum, row);
  return sum;
}

const totalCache = { day: null, version: -1, sum: null };

// Everybody abroad on a day.
function totalAt(day) {
  if (totalCache.day !== day || totalCache.version !== filterVersion) Object.assign(totalCache, { day, version: filterVersion, sum: totalOf(activeAt(day), isForeign) });
  return totalCache.sum;
}

function totalsBy(list, keyOf) {
  const sums = new Map();
  for (const row of withoutParts(list)) {
    if (!counts(row)) continue;
    const key = keyOf(row);
    if (!sums.has(key)) sums.set(key, emptySum());
    addTo(sums.get(key), row);
  }
  return sums;
}

// The parts of [start, end) that no total around the row covers.
function uncovered(row, spansOf) {
  let free = [[rows.from[row], Math.min(rows.to[row], axis.last + 1)]];
  for (const series of rows.around.get(row) || []) {
    for (const [from, to] of spansOf.get(series) || []) {
      free = free.flatMap(([start, end]) => (to <= start || from >= end ? [[start, end]] : [[start, from], [to, end]].filter(([a, b]) => a < b)));
    }
  }
  return free;
}

const MOST_SENDERS = 8;
const levelCache = { version: -1, levels: null };

// Day by day over the whole axis: the low bound of each of the greatest senders, and the total's low and high.
function levels() {
  if (levelCache.version === filterVersion) return levelCache.levels;
  const days = axis.last - axis.first + 1;
  const spansOf = new Map(), pieces = [];
  for (let row = 0; row < rows.count; row++) {
    if (!rows.passes[row] || !counts(row)) continue;
    const series = rows.series.index[row];
    if (rows.around.size) {
      if (!spansOf.has(series)) spansOf.set(series, []);
      spansOf.get(series).push([rows.from[row], rows.to[row]]);
    }
    if (isForeign(row)) pieces.push(row);
  }
  const weight = new Map();
  const parts = [];
  for (const row of pieces) {
    for (const [start, end] of uncovered(row, spansOf)) {
      const high = rows.high[row] < 0 ? Math.max(0, rows.low[row]) : rows.high[row];
      parts.push([row, start - axis.first, Math.max(start, end) - axis.first, Math.max(0, rows.low[row]), high]);
      const sender = senderOf(row);
      weight.set(sender, (weight.get(sender) || 0) + high * (end - start));
    }
  }
  const senders = [...weight.keys()].sort((a, b) => weight.get(b) - weight.get(a) || String(a).localeCompare(String(b))).slice(0, MOST_SENDERS);
  const at = new Map(senders.map((sender, index) => [sender, index]));
  const made = Array.from({ length: senders.length + 3 }, () => new Float64Array(days + 1));
  const rest = senders.length, low = rest + 1, high = rest + 2;
  for (const [row, from, to, least, most] of parts) {
    const stack = at.has(senderOf(row)) ? at.get(senderOf(row)) : rest;
    for (const [line, amount] of [[stack, least], [low, least], [high, most]]) { made[line][from] += amount; made[line][to] -= amount; }
  }
  for (const line of made) for (let day = 1; day <= days; day++) line[day] += line[day - 1];
  const levelsMade = { senders, stacks: made.slice(0, rest + 1), low: made[low], high: made[high], most: Math.max(1, ...sampled(made[high], days)) };
  Object.assign(levelCache, { version: filterVersion, levels: levelsMade });
  return levelsMade;
}

function sampled(line, days) {
  let most = 0;
  for (let day = 0; day < days; day++) most = Math.max(most, line[day]);
  return [most];
}
