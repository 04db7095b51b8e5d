// The time bar: controls, the stacked area with its band, report ticks, the slider and the brush.
const bar = { node: null, chart: null, slider: null, date: null, total: null, width: 0, height: 0, pad: 12 };

function buildTimebar() {
  bar.date = el('output', { class: 'bar-date', id: 'bar-date', for: 'time' });
  bar.total = el('span', { class: 'bar-total', id: 'bar-total' });
  bar.chart = el('canvas', { class: 'bar-chart', 'aria-hidden': 'true' });
  bar.brush = el('div', { class: 'bar-brush', 'aria-hidden': 'true', hidden: true });
  bar.against = el('div', { class: 'bar-against', 'aria-hidden': 'true', hidden: true });
  bar.slider = el('input', { type: 'range', id: 'time', class: 'bar-slider', min: 0, max: 1, step: 1, 'aria-label': t('time'), 'aria-describedby': 'bar-total', on: { input: slide, keydown: sliderKey } });
  bar.plot = el('div', { class: 'bar-plot', on: { pointerdown: startBrush } }, bar.chart, bar.brush, bar.against);
  bar.node = el('section', { class: 'timebar', id: 'timebar', 'aria-label': t('time_bar') },
    el('div', { class: 'bar-row' }, buildPlayer(), el('div', { class: 'bar-reading' }, bar.date, bar.total), buildMarks()),
    el('div', { class: 'bar-track', on: { dblclick: () => setSpan(null) } }, bar.plot, bar.slider));
  return bar.node;
}

function buildMarks() {
  const today = Math.floor(Date.now() / MS_PER_DAY);
  const inAxis = today >= axis.first && today <= axis.last;
  bar.today = inAxis ? today : null;
  return el('div', { class: 'bar-marks' },
    inAxis && button(t('today'), { id: 'go-today', class: 'plain', on: { click: () => setDay(today) } }),
    button(t('last_report'), { id: 'go-last', class: 'plain', on: { click: () => setDay(axis.reported) } }),
    button(t('whole_span'), { id: 'reset-span', class: 'plain', hidden: true, on: { click: () => setSpan(null) } }));
}

function startTimebar() {
  bar.slider.min = axis.first;
  bar.slider.max = axis.last;
  on('time filter compare', showTime);
  on('span compare', showSpan);
  showTime();
}

function watchBar() {
  on('span filter theme', drawChart);
  new ResizeObserver(sizeBar).observe(bar.plot);
}

function sizeBar() {
  const box = bar.plot.getBoundingClientRect(), density = window.devicePixelRatio || 1;
  if (!box.width) return;
  bar.width = box.width;
  bar.height = box.height;
  bar.chart.width = Math.round(box.width * density);
  bar.chart.height = Math.round(box.height * density);
  drawChart();
  showTime();
  showSpan();
}

const barX = (day) => bar.pad + ((day - axis.first) / Math.max(1, axis.last - axis.first)) * (bar.width - 2 * bar.pad);
const barDay = (x) => Math.round(axis.first + ((x - bar.pad) / Math.max(1, bar.width - 2 * bar.pad)) * (axis.last - axis.first));

// Only what has changed is written: a step of the clock is a few short texts and one shift.
function showTime() {
  const words = dayWords(state.day);
  write(bar.date, state.against === null ? words : comparedDays().map(onPhone() ? shortDayWords : dayWords).join(' → '));
  write(bar.total, state.against === null ? totalSentence() : comparedTotals());
  bar.slider.value = state.day;
  bar.slider.setAttribute('aria-valuetext', words);
}

function comparedTotals() {
  const people = comparedDays().map((day) => sumWords(totalOf(findActive(day), isForeign))).join(' → ');
  return onPhone() ? people : t('total_abroad', { people });
}

// The text of an element that holds nothing else; its one node stays.
function write(node, text) {
  if (!node.firstChild) node.append(text);
  else if (node.firstChild.data !== text) node.firstChild.data = text;
}

function showSpan() {
  place(bar.brush, state.span && [barX(state.span[0]), barX(state.span[1])]);
  bar.node.classList.toggle('comparing', state.against !== null);
  place(bar.against, state.against === null ? null : [barX(state.against) - 1, barX(state.against) + 1]);
  document.getElementById('reset-span').hidden = !state.span;
}

function place(node, ends) {
  node.hidden = !ends;
  if (!ends) return;
  node.style.left = `${ends[0]}px`;
  node.style.width = `${ends[1] - ends[0]}px`;
}

function totalSentence() {
  const sum = totalAt(state.day);
  if (!sum.rows) return t('nobody');
  const people = sumWords(sum);
  if (!sum.low && !sum.high) return t('total_unknown', { n: sum.hosts.size });
  if (!sum.hosts.size || onPhone()) return t('total_abroad', { people });
  return t(sum.wide ? 'total_line_wide' : 'total_line', { people, n: sum.hosts.size });
}

// Steps, not slopes: levels change on days. The solid stack is what is counted at least, the band reaches to the high bound.
function drawChart() {
  if (!bar.width) return;
  const context = bar.chart.getContext('2d'), density = window.devicePixelRatio || 1;
  context.setTransform(density, 0, 0, density, 0, 0);
  context.clearRect(0, 0, bar.width, bar.height);
  const lines = levels(), top = 6, ground = bar.height - 17;
  const scale = (ground - top) / lines.most;
  drawYears(context, ground);
  const sums = new Float64Array(lines.low.length);
  drawStep(context, lines.low, lines.high, ground, scale, theme.muted, 0.28);
  lines.stacks.forEach((stack, index) => {
    const under = sums.slice();
    for (let day = 0; day < sums.length; day++) sums[day] += stack[day];
    drawStep(context, under, sums, ground, scale, index < lines.senders.length ? senderColour(lines.senders[index]) : theme.muted, 0.85);
  });
  drawMost(context, lines.most, top);
  drawTicks(context, ground);
  drawAxisMarks(context, ground, top);
}

function drawStep(context, under, over, ground, scale, colour, alpha) {
  const left = bar.pad, right = bar.width - bar.pad, days = axis.last - axis.first + 1;
  context.beginPath();
  context.fillStyle = colour;
  context.globalAlpha = alpha;
  for (let x = left; x < right; x++) {
    const day = clamp(Math.floor(((x - left) / (right - left)) * days), 0, days - 1);
    const next = clamp(Math.floor(((x + 1 - left) / (right - left)) * days), day + 1, days);
    let low = under[day], high = over[day];
    for (let at = day + 1; at < next && next - day < 64; at++) if (over[at] > high) { high = over[at]; low = under[at]; }
    if (high > low) context.rect(x, ground - high * scale, 1.02, Math.max(0.4, (high - low) * scale));
  }
  context.fill();
  context.globalAlpha = 1;
}

function drawYears(context, ground) {
  const first = Number(isoOf(axis.first).slice(0, 4)), last = Number(isoOf(axis.last).slice(0, 4));
  const step = [1, 2, 5, 10, 20, 50].find((years) => ((last - first) / years) * 44 < bar.width) || 100;
  context.font = `11px ${theme.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'alphabetic';
  context.strokeStyle = theme.line;
  context.lineWidth = 1;
  context.beginPath();
  for (let year = first; year <= last + 1; year++) {
    const x = Math.round(barX(dayOf(`${String(year).padStart(4, '0')}-01-01`))) + 0.5;
    if (x < bar.pad - 1 || x > bar.width - bar.pad + 1 || (year - first) % step) continue;
    context.moveTo(x, 2);
    context.lineTo(x, bar.height);
    if (x + 30 < bar.width) { context.fillStyle = theme.muted; context.fillText(year, x + 3, bar.height - 3); }
  }
  context.moveTo(bar.pad, ground + 0.5);
  context.lineTo(bar.width - bar.pad, ground + 0.5);
  context.stroke();
}

// The height of the chart in people.
function drawMost(context, most, top) {
  context.font = `11px ${theme.font}`;
  context.textAlign = 'left';
  context.textBaseline = 'middle';
  context.strokeStyle = theme.paper;
  context.lineWidth = 3;
  context.strokeText(number(most), bar.pad + 2, top + 3);
  context.fillStyle = theme.muted;
  context.fillText(number(most), bar.pad + 2, top + 3);
}

function drawTicks(context, ground) {
  context.fillStyle = theme.text;
  for (const [day, count] of reportDays) {
    context.globalAlpha = Math.min(0.9, 0.35 + 0.15 * count);
    context.fillRect(barX(day) - 0.5, ground + 2, 1, 5);
  }
  context.globalAlpha = 1;
}

function drawAxisMarks(context, ground, top) {
  for (const [day, dash] of [[axis.reported, [2, 2]], [bar.today, [1, 3]]]) {
    if (day === null || day === undefined) continue;
    context.strokeStyle = theme.muted;
    context.setLineDash(dash);
    context.beginPath();
    context.moveTo(Math.round(barX(day)) + 0.5, top);
    context.lineTo(Math.round(barX(day)) + 0.5, ground);
    context.stroke();
  }
  context.setLineDash([]);
}

function slide() {
  stop();
  setDay(clamp(Number(bar.slider.value), spanFirst(), spanLast()));
  bar.slider.value = state.day;
}

// Dragging on the area selects a span; a click goes to the day.
function startBrush(event) {
  if (event.button) return;
  const left = bar.plot.getBoundingClientRect().left, start = event.clientX - left;
  let moved = false;
  bar.plot.setPointerCapture(event.pointerId);
  const move = (next) => {
    const x = next.clientX - left;
    if (Math.abs(x - start) > 6) moved = true;
    if (moved) setSpan([barDay(Math.min(x, start)), barDay(Math.max(x, start))].map((day) => clamp(day, axis.first, axis.last)));
  };
  const end = (next) => {
    bar.plot.removeEventListener('pointermove', move);
    bar.plot.removeEventListener('pointerup', end);
    bar.plot.removeEventListener('pointercancel', end);
    if (!moved && next.type === 'pointerup') { stop(); setDay(clamp(barDay(start), spanFirst(), spanLast())); }
  };
  bar.plot.addEventListener('pointermove', move);
  bar.plot.addEventListener('pointerup', end);
  bar.plot.addEventListener('pointercancel', end);
}
