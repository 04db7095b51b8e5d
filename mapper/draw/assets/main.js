// Building the page, the first picture, and what embedding pages may call.
const app = document.getElementById('app');
const live = el('div', { class: 'unseen', role: 'status', 'aria-live': 'polite', id: 'live' });
const announce = (text) => { live.textContent = clean(text); };
const announceTime = debounce(350, () => { if (!state.playing) announce(`${dayWords(state.day)}${t('colon')}${totalSentence()}`); });

// What the open panels cover, in pixels of the map's window: no label goes there.
let covered = [];
function findCovered() {
  const frame = map.getContainer().getBoundingClientRect();
  covered = [...document.querySelectorAll('.heading, .tools, .zoom, .legend, .drawer, .layers')].map((node) => node.getBoundingClientRect()).filter((box) => box.width)
    .map((box) => [box.left - frame.left, box.top - frame.top, box.right - frame.left, box.bottom - frame.top]);
}

// Names and labels move out of the way of a panel that opens.
const coverChanged = debounce(60, () => { findCovered(); redrawAll(); });

function redraw() { if (symbolLayer) symbolLayer.redraw(); }
function redrawAll() { if (baseLayer) baseLayer.redraw(); redraw(); }

let waiting = 0, atOnce = false;
function redrawSoon() {
  if (atOnce) redrawNow();
  else if (!waiting) waiting = requestAnimationFrame(redrawNow);
}

function redrawNow() {
  if (waiting) cancelAnimationFrame(waiting);
  waiting = 0;
  redraw();
  if (state.layers.hosts && baseLayer) baseLayer.redraw();
}

function tool(id, label, path, open, badge) {
  return el('button', { type: 'button', id: `open-${id}`, class: 'tool', title: label, 'aria-expanded': 'false', on: { click: open } }, icon(path), el('span', { class: 'tool-name', text: label }), badge);
}

function buildTools() {
  return el('nav', { class: 'tools', 'aria-label': t('tools') },
    tool('layers', t('layers'), ICONS.layers, () => { if (onPhone()) closeDrawer(); showLayers(panel.node.hidden); if (!panel.node.hidden) panel.search.focus({ preventScroll: true }); }),
    tool('table', t('table'), ICONS.table, () => toggleDrawer('table', openTable)),
    tool('unmapped', t('unmapped_short'), ICONS.list, () => toggleDrawer('unmapped', openUnmapped), el('span', { class: 'badge', text: number(rows.leftOut) })),
    tool('compare', t('compare'), ICONS.compare, toggleCompare),
    tool('share', t('share'), ICONS.share, () => toggleDrawer('share', openShare)),
    tool('about', t('about_page'), ICONS.info, () => toggleDrawer('about', openAbout)));
}

function toggleCompare() {
  if (state.against !== null) { setAgainst(null); return; }
  if (state.selected !== null) setSelected(null);
  openCompare();
}

function buildPage() {
  const heading = el('header', { class: 'heading' },
    el('h1', { dir: 'auto', text: meta.title }),
    meta.subtitle && el('p', { class: 'subtitle', dir: 'auto', text: meta.subtitle }),
    el('p', { class: 'as-of', dir: 'auto', text: [meta.as_of && t('as_of', { when: edtfWords(meta.as_of) }), methodLine()].filter(Boolean).join('. ') }),
    el('p', { class: 'print-date', 'aria-hidden': 'true' }));
  const zoom = el('div', { class: 'zoom', role: 'group', 'aria-label': t('zoom') },
    button(t('zoom_in'), { id: 'zoom-in', class: 'round', on: { click: () => map.zoomIn(1) } }, icon(ICONS.plus)),
    button(t('zoom_out'), { id: 'zoom-out', class: 'round', on: { click: () => map.zoomOut(1) } }, icon(ICONS.minus)),
    button(t('zoom_all'), { id: 'zoom-all', class: 'round', on: { click: () => showEverything() } }, icon(ICONS.home)));
  const stage = document.querySelector('.stage');
  document.getElementById('map').setAttribute('aria-label', t('map'));
  stage.append(heading, buildTools(), zoom, buildLayers(), buildLegend(), buildDrawer());
  if (cautions().length) stage.append(el('p', { class: 'caution-line', role: 'note', text: cautions().join(' ') }));
  document.getElementById('timebar').replaceWith(buildTimebar());
  app.append(live, buildPrint());
}

function buildMap({ lat, lon, zoom }) {
  map = L.map('map', { keyboard: false, zoomControl: false, attributionControl: false, zoomSnap: SNAP, zoomDelta: 1, wheelPxPerZoomLevel: 90, minZoom: LEAST_ZOOM, maxZoom: 13, zoomAnimation: !reducedMotion(), fadeAnimation: false, inertia: !reducedMotion(), maxBounds: [[-85, -270], [85, 270]], center: [lat, lon], zoom });
  for (const [name, level] of [['base', 150], ['symbols', 450]]) {
    const pane = map.createPane(name);
    pane.style.zIndex = level;
    pane.style.pointerEvents = 'none';
  }
  if (settings.tiles) {
    const { url, subdomains, maxZoom, attribution } = settings.tiles;
    L.tileLayer(url, { subdomains, maxZoom, attribution: '', referrerPolicy: 'strict-origin-when-cross-origin' }).addTo(map);
    stageCredit(attribution);
  }
}

const stageCredit = (text) => document.querySelector('.stage').append(el('p', { class: 'tile-credit', dir: 'auto', text }));

// How much of the map the open panels cover, so that what matters stays beside them.
function padding(extra = 24) {
  const root = document.documentElement.classList, phone = onPhone();
  const left = !phone && root.contains('with-layers') ? 284 : 0;
  const beside = root.contains('with-drawer') ? drawer.node.offsetWidth : (legend.node ? legend.node.open : legendOpens()) ? LEGEND_WIDTH : 0;
  const right = phone ? 0 : beside;
  const bottom = phone && root.contains('with-drawer') ? drawer.node.offsetHeight : 0;
  return { paddingTopLeft: [left + extra, (phone ? 90 : settings.embed ? 50 : 104) + extra], paddingBottomRight: [right + extra, bottom + extra] };
}

// Where most of it happens: one stray place does not shrink the map to a dot.
const STRAY = 0.04, SNAP = 0.25, LEAST_ZOOM = 1.5, CLOSEST = 7;
function whereEverythingIs(size) {
  const lats = [], lons = [];
  for (let row = 0; row < rows.count; row++) {
    if (places.global[rows.at[row]] || kindOf(row) === 'denial') continue;
    lats.push(places.lat[rows.at[row]]);
    lons.push(places.lon[rows.at[row]]);
  }
  if (!lats.length) return { lat: 15, lon: 5, zoom: 3 };
  const ends = (values) => {
    const sorted = Float64Array.from(values).sort(), cut = values.length > 12 ? Math.ceil(values.length * STRAY) : 0;
    const low = sorted[cut], high = sorted[values.length - 1 - cut], more = (high - low) * 0.2;
    return [low - more, high + more];
  };
  return fitted(ends(lats), ends(lons), size, padding(24));
}

// The centre and zoom that show these bounds inside the padding.
function fitted([south, north], [west, east], size, { paddingTopLeft: [left, top], paddingBottomRight: [right, bottom] }) {
  const [x1, x2, y1, y2] = [worldX(west), worldX(east), worldY(north), worldY(south)];
  const span = Math.min((size.x - left - right) / Math.max(x2 - x1, 1e-9), (size.y - top - bottom) / Math.max(y2 - y1, 1e-9));
  const zoom = clamp(Math.floor(Math.log2(Math.max(span, 1) / 256) / SNAP) * SNAP, LEAST_ZOOM, CLOSEST), scale = 256 * 2 ** zoom;
  return { lat: latitudeOf((y1 + y2) / 2 + (bottom - top) / 2 / scale), lon: ((x1 + x2) / 2 + (right - left) / 2 / scale - 0.5) * 360, zoom };
}

function showEverything() {
  const { lat, lon, zoom } = whereEverythingIs(map.getSize());
  map.setView([lat, lon], zoom, { animate: false });
}

// Until the browser has shown what was drawn; a page in the background shows nothing and goes on all the same.
const painted = () => new Promise((done) => { requestAnimationFrame(() => setTimeout(done, 0)); setTimeout(done, 250); });

// First the symbols alone, then Leaflet under them and the controls, then the land, then the panels.
async function begin() {
  loadCore(parseBytes(await boot.core));
  readTheme();
  setScale();
  readChoices();
  applyFilters();
  const holder = document.getElementById('map'), size = { x: holder.clientWidth, y: holder.clientHeight };
  const where = viewInFragment() || whereEverythingIs(size), canvas = sketch(where, size, holder);
  document.documentElement.dataset.ready = 'true';
  const leaflet = await boot.leaflet;
  await painted();
  boot.run(leaflet);
  buildMap(where);
  baseLayer = canvasLayer({ pane: 'base', draw: drawBase });
  symbolLayer = canvasLayer({ pane: 'symbols', draw: drawSymbols, canvas });
  symbolLayer.addTo(map);
  await boot.parsed;
  buildPage();
  startTimebar();
  startPointer();
  listen();
  startFragment();
  announceMap();
  readFragment();
  setTimeout(beginBase, 0);
}

// Land and borders come under the symbols as soon as they are unpacked, and then the panels.
async function beginBase() {
  const bytes = await gunzip(packedBytes('data-base'));
  if (bytes.length) loadBase(bytes);
  baseLayer.addTo(map);
  redraw();
  await painted();
  beginRest();
}

// What the first picture does not need.
function beginRest() {
  watchBar();
  for (const node of document.querySelectorAll('.legend, .drawer, .layers, .heading')) new ResizeObserver(coverChanged).observe(node);

  startMirror();
  startLayers();
  startLegend();
  startEvidence();
  whenIdle(prepareSteps);
  document.documentElement.dataset.complete = 'true';
  emit('ready');
}

// What the first steps of the clock would otherwise wait for.
function prepareSteps() {
  indexDays();
  for (const style of Object.values(theme.lettering)) figuresOf(style, window.devicePixelRatio || 1);
  whenIdle(() => rehearse(document.createElement('canvas').getContext('2d'), 1));
}

// Pictures of other days that nobody sees, a few in each idle moment: the browser gets our code and the letters ready. Not while
// the clock moves, which does the same.
const REHEARSALS = 40, IDLE_MS = 8;
function rehearse(context, number) {
  if (later.timer || number > REHEARSALS) return;
  const { day } = state, view = symbolLayer.view(), end = performance.now() + IDLE_MS;
  while (number <= REHEARSALS && performance.now() < end) {
    state.day = Math.round(axis.first + ((axis.last - axis.first) * number++) / (REHEARSALS + 1));
    drawSymbols(context, view);
    showTime();
  }
  state.day = day;
  drawSymbols(context, view);
  showTime();
  fillWritten();
  whenIdle(() => rehearse(context, number));
}

function listen() {
  on('filter', applyFilters);
  listeners.get('filter').unshift(listeners.get('filter').pop());
  on('draw filter select compare span', redrawSoon);
  on('time filter', touch);
  onceStill(announceTime);
  whilePlaying(fillTable);
  whilePlaying(fillWritten);
  onceStill(() => { if (state.drawer === 'card' && state.selected !== null) refreshCard(); });
  onceStill(() => { if (state.drawer === 'compare') showComparison(); });
  on('compare', showComparison);
  on('theme', redrawAll);
  on('filter', () => baseLayer.redraw());
  for (const query of [darkQuery, forcedQuery]) query.addEventListener('change', () => { readTheme(); emit('theme'); });
  document.addEventListener('keydown', pageKey);
}

// The card follows the clock: its chart's line, its age.
function refreshCard() {
  const top = drawer.body.scrollTop;
  openDrawer('card', forceName(state.selected), cardOf(state.selected));
  drawer.body.scrollTop = top;
}

function drawnNow() {
  return drawn.groups.flatMap((group) => {
    const mark = ({ row, x, y, outer, solid, form, unknown, change, total, alpha }) => ({ id: rows.id[row], x, y, radius: outer, solid, form: unknown && form === 'there' ? 'unknown' : form, unit: rows.unit.has(row), change, total: Boolean(total), alpha });
    if (!group.pie) return group.marks.map(mark).map((one) => ({ ...one, ...windowPoint(one) }));
    return [{ form: 'merged', ids: group.marks.map((one) => rows.id[one.row]), radius: group.r, text: group.text, ...windowPoint(group) }];
  });
}

function windowPoint({ x, y }) {
  const point = symbolLayer.outside(x, y), box = map.getContainer().getBoundingClientRect();
  return { x: point.x + box.left, y: point.y + box.top };
}

// What embedding pages may call, once it can be answered.
const announceMap = () => Object.defineProperties(window.deploymentMap, Object.getOwnPropertyDescriptors({
  leaflet: map,
  get dates() { return [isoOf(axis.first), isoOf(axis.last)]; },
  get time() { return isoOf(state.day); },
  setTime(iso) {
    const day = dayOf(iso);
    if (day === null) throw new RangeError(`setTime expects a day such as 2022-08-15, not ${iso}`);
    stop();
    atOnce = true;
    setDay(day);
    atOnce = false;
  },
  visible: () => visibleRows(state.day).map(describe),
  filter(wanted) { setFilters(wanted || {}); },
  select(id) {
    const row = rows.number.get(id);
    if (row === undefined) throw new RangeError(`no presence has the id ${id}`);
    openCard(row);
  },
  claim(id) {
    const claim = needEvidence().number.get(id);
    if (claim === undefined) throw new RangeError(`no claim has the id ${id}`);
    const { title, publisher, url, published } = reportOf(claim);
    return { quote: evidence.claims.quote[claim], source: evidence.claims.source[claim], title, publisher, url, published };
  },
  total: () => { const { hosts, ...sum } = totalAt(state.day); return { ...sum, hosts: [...hosts] }; },
  compare(iso) { setAgainst(iso === null || iso === undefined ? null : dayOf(iso)); return state.against === null ? [] : differences(...comparedDays()).map(({ change, row }) => ({ change, id: rows.id[row] })); },
  span: (first, last) => { if (first !== undefined) setSpan(first === null ? null : [dayOf(first), dayOf(last)]); return state.span && state.span.map(isoOf); },
  layer(name, shown) { if (shown !== undefined) setLayer(name, Boolean(shown)); return state.layers[name]; },
  get selected() { return state.selected === null ? null : rows.id[state.selected]; },
  get playing() { return state.playing; },
  drawn: drawnNow,
  labels: () => (drawn.labels || []).map(({ text, width, x, y }) => ({ text, width, ...windowPoint({ x, y }) })),
  moves: () => (drawn.arrows || []).map(({ row, from, to }) => ({ id: rows.id[row], from: windowPoint({ x: from[0], y: from[1] }), to: windowPoint({ x: to[0], y: to[1] }) })),
}));
begin().then(boot.done, boot.fail);
