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
  return { x, y, r: 0, spot, marks: [], places: [place], pie: false, trace: false, dirty: false, sum: null, counted: null, text: '', shares: null };
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
let greatestPie = 0;
const sameView = (a, b) => a && a.left === b.left && a.top === b.top && a.scale === b.scale && a.width === b.width && a.height === b.height;

// Everything of one picture: groups with pixel positions. A group is packed marks, or a pie of what it merges. While the same
// rows are there in the same view, only their age changes.
function arrange(view, day) {
  const list = activeAt(day), ghosts = ghostsAt(day);
  if (arranged.list === list && sameView(arranged.view, view) && !ghosts.length && !arranged.ghosts.length) {
    for (const group of arranged.groups) if (!group.pie) for (const mark of group.marks) { const { total } = mark; markOf(mark.row, day).total = total; }
    return arranged.groups;
  }
  greatestPie = greatestRadius() * 1.5;
  let groups = gather(view, list, ghosts, day);
  if (rows.around.size) groups = hideTotals(groups, list);
  for (const group of groups) {
    group.trace = ghosts.length > 0 && group.marks.every((mark) => mark.form === 'left');
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

// A grid of square cells over the picture and its margin. Each cell has a chain of the groups that reach into it, as numbers of
// links: what a link holds, and the link after it. Nothing is made anew from picture to picture.
const CELL = 64;
const grid = { wide: 0, first: new Int32Array(0), after: new Int32Array(1024), held: [], links: 0 };

function clearGrid(view) {
  const wide = Math.ceil((view.width + 2 * MARGIN) / CELL), cells = wide * Math.ceil((view.height + 2 * MARGIN) / CELL);
  if (grid.wide !== wide || grid.first.length !== cells) Object.assign(grid, { wide, first: new Int32Array(cells) });
  else grid.first.fill(0);
  grid.links = 0;
}

function link(cell, group) {
  const at = ++grid.links;
  if (at === grid.after.length) {
    const longer = new Int32Array(2 * at);
    longer.set(grid.after);
    grid.after = longer;
  }
  grid.held[at] = group;
  grid.after[at] = grid.first[cell];
  grid.first[cell] = at;
}

// Traces of what has left are empty outlines: they may cross each other, and a number on them would be read as people.
function mergeOverlaps(groups, view) {
  clearGrid(view);
  const kept = [], { wide } = grid, right = wide - 1, bottom = grid.first.length / wide - 1;
  for (const group of groups) {
    if (group.trace) { kept.push(group); continue; }
    const { x, y, r } = group;
    const x1 = clamp(Math.floor((x - r + MARGIN) / CELL), 0, right), x2 = clamp(Math.floor((x + r + MARGIN) / CELL), 0, right);
    const y1 = clamp(Math.floor((y - r + MARGIN) / CELL), 0, bottom), y2 = clamp(Math.floor((y + r + MARGIN) / CELL), 0, bottom);
    const other = overlapping(group, x1, x2, y1, y2);
    if (other) {
      for (const mark of group.marks) other.marks.push(mark);
      for (const place of group.places) other.places.push(place);
      other.dirty = true;
      continue;
    }
    kept.push(group);
    for (let down = y1; down <= y2; down++) for (let across = x1; across <= x2; across++) link(down * wide + across, group);
  }
  for (const group of kept) if (group.dirty) { weighPie(group); group.dirty = false; }
  return kept;
}

// The first group, in their order, that this one covers; a light touch is allowed.
function overlapping(group, x1, x2, y1, y2) {
  const { wide, first, after, held } = grid, { x, y, r } = group;
  for (let down = y1; down <= y2; down++) for (let across = x1; across <= x2; across++) {
    let found = null;
    for (let at = first[down * wide + across]; at; at = after[at]) {
      const other = held[at], right = x - other.x, under = y - other.y, near = 0.86 * (r + other.r);
      if (right * right + under * under < near * near) found = other;
    }
    if (found) return found;
  }
  return null;
}

// How many people a pie stands for, and so its size; of plans alone it says how many symbols it is made of.
function weighPie(group) {
  const sum = { low: 0, high: 0, open: false, unknown: 0, rows: 0 };
  let list = [];
  for (const mark of group.marks) if (mark.form !== 'left' && rows.counted[mark.row]) list.push(mark.row);
  if (rows.around.size) list = withoutParts(list);
  for (const row of list) addCount(sum, row);
  const most = Math.max(sum.low, sum.high);
  Object.assign(group, { pie: true, counted: list, sum });
  group.text = !sum.rows ? `×${group.marks.length}` : most ? shortWords(sum.low || sum.high) + (sum.unknown || sum.open ? '+' : '') : '?';
  group.r = Math.max(15, 9 + 3.6 * group.text.length, Math.min(most ? radiusOf(most) : 0, greatestPie));
}

// The share of each sender, greatest first; where no number is stated, the colour of the one sender, or of none.
function finishPie(group) {
  const { index, words } = rows.sender, people = new Map();
  let whole = 0, known = null, several = false;
  for (const row of group.counted) {
    const number = Math.max(rows.low[row], rows.high[row], 0);
    several ||= known !== null && known !== index[row];
    known = index[row];
    if (!number) continue;
    whole += number;
    people.set(index[row], (people.get(index[row]) || 0) + number);
  }
  group.shares = whole ? Array.from(people, ([at, number]) => ({ colour: senderColour(words[at]), part: number / whole, from: 0, to: 0 }))
    : [{ colour: several || known === null ? theme.muted : senderColour(words[known]), part: 1, from: 0, to: 0 }];
  if (group.shares.length > 1) group.shares.sort((a, b) => b.part - a.part);
}
