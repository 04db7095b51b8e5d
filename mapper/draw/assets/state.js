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

function setDay(day) {
  const next = clamp(Math.round(day), axis.first, axis.last);
  if (next === state.day) return;
  state.day = next;
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
