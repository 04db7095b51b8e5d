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

// One group for each spot in the picture, with the marks that stand there.
function gather(view, list, ghosts, day) {
  const spots = placeSpots(), groups = [];
  if (!places.slots) places.slots = new Int32Array(spots.length);
  const { slots } = places, touched = [];
  const put = (row, mark) => {
    const spot = spots[rows.at[row]];
    let slot = slots[spot];
    if (!slot) {
      const group = groupAt(view, rows.at[row], spot);
      touched.push(spot);
      slot = slots[spot] = group ? groups.push(group) : -1;
    }
    if (slot > 0) groups[slot - 1].marks.push(mark || markOf(row, day));
  };
  const kinds = rows.kind.words.map((kind) => kind !== 'movement');
  for (const row of list) if (kinds[rows.kind.index[row]] && !places.global[rows.at[row]]) put(row, null);
  for (const ghost of ghosts) put(ghost.row, ghostMark(ghost, day));
  for (const spot of touched) slots[spot] = 0;
  return groups;
}

const MARGIN = 200;
function groupAt(view, place, spot) {
  let x = places.x[place] * view.scale - view.left;
  x += worldShift(x, view);
  const y = places.y[place] * view.scale - view.top;
  if (x < -MARGIN || y < -MARGIN || x > view.width + MARGIN || y > view.height + MARGIN) return null;
  return { x, y, r: 0, spot, marks: [], places: [place], pie: false, dirty: false, sum: null, counted: null, text: '', shares: null };
}

// A total is drawn as an outline beside its parts, and not at all where "elsewhere in" stands for the rest of it.
function hideTotals(groups, list) {
  const inside = new Set(), remains = new Set();
  for (const row of list) {
    for (const series of rows.around.get(row) || []) (kindOf(row) === 'remainder' ? remains : inside).add(series);
  }
  for (const group of groups) {
    for (const mark of group.marks) mark.total = kindOf(mark.row) === 'presence' && inside.has(rows.series.index[mark.row]);
    group.marks = group.marks.filter((mark) => !(kindOf(mark.row) === 'presence' && remains.has(rows.series.index[mark.row])));
  }
  return groups.filter((group) => group.marks.length);
}

const byReach = (a, b) => b.reach - a.reach || a.row - b.row;

// Circles around a point, greatest first, each as near to the middle as it can touch two others.
function packMarks(marks) {
  marks.sort(byReach);
  const put = [];
  for (const mark of marks) {
    const reach = mark.reach;
    const spot = put.length === 0 ? [0, 0] : put.length === 1 ? [put[0].reach + reach, 0] : nearestSpot(put, reach);
    [mark.x, mark.y] = spot;
    put.push(mark);
  }
  let weight = 0, x = 0, y = 0;
  for (const mark of marks) { const area = mark.reach ** 2; weight += area; x += mark.x * area; y += mark.y * area; }
  let around = 0;
  for (const mark of marks) {
    mark.x -= x / weight; mark.y -= y / weight;
    around = Math.max(around, Math.hypot(mark.x, mark.y) + mark.reach);
  }
  return around;
}

function nearestSpot(put, reach) {
  let best = null;
  for (let one = 0; one < put.length; one++) for (let two = 0; two < put.length; two++) {
    if (one === two) continue;
    const spot = touching(put[one], put[two], reach);
    if (!spot || put.some((other) => Math.hypot(spot[0] - other.x, spot[1] - other.y) < other.reach + reach - 0.01)) continue;
    if (!best || Math.hypot(...spot) < Math.hypot(...best) - 1e-6) best = spot;
  }
  return best || [put[put.length - 1].x + put[put.length - 1].reach + reach, put[put.length - 1].y];
}

function touching(one, two, reach) {
  const a = one.reach + reach, b = two.reach + reach, apart = Math.hypot(two.x - one.x, two.y - one.y);
  if (!apart || apart > a + b) return null;
  const along = (a * a - b * b + apart * apart) / (2 * apart);
  const across = Math.sqrt(Math.max(0, a * a - along * along));
  const dx = (two.x - one.x) / apart, dy = (two.y - one.y) / apart;
  return [one.x + dx * along - dy * across, one.y + dy * along + dx * across];
}

// The packing of a spot is kept while the same marks stand there.
function packGroup(group) {
  const { marks, spot } = group;
  if (marks.length === 1) { marks[0].x = marks[0].y = 0; group.r = marks[0].reach; return; }
  const known = places.packs.get(spot);
  if (known && known.given.length === marks.length && known.given.every((mark, at) => mark === marks[at])) {
    known.packed.forEach((mark, at) => { marks[at] = mark; mark.x = known.spots[2 * at]; mark.y = known.spots[2 * at + 1]; });
    group.r = known.r;
    return;
  }
  const given = marks.slice();
  group.r = packMarks(marks);
  places.packs.set(spot, { given, packed: marks.slice(), spots: marks.flatMap(({ x, y }) => [x, y]), r: group.r });
}

const arranged = { list: null, ghosts: null, view: null, groups: null };
const sameView = (a, b) => a && a.left === b.left && a.top === b.top && a.scale === b.scale && a.width === b.width && a.height === b.height;

// Everything of one picture: groups with pixel positions. A group is packed marks, or a pie of what it merges. While the same
// rows are there in the same view, only their age changes.
function arrange(view, day) {
  const list = activeAt(day), ghosts = ghostsAt(day);
  if (arranged.list === list && sameView(arranged.view, view) && !ghosts.length && !arranged.ghosts.length) {
    for (const group of arranged.groups) if (!group.pie) for (const mark of group.marks) { const { total } = mark; markOf(mark.row, day).total = total; }
    return arranged.groups;
  }
  let groups = gather(view, list, ghosts, day);
  if (rows.around.size) groups = hideTotals(groups, list);
  for (const group of groups) {
    if (group.marks.length > MOST_PACKED) weighPie(group);
    else packGroup(group);
  }
  groups.sort((a, b) => b.r - a.r || a.marks[0].row - b.marks[0].row);
  for (let pass = 0; pass < 5; pass++) {
    const merged = mergeOverlaps(groups, view);
    if (merged.length === groups.length) break;
    groups = merged;
  }
  for (const group of groups) {
    if (group.pie) finishPie(group);
    else for (const mark of group.marks) { mark.x += group.x; mark.y += group.y; }
  }
  Object.assign(arranged, { list, ghosts, view, groups });
  return groups;
}

function forgetArrangement() {
  arranged.list = null;
  if (places) places.packs.clear();
}

// The copy of the world that is nearest to the middle of the picture.
const worldShift = (x, view) => Math.round((view.width / 2 - x) / view.scale) * view.scale;

// A grid of square cells over the picture and its margin; each cell lists the groups that reach into it.
const CELL = 64;
function mergeOverlaps(groups, view) {
  const kept = [], wide = Math.ceil((view.width + 2 * MARGIN) / CELL), high = Math.ceil((view.height + 2 * MARGIN) / CELL), cells = new Array(wide * high);
  const column = (x) => clamp(Math.floor((x + MARGIN) / CELL), 0, wide - 1), line = (y) => clamp(Math.floor((y + MARGIN) / CELL), 0, high - 1);
  for (const group of groups) {
    const left = column(group.x - group.r), right = column(group.x + group.r), top = line(group.y - group.r), bottom = line(group.y + group.r);
    const other = overlapping(group, cells, wide, left, right, top, bottom);
    if (other) {
      for (const mark of group.marks) other.marks.push(mark);
      for (const place of group.places) other.places.push(place);
      other.dirty = true;
      continue;
    }
    kept.push(group);
    for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) {
      const at = y * wide + x;
      if (cells[at]) cells[at].push(group); else cells[at] = [group];
    }
  }
  for (const group of kept) if (group.dirty) { weighPie(group); group.dirty = false; }
  return kept;
}

// A light touch is allowed; covering is not.
function overlapping(group, cells, wide, left, right, top, bottom) {
  for (let y = top; y <= bottom; y++) for (let x = left; x <= right; x++) {
    const cell = cells[y * wide + x];
    if (!cell) continue;
    for (const other of cell) {
      const across = group.x - other.x, down = group.y - other.y, near = 0.86 * (group.r + other.r);
      if (across * across + down * down < near * near) return other;
    }
  }
  return null;
}

// How many people a pie stands for, and so its size.
function weighPie(group) {
  const sum = { low: 0, high: 0, open: false, unknown: 0, rows: 0 };
  let list = [];
  for (const mark of group.marks) if (mark.form !== 'left' && rows.counted[mark.row]) list.push(mark.row);
  if (rows.around.size) list = withoutParts(list);
  for (const row of list) addCount(sum, row);
  const most = Math.max(sum.low, sum.high);
  Object.assign(group, { pie: true, counted: list, sum });
  group.text = !sum.rows ? String(group.marks.length) : most ? shortWords(sum.low || sum.high) + (sum.unknown || sum.open ? '+' : '') : '?';
  group.r = Math.max(15, 9 + 3.6 * group.text.length, Math.min(most ? radiusOf(most) : 0, greatestRadius() * 1.5));
}

// The share of each sender, greatest first.
function finishPie(group) {
  const { index, words } = rows.sender, people = new Map();
  let whole = 0;
  for (const row of group.counted) {
    const number = Math.max(rows.low[row], rows.high[row], 0);
    if (!number) continue;
    whole += number;
    people.set(index[row], (people.get(index[row]) || 0) + number);
  }
  group.shares = whole ? Array.from(people, ([at, number]) => ({ colour: senderColour(words[at]), part: number / whole, from: 0, to: 0 }))
    : [{ colour: theme.muted, part: 1, from: 0, to: 0 }];
  if (group.shares.length > 1) group.shares.sort((a, b) => b.part - a.part);
}
