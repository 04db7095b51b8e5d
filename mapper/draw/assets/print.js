// On paper: the map with its date, the legend, the totals and the sources, in light colours.
const sheet = { node: null };

function buildPrint() {
  sheet.node = el('section', { class: 'print-only', id: 'print-sheet', 'aria-hidden': 'true' });
  window.addEventListener('beforeprint', beforePrint);
  window.addEventListener('afterprint', afterPrint);
  return sheet.node;
}

function beforePrint() {
  printing = true;
  const bounds = map.getBounds();
  sheet.view = [map.getCenter(), map.getZoom()];
  document.documentElement.classList.add('printing');
  fillSheet();
  app.prepend(document.querySelector('.heading'));
  readTheme();
  map.invalidateSize({ animate: false, pan: false });
  map.fitBounds(bounds, { animate: false });
  findCovered();
  redrawAll();
  fillLegend();
  legend.wasOpen = legend.node.open;
  legend.node.open = true;
  sheet.node.prepend(legend.node);
}

function afterPrint() {
  printing = false;
  document.documentElement.classList.remove('printing');
  legend.node.open = legend.wasOpen;
  document.querySelector('.stage').prepend(document.querySelector('.heading'));
  document.querySelector('.stage').append(legend.node);
  readTheme();
  map.invalidateSize({ animate: false, pan: false });
  map.setView(...sheet.view, { animate: false });
  findCovered();
  redrawAll();
  fillLegend();
}

// A printed address cannot be followed: the site is enough beside publisher, title and date, and the downloads have it whole.
const hostName = (url) => { try { return safeAddress(url) && new URL(url).host; } catch { return ''; } };

const senderChip = (sender) => svg('svg', { class: 'chip', viewBox: '0 0 10 10', width: 9, height: 9, 'aria-hidden': 'true' }, svg('circle', { cx: 5, cy: 5, r: 5, fill: senderColour(sender) }));

function fillSheet() {
  needEvidence();
  document.querySelector('.print-date').textContent = dayWords(state.day);
  const list = visibleRows(state.day);
  const sums = totalsBy(activeAt(state.day).filter(isForeign), (row) => `${senderOf(row)}`);
  const bySize = [...sums].sort((a, b) => b[1].low - a[1].low);
  const reports = [...new Set(list.flatMap((row) => rows.claims[row]).map((claim) => evidence.claims.report[claim]).filter((at) => at >= 0))].slice(0, 60);
  sheet.node.replaceChildren(
    el('h2', { text: t('totals_on', { day: dayWords(state.day) }) }),
    el('table', {}, el('thead', {}, el('tr', {}, el('th', { text: t('column_sender') }), el('th', { text: t('column_people') }), el('th', { text: t('hosts') }))),
      el('tbody', {}, ...bySize.map(([sender, sum]) => el('tr', {}, el('td', {}, senderChip(sender === 'null' ? null : sender), ` ${nameOf(sender === 'null' ? null : sender)}`), el('td', { text: sumWords(sum) }), el('td', { text: [...sum.hosts].map(nameOf).sort().join(', ') }))))),
    el('h2', { text: t('sources') }),
    el('ul', {}, ...reports.map((at) => el('li', { dir: 'auto', text: [evidence.reports.publisher[at], evidence.reports.title[at], edtfWords(evidence.reports.published[at]), hostName(evidence.reports.url[at])].filter(Boolean).join(', ') }))),
    el('p', { text: [methodLine(), ...cautions(), `${t('boundaries')}${t('colon')}${boundaryLine().replace(/\.$/, '')}.`, meta.credits, t('boundaries_note')].filter(Boolean).join(' ') }));
}
