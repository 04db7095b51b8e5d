// The card of one presence, and the list behind a merged symbol.
function openCard(row) {
  const already = state.drawer === 'card' && state.selected === row;
  needEvidence();
  openDrawer('card', forceName(row), cardOf(row));
  setSelected(row);
  if (!already) { drawer.title.focus({ preventScroll: true }); keepInView(row); }
}

function chipOf(row) {
  return svg('svg', { class: 'chip', viewBox: '0 0 12 12', width: 14, height: 14, 'aria-hidden': 'true' }, svg('circle', { cx: 6, cy: 6, r: 6, fill: senderColour(senderOf(row)) }));
}

function placeWords(row) {
  const place = rows.at[row], precision = places.precision[place], host = nameOf(hostOf(row));
  const name = placeName(row);
  if (kindOf(row) === 'remainder') return t('elsewhere_in', { place: name });
  if (precision === 'country' || precision === 'area' || precision === 'global') return t('place_not_stated', { place: name });
  const parts = [name || t('name_withheld'), places.admin1[place], hostOf(row) ? host : ''];
  return parts.filter((part, at) => part && parts.indexOf(part) === at).join(', ');
}

function sinceWords(row) {
  const basis = (name) => t(`basis_${name}`);
  const since = t('since', { day: dayWords(rows.start[row]), basis: basis(rows.startBasis[row]) });
  return rows.end[row] === NEVER ? `${since}, ${t('no_end')}` : `${since} ${t('until', { day: dayWords(rows.end[row]), basis: basis(rows.endBasis[row]) })}`;
}

function cardOf(row) {
  const age = ageOf(row, state.day), stale = age > meta.stale_days;
  return [
    el('p', { class: 'card-line' }, chipOf(row), el('strong', { dir: 'auto', text: nameOf(senderOf(row)) }), el('span', { class: 'quiet', text: t(`personnel_${personnelOf(row)}`) })),
    el('p', { class: 'card-place', dir: 'auto' }, placeWords(row), el('span', { class: 'quiet', text: ` (${t(`precision_${precisionOf(row)}`)})` })),
    el('p', { class: 'card-count' }, el('span', { class: 'big', dir: 'auto', text: rowCount(row) }), rows.derived[row] ? el('span', { class: 'quiet', text: ` ${t('derived')}` }) : null),
    el('dl', { class: 'facts' }, ...facts(row)),
    age > 45 && el('p', { class: stale ? 'stale' : 'quiet', text: t('last_reported', { age: ageWords(age) }) }),
    stepChart(row),
    ...disputeNodes(row),
    ...(rows.corrected.get(row) || []).map(correctionNode),
    el('h3', { text: t('claims', { n: rows.claims[row].length }) }),
    el('ul', { class: 'claims' }, ...newestFirst(rows.claims[row]).map(claimNode)),
    whyHere(row),
    el('p', { class: 'card-end' }, button(t('copy_citation'), { class: 'plain', id: 'copy-citation', on: { click: (event) => copyText(citation(row), event.target) } })),
  ];
}

function facts(row) {
  const pairs = [
    [t('as_reported'), rows.words[row] ? `“${rows.words[row]}”` : t('no_number')],
    [t('as_interval'), intervalWords(row)],
    [t('status'), t(`status_${statusOf(row)}`)],
    [t('dates'), sinceWords(row)],
  ];
  if (rows.hostThen.has(row)) pairs.push([t('host_then'), t('host_then_words', { then: rows.hostThen.get(row), today: nameOf(hostOf(row)) })]);
  if (rows.origin[row] >= 0) pairs.push([t('from_place'), places.name[rows.origin[row]] || nameOf(places.country[rows.origin[row]])]);
  if (rows.within[row] >= 0) pairs.push([t('counted_in'), `${forceName(rows.within[row])}, ${placeWords(rows.within[row])}${t('colon')}${rowCount(rows.within[row])}`]);
  return pairs.flatMap(([name, value]) => [el('dt', { text: name }), el('dd', { dir: 'auto', text: value })]);
}

function intervalWords(row) {
  const low = lowOf(row), high = highOf(row);
  if (low === null && high === null) return t('no_number');
  return high === null ? t('at_least', { count: number(low) }) : low === null ? t('up_to', { count: number(high) }) : `${number(low)} – ${number(high)}`;
}

const newestFirst = (claims) => claims.slice().sort((a, b) => (claimDay(b) ?? -NEVER) - (claimDay(a) ?? -NEVER) || a - b);

function disputeNodes(row) {
  const sides = rows.sides.get(row) || [];
  if (sides.length < 2) return [];
  return [
    el('h3', { class: 'dispute', text: t('disputed') }),
    el('div', { class: 'sides' }, ...sides.map(([low, high, claims, publishers]) => el('div', { class: 'side' },
      el('strong', { text: countWords(low, high, null) }),
      el('p', { dir: 'auto', text: publishers.join(', ') }),
      ...claims.slice(0, 3).map((claim) => quoteNode(claim))))),
  ];
}

// This force at this place over the whole axis: the band from low to high as steps, the day shown as a line.
function stepChart(row) {
  const width = 340, height = 84, ground = 66, series = rows.series.index[row];
  const mine = [];
  for (let other = 0; other < rows.count; other++) if (rows.series.index[other] === series && (counts(other) || kindOf(other) === kindOf(row))) mine.push(other);
  const most = Math.max(1, ...mine.map((other) => Math.max(rows.low[other], rows.high[other])));
  const x = (day) => 2 + ((clamp(day, axis.first, axis.last) - axis.first) / Math.max(1, axis.last - axis.first)) * (width - 4);
  const y = (people) => ground - (people / most) * (ground - 16);
  const colour = senderColour(senderOf(row)), shapesMade = [];
  for (const other of mine) {
    const low = lowOf(other), high = highOf(other), from = x(rows.start[other]), wide = Math.max(1.5, x(Math.min(rows.end[other], axis.last)) - from);
    if (low === null && high === null) { shapesMade.push(svg('rect', { x: from, y: ground - 12, width: wide, height: 12, fill: 'none', stroke: colour, 'stroke-dasharray': '3 2' })); continue; }
    shapesMade.push(svg('rect', { x: from, y: y(high ?? low), width: wide, height: Math.max(1, ground - y(high ?? low)), fill: colour, opacity: 0.3 }));
    if (low) shapesMade.push(svg('rect', { x: from, y: y(low), width: wide, height: Math.max(1, ground - y(low)), fill: colour, opacity: 0.85 }));
  }
  const day = x(state.day);
  return svg('svg', { class: 'steps', viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': t('step_chart', { force: forceName(row), place: placeWords(row), most: number(most) }) },
    most > 1 && svg('text', { x: 2, y: 11, text: number(most) }),
    svg('line', { x1: 2, y1: ground, x2: width - 2, y2: ground, class: 'rule' }),
    ...shapesMade,
    svg('line', { x1: day, y1: 4, x2: day, y2: ground, class: 'now' }),
    svg('text', { x: 2, y: height - 4, text: isoOf(axis.first).slice(0, 4) }),
    svg('text', { x: width - 2, y: height - 4, 'text-anchor': 'end', text: isoOf(axis.last).slice(0, 4) }));
}

function whyHere(row) {
  const place = rows.at[row], { reason, provenance, others } = evidence.reasons;
  const list = others.get(place) || [];
  if (!reason[place] && !provenance[place] && !list.length) return null;
  return el('details', { class: 'why' }, el('summary', { text: t('why_here') }),
    reason[place] && el('p', { dir: 'auto', text: reason[place] }),
    provenance[place] && el('p', { class: 'quiet', dir: 'auto', text: t('coordinates_from', { source: provenance[place] }) }),
    el('p', { class: 'quiet', text: `${places.lat[place].toFixed(3)}, ${places.lon[place].toFixed(3)}` }),
    list.length ? el('p', { text: t('others') }) : null,
    list.length ? el('ul', {}, ...list.map(([name, country, precision]) => el('li', { dir: 'auto', text: `${name}, ${nameOf(country)} (${t(`precision_${precision}`)})` }))) : null);
}

function citation(row) {
  const sources = newestFirst(rows.claims[row]).map((claim) => {
    const report = reportOf(claim);
    return [report.publisher, report.title && `“${report.title}”`, report.published, safeAddress(report.url)].filter(Boolean).join(', ');
  });
  const shown = sources.filter((source, at) => source && sources.indexOf(source) === at);
  return clean(`${forceName(row)} (${nameOf(senderOf(row))}), ${placeWords(row)}${t('colon')}${rowCount(row)}, ${sinceWords(row)}. ${shown.join('; ')}. ${meta.title}, ${dayWords(state.day)}.`);
}

async function copyText(text, from) {
  let done = false;
  try { await navigator.clipboard.writeText(text); done = true; } catch { done = copyByHand(text); }
  const before = from.textContent;
  from.textContent = t(done ? 'copied' : 'copy_failed');
  announce(from.textContent);
  setTimeout(() => { from.textContent = before; }, 1800);
}

function copyByHand(text) {
  const field = el('textarea', { class: 'unseen', value: text });
  document.body.append(field);
  field.select();
  const done = document.execCommand('copy');
  field.remove();
  return done;
}

function listItem(row) {
  return el('li', {}, el('button', { type: 'button', class: 'item', on: { click: () => openCard(row) } },
    chipOf(row), el('span', { class: 'item-name', dir: 'auto', text: forceName(row) }), el('span', { class: 'item-count', text: rowCount(row) }), el('span', { class: 'quiet', dir: 'auto', text: placeWords(row) })));
}

function openGroup(group) {
  const list = group.marks.map((mark) => mark.row).sort((a, b) => Math.max(rows.low[b], rows.high[b]) - Math.max(rows.low[a], rows.high[a]) || a - b);
  openDrawer('group', t('merged', { n: list.length }), [
    el('p', { text: t('merged_note', { people: sumWords(group.sum) }) }),
    group.places.length > 1 ? el('p', {}, button(t('zoom_here'), { class: 'plain', id: 'zoom-here', on: { click: () => zoomTo(group.places) } })) : null,
    el('ul', { class: 'items' }, ...list.slice(0, 200).map(listItem)),
  ]);
  drawer.title.focus({ preventScroll: true });
}

function zoomTo(list) {
  map.fitBounds(L.latLngBounds(list.map((place) => [places.lat[place], places.lon[place]])), { ...padding(), maxZoom: 10 });
}

// The open panels never cover the chosen symbol.
function keepInView(row) {
  const place = rows.at[row];
  map.panInside([places.lat[place], places.lon[place]], padding(onPhone() ? 64 : 40));
}
