// The state in the address, a link to copy, and the data to take away.
const writeFragmentSoon = debounce(200, writeFragment);

function fragment() {
  const centre = map.getCenter(), parts = new URLSearchParams();
  parts.set('t', isoOf(state.day));
  parts.set('v', `${centre.lat.toFixed(3)},${centre.lng.toFixed(3)},${Number(map.getZoom().toFixed(2))}`);
  for (const [name, set] of Object.entries(state.filters)) if (set) parts.set(name, [...set].map((value) => (value === null ? '~' : encodeURIComponent(value))).join(','));
  const layers = Object.entries(state.layers).filter(([name, shown]) => shown !== DEFAULT_LAYERS[name]).map(([name, shown]) => (shown ? '' : '-') + name);
  if (layers.length) parts.set('layers', layers.join(','));
  if (state.span) parts.set('span', state.span.map(isoOf).join('/'));
  if (state.against !== null) parts.set('against', isoOf(state.against));
  if (state.selected !== null) parts.set('id', rows.id[state.selected]);
  return parts.toString().replaceAll('%2C', ',').replaceAll('%2F', '/');
}

const DEFAULT_LAYERS = { ...state.layers };

function writeFragment() {
  try { history.replaceState(null, '', `#${fragment()}`); } catch { /* a page inside a notebook has no address of its own */ }
}

const fragmentParts = () => new URLSearchParams(location.hash.slice(1));

function viewInFragment() {
  const view = (fragmentParts().get('v') || '').split(',').map(Number);
  return view.length === 3 && view.every(Number.isFinite) ? { lat: clamp(view[0], -85, 85), lon: view[1], zoom: clamp(view[2], LEAST_ZOOM, 13) } : null;
}

// Day, filters, layers and span; needs no map.
function readChoices() {
  const parts = fragmentParts();
  if (![...parts.keys()].length) return;
  const decode = (value) => { if (value === '~') return null; try { return decodeURIComponent(value); } catch { return value; } };
  setFilters(Object.fromEntries(Object.keys(state.filters).filter((name) => parts.has(name)).map((name) => [name, parts.get(name).split(',').map(decode)])));
  const changed = new Map((parts.get('layers') || '').split(',').filter(Boolean).map((name) => [name.replace(/^-/, ''), !name.startsWith('-')]));
  for (const name of Object.keys(state.layers)) setLayer(name, changed.get(name) ?? DEFAULT_LAYERS[name]);
  const span = (parts.get('span') || '').split('/').map(dayOf);
  setSpan(span.length === 2 && span.every((day) => day !== null) && span[0] < span[1] ? span.map((day) => clamp(day, axis.first, axis.last)) : null);
  const day = dayOf(parts.get('t'));
  if (day !== null) setDay(day);
}

// The rest of it: the second date and the open card.
function readFragment() {
  const parts = fragmentParts(), against = dayOf(parts.get('against')), row = rows.number.get(parts.get('id'));
  if (against !== null || state.against !== null) setAgainst(against);
  if (row !== undefined) openCard(row);
}

function followFragment() {
  if (location.hash.slice(1) === fragment()) return;
  const view = viewInFragment();
  if (view) map.setView([view.lat, view.lon], view.zoom, { animate: false });
  readChoices();
  readFragment();
}

function startFragment() {
  onceStill(writeFragment);
  on('filter span select compare', writeFragmentSoon);
  map.on('moveend', writeFragmentSoon);
  window.addEventListener('hashchange', followFragment);
}

function describe(row) {
  return {
    id: rows.id[row], sender: senderOf(row), force: forceOf(row), personnel: personnelOf(row), host: hostOf(row), place: rows.place[row], lat: places.lat[rows.at[row]], lon: places.lon[rows.at[row]],
    low: lowOf(row), high: highOf(row), status: statusOf(row), precision: precisionOf(row), start: isoOf(rows.start[row]), end: rows.end[row] === NEVER ? null : isoOf(rows.end[row]),
    claims: rows.claims[row].map((claim) => needEvidence().claims.id[claim]),
  };
}

function exportRow(row) {
  const { claims, ...facts } = describe(row);
  const reports = rows.claims[row].map(reportOf), distinct = (values) => [...new Set(values.filter(Boolean))].join('; ');
  return { ...facts, kind: kindOf(row), count_text: rows.words[row], start_basis: rows.startBasis[row], end_basis: rows.endBasis[row], last_reported: isoOf(rows.last[row]), disputed: isDisputed(row),
    publishers: distinct(reports.map((report) => report.publisher)), urls: distinct(reports.map((report) => report.url)), quotes: rows.claims[row].map((claim) => evidence.claims.quote[claim]).join(' | ') };
}

// A cell that a spreadsheet could take for a formula starts with an apostrophe.
function csvCell(value) {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'string' && /^[=+\-@\t\r]/.test(value) ? `'${value}` : String(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function asCsv(list) {
  const records = list.map(exportRow), head = Object.keys(records[0] || { id: '' });
  return '\ufeff' + [head, ...records.map((record) => head.map((name) => record[name]))].map((line) => line.map(csvCell).join(',')).join('\r\n') + '\r\n';
}

function asGeoJson(list) {
  const features = list.map((row) => { const { lat, lon, ...properties } = exportRow(row); return { type: 'Feature', id: properties.id, geometry: { type: 'Point', coordinates: [lon, lat] }, properties }; });
  return JSON.stringify({ type: 'FeatureCollection', features });
}

function download(name, type, text) {
  const address = URL.createObjectURL(new Blob([text], { type }));
  const link = el('a', { href: address, download: name });
  document.body.append(link);
  link.click();
  link.remove();
  setTimeout(() => URL.revokeObjectURL(address), 10000);
}

function openShare() {
  const whole = () => Array.from({ length: rows.count }, (_, row) => row);
  const save = (id, label, name, type, make, list) => button(label, { id, class: 'plain wide', on: { click: () => { needEvidence(); download(name, type, make(list())); } } });
  const shown = () => visibleRows(state.day);
  openDrawer('share', t('share'), [
    el('p', {}, button(t('copy_link'), { id: 'copy-link', class: 'plain wide', on: { click: (event) => { writeFragment(); copyText(location.href, event.target); } } })),
    el('h3', { text: t('download') }), el('p', { class: 'quiet', text: t('download_note', { day: dayWords(state.day), n: shown().length }) }),
    el('p', { class: 'buttons' },
      save('csv-visible', t('csv_visible'), 'presences-shown.csv', 'text/csv', asCsv, shown), save('geojson-visible', t('geojson_visible'), 'presences-shown.geojson', 'application/geo+json', asGeoJson, shown),
      save('csv-all', t('csv_all'), 'presences.csv', 'text/csv', asCsv, whole), save('geojson-all', t('geojson_all'), 'presences.geojson', 'application/geo+json', asGeoJson, whole)),
    el('h3', { text: t('print') }), el('p', {}, button(t('print'), { id: 'print', class: 'plain wide', on: { click: () => window.print() } })),
  ]);
}
