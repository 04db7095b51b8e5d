// How one symbol is drawn. A mark is {row, x, y, solid, outer, form, colour, alpha}; sizes are radii of circles of the same area.
const KNOWN_RADIUS = 13, KNOWN_PEOPLE = 1000, LEAST_RADIUS = 4, UNKNOWN_RADIUS = 9;
const greatestRadius = () => clamp(Math.min(window.innerWidth, window.innerHeight) * 0.11, 40, 76);
const SIDES = { contractors: [4, 0], advisers: [3, 0], special_forces: [6, 0], police: [5, 0], observers: [8, Math.PI / 8], fighters: [3, Math.PI] };
let radiusShare = 1;

// One scale for the whole map: the greatest headcount of all time fits the screen, and the legend shows the scale.
function setScale() {
  let most = 0;
  for (let row = 0; row < rows.count; row++) most = Math.max(most, rows.low[row], rows.high[row]);
  forgetMarks();
  radiusShare = Math.min(1, greatestRadius() / (KNOWN_RADIUS * Math.sqrt(most / KNOWN_PEOPLE) || 1));
}

const radiusOf = (people) => Math.max(LEAST_RADIUS, KNOWN_RADIUS * radiusShare * Math.sqrt(people / KNOWN_PEOPLE));

function outline(context, personnel, x, y, radius) {
  context.beginPath();
  if (personnel === 'peacekeepers') {
    const half = radius * Math.sqrt(Math.PI) / 2;
    context.roundRect(x - half, y - half, 2 * half, 2 * half, half * 0.3);
    return;
  }
  const sides = SIDES[personnel];
  if (!sides) { context.arc(x, y, radius, 0, 2 * Math.PI); return; }
  const [corners, turn] = sides;
  const reach = radius * Math.sqrt(2 * Math.PI / (corners * Math.sin(2 * Math.PI / corners)));
  for (let corner = 0; corner < corners; corner++) {
    const angle = turn - Math.PI / 2 + (2 * Math.PI * corner) / corners;
    context[corner ? 'lineTo' : 'moveTo'](x + reach * Math.cos(angle), y + reach * Math.sin(angle));
  }
  context.closePath();
}

function formOf(row) {
  const kind = kindOf(row), status = statusOf(row);
  if (kind === 'denial' || status === 'denied') return 'denied';
  if (status === 'left') return 'left';
  if (kind === 'plan' || status === 'planned_arrival' || status === 'planned_departure') return 'plan';
  if (isDisputed(row)) return 'disputed';
  return 'there';
}

// Marks are made once for each row: only their place, their age and their part in a total change from picture to picture.
const marksKnown = [];
function markOf(row, day) {
  const mark = marksKnown[row] || (marksKnown[row] = newMark(row, row, formOf(row)));
  const fresh = mark.form === 'plan' ? 1 : freshness(row, day);
  mark.alpha = fresh;
  mark.colour = fresh === 1 ? mark.own : faded(mark.own, fresh);
  mark.total = false;
  return mark;
}

function ghostMark({ row, size, since }, day) {
  const mark = newMark(row, size, 'left');
  mark.alpha = Math.max(0.1, 0.8 * (1 - (day - since) / DAYS_OF_A_TRACE));
  return mark;
}

// The size is that of another row where a departure is drawn as great as what left.
function newMark(row, size, form) {
  const low = rows.low[size], high = rows.high[size], unknown = low < 0 && high < 0, open = high < 0 && low >= 0;
  const solid = low < 0 ? 0 : radiusOf(low), outer = unknown ? UNKNOWN_RADIUS : Math.max(solid, high < 0 ? solid : radiusOf(high));
  const colour = colourOf(row), personnel = personnelOf(row);
  const reach = (open ? outer * 1.25 + 2 : outer + 1) * (personnel === 'troops' ? 1 : 1.08);
  return { row, form, x: 0, y: 0, unknown, solid, outer, open, reach, own: colour, colour, alpha: 1, personnel, total: false };
}

const coloursKnown = [];
function colourOf(row) {
  const at = rows.sender.index[row] + 1;
  return coloursKnown[at] || (coloursKnown[at] = senderColour(senderOf(row)));
}

function forgetMarks() {
  marksKnown.length = coloursKnown.length = 0;
  forgetArrangement();
}

function drawMark(context, mark) {
  context.globalAlpha = mark.alpha;
  context.fillStyle = context.strokeStyle = mark.colour;
  context.lineWidth = 1.5;
  if (mark.form === 'disputed') drawDisputed(context, mark);
  else if (mark.form === 'denied') drawDenied(context, mark);
  else if (mark.form === 'plan' || mark.form === 'left') drawHollow(context, mark);
  else if (mark.total) drawAround(context, mark);
  else if (mark.unknown) drawUnknown(context, mark);
  else drawSolid(context, mark);
  drawDirection(context, mark);
  context.globalAlpha = 1;
  drawUnit(context, mark);
}

function drawUnit(context, mark) {
  const picture = rows.unit.get(mark.row);
  if (!picture || !picture.complete || mark.form === 'left') return;
  context.globalAlpha = mark.alpha;
  context.drawImage(picture, mark.x - picture.width / 2, mark.y - mark.outer - picture.height - 2);
  context.globalAlpha = 1;
}

function drawHalo(context, mark, radius) {
  outline(context, mark.personnel, mark.x, mark.y, radius);
  context.strokeStyle = theme.halo;
  context.lineWidth = 3;
  context.stroke();
  context.strokeStyle = mark.colour;
  context.lineWidth = 1.5;
}

function drawSolid(context, mark) {
  drawHalo(context, mark, mark.outer);
  if (mark.open) drawOpenRing(context, mark);
  else if (mark.outer > mark.solid) {
    outline(context, mark.personnel, mark.x, mark.y, mark.outer);
    context.globalAlpha = 0.3 * mark.alpha;
    context.fill();
    context.globalAlpha = mark.alpha;
    context.lineWidth = 1;
    context.stroke();
  }
  if (mark.solid) {
    outline(context, mark.personnel, mark.x, mark.y, mark.solid);
    context.globalAlpha = 0.9 * mark.alpha;
    context.fill();
    context.globalAlpha = mark.alpha;
  } else drawDot(context, mark, 2);
}

// "At least": the ring has no edge.
function drawOpenRing(context, mark) {
  const reach = mark.outer * 1.25 + 5;
  const glow = context.createRadialGradient(mark.x, mark.y, mark.outer * 0.9, mark.x, mark.y, reach);
  glow.addColorStop(0, mark.colour);
  glow.addColorStop(1, 'transparent');
  context.fillStyle = glow;
  context.globalAlpha = 0.5 * mark.alpha;
  outline(context, mark.personnel, mark.x, mark.y, reach);
  context.fill();
  context.globalAlpha = mark.alpha;
  context.fillStyle = mark.colour;
}

function drawDot(context, mark, radius) {
  context.beginPath();
  context.arc(mark.x, mark.y, radius, 0, 2 * Math.PI);
  context.fill();
}

function drawUnknown(context, mark) {
  drawHalo(context, mark, mark.outer);
  outline(context, mark.personnel, mark.x, mark.y, mark.outer);
  context.fillStyle = theme.halo;
  context.globalAlpha = 0.85 * mark.alpha;
  context.fill();
  context.globalAlpha = mark.alpha;
  context.lineWidth = 2;
  context.stroke();
  context.fillStyle = mark.colour;
  drawDot(context, mark, 2.4);
}

// A plan is dashed; what has left is an empty outline that fades.
function drawHollow(context, mark) {
  const radius = Math.max(mark.outer, 6);
  drawHalo(context, mark, radius);
  outline(context, mark.personnel, mark.x, mark.y, radius);
  context.setLineDash(mark.form === 'plan' ? [4, 3] : []);
  context.lineWidth = 1.6;
  context.stroke();
  context.setLineDash([]);
  if (mark.unknown && mark.form === 'plan') drawDot(context, mark, 2);
}

// A total whose parts are drawn beside it: a double outline around nothing.
function drawAround(context, mark) {
  const radius = Math.max(mark.outer, 7);
  drawHalo(context, mark, radius);
  for (const inset of [0, 3]) {
    outline(context, mark.personnel, mark.x, mark.y, radius - inset);
    context.lineWidth = inset ? 0.8 : 1.6;
    context.stroke();
  }
}

function drawDenied(context, mark) {
  const radius = Math.max(mark.outer, 7), arm = radius * 0.7;
  outline(context, mark.personnel, mark.x, mark.y, radius);
  context.lineWidth = 1.2;
  context.stroke();
  context.beginPath();
  context.moveTo(mark.x - arm, mark.y - arm);
  context.lineTo(mark.x + arm, mark.y + arm);
  context.moveTo(mark.x + arm, mark.y - arm);
  context.lineTo(mark.x - arm, mark.y + arm);
  context.lineWidth = 1.8;
  context.stroke();
}

// The low side on the left, the high side on the right.
function drawDisputed(context, mark) {
  const least = mark.unknown ? UNKNOWN_RADIUS : Math.max(mark.solid, LEAST_RADIUS), most = Math.max(mark.outer, least);
  for (const [radius, side] of [[least, -1], [most, 1]]) {
    context.save();
    context.beginPath();
    context.rect(side < 0 ? mark.x - most * 2 : mark.x + 0.6, mark.y - most * 2, most * 2 - 0.6, most * 4);
    context.clip();
    outline(context, mark.personnel, mark.x, mark.y, radius);
    context.globalAlpha = (side < 0 ? 0.9 : 0.45) * mark.alpha;
    context.fill();
    context.globalAlpha = mark.alpha;
    context.stroke();
    context.restore();
  }
  drawBadge(context, mark.x, mark.y - most - BADGE_ABOVE, '!');
}

// Badges stand on top of a symbol, so that the smallest is not hidden.
const BADGE_ABOVE = 5;
function drawBadge(context, x, y, text) {
  context.globalAlpha = 1;
  context.beginPath();
  context.arc(x, y, 7, 0, 2 * Math.PI);
  context.fillStyle = theme.paper;
  context.fill();
  context.strokeStyle = theme.text;
  context.lineWidth = 1.2;
  context.stroke();
  context.fillStyle = theme.text;
  context.font = `bold 11px ${theme.font}`;
  context.textAlign = 'center';
  context.textBaseline = 'middle';
  context.fillText(text, x, y + 0.5);
}

// Arriving points in, leaving points out.
function drawDirection(context, mark) {
  const status = statusOf(mark.row);
  const inward = status === 'arriving' || status === 'planned_arrival', outward = status === 'leaving' || status === 'planned_departure';
  if ((!inward && !outward) || mark.form === 'left') return;
  const reach = Math.max(mark.outer, 6) + 6, angle = -Math.PI / 4;
  drawHead(context, mark.x + reach * Math.cos(angle), mark.y + reach * Math.sin(angle), angle + (inward ? Math.PI : 0), 5.5, mark.colour);
}

function drawHead(context, x, y, angle, size, colour) {
  context.save();
  context.translate(x, y);
  context.rotate(angle);
  context.beginPath();
  context.moveTo(size, 0);
  context.lineTo(-size * 0.8, -size * 0.85);
  context.lineTo(-size * 0.8, size * 0.85);
  context.closePath();
  context.lineWidth = 2;
  context.strokeStyle = theme.halo;
  context.stroke();
  context.fillStyle = colour;
  context.fill();
  context.restore();
}

// Several senders as one ring of shares with the total inside. All pies of a picture are drawn together, a path for each
// colour: a hundred pies cost little more than one.
function drawPies(context, pies, density) {
  if (!pies.length) return;
  fillDiscs(context, pies, (pie) => pie.r + 1.5, theme.halo);
  const wedges = new Map();
  for (const pie of pies) {
    let angle = -Math.PI / 2;
    for (const share of pie.shares) {
      share.from = angle;
      angle += 2 * Math.PI * share.part;
      share.to = angle;
      if (!wedges.has(share.colour)) wedges.set(share.colour, []);
      wedges.get(share.colour).push(pie, share);
    }
  }
  for (const [colour, list] of wedges) drawWedges(context, colour, list);
  context.beginPath();
  for (const pie of pies) if (pie.shares.length > 1) for (const { from } of pie.shares) {
    context.moveTo(pie.x, pie.y);
    context.lineTo(pie.x + pie.r * Math.cos(from), pie.y + pie.r * Math.sin(from));
  }
  context.strokeStyle = theme.halo;
  context.lineWidth = 1;
  context.stroke();
  fillDiscs(context, pies, (pie) => pieHole(pie, density), theme.paper);
  for (const pie of pies) drawDigits(context, figureStyle(pie), pie.text, pie.x, pie.y, density);
}

// The hole has room for the text: a small pie is a thinner ring.
const figureStyle = (pie) => theme.lettering[pie.r > 26 ? 13 : 11];
function pieHole(pie, density) {
  const spelled = spell(figuresOf(figureStyle(pie), density), pie.text);
  return Math.min(pie.r - 4, Math.max(pie.r * 0.66, spelled ? spelled.width / 2 + 5 : 0));
}

function fillDiscs(context, pies, radiusOfPie, colour) {
  context.beginPath();
  for (const pie of pies) {
    const radius = radiusOfPie(pie);
    context.moveTo(pie.x + radius, pie.y);
    context.arc(pie.x, pie.y, radius, 0, 2 * Math.PI);
  }
  context.fillStyle = colour;
  context.fill();
}

function drawWedges(context, colour, list) {
  context.beginPath();
  for (let at = 0; at < list.length; at += 2) {
    const pie = list[at], share = list[at + 1];
    context.moveTo(pie.x, pie.y);
    context.arc(pie.x, pie.y, pie.r, share.from, share.to);
    context.closePath();
  }
  context.fillStyle = colour;
  context.fill();
}
