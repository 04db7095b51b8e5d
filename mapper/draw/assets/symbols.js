// The two canvases of the map: the base below, the symbols above.
let map = null, baseLayer = null, symbolLayer = null, drawn = { groups: [], arrows: [], areas: [] };

const PADDING = 0.1;

function newCanvas() {
  return el('canvas', { class: 'map-canvas', 'aria-hidden': 'true' });
}

function sizeCanvas(canvas, x, y) {
  const density = window.devicePixelRatio || 1, width = Math.round(x * density), height = Math.round(y * density);
  if (canvas.width === width && canvas.height === height) return;
  canvas.width = width;
  canvas.height = height;
  canvas.style.width = `${x}px`;
  canvas.style.height = `${y}px`;
}

// The picture that Leaflet will show of this centre and zoom, before it is there: see L.Renderer and L.Map in its source.
function viewAt({ lat, lon, zoom }, size) {
  const scale = 256 * 2 ** zoom, left = Math.round(-PADDING * size.x), top = Math.round(-PADDING * size.y);
  return { left: Math.round(worldX(lon) * scale - size.x / 2) + left, top: Math.round(worldY(lat) * scale - size.y / 2) + top, width: Math.round(size.x * (1 + 2 * PADDING)), height: Math.round(size.y * (1 + 2 * PADDING)), scale, density: window.devicePixelRatio || 1, inner: size };
}

// The first symbols, on a canvas of their own and without a word of text: labels come with the land.
function sketch(where, size, holder) {
  const canvas = newCanvas(), view = viewAt(where, size), context = canvas.getContext('2d');
  sizeCanvas(canvas, view.width, view.height);
  canvas.style.transform = `translate(${Math.round(-PADDING * size.x)}px, ${Math.round(-PADDING * size.y)}px)`;
  holder.append(canvas);
  context.setTransform(view.density, 0, 0, view.density, 0, 0);
  drawn = { groups: arrange(view, state.day), areas: [], arrows: [], taken: [] };
  drawPies(context, drawn.groups.filter((group) => group.pie), view.density);
  for (const group of drawn.groups) if (!group.pie) for (const mark of group.marks) drawMark(context, mark);
  return canvas;
}

// Leaflet comes after the first picture; a layer takes over the canvas that this was drawn on.
const canvasLayer = (options) => new (L.Renderer.extend({
  options: { padding: PADDING, draw: null, canvas: null },
  _initContainer() {
    this._container = this.options.canvas || newCanvas();
    this._context = this._container.getContext('2d');
  },
  _destroyContainer() { this._container.remove(); this._container = null; },
  _updatePaths() {},
  _update() {
    if (this._map._animatingZoom && this._bounds) return;
    L.Renderer.prototype._update.call(this);
    const size = this._bounds.getSize();
    sizeCanvas(this._container, size.x, size.y);
    L.DomUtil.setPosition(this._container, this._bounds.min);
    this.redraw();
  },
  // Leaflet moves a picture by fractions of a pixel after a jump to another zoom, which blurs what was drawn sharp.
  _updateTransform(center, zoom) {
    if (zoom === this._zoom && !this._map._animatingZoom) L.DomUtil.setPosition(this._container, this._bounds.min);
    else L.Renderer.prototype._updateTransform.call(this, center, zoom);
  },
  view() {
    const corner = this._map.getPixelOrigin().add(this._bounds.min), size = this._bounds.getSize();
    return { left: corner.x, top: corner.y, width: size.x, height: size.y, scale: 256 * 2 ** this._map.getZoom(), density: window.devicePixelRatio || 1, inner: this._map.getSize() };
  },
  redraw() {
    if (!this._map || !this._bounds) return;
    const view = this.view();
    this._context.setTransform(view.density, 0, 0, view.density, 0, 0);
    this._context.clearRect(0, 0, view.width, view.height);
    this.options.draw(this._context, view);
  },
  // From a point of the map's window to a point of the canvas.
  inside(point) { return this._map.containerPointToLayerPoint(point).subtract(this._bounds.min); },
  outside(x, y) { return this._map.layerPointToContainerPoint(L.point(x, y).add(this._bounds.min)); },
}))(options);

function drawSymbols(context, view) {
  const day = state.day;
  if (state.against !== null) { drawn = drawComparison(context, view); return; }
  const groups = arrange(view, day);
  drawn = { groups, areas: drawAreas(context, view, day), arrows: state.layers.movement ? drawMoves(context, view, day, groups) : [], taken: [] };
  drawTop(context, view, groups);
}

function drawTop(context, view, groups) {
  const labels = placeLabels(context, view, groups);
  if (state.layers.bases) drawBases(context, view);
  for (const group of groups) if (group.trace && !group.pie) for (const mark of group.marks) drawMark(context, mark);
  drawChosen(context, groups);
  drawPies(context, groups.filter((group) => group.pie), view.density);
  for (const group of groups) if (!group.pie && !group.trace) for (const mark of group.marks) drawMark(context, mark);
  if (state.layers.claims) drawClaims(context, view);
  drawLines(context, labels, view.density);
  drawn.labels = labels;
}

// Countries and areas are hatched, regions tinted, vague points ringed by a soft disc; what several senders share is grey.
function drawAreas(context, view, day) {
  const areas = new Map();
  for (const row of activeAt(day)) {
    const place = rows.at[row];
    if (!places.wide[place] || kindOf(row) === 'movement') continue;
    const key = places.shape[place] === -1 ? `point/${place}` : places.shape[place], known = areas.get(key);
    const fresh = freshness(row, day);
    if (!known) areas.set(key, { place, row, fresh, shared: false });
    else {
      known.shared ||= senderOf(known.row) !== senderOf(row);
      known.fresh = Math.max(known.fresh, fresh);
    }
  }
  const made = [];
  for (const { place, row, fresh, shared } of areas.values()) {
    const precision = places.precision[place], colour = faded(shared ? theme.muted : senderColour(senderOf(row)), fresh);
    const path = precision === 'site' || precision === 'settlement' ? null : shapePath(places.shape[place]) || countriesPath(place);
    if (path) {
      drawArea(context, view, path, precision, colour, fresh, made.length % 2);
      made.push({ place, precision, fresh });
    } else if (places.radius[place] > 15000 && precision !== 'global') drawDisc(context, view, place, colour);
  }
  return made;
}

// What has not been reported for long is lighter, its outline too: it must not stand out beside what is known now.
function drawArea(context, view, path, precision, colour, fresh, lean) {
  const wide = precision !== 'admin';
  inWorld(context, view, (pixel) => {
    context.globalAlpha = wide ? 0.035 : 0.1;
    context.fillStyle = colour;
    context.fill(path, 'evenodd');
    context.globalAlpha = (wide ? 0.35 : 0.45) * fresh;
    context.strokeStyle = colour;
    context.lineWidth = 1.2 * pixel;
    if (wide) context.setLineDash([3 * pixel, 3 * pixel]);
    context.stroke(path);
    if (wide) {
      context.clip(path, 'evenodd');
      context.setTransform(1, 0, 0, 1, 0, 0);
      context.globalAlpha = 0.17 * fresh;
      context.fillStyle = hatch(context, colour, Math.ceil(view.density), lean);
      context.fillRect(0, 0, view.width * view.density, view.height * view.density);
    }
  });
}

function spotOf(view, place) {
  const x = places.x[place] * view.scale - view.left;
  return [x + worldShift(x, view), places.y[place] * view.scale - view.top];
}

function drawDisc(context, view, place, colour) {
  const [x, y] = spotOf(view, place);
  const radius = places.radius[place] / 40075016 * view.scale / Math.max(0.05, Math.cos(places.lat[place] * Math.PI / 180));
  if (radius < 8) return;
  context.beginPath();
  context.arc(x, y, radius, 0, 2 * Math.PI);
  context.globalAlpha = 0.12;
  context.fillStyle = colour;
  context.fill();
  context.globalAlpha = 1;
}

// Moves: a curve from origin to destination as wide as the number; without an origin, a short arrow in or out.
function drawMoves(context, view, day, groups) {
  const moves = activeAt(day).filter((row) => kindOf(row) === 'movement'), made = [], rim = new Map();
  if (!moves.length) return made;
  for (const group of groups) for (const place of group.places) rim.set(placeSpots()[place], group);
  for (const row of moves) {
    const away = statusOf(row) === 'leaving' || statusOf(row) === 'left';
    const here = spotOf(view, rows.at[row]);
    const known = rows.origin[row] >= 0 && rows.origin[row] !== rows.at[row];
    const there = known ? spotOf(view, rows.origin[row]) : [here[0] - 46, here[1] - 34];
    const [from, to] = known || !away ? [there, here] : [here, there];
    const goal = rim.get(placeSpots()[rows.at[row]]), inward = to === here;
    if (goal && inward) [to[0], to[1]] = [goal.x, goal.y];
    const people = Math.max(rows.low[row], rows.high[row]);
    drawArrow(context, from, to, people < 0 ? 1.8 : clamp(radiusOf(people) / 3.2, 1.8, 12), senderColour(senderOf(row)), people < 0, goal && inward ? goal.r + 2 : 4);
    made.push({ row, from, to });
  }
  return made;
}

function drawArrow(context, from, to, width, colour, dashed, gap) {
  const length = Math.hypot(to[0] - from[0], to[1] - from[1]) || 1, bend = bendOf(from, to);
  const angle = Math.atan2(to[1] - bend[1], to[0] - bend[0]);
  const head = width + 5;
  const short = Math.min(gap + head, length * 0.8);
  const stop = [to[0] - Math.cos(angle) * short, to[1] - Math.sin(angle) * short];
  for (const [pen, wide, alpha] of [[theme.halo, width + 3, 0.9], [colour, width, 0.75]]) {
    context.beginPath();
    context.moveTo(...from);
    context.quadraticCurveTo(...bend, stop[0] - Math.cos(angle) * head * 0.6, stop[1] - Math.sin(angle) * head * 0.6);
    context.globalAlpha = alpha;
    context.strokeStyle = pen;
    context.lineWidth = wide;
    context.lineCap = 'butt';
    context.setLineDash(dashed ? [5, 4] : []);
    context.stroke();
  }
  context.setLineDash([]);
  context.globalAlpha = 1;
  drawHead(context, stop[0], stop[1], angle, head, colour);
}

// What an arrow covers, as a few boxes along its curve.
const ALONG = [0.1, 0.3, 0.5, 0.7, 0.9];
function arrowBoxes({ from, to }) {
  const [x, y] = bendOf(from, to);
  return ALONG.map((at) => boxOf((1 - at) ** 2 * from[0] + 2 * at * (1 - at) * x + at ** 2 * to[0], (1 - at) ** 2 * from[1] + 2 * at * (1 - at) * y + at ** 2 * to[1], 7));
}

const bendOf = (from, to) => [(from[0] + to[0]) / 2 - (to[1] - from[1]) * 0.18, (from[1] + to[1]) / 2 + (to[0] - from[0]) * 0.18];

const overlap = (a, b) => a[0] < b[2] && b[0] < a[2] && a[1] < b[3] && b[1] < a[3];
const boxOf = (x, y, r) => [x - r, y - r, x + r, y + r];

// As many labels as the picture has room for; on a crowded one fewer, so that they stay readable.
const PIXELS_A_LABEL = 50000, CROWDED = 40;
function mostLabels(view, groups) {
  const most = clamp(Math.round((view.width * view.height) / PIXELS_A_LABEL), 6, 40);
  return Math.ceil(most / clamp(groups.length / CROWDED, 1, 4));
}

// A name from right to left keeps to itself: what follows it stands on its right.
const isolated = (name) => (JOINED.test(name) ? `\u2068${name}\u2069` : name);

// What a group says beside itself: the force and its number; for a country or an area, that the place is not stated.
function labelLines(group) {
  const there = group.pie ? [] : group.marks.filter((mark) => mark.form !== 'left'), first = there[0];
  if (!first || there.length > 3) return null;
  const row = first.row, precision = precisionOf(row), more = there.length - 1;
  const people = first.unknown ? '' : countWords(lowOf(row), highOf(row), null);
  const name = clean(forceOf(row) || nameOf(senderOf(row))), title = more ? `${isolated(name)} +${more}` : name;
  const lines = [title, people];
  if (kindOf(row) === 'remainder') lines.push(t('elsewhere_in', { place: placeName(row) }));
  else if (precision === 'country' || precision === 'area') lines.push(t('place_not_stated', { place: placeName(row) }));
  if (first.form === 'plan') lines[1] = [t(`status_${statusOf(row)}`), people].filter(Boolean).join(', ');
  return lines.filter(Boolean).flatMap((line, at) => wrapped(at ? clean(line) : line));
}

// A long line goes on below; what is still too long is cut.
const LONGEST_LINE = 34;
function wrapped(line) {
  const cut = (text) => (text.length > LONGEST_LINE ? `${text.slice(0, LONGEST_LINE - 1)}…` : text);
  const space = line.length > LONGEST_LINE ? line.lastIndexOf(' ', LONGEST_LINE) : -1;
  return space < LONGEST_LINE / 2 ? [cut(line)] : [line.slice(0, space), cut(line.slice(space + 1))];
}

function placeName(row) {
  const host = hostOf(row), place = rows.at[row];
  if (places.precision[place] === 'country' && host) return nameOf(host);
  return rows.place[row] || places.name[place] || nameOf(host);
}

// The part of the canvas that the window shows: the canvas is a tenth larger on each side.
function roomFor(view) {
  const size = view.inner, left = (view.width - size.x) / 2, top = (view.height - size.y) / 2;
  return [left, top, left + size.x, top + size.y];
}

function coveredIn(view) {
  const [left, top] = roomFor(view);
  return covered.map((box) => [box[0] + left, box[1] + top, box[2] + left, box[3] + top]);
}

function needsCodes(groups) {
  const seen = new Set();
  for (const group of groups) for (const mark of group.marks) {
    seen.add(rows.sender.index[mark.row]);
    if (seen.size > MOST_SENDERS) return true;
  }
  return false;
}

const labelled = { groups: null, named: null, covered: null, labels: [], taken: [] };

// Labels stand while the same symbols do.
function placeLabels(context, view, groups) {
  if (!state.layers.labels) return [];
  if (labelled.groups !== groups || labelled.named !== base.named || labelled.covered !== covered) {
    const taken = groups.map((group) => boxOf(group.x, group.y, group.r)).concat(base.named, coveredIn(view), drawn.arrows.flatMap(arrowBoxes));
    Object.assign(labelled, { groups, named: base.named, covered, taken, labels: findLabels(context, view, groups, taken) });
  }
  drawn.taken = labelled.taken;
  return labelled.labels;
}

function findLabels(context, view, groups, taken) {
  const room = roomFor(view), most = mostLabels(view, groups), codes = needsCodes(groups), made = [];
  let number = 0;
  for (const group of groups) {
    if (number >= most) break;
    if (group.pie || group.x < room[0] || group.y < room[1] || group.x > room[2] || group.y > room[3]) continue;
    const lines = labelLines(group);
    if (!lines) continue;
    const { row } = group.marks.find((mark) => mark.form !== 'left'), sender = senderOf(row);
    if (codes && sender && forceOf(row) && !lines[0].startsWith(sender)) lines[0] = `${sender} ${lines[0]}`;
    const free = freeBox(group, lines.map((text, at) => lineOf(context, at ? theme.lettering.line : theme.lettering.title, text)), taken, room);
    if (!free) continue;
    taken.push(free.box);
    made.push(...free.lines);
    number++;
  }
  return made;
}

const lineOf = (context, style, text) => ({ style, text, width: textWidth(context, style.font, text), x: 0, y: 0 });

// The first free place: to the right, to the left, below, above.
const ALIGNED = [0, 1, 0.5, 0.5], LINE = 14;
function freeBox({ x, y, r }, lines, taken, room) {
  let width = 0;
  for (const line of lines) width = Math.max(width, line.width);
  const height = lines.length * LINE, gap = r + 4;
  for (let at = 0; at < ALIGNED.length; at++) {
    const left = at === 0 ? x + gap : at === 1 ? x - gap - width : x - width / 2;
    const top = at < 2 ? y - height / 2 : at === 2 ? y + gap : y - gap - height;
    const box = [left - 2, top - 1, left + width + 2, top + height + 1];
    if (box[0] <= room[0] || box[1] <= room[1] || box[2] >= room[2] || box[3] >= room[3] || !isFree(box, taken)) continue;
    lines.forEach((line, below) => { line.x = left + (width - line.width) * ALIGNED[at]; line.y = top + below * LINE; });
    return { box, lines };
  }
  return null;
}

function isFree(box, taken) {
  for (const other of taken) if (overlap(box, other)) return false;
  return true;
}

// Every base that any report names, whoever is there on the day.
function drawBases(context, view) {
  context.strokeStyle = theme.text;
  context.lineWidth = 1.2;
  for (let place = 0; place < places.count; place++) {
    if (places.precision[place] !== 'site') continue;
    const [x, y] = spotOf(view, place);
    context.strokeRect(x - 3.5, y - 3.5, 7, 7);
  }
}

// The symbol that shows a row: its own, the pie that it went into, or, for a total that its parts stand for, what is at its place.
function symbolOf(groups, row) {
  const around = ({ x, y, outer }) => ({ x, y, radius: Math.max(outer, 6) });
  for (const group of groups) for (const mark of group.marks) if (mark.row === row) return group.pie ? { x: group.x, y: group.y, radius: group.r } : around(mark);
  const spots = placeSpots(), spot = spots[rows.at[row]];
  const group = groups.find(({ places }) => places.some((place) => spots[place] === spot));
  return group ? { x: group.x, y: group.y, radius: group.r } : null;
}

function drawChosen(context, groups) {
  for (const [row, colour] of [[state.selected, theme.text], [state.hovered, theme.muted]]) {
    if (row === null || row === undefined) continue;
    const found = symbolOf(groups, row);
    if (!found) continue;
    context.beginPath();
    context.arc(found.x, found.y, found.radius + 4, 0, 2 * Math.PI);
    context.strokeStyle = theme.halo;
    context.lineWidth = 4.5;
    context.stroke();
    context.strokeStyle = colour;
    context.lineWidth = 2;
    context.stroke();
  }
}
