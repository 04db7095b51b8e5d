// What the reader has chosen, and who wants to know when it changes.
const state = {
  day: 0,
  span: null,
  against: null,
  playing: false,
  speed: 4,
  unit: 'month',
  filters: { sender: null, force: null, personnel: null, status: null },
  layers: { presence: true, plan: true, movement: true, left: true, hosts: false, bases: false, claims: false, disputed: false, labels: true },
  selected: null,
  hovered: null,
  drawer: null,
};
const listeners = new Map();

function on(topics, run) {
  for (const topic of topics.split(' ')) {
    if (!listeners.has(topic)) listeners.set(topic, []);
    listeners.get(topic).push(run);
  }
}

function emit(topic) {
  for (const run of listeners.get(topic) || []) run();
}

// What can wait until the clock has stood still for a moment; while it plays, "whilePlaying" runs a few times a second too.
// One timer serves them all.
const STILL = 150, PLAYING = 400;
const later = { whilePlaying: [], onceStill: [], timer: 0, moved: 0 };
const whilePlaying = (run) => later.whilePlaying.push(run);
const onceStill = (run) => later.onceStill.push(run);

function touch() {
  later.moved = performance.now();
  if (!later.timer) later.timer = setTimeout(catchUp, STILL);
}

function catchUp() {
  const left = state.playing ? PLAYING : later.moved + STILL - performance.now();
  later.timer = left > 1 ? setTimeout(catchUp, left) : 0;
  if (state.playing || !later.timer) for (const run of later.whilePlaying) run();
  if (!later.timer) for (const run of later.onceStill) run();
}

function setDay(day) {
  const next = clamp(Math.round(day), axis.first, axis.last);
  if (next === state.day) return;
  state.day = next;
  // The symbols first: a canvas that sets a font after the page was written to makes the browser restyle the page at once.
  emit('draw');
  emit('time');
}

function setSpan(span) {
  state.span = span;
  if (span) setDay(clamp(state.day, span[0], span[1]));
  emit('span');
}

function setFilters(filters) {
  for (const name of Object.keys(state.filters)) {
    const wanted = filters[name];
    state.filters[name] = wanted ? new Set(wanted) : null;
  }
  emit('filter');
}

function setLayer(name, shown) {
  if (state.layers[name] === shown) return;
  state.layers[name] = shown;
  emit('filter');
}

function setSelected(row) {
  state.selected = row;
  emit('select');
}

function setAgainst(day) {
  state.against = day === null ? null : clamp(day, axis.first, axis.last);
  emit('compare');
}

const spanFirst = () => (state.span ? state.span[0] : axis.first);
const spanLast = () => (state.span ? state.span[1] : axis.last);
