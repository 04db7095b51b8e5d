// Finding what is under the pointer, and walking through the symbols by keyboard.
function symbolAt(point) {
  const { x, y } = symbolLayer.inside(point);
  let best = null;
  const slack = media('(pointer: coarse)').matches ? 12 : 4;
  for (const group of drawn.groups) {
    if (group.pie) {
      const far = Math.hypot(x - group.x, y - group.y) - group.r;
      if (far < slack && (!best || far < best.far)) best = { far, group };
      continue;
    }
    for (const mark of group.marks) {
      const far = Math.hypot(x - mark.x, y - mark.y) - Math.max(mark.outer, 6);
      if (far < slack && (!best || far < best.far)) best = { far, group, row: mark.row };
    }
  }
  return best || arrowAt(x, y);
}

function arrowAt(x, y) {
  for (const { row, to } of drawn.arrows || []) if (Math.hypot(x - to[0], y - to[1]) < 16) return { row, group: null };
  return null;
}

function startPointer() {
  const tip = el('div', { class: 'tip', role: 'presentation', hidden: true });
  map.getContainer().append(tip);
  map.on('mousemove', (event) => {
    const found = symbolAt(event.containerPoint);
    map.getContainer().classList.toggle('over-symbol', Boolean(found));
    showTip(tip, found, event.containerPoint);
    const row = found && found.row !== undefined ? found.row : null;
    if (row !== state.hovered) { state.hovered = row; redraw(); }
  });
  map.on('mouseout', () => { tip.hidden = true; if (state.hovered !== null) { state.hovered = null; redraw(); } });
  map.on('click', (event) => {
    const found = symbolAt(event.containerPoint);
    tip.hidden = true;
    if (!found) { if (state.selected !== null && state.drawer === 'card') closeDrawer(); return; }
    if (found.group && found.group.pie) openGroup(found.group);
    else openCard(found.row);
  });
}

function showTip(tip, found, point) {
  tip.hidden = !found;
  if (!found) return;
  const lines = found.group && found.group.pie ? tipOfGroup(found.group) : tipOfRow(found.row);
  tip.replaceChildren(...lines);
  const size = map.getSize();
  const left = point.x > size.x / 2 ? point.x - tip.offsetWidth - 14 : point.x + 14;
  tip.style.transform = `translate(${Math.round(clamp(left, 4, size.x - tip.offsetWidth - 4))}px, ${Math.round(clamp(point.y + 12, 4, size.y - tip.offsetHeight - 4))}px)`;
}

function tipOfRow(row) {
  return [
    el('strong', { dir: 'auto', text: forceName(row) }),
    el('span', { text: rowCount(row) }),
    el('span', { class: 'quiet', dir: 'auto', text: placeWords(row) }),
  ];
}

function tipOfGroup(group) {
  return [
    el('strong', { text: t('merged', { n: group.marks.length }) }),
    el('span', { text: sumWords(group.sum) }),
    el('span', { class: 'quiet', text: t('click_for_list') }),
  ];
}

const rowCount = (row) => countWords(lowOf(row), highOf(row), rows.words[row]);

// A list box that mirrors the canvas for the keyboard and for screen readers: arrows move, Enter opens.
const mirror = { node: null, entries: [], at: -1 };

function startMirror() {
  mirror.node = el('ul', { class: 'mirror', role: 'listbox', tabindex: 0, 'aria-label': t('symbols_on_map'), id: 'symbols', on: { keydown: mirrorKey, focus: () => { fillMirror(); moveMirror(Math.max(0, mirror.at)); }, blur: leaveMirror } });
  document.querySelector('.stage').append(mirror.node);
  onceStill(fillMirror);
  on('compare ready', fillMirror);
  map.on('moveend', debounce(250, fillMirror));
}

const MOST_MIRRORED = 300;
function fillMirror() {
  const rowsSeen = drawn.groups.flatMap((group) => (group.pie ? [] : group.marks.map((mark) => ({ row: mark.row }))));
  const pies = drawn.groups.filter((group) => group.pie).map((group) => ({ group }));
  mirror.entries = [...pies, ...rowsSeen].slice(0, MOST_MIRRORED);
  mirror.node.replaceChildren(...mirror.entries.map(({ row, group }, at) => el('li', {
    role: 'option', id: `symbol-${at}`, 'aria-selected': at === mirror.at ? 'true' : 'false',
    text: group ? `${t('merged', { n: group.marks.length })}${t('colon')}${sumWords(group.sum)}` : `${forceName(row)}, ${rowCount(row)}, ${placeWords(row)}`,
    on: { click: () => openEntry(at) },
  })));
  if (mirror.at >= mirror.entries.length) mirror.at = mirror.entries.length - 1;
}

function openEntry(at) {
  const entry = mirror.entries[at];
  if (!entry) return;
  if (entry.group) openGroup(entry.group);
  else openCard(entry.row);
}

function moveMirror(at) {
  mirror.at = clamp(at, -1, mirror.entries.length - 1);
  [...mirror.node.children].forEach((node, index) => node.setAttribute('aria-selected', index === mirror.at ? 'true' : 'false'));
  const entry = mirror.entries[mirror.at];
  if (!entry) { mirror.node.removeAttribute('aria-activedescendant'); return; }
  mirror.node.setAttribute('aria-activedescendant', `symbol-${mirror.at}`);
  mirror.node.children[mirror.at].scrollIntoView({ block: 'nearest' });
  state.hovered = entry.group ? entry.group.marks[0].row : entry.row;
  redraw();
}

function leaveMirror() {
  state.hovered = null;
  redraw();
}

function mirrorKey(event) {
  const moves = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };
  if (event.key in moves) moveMirror(mirror.at + moves[event.key]);
  else if (event.key === 'Home') moveMirror(0);
  else if (event.key === 'End') moveMirror(mirror.entries.length - 1);
  else if (event.key === 'Enter' || event.key === ' ') openEntry(mirror.at);
  else return;
  event.preventDefault();
  event.stopPropagation();
}
