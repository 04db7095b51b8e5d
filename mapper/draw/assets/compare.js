// Two dates side by side: what came, what went, what grew and what shrank between them.
const CHANGES = ['came', 'went', 'grew', 'shrank', 'same'];
const CHANGE_SIGNS = { came: '+', went: '−', grew: '▲', shrank: '▼', same: '=' };

const middle = (row) => (row === undefined || (rows.low[row] < 0 && rows.high[row] < 0) ? null : (Math.max(0, rows.low[row]) + Math.max(rows.low[row], rows.high[row])) / 2);

// Rows of one series are the same force at the same place; the greater presence of the day stands for it.
function seriesAt(day) {
  const found = new Map();
  for (const row of findActive(day)) if (counts(row)) found.set(rows.series.index[row], row);
  return found;
}

function differences(first, second) {
  const before = seriesAt(first), after = seriesAt(second), list = [], remains = remainders([...before.values(), ...after.values()]);
  for (const series of new Set([...before.keys(), ...after.keys()])) {
    if (remains.has(series)) continue;
    const was = before.get(series), is = after.get(series);
    list.push({ was, is, row: is ?? was, change: changeOf(was, is) });
  }
  return list.sort((a, b) => CHANGES.indexOf(a.change) - CHANGES.indexOf(b.change) || (middle(b.row) ?? 0) - (middle(a.row) ?? 0) || a.row - b.row);
}

// Totals whose rest is listed as "elsewhere in" would be said twice.
function remainders(list) {
  return new Set(list.filter((row) => kindOf(row) === 'remainder').flatMap((row) => rows.around.get(row) || []));
}

function changeOf(was, is) {
  if (was === undefined) return 'came';
  if (is === undefined) return 'went';
  const a = middle(was), b = middle(is);
  if (a === null || b === null || a === b) return 'same';
  return b > a ? 'grew' : 'shrank';
}

const comparedDays = () => [Math.min(state.day, state.against), Math.max(state.day, state.against)];

function drawComparison(context, view) {
  const spots = placeSpots(), found = new Map();
  for (const difference of differences(...comparedDays())) {
    const { row, was, is, change } = difference;
    if (precisionOf(row) === 'global') continue;
    const mark = { ...markOf(row, state.day) };
    Object.assign(mark, { change, alpha: change === 'same' ? 0.4 : 1, colour: senderColour(senderOf(row)), open: false });
    mark.wasRadius = was === undefined ? 0 : markOf(was, state.day).outer;
    mark.isRadius = is === undefined ? 0 : mark.outer;
    mark.outer = Math.max(mark.wasRadius, mark.isRadius, 7);
    mark.reach = mark.outer + 2;
    const spot = spots[rows.at[row]];
    if (!found.has(spot)) found.set(spot, { place: rows.at[row], marks: [] });
    found.get(spot).marks.push(mark);
  }
  const groups = [];
  for (const { place, marks } of found.values()) {
    const [x, y] = spotOf(view, place);
    groups.push({ x, y, r: packMarks(marks), marks, pie: false, places: [place] });
  }
  pushApart(groups);
  for (const group of groups) for (const mark of group.marks) { mark.x += group.x; mark.y += group.y; }
  drawn = { groups, areas: [], arrows: [], taken: groups.map((group) => boxOf(group.x, group.y, group.r)) };
  drawLeads(context, groups);
  const labels = placeLabels(context, view, groups);
  drawChosen(context, groups);
  for (const group of groups) for (const mark of group.marks) drawChange(context, mark, groups.length);
  drawLines(context, labels, view.density);
  drawn.labels = labels;
  return drawn;
}

// Nothing is merged here, since each symbol tells its own change: groups that would cover each other move apart, the smaller more.
const PUSHES = 40, FARTHEST_PUSH = 32, LEAST_LINE = 16;
function pushApart(groups) {
  groups.sort((a, b) => b.r - a.r || a.marks[0].row - b.marks[0].row);
  const home = groups.map(({ x, y }) => [x, y]);
  groups.forEach((group, at) => { group.home = home[at]; });
  for (let round = 0, moved = groups.length < 600; moved && round < PUSHES; round++) {
    moved = false;
    for (let one = 0; one < groups.length; one++) for (let two = one + 1; two < groups.length; two++) {
      const a = groups[one], b = groups[two], dx = b.x - a.x, dy = b.y - a.y, apart = Math.hypot(dx, dy), want = a.r + b.r + 1;
      if (apart >= want) continue;
      moved = true;
      const share = (want - apart) / 2, [x, y] = apart ? [dx / apart, dy / apart] : [0.8, 0.6], heavy = a.r / (a.r + b.r);
      a.x -= x * share * 2 * (1 - heavy); a.y -= y * share * 2 * (1 - heavy);
      b.x += x * share * 2 * heavy; b.y += y * share * 2 * heavy;
    }
    groups.forEach((group, at) => {
      const dx = group.x - home[at][0], dy = group.y - home[at][1], far = Math.hypot(dx, dy);
      if (far > FARTHEST_PUSH) { group.x -= dx * (1 - FARTHEST_PUSH / far); group.y -= dy * (1 - FARTHEST_PUSH / far); }
    });
  }
}

// From where it belongs to a symbol that was moved aside.
function drawLeads(context, groups) {
  context.strokeStyle = context.fillStyle = theme.muted;
  context.lineWidth = 1;
  context.globalAlpha = 0.55;
  for (const { x, y, home } of groups) {
    if (Math.hypot(x - home[0], y - home[1]) < LEAST_LINE) continue;
    context.beginPath();
    context.moveTo(...home);
    context.lineTo(x, y);
    context.stroke();
    context.beginPath();
    context.arc(...home, 2, 0, 2 * Math.PI);
    context.fill();
  }
  context.globalAlpha = 1;
}

// The earlier level is a dashed outline, the later one is filled; the sign says which way it went.
const SIGNED = 60;
function drawChange(context, mark, number) {
  context.globalAlpha = mark.alpha;
  context.fillStyle = context.strokeStyle = mark.colour;
  if (mark.isRadius) {
    outline(context, mark.personnel, mark.x, mark.y, mark.isRadius);
    context.globalAlpha = 0.75 * mark.alpha;
    context.fill();
    context.globalAlpha = mark.alpha;
  }
  if (mark.wasRadius) {
    outline(context, mark.personnel, mark.x, mark.y, mark.wasRadius);
    context.setLineDash([4, 3]);
    context.lineWidth = 1.6;
    context.stroke();
    context.setLineDash([]);
  }
  if (mark.change !== 'same' && (number < SIGNED || mark.outer > KNOWN_RADIUS)) drawBadge(context, mark.x, mark.y - mark.outer - BADGE_ABOVE, CHANGE_SIGNS[mark.change]);
  context.globalAlpha = 1;
}

function openCompare() {
  if (state.against === null) setAgainst(addMonths(state.day, -12) < axis.first ? axis.first : addMonths(state.day, -12));
  else showComparison();
}

function dateField(id, label, day, change) {
  return el('label', { for: id }, label, el('input', { type: 'date', id, min: isoOf(axis.first), max: isoOf(axis.last), value: isoOf(day), on: { change: (event) => { const wanted = dayOf(event.target.value); if (wanted !== null) change(wanted); } } }));
}

function showComparison() {
  if (state.against === null) { if (state.drawer === 'compare') closeDrawer(); return; }
  const [first, second] = comparedDays(), list = differences(first, second);
  const before = totalOf(findActive(first), isForeign), after = totalOf(findActive(second), isForeign);
  openDrawer('compare', t('compare'), [
    el('div', { class: 'dates' }, dateField('compare-against', t('earlier_date'), state.against, setAgainst), dateField('compare-day', t('date_shown'), state.day, setDay)),
    el('p', { class: 'card-count' }, `${sumWords(before)} → `, el('strong', { text: sumWords(after) })),
    ...CHANGES.map((change) => changeNodes(change, list.filter((difference) => difference.change === change))),
    el('p', {}, button(t('end_compare'), { class: 'plain', id: 'end-compare', on: { click: () => setAgainst(null) } })),
  ]);
}

function changeNodes(change, list) {
  if (!list.length) return null;
  return el('section', { class: `change change-${change}` }, el('h3', {}, `${CHANGE_SIGNS[change]} ${t(`change_${change}`)} (${number(list.length)})`),
    el('ul', { class: 'items' }, ...list.slice(0, 100).map(({ was, is, row }) => el('li', {}, el('button', { type: 'button', class: 'item', on: { click: () => openCard(row) } },
      chipOf(row), el('span', { class: 'item-name', dir: 'auto', text: forceName(row) }),
      el('span', { class: 'item-count', text: [was === undefined ? '0' : rowCount(was), is === undefined ? '0' : rowCount(is)].join(' → ') }), el('span', { class: 'quiet', dir: 'auto', text: placeWords(row) }))))));
}
