// The layer panel: kinds of layers, then a searchable tree of senders and forces, and kinds of personnel.
const KIND_LAYERS = ['presence', 'plan', 'movement', 'left', 'hosts', 'bases', 'claims', 'disputed', 'labels'];
const panel = { node: null, list: null, search: null, entries: [] };

function buildLayers() {
  panel.search = el('input', { type: 'search', id: 'search', placeholder: t('search_layers'), 'aria-label': t('search_layers'), on: { input: searchLayers } });
  panel.list = el('div', { class: 'tree' });
  const all = button(t('show_all'), { id: 'show-all', class: 'plain', on: { click: () => setFilters({}) } });
  panel.node = el('aside', { class: 'layers', 'aria-label': t('layers'), id: 'layers', hidden: true },
    el('div', { class: 'panel-head' }, el('h2', { text: t('layers') }), all, button(t('close'), { class: 'round small', id: 'close-layers', on: { click: () => showLayers(false) } }, icon(ICONS.close))),
    el('div', { class: 'narrow-only' }, el('div', { class: 'playback tree-head' }, ...timeChoices('-narrow'), button(t('last_report'), { class: 'plain', id: 'go-last-narrow', on: { click: () => setDay(axis.reported) } }))),
    panel.search, panel.list);
  return panel.node;
}

function showLayers(shown) {
  panel.node.hidden = !shown;
  document.documentElement.classList.toggle('with-layers', shown);
  document.getElementById('open-layers').setAttribute('aria-expanded', String(shown));
  if (shown) countLayers();
}

function openSearch() {
  showLayers(true);
  panel.search.focus();
}

function entry(group, value, label, colour, parent) {
  const id = `layer-${panel.entries.length}`;
  const box = el('input', { type: 'checkbox', id, checked: true });
  const tally = el('span', { class: 'tally' });
  const solo = group === 'layer' ? null : button(t('only'), { class: 'solo plain', 'aria-label': t('only_this', { name: label }) });
  const chip = colour && svg('svg', { class: 'chip', viewBox: '0 0 10 10', width: 12, height: 12, 'aria-hidden': 'true' }, svg('circle', { cx: 5, cy: 5, r: 5, fill: colour() }));
  const node = el('div', { class: parent ? 'entry child' : 'entry' }, box, chip, el('label', { for: id, dir: 'auto', text: label }), tally, solo);
  const made = { group, value, label: label.toLocaleLowerCase(lang), node, box, tally, parent, chip, colour };
  box.addEventListener('change', () => toggleEntry(made));
  if (solo) solo.addEventListener('click', () => soloEntry(made));
  panel.entries.push(made);
  return made;
}

function startLayers() {
  const section = (title, entries) => el('fieldset', {}, el('legend', { text: title }), ...entries.map((made) => made.node));
  const kinds = KIND_LAYERS.map((name) => entry('layer', name, t(`layer_${name}`)));
  const senders = new Map();
  for (let row = 0; row < rows.count; row++) {
    const sender = senderOf(row);
    if (!senders.has(sender)) senders.set(sender, new Set());
    if (forceOf(row) !== null) senders.get(sender).add(forceOf(row));
  }
  const tree = [];
  const byName = [...senders.keys()].sort((a, b) => nameOf(a).localeCompare(nameOf(b), lang));
  for (const sender of byName) {
    const parent = entry('sender', sender, nameOf(sender), () => senderColour(sender));
    tree.push(parent);
    for (const force of [...senders.get(sender)].sort((a, b) => a.localeCompare(b, lang))) tree.push(entry('force', force, force, null, parent));
  }
  const personnel = rows.personnel.words.slice().sort().map((word) => entry('personnel', word, t(`personnel_${word}`)));
  const statuses = rows.status.words.slice().sort().map((word) => entry('status', word, t(`status_${word}`)));
  panel.list.replaceChildren(section(t('show'), kinds), section(t('by_sender'), tree), section(t('by_personnel'), personnel), section(t('by_status'), statuses));
  on('filter', showChecks);
  whilePlaying(countLayers);
  on('theme', () => panel.entries.forEach((made) => made.chip && made.chip.firstChild.setAttribute('fill', made.colour())));
  showChecks();
  countLayers();
}

const valuesOf = (group) => panel.entries.filter((made) => made.group === group).map((made) => made.value);

function toggleEntry(made) {
  if (made.group === 'layer') { setLayer(made.value, made.box.checked); return; }
  const now = new Set(state.filters[made.group] || [...valuesOf(made.group), ...(made.group === 'force' ? [null] : [])]);
  if (made.box.checked) now.add(made.value); else now.delete(made.value);
  const whole = valuesOf(made.group).every((value) => now.has(value));
  setFilters({ ...plainFilters(), [made.group]: whole ? null : [...now] });
}

function soloEntry(made) {
  const current = state.filters[made.group];
  const alone = current && current.size === 1 && current.has(made.value);
  setFilters({ ...plainFilters(), [made.group]: alone ? null : [made.value] });
}

const plainFilters = () => Object.fromEntries(Object.entries(state.filters).map(([name, set]) => [name, set && [...set]]));

function showChecks() {
  for (const made of panel.entries) {
    const set = state.filters[made.group];
    made.box.checked = made.group === 'layer' ? state.layers[made.value] : !set || set.has(made.value);
  }
}

// How many symbols of each entry are there on the day shown.
function countLayers() {
  if (panel.node.hidden) return;
  const tallies = new Map();
  const add = (key) => tallies.set(key, (tallies.get(key) || 0) + 1);
  for (const row of activeAt(state.day)) {
    const kind = kindOf(row);
    add(`layer/${kind === 'remainder' ? 'presence' : kind}`);
    if (isDisputed(row)) add('layer/disputed');
    add(`sender/${senderOf(row)}`);
    add(`force/${senderOf(row)}/${forceOf(row)}`);
    add(`personnel/${personnelOf(row)}`);
    add(`status/${statusOf(row)}`);
  }
  for (const made of panel.entries) {
    const key = made.group === 'force' ? `${made.parent.value}/${made.value}` : made.value;
    const count = tallies.get(`${made.group}/${key}`) || 0;
    made.tally.textContent = made.group === 'layer' && !['presence', 'plan', 'movement', 'disputed'].includes(made.value) ? '' : number(count);
    made.node.classList.toggle('none', !count && made.group !== 'layer');
  }
}

function searchLayers() {
  const wanted = panel.search.value.trim().toLocaleLowerCase(lang);
  const hits = new Set(panel.entries.filter((made) => made.label.includes(wanted)));
  for (const made of [...hits]) if (made.parent) hits.add(made.parent);
  for (const made of panel.entries) made.node.hidden = !(hits.has(made) || (made.parent && made.parent.label.includes(wanted)));
  for (const group of panel.list.children) group.hidden = ![...group.querySelectorAll('.entry')].some((node) => !node.hidden);
}
