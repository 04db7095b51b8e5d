// The same as a table: sortable, filterable, and tied to the map both ways.
const COLUMNS = ['force', 'sender', 'place', 'people', 'since', 'last'];
const table = { sort: 'people', down: true, query: '', limit: 200, body: null, head: null, note: null };

const CELLS = {
  force: (row) => forceName(row), sender: (row) => nameOf(senderOf(row)), place: (row) => placeWords(row), people: (row) => rowCount(row),
  since: (row) => isoOf(rows.start[row]), last: (row) => isoOf(rows.last[row]),
};
const SORTS = { ...CELLS, people: (row) => Math.max(rows.low[row], rows.high[row]), since: (row) => rows.start[row], last: (row) => rows.last[row] };

function openTable() {
  table.head = el('tr', {}, ...COLUMNS.map((name) => el('th', { scope: 'col', 'data-column': name }, el('button', { type: 'button', on: { click: () => sortBy(name) } }, t(`column_${name}`)))));
  table.body = el('tbody', {});
  table.note = el('p', { class: 'quiet', role: 'status' });
  openDrawer('table', t('table'), [
    el('input', { type: 'search', id: 'table-search', value: table.query, placeholder: t('filter_rows'), 'aria-label': t('filter_rows'), on: { input: (event) => { table.query = event.target.value; fillTable(); } } }),
    table.note,
    el('div', { class: 'table-frame', tabindex: 0, role: 'region', 'aria-label': t('table') }, el('table', { id: 'table' }, el('caption', { class: 'unseen', text: t('table_caption', { day: dayWords(state.day) }) }), el('thead', {}, table.head), table.body)),
  ]);
  fillTable();
}

function sortBy(name) {
  table.down = table.sort === name ? !table.down : name === 'people';
  table.sort = name;
  fillTable();
}

function tableRows() {
  const wanted = table.query.trim().toLocaleLowerCase(lang), key = SORTS[table.sort];
  const text = (row) => [forceName(row), nameOf(senderOf(row)), placeWords(row), t(`personnel_${personnelOf(row)}`)].join(' ').toLocaleLowerCase(lang);
  const list = visibleRows(state.day).filter((row) => !wanted || text(row).includes(wanted));
  const order = (a, b) => (typeof key(a) === 'number' ? key(a) - key(b) : key(a).localeCompare(key(b), lang));
  return list.sort((a, b) => (table.down ? order(b, a) : order(a, b)) || a - b);
}

function fillTable() {
  if (state.drawer !== 'table') return;
  const list = tableRows();
  table.note.textContent = `${dayWords(state.day)}${t('colon')}${t('rows', { n: list.length })}${list.length > table.limit ? `, ${t('first_shown', { count: table.limit })}` : ''}`;
  for (const cell of table.head.children) cell.setAttribute('aria-sort', cell.dataset.column === table.sort ? (table.down ? 'descending' : 'ascending') : 'none');
  table.body.replaceChildren(...list.slice(0, table.limit).map(tableRow));
}

function tableRow(row) {
  const cells = COLUMNS.slice(1).map((name) => el('td', { dir: 'auto', class: name === 'people' ? 'people' : undefined, text: CELLS[name](row) }));
  const form = formOf(row);
  const name = el('th', { scope: 'row' }, el('span', { class: 'named' }, chipOf(row), el('button', { type: 'button', class: 'link', dir: 'auto', on: { click: () => openCard(row) } }, forceName(row))), form === 'there' ? null : el('span', { class: 'tag', text: form === 'disputed' ? t('disputed') : t(`status_${statusOf(row)}`) }));
  return el('tr', { 'data-row': rows.id[row], on: { mouseenter: () => { state.hovered = row; redraw(); }, mouseleave: () => { state.hovered = null; redraw(); } } }, name, ...cells);
}
