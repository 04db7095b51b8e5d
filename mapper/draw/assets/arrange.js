// Where the symbols of one picture stand: packed at their place, and merged where places would overlap.
const MOST_PACKED = 8;

function placeSpots() {
  if (places.spot) return places.spot;
  const known = new Map();
  places.spot = Int32Array.from({ length: places.count }, (_, place) => {
    const key = Math.round(places.lon[place] * 1e4) * 2e6 + Math.round(places.lat[place] * 1e4);
    if (!known.has(key)) known.set(key, known.size);
    return known.get(key);
  });
  return places.spot;
}

function marksByPlace(day) {
  const spots = placeSpots(), found = new Map();
  const put = (row, ghost) => {
    const spot = spots[rows.at[row]];
    if (!found.has(spot)) found.set(spot, { place: rows.at[row], marks: [] });
    found.get(spot).marks.push(ghost ? ghostMark(ghost, day) : markOf(row, day));
  };
  const list = activeAt(day);
  for (const row of list) if (kindOf(row) !== 'movement' && precisionOf(row) !== 'global') put(row, null);
  for (const ghost of ghostsAt(day)) put(ghost.row, ghost);
  if (rows.around.size) hideTotals(found, list);
  return found;
}

// A total is drawn as an outline beside its parts, and not at all where "elsewhere in" stands for the rest of it.
function hideTotals(found, list) {
  const inside = new Set(), remains = new Set();
  for (const row of list) {
    for (const series of rows.around.get(row) || []) (kindOf(row) === 'remainder' ? remains : inside).add(series);
  }
  for (const [spot, group] of found) {
    for (const mark of group.marks) mark.total = kindOf(mark.row) === 'presence' && inside.has(rows.series.index[mark.row]);
    group.marks = group.marks.filter((mark) => !(kindOf(mark.row) === 'presence' && remains.has(rows.series.index[mark.row])));
    if (!group.marks.length) found.delete(spot);
  }
}

const byReach = (a, b) => reachOf(b) - reachOf(a) || a.row - b.row;

// Circles around a point, greatest first, each as near to the middle as it can touch two others.
function packMarks(marks) {
  marks.sort(byReach);
  const put = [];
  for (const mark of marks) {
    const reach = reachOf(mark);
    const spot = put.length === 0 ? [0, 0] : put.length === 1 ? [reachOf(put[0]) + reach, 0] : nearestSpot(put, reach);
    [mark.x, mark.y] = spot;
    put.push(mark);
  }
  let weight = 0, x = 0, y = 0;
  for (const mark of marks) { const area = reachOf(mark) ** 2; weight += area; x += mark.x * area; y += mark.y * area; }
  let around = 0;
  for (const mark of marks) {
    mark.x -= x / weight; mark.y -= y / weight;
    around = Math.max(around, Math.hypot(mark.x, mark.y) + reachOf(mark));
  }
  return around;
}

function nearestSpot(put, reach) {
  let best = null;
  for (let one = 0; one < put.length; one++) for (let two = 0; two < put.length; two++) {
    if (one === two) continue;
    const spot = touching(put[one], put[two], reach);
    if (!spot || put.some((other) => Math.hypot(spot[0] - other.x, spot[1] - other.y) < reachOf(other) + reach - 0.01)) continue;
    if (!best || Math.hypot(...spot) < Math.hypot(...best) - 1e-6) best = spot;
  }
  return best || [put[put.length - 1].x + reachOf(put[put.length - 1]) + reach, put[put.length - 1].y];
}

function touching(one, two, reach) {
  const a = reachOf(one) + reach, b = reachOf(two) + reach, apart = Math.hypot(two.x - one.x, two.y - one.y);
  if (!apart || apart > a + b) return null;
  const along = (a * a - b * b + apart * apart) / (2 * apart);
  const across = Math.sqrt(Math.max(0, a * a - along * along));
  const dx = (two.x - one.x) / apart, dy = (two.y - one.y) / apart;
  return [one.x + dx * along - dy * across, one.y + dy * along + dx * across];
}

// Everything of one picture: groups with pixel positions. A group is packed marks, or a pie of what it merges.
function arrange(view, day) {
  let groups = [];
  for (const { place, marks } of marksByPlace(day).values()) {
    const group = { x: places.x[place] * view.scale - view.left, y: places.y[place] * view.scale - view.top, marks, places: [place], pie: marks.length > MOST_PACKED };
    group.x += worldShift(group.x, view);
    if (group.x < -200 || group.y < -200 || group.x > view.width + 200 || group.y > view.height + 200) continue;
    if (group.pie) weighPie(group);
    else if (marks.length === 1) group.r = reachOf(marks[0]);
    else group.r = packMarks(marks);
    groups.push(group);
  }
  groups.sort((a, b) => b.r - a.r || a.marks[0].row - b.marks[0].row);
  for (let pass = 0; pass < 5; pass++) {
    const merged = mergeOverlaps(groups);
    if (merged.length === groups.length) break;
    groups = merged;
  }
  for (const group of groups) {
    if (group.pie) finishPie(group);
    else for (const mark of group.marks) { mark.x += group.x; mark.y += group.y; }
  }
  return groups;
}

// The copy of the world that is nearest to the middle of the picture.
const worldShift = (x, view) => Math.round((view.width / 2 - x) / view.scale) * view.scale;

const CELL = 64;
function mergeOverlaps(groups) {
  const kept = [], cells = new Map();
  for (const group of groups) {
    const other = overlapping(group, cells);
    if (other) {
      for (const mark of group.marks) other.marks.push(mark);
      for (const place of group.places) other.places.push(place);
      other.dirty = true;
      continue;
    }
    kept.push(group);
    const left = Math.floor((group.x - group.r) / CELL), right = Math.floor((group.x + group.r) / CELL);
    const top = Math.floor((group.y - group.r) / CELL), bottom = Math.floor((group.y + group.r) / CELL);
    for (let column = left; column <= right; column++) for (let line = top; line <= bottom; line++) {
      const key = column * 4096 + line;
      const cell = cells.get(key);
      if (cell) cell.push(group); else cells.set(key, [group]);
    }
  }
  for (const group of kept) if (group.dirty) { weighPie(group); group.dirty = false; }
  return kept;
}

// A light touch is allowed; covering is not.
function overlapping(group, cells) {
  const left = Math.floor((group.x - group.r) / CELL), right = Math.floor((group.x + group.r) / CELL);
  const top = Math.floor((group.y - group.r) / CELL), bottom = Math.floor((group.y + group.r) / CELL);
  for (let column = left; column <= right; column++) for (let line = top; line <= bottom; line++) {
    for (const other of cells.get(column * 4096 + line) || []) {
      const apart = Math.hypot(group.x - other.x, group.y - other.y);
      if (apart < 0.86 * (group.r + other.r)) return other;
    }
  }
  return null;
}

// How many people a pie stands for, and so its size.
function weighPie(group) {
  const sum = emptySum();
  const list = [];
  for (const mark of group.marks) if (mark.form !== 'left') list.push(mark.row);
  group.counted = withoutParts(list).filter(counts);
  for (const row of group.counted) addTo(sum, row);
  const most = Math.max(sum.low, sum.high);
  group.pie = true;
  group.sum = sum;
  group.text = !sum.rows ? String(group.marks.length) : most ? shortWords(sum.low || sum.high) + (sum.unknown || sum.open ? '+' : '') : '?';
  group.r = Math.max(15, 9 + 3.4 * group.text.length, Math.min(most ? radiusOf(most) : 0, greatestRadius() * 1.5));
}

// What is written in it, and the share of each sender.
function finishPie(group) {
  const shares = new Map();
  for (const row of group.counted) {
    const sender = rows.sender.index[row];
    shares.set(sender, (shares.get(sender) || 0) + Math.max(rows.low[row], rows.high[row], 0));
  }
  const drawn = [...shares].filter(([, people]) => people > 0).sort((a, b) => b[1] - a[1]);
  group.shares = drawn.length ? drawn.map(([index, people]) => [senderColour(rows.sender.words[index]), people]) : [[theme.muted, 1]];
}
