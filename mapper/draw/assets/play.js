// Playing, stepping, and the keys that do so from anywhere on the page.
const SPEEDS = [1, 4, 12];
const UNITS = ['day', 'month', 'year', 'change'];
const player = { button: null, frame: 0, exact: 0, before: 0 };

function buildPlayer() {
  player.button = button(t('play'), { id: 'play', class: 'round', 'aria-pressed': 'false', on: { click: toggle } }, icon(ICONS.play));
  return el('div', { class: 'player' },
    button(t('step_back'), { id: 'step-back', class: 'round', on: { click: () => step(-1) } }, icon(ICONS.back)),
    player.button,
    button(t('step_forward'), { id: 'step-forward', class: 'round', on: { click: () => step(1) } }, icon(ICONS.forward)),
    ...timeChoices(''));
}

// Step and speed; narrow screens have them in the layer panel.
function timeChoices(suffix) {
  const choice = (name, label, values, wordsOf) => {
    const node = el('select', { id: name + suffix, 'data-choice': name, 'aria-label': label, on: { change: () => choose(name, node.value) } }, ...values.map((value) => el('option', { value, text: wordsOf(value) })));
    node.value = String(state[name]);
    return node;
  };
  return [choice('unit', t('step_by'), UNITS, (name) => t(`unit_${name}`)), choice('speed', t('speed'), SPEEDS, (months) => t('months_a_second', { n: months }))];
}

function choose(name, value) {
  state[name] = name === 'speed' ? Number(value) : value;
  for (const node of document.querySelectorAll(`[data-choice=${name}]`)) node.value = value;
}

function stepped(day, direction, unit) {
  if (unit === 'change') return nextChange(day, direction);
  return unit === 'day' ? day + direction : addMonths(day, direction * (unit === 'year' ? 12 : 1));
}

function step(direction, unit) {
  stop();
  setDay(clamp(stepped(state.day, direction, unit || state.unit), spanFirst(), spanLast()));
}

function toggle() {
  if (state.playing) stop();
  else start();
}

function start() {
  if (state.day >= spanLast()) setDay(spanFirst());
  state.playing = true;
  player.exact = state.day;
  player.before = 0;
  showPlaying();
  player.frame = requestAnimationFrame(advance);
}

function stop() {
  if (!state.playing) return;
  state.playing = false;
  cancelAnimationFrame(player.frame);
  showPlaying();
  emit('stopped');
}

function showPlaying() {
  const label = t(state.playing ? 'pause' : 'play');
  player.button.setAttribute('aria-label', label);
  player.button.setAttribute('title', label);
  player.button.setAttribute('aria-pressed', String(state.playing));
  player.button.replaceChildren(icon(state.playing ? ICONS.pause : ICONS.play));
}

// Continuous, or in jumps of a month for readers who asked for less motion.
function advance(now) {
  if (!state.playing) return;
  const passed = player.before ? Math.min(250, now - player.before) / 1000 : 0;
  player.before = now;
  player.exact += passed * state.speed * 30.44;
  const next = reducedMotion() ? addMonths(state.day, Math.floor((player.exact - state.day) / 30.44)) : Math.floor(player.exact);
  if (next !== state.day) setDay(Math.min(next, spanLast()));
  if (state.day >= spanLast()) { stop(); return; }
  player.frame = requestAnimationFrame(advance);
}

const typing = (node) => node.closest('input:not([type=range]):not([type=checkbox]), textarea, select, [role=listbox]');

function timeKey(event) {
  if (event.altKey || event.ctrlKey || event.metaKey) return false;
  const direction = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
  if (direction) step(direction, event.shiftKey ? 'change' : undefined);
  else if (event.key === 'PageUp' || event.key === 'PageDown') step(event.key === 'PageUp' ? 1 : -1, 'year');
  else if (event.key === 'Home') { stop(); setDay(spanFirst()); }
  else if (event.key === 'End') { stop(); setDay(spanLast()); }
  else return false;
  event.preventDefault();
  return true;
}

function sliderKey(event) {
  if (timeKey(event)) event.stopPropagation();
}

function pageKey(event) {
  if (event.defaultPrevented) return;
  if (event.key === 'Escape') { escape(); return; }
  if (typing(event.target)) return;
  if (event.key === '/') { event.preventDefault(); openSearch(); return; }
  if (event.key === ' ' && !event.target.closest('button, a, input, summary')) { event.preventDefault(); toggle(); return; }
  if (event.target.closest('.drawer, .layers, dialog')) return;
  if (event.key === '+' || event.key === '=') map.zoomIn(1);
  else if (event.key === '-') map.zoomOut(1);
  else timeKey(event);
}

function escape() {
  stop();
  if (state.drawer) closeDrawer();
  else if (state.against !== null) setAgainst(null);
  else if (state.span) setSpan(null);
}
