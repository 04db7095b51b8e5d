// The legend explains only what the page can show; sizes are drawn by the same functions as the symbols.
const legend = { node: null, body: null, senders: null, hosts: null, tallies: [], key: null };

const LEGEND_WIDTH = 312;
const legendOpens = () => window.innerWidth > 900 && !settings.embed;

function buildLegend() {
  legend.body = el('div', { class: 'legend-body', tabindex: 0, role: 'region', 'aria-label': t('legend') });
  legend.node = el('details', { class: 'legend', id: 'legend' }, el('summary', { text: t('legend') }), legend.body);
  legend.node.open = legendOpens();
  return legend.node;
}

function startLegend() {
  fillLegend();
  on('theme', fillLegend);
  whilePlaying(fillSenders);
  on('filter', () => { legend.hosts.hidden = !state.layers.hosts; });
}

function sample(width, height, draw) {
  const canvas = el('canvas', { 'aria-hidden': 'true' }), density = window.devicePixelRatio || 1;
  canvas.width = width * density;
  canvas.height = height * density;
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const context = canvas.getContext('2d');
  context.scale(density, density);
  draw(context);
  return canvas;
}

const SAMPLE_HEIGHT = 22, DISPUTED_HEIGHT = 30;
const sampleMark = (changes) => ({ row: -1, form: 'there', unknown: false, solid: 7, outer: 7, open: false, x: 13, y: 11, colour: theme.muted, alpha: 1, personnel: 'troops', ...changes });

function drawSample(context, mark) {
  context.fillStyle = context.strokeStyle = mark.colour;
  context.lineWidth = 1.5;
  if (mark.form === 'plan' || mark.form === 'left') drawHollow(context, mark);
  else if (mark.form === 'denied') drawDenied(context, mark);
  else if (mark.form === 'disputed') drawDisputed(context, { ...mark, y: 22 });
  else if (mark.total) drawAround(context, mark);
  else if (mark.unknown) drawUnknown(context, mark);
  else drawSolid(context, mark);
  if (mark.head) drawHead(context, 21, 4.5, mark.head > 0 ? -Math.PI / 4 + Math.PI : -Math.PI / 4, 5, mark.colour);
}

function legendLine(text, changes, name) {
  return el('li', { 'data-legend': name, class: text.length > 19 ? 'whole' : undefined }, sample(26, changes.form === 'disputed' ? DISPUTED_HEIGHT : SAMPLE_HEIGHT, (context) => drawSample(context, sampleMark(changes))), el('span', { text }));
}

const SIZES = [100, 1000, 10000], LABEL_GAP = 13;
function sizeLine() {
  const radii = SIZES.map(radiusOf), height = Math.max(40, 2 * radii[2] + 4);
  const canvas = sample(2 * radii[2] + 64, height, (context) => {
    context.font = `11px ${theme.font}`;
    context.textBaseline = 'middle';
    let above = height + LABEL_GAP;
    radii.forEach((radius, at) => {
      const y = height - 2 - radius;
      context.beginPath();
      context.arc(radii[2] + 2, y, radius, 0, 2 * Math.PI);
      context.strokeStyle = theme.text;
      context.lineWidth = 1;
      context.stroke();
      context.fillStyle = theme.text;
      const line = above = Math.min(clamp(y - radius, 7, height - 6), above - LABEL_GAP);
      context.beginPath();
      context.moveTo(radii[2] + 2, y - radius);
      context.lineTo(2 * radii[2] + 10, line);
      context.strokeStyle = theme.muted;
      context.stroke();
      context.fillText(number(SIZES[at]), 2 * radii[2] + 14, line);
    });
  });
  return el('li', { class: 'sizes', 'data-legend': 'sizes' }, canvas, el('span', { class: 'quiet', 'aria-hidden': 'true', text: t('legend_area_is') }), el('span', { class: 'unseen', text: t('legend_sizes', { sizes: SIZES.map(number).join(', ') }) }));
}

function fillLegend() {
  const used = new Set(rows.personnel.words), statuses = new Set(rows.status.words), kinds = new Set(rows.kind.words);
  const precisions = new Set(places.precision);
  const lines = [
    sizeLine(),
    legendLine(t('legend_interval'), { solid: 5, outer: 9 }, 'interval'),
    legendLine(t('legend_open'), { solid: 6, outer: 6, open: true }, 'open'),
    legendLine(t('legend_unknown'), { unknown: true, solid: 0 }, 'unknown'),
    ...['troops', 'peacekeepers', 'contractors', 'advisers', 'special_forces', 'police', 'observers', 'fighters'].filter((word) => used.has(word)).map((word) => legendLine(t(`personnel_${word}`), { personnel: word }, word)),
    statuses.has('arriving') && legendLine(t('status_arriving'), { head: 1 }, 'arriving'),
    statuses.has('leaving') && legendLine(t('status_leaving'), { head: -1 }, 'leaving'),
    kinds.has('plan') && legendLine(t('legend_plan'), { form: 'plan' }, 'plan'),
    legendLine(t('legend_left'), { form: 'left', alpha: 0.6 }, 'left'),
    rows.around.size > 0 && legendLine(t('legend_total'), { total: true }, 'total'),
    ['country', 'area'].some((name) => precisions.has(name)) && el('li', { 'data-legend': 'area' }, sample(26, 22, (context) => { context.fillStyle = hatch(context, theme.muted, 1); context.fillRect(2, 3, 22, 16); }), el('span', { text: t('legend_area') })),
    rows.sides.size > 0 && legendLine(t('legend_disputed'), { form: 'disputed', solid: 4, outer: 7 }, 'disputed'),
    legendLine(t('legend_stale', { age: ageWords(meta.stale_days) }), { alpha: 0.35 }, 'stale'),
  ];
  legend.senders = el('ul', { class: 'legend-senders', 'aria-label': t('by_sender') });
  legend.hosts = hostLine();
  legend.body.replaceChildren(legend.senders, legend.hosts, el('ul', { class: 'legend-forms' }, ...lines.filter(Boolean)), el('p', { class: 'quiet', text: t('not_verified') }));
  legend.key = null;
  fillSenders();
}

// The steps of the host countries' totals, while that layer is shown.
function hostLine() {
  const swatch = (people) => sample(18, 12, (context) => { context.fillStyle = theme.land; context.fillRect(0, 0, 18, 12); context.globalAlpha = hostShade(people); context.fillStyle = theme.accent; context.fillRect(0, 0, 18, 12); });
  const steps = HOST_STEPS.map((from, at) => el('li', {}, swatch(from), el('span', { text: at ? `${shortWords(from)}${at === HOST_STEPS.length - 1 ? '+' : ''}` : '1' })));
  return el('div', { class: 'legend-hosts', 'data-legend': 'hosts', hidden: !state.layers.hosts }, el('span', { text: t('layer_hosts') }), el('ul', {}, ...steps));
}

// Built anew only when other senders are there; else only the numbers are written.
const MOST_IN_LEGEND = 12;
function fillSenders() {
  const sums = totalsBy(activeAt(state.day).filter(isForeign), senderOf);
  const order = [...sums.keys()].sort((a, b) => sums.get(b).low - sums.get(a).low || nameOf(a).localeCompare(nameOf(b), lang)).slice(0, MOST_IN_LEGEND);
  const key = order.join();
  if (legend.key !== key) {
    legend.key = key;
    legend.tallies = order.map(() => el('span', { class: 'tally' }));
    legend.senders.replaceChildren(...order.map((sender, at) => el('li', {},
      svg('svg', { class: 'chip', viewBox: '0 0 10 10', width: 12, height: 12, 'aria-hidden': 'true' }, svg('circle', { cx: 5, cy: 5, r: 5, fill: senderColour(sender) })),
      el('span', { dir: 'auto', text: nameOf(sender) }), legend.tallies[at])));
  }
  order.forEach((sender, at) => { legend.tallies[at].textContent = sumWords(sums.get(sender)); });
}
