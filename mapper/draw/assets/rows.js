// The presences as columns, and which of them are there on a day.
const DAYS_OF_A_MOVE = 31;
const DAYS_OF_A_TRACE = 90;
const axis = { first: 0, last: 0, reported: 0 };
let meta = {}, names = {}, rows = null, places = null, shapes = [], reportDays = [];

// APP-6 pictures of units: drawn beside the headcount of the rows that have one.
function loadUnits(units) {
  rows.unit = new Map();
  if (!units) return;
  const pictures = units.svg.map((text) => {
    const picture = new Image();
    picture.addEventListener('load', redraw);
    picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(text)}`;
    return picture;
  });
  for (const [row, at] of units.rows) rows.unit.set(row, pictures[at]);
}

const nameOf = (code) => (code === null || code === undefined ? t('unknown_sender') : names[code] || code);
const orNull = (values, base) => Int32Array.from(values, (value, row) => (value === null ? -1 : value + (base ? base(row) : 0)));

function loadCore(core) {
  ({ meta, names, shapes } = core);
  reportDays = core.reported;
  places = loadPlaces(core.places);
  places.wide = Uint8Array.from({ length: places.count }, (_, place) => (places.precision[place] !== 'site' && places.precision[place] !== 'settlement') || places.radius[place] > 15000);
  places.global = Uint8Array.from(places.precision, (precision) => (precision === 'global' ? 1 : 0));
  rows = loadRows(core.rows);
  findAxis();
  findAncestors();
  findTraces();
  findCounted();
  findChanges();
  loadUnits(core.units);
  rows.leftOut = core.left_out;
}

function loadPlaces(packed) {
  const lons = column(packed.x), lats = column(packed.y);
  return {
    count: lons.length,
    name: column(packed.name), precision: column(packed.precision), country: column(packed.country), admin1: column(packed.admin1),
    radius: column(packed.radius), shape: column(packed.shape), countries: sparseColumn(packed.countries),
    lon: Float64Array.from(lons, (value) => value / 1e4), lat: Float64Array.from(lats, (value) => value / 1e4),
    x: Float64Array.from(lons, (value) => worldX(value / 1e4)), y: Float64Array.from(lats, (value) => worldY(value / 1e4)),
    spot: null, slots: null, packs: new Map(), wide: null, global: null,
  };
}

// Web Mercator with the world one unit wide (EPSG:3857 divided by its circumference).
const worldX = (lon) => lon / 360 + 0.5;
function worldY(lat) {
  const sine = Math.sin(clamp(lat, -85.0511, 85.0511) * Math.PI / 180);
  return 0.5 - Math.log((1 + sine) / (1 - sine)) / (4 * Math.PI);
}

// The latitude at a height of the world that is one unit high.
const latitudeOf = (y) => (2 * Math.atan(Math.exp((0.5 - y) * 2 * Math.PI)) - Math.PI / 2) * 180 / Math.PI;

function loadRows(packed) {
  const start = Int32Array.from(column(packed.start));
  const low = orNull(column(packed.low));
  const made = {
    count: start.length, start, low,
    id: column(packed.id), series: coded(packed.series), kind: coded(packed.kind), sender: coded(packed.sender), force: coded(packed.force),
    personnel: coded(packed.personnel), host: coded(packed.host), place: column(packed.place), at: Int32Array.from(column(packed.at)),
    origin: Int32Array.from(column(packed.origin)), words: column(packed.words), status: coded(packed.status),
    high: orNull(column(packed.high), (row) => Math.max(0, low[row])),
    end: Int32Array.from(column(packed.end), (value, row) => (value === null ? NEVER : start[row] + value)),
    last: Int32Array.from(column(packed.last), (value, row) => (value === null ? start[row] : start[row] + value)),
    startBasis: column(packed.start_basis), endBasis: column(packed.end_basis), derived: column(packed.derived),
    within: Int32Array.from(column(packed.within)), claims: column(packed.claims), sides: sparseColumn(packed.sides), corrected: sparseColumn(packed.corrected),
    hostThen: sparseColumn(packed.host_then),
  };
  made.number = new Map(made.id.map((id, row) => [id, row]));
  made.from = Int32Array.from(start);
  made.to = Int32Array.from(made.end);
  made.trace = new Uint8Array(made.count);
  made.passes = new Uint8Array(made.count).fill(1);
  made.traces = new Uint8Array(made.count).fill(1);
  return made;
}

const kindOf = (row) => rows.kind.words[rows.kind.index[row]];
const statusOf = (row) => rows.status.words[rows.status.index[row]];
const senderOf = (row) => rows.sender.words[rows.sender.index[row]] ?? null;
const forceOf = (row) => rows.force.words[rows.force.index[row]] ?? null;
const hostOf = (row) => rows.host.words[rows.host.index[row]] ?? null;
const personnelOf = (row) => rows.personnel.words[rows.personnel.index[row]];
const lowOf = (row) => (rows.low[row] < 0 ? null : rows.low[row]);
const highOf = (row) => (rows.high[row] < 0 ? null : rows.high[row]);
const precisionOf = (row) => places.precision[rows.at[row]];
const forceName = (row) => forceOf(row) || t('forces_of', { sender: nameOf(senderOf(row)) });
const counts = (row) => rows.counted[row] === 1;
const isForeign = (row) => rows.foreign[row] === 1;
const isDisputed = (row) => rows.sides.size > 0 && (rows.sides.get(row) || []).length > 1;

function findAxis() {
  let first = NEVER, last = -NEVER, reported = -NEVER;
  for (let row = 0; row < rows.count; row++) {
    first = Math.min(first, rows.start[row]);
    last = Math.max(last, rows.start[row], rows.last[row], rows.end[row] === NEVER ? -NEVER : rows.end[row]);
    reported = Math.max(reported, rows.last[row]);
  }
  for (const [day] of reportDays) { last = Math.max(last, day); reported = Math.max(reported, day); }
  if (first === NEVER) first = reportDays.length ? reportDays[0][0] : 0;
  if (last < first) last = first;
  Object.assign(axis, { first, last, reported: clamp(reported, first, last) });
  state.day = axis.reported;
}

// A row is inside a total when the series of that total, or one around it, is there.
function findAncestors() {
  rows.around = new Map();
  for (let row = 0; row < rows.count; row++) {
    if (rows.within[row] < 0) continue;
    const found = [];
    for (let up = rows.within[row]; up >= 0 && found.length < 8; up = rows.within[up]) found.push(rows.series.index[up]);
    rows.around.set(row, found.filter((series) => series !== rows.series.index[row]));
  }
}

// Moves are drawn for a month; what has left leaves a hollow trace for ninety days. A trace is {row, size, since}: the row that
// tells of the departure, and the row whose number it had.
function findTraces() {
  const { index } = rows.series, newest = new Int32Array(rows.series.words.length).fill(-NEVER), told = new Map();
  rows.ghosts = [];
  for (let row = 0; row < rows.count; row++) {
    const kind = kindOf(row), left = statusOf(row) === 'left';
    if (kind === 'movement') rows.to[row] = Math.min(rows.end[row], rows.start[row] + DAYS_OF_A_MOVE);
    else newest[index[row]] = Math.max(newest[index[row]], rows.start[row]);
    if (!left) continue;
    rows.trace[row] = 1;
    told.set(`${index[row]}/${rows.start[row]}`, row);
    rows.to[row] = rows.start[row];
  }
  const sizes = new Map();
  for (let row = 0; row < rows.count; row++) {
    if (rows.endBasis[row] !== 'reported' || rows.end[row] === NEVER || rows.trace[row] || kindOf(row) !== 'presence') continue;
    const teller = told.get(`${index[row]}/${rows.end[row]}`);
    if (teller !== undefined) sizes.set(teller, row);
    else if (newest[index[row]] < rows.end[row]) rows.ghosts.push({ row, size: row, since: rows.end[row] });
  }
  for (const row of told.values()) rows.ghosts.push({ row, size: sizes.get(row) ?? row, since: rows.start[row] });
}

// What totals count: presences and what is elsewhere, not plans, moves, denials and departures.
function findCounted() {
  const kinds = rows.kind.words.map((kind) => kind === 'presence' || kind === 'remainder');
  rows.counted = Uint8Array.from(rows.kind.index, (kind, row) => (kinds[kind] && !rows.trace[row] ? 1 : 0));
  const hosts = rows.host.words, senders = rows.sender.words.map((sender) => hosts.indexOf(sender));
  rows.foreign = Uint8Array.from(rows.sender.index, (sender, row) => (sender < 0 || senders[sender] < 0 || senders[sender] !== rows.host.index[row] ? 1 : 0));
}

// For each stretch of days the rows that reach into it; rows of many stretches are looked at every day. Made in idle time.
const STRETCH = 32, MANY = 64;
function indexDays() {
  const stretches = Array.from({ length: Math.floor((axis.last - axis.first) / STRETCH) + 1 }, () => []), long = [];
  for (let row = 0; row < rows.count; row++) {
    const first = Math.floor((Math.max(rows.from[row], axis.first) - axis.first) / STRETCH), last = Math.floor((Math.min(rows.to[row] - 1, axis.last) - axis.first) / STRETCH);
    if (last - first > MANY) long.push(row);
    else for (let at = first; at <= last; at++) stretches[at].push(row);
  }
  rows.stretches = stretches.map((list) => (long.length ? Int32Array.from([...list, ...long]).sort() : list));
}

function findChanges() {
  const days = new Set();
  for (let row = 0; row < rows.count; row++) {
    if (kindOf(row) === 'denial') continue;
    days.add(rows.start[row]);
    if (rows.end[row] !== NEVER) days.add(rows.end[row]);
  }
  rows.changes = Int32Array.from([...days].filter((day) => day >= axis.first && day <= axis.last)).sort();
}

function nextChange(day, direction) {
  const days = rows.changes;
  let low = 0, high = days.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (direction > 0 ? days[middle] > day : days[middle] >= day) high = middle;
    else low = middle + 1;
  }
  const found = direction > 0 ? days[low] : days[low - 1];
  return found === undefined ? (direction > 0 ? axis.last : axis.first) : found;
}

let filterVersion = 0;

function allowed(set, coding) {
  const table = new Uint8Array(coding.words.length + 1);
  coding.words.forEach((word, index) => { table[index + 1] = !set || set.has(word) ? 1 : 0; });
  table[0] = !set || set.has(null) ? 1 : 0;
  return table;
}

function applyFilters() {
  const { filters, layers } = state;
  const tests = ['sender', 'force', 'personnel', 'status'].map((name) => [allowed(filters[name], rows[name]), rows[name].index]);
  const shownKinds = new Set();
  if (layers.presence) shownKinds.add('presence').add('remainder');
  if (layers.plan) shownKinds.add('plan');
  if (layers.movement) shownKinds.add('movement');
  if (layers.claims) shownKinds.add('denial');
  const asked = filters.status && filters.status.has('denied');
  if (asked) shownKinds.add('denial');
  const kinds = allowed(shownKinds, rows.kind);
  for (let row = 0; row < rows.count; row++) {
    let pass = kinds[rows.kind.index[row] + 1];
    for (const [table, index] of tests) pass &= table[index[row] + 1];
    if (layers.disputed && pass && !isDisputed(row)) pass = 0;
    rows.passes[row] = pass;
    rows.traces[row] = tests.every(([table, index]) => table[index[row] + 1]) && !layers.disputed ? 1 : 0;
  }
  filterVersion++;
}

const activeCache = { day: null, version: -1, list: [] };

// Rows that are there on a day, closed at their start and open at their end.
function activeAt(day) {
  if (activeCache.day !== day || activeCache.version !== filterVersion) Object.assign(activeCache, { day, version: filterVersion, list: sameList(activeCache.list, findActive(day)) });
  return activeCache.list;
}

// The list before where it says the same: what was arranged for it still stands.
const sameList = (before, list) => (before.length === list.length && list.every((row, at) => row === before[at]) ? before : list);

function findActive(day) {
  const list = [], { from, to, passes, count, stretches } = rows;
  if (stretches && day >= axis.first && day <= axis.last) {
    for (const row of stretches[Math.floor((day - axis.first) / STRETCH)]) if (from[row] <= day && day < to[row] && passes[row]) list.push(row);
    return list;
  }
  for (let row = 0; row < count; row++) if (from[row] <= day && day < to[row] && passes[row]) list.push(row);
  return list;
}

function ghostsAt(day) {
  if (!state.layers.left || !rows.ghosts.length) return [];
  return rows.ghosts.filter(({ row, since }) => rows.traces[row] && since <= day && day < since + DAYS_OF_A_TRACE);
}

// What the reader is told is there: a trace only when asked for by its status.
function visibleRows(day) {
  const asked = state.filters.status && state.filters.status.has('left');
  return asked ? activeAt(day).concat(ghostsAt(day).map(({ row }) => row)) : activeAt(day);
}

const ageOf = (row, day) => Math.max(0, day - rows.last[row]);
function freshness(row, day) {
  const old = ageOf(row, day) - meta.stale_days;
  return old <= 0 ? 1 : Math.max(0.35, 1 - (0.65 * old) / 730);
}
