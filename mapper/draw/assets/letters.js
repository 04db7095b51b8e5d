// Text on the canvas. The browser shapes every text anew in every picture; copying it from pictures made before costs less.

// Widths letter by letter: measuring whole texts is what costs most. Scripts beyond Armenian join their letters.
const letters = new Map(), JOINED = /[\u0590-\u1dff\ufb1d-\ufdff\ufe70-\ufeff]/;
function textWidth(context, font, text) {
  if (!letters.has(font)) letters.set(font, new Map());
  const known = letters.get(font);
  let width = 0, ready = false;
  for (const letter of JOINED.test(text) ? [text] : text) {
    let wide = known.get(letter);
    if (wide === undefined) {
      if (!ready) { context.font = font; ready = true; }
      wide = context.measureText(letter).width;
      known.set(letter, wide);
    }
    width += wide;
  }
  return width;
}

// How texts of one kind are written; sizes in pixels, "halo" the width of the rim around the letters.
const lettering = (weight, size, colour, halo) => ({ font: `${weight} ${size}px ${theme.font}`, size, colour, halo, figures: null });

function readLettering() {
  theme.lettering = { title: lettering(600, 12, theme.text, 3), line: lettering(400, 12, theme.muted, 3), 11: lettering(600, 11, theme.text, 0), 13: lettering(600, 13, theme.text, 0) };
  written.canvas = null;
}

function takePen(pen, { font, colour, halo }) {
  Object.assign(pen, { font, textAlign: 'left', textBaseline: 'top', lineJoin: 'round', strokeStyle: theme.halo, lineWidth: halo, fillStyle: colour });
}

function penText(pen, { halo }, text, x, y) {
  if (halo) pen.strokeText(text, x, y);
  pen.fillText(text, x, y);
}

// Where it is drawn, a picture lies on whole pixels of the screen, so that it stays as sharp as text.
const onPixel = (value, density) => Math.round(value * density) / density;

// Numbers are put together from figures. Each figure is there for every quarter of a pixel that it may start at.
const FIGURES = '0123456789.,+?×kKMBG–\u00a0\u202f', PHASES = 4, RIM = 4, MOST_SPELLED = 4000;

function figuresOf(style, density) {
  if (style.figures && style.figures.density === density) return style.figures;
  const cell = style.size + 2 * RIM, canvas = document.createElement('canvas'), pen = canvas.getContext('2d');
  canvas.width = cell * PHASES * FIGURES.length * density;
  canvas.height = cell * density;
  pen.scale(density, density);
  takePen(pen, style);
  const wide = new Map();
  [...FIGURES].forEach((figure, at) => {
    for (let phase = 0; phase < PHASES; phase++) penText(pen, style, figure, (at * PHASES + phase) * cell + RIM + phase / PHASES / density, RIM);
    wide.set(figure, { at: at * PHASES * cell, width: pen.measureText(figure).width });
  });
  style.figures = { canvas, density, cell, wide, texts: new Map() };
  return style.figures;
}

// Where each figure of a text starts, and how wide it is as a whole; null when a letter is not among the figures.
function spell(figures, text) {
  if (figures.texts.has(text)) return figures.texts.get(text);
  const known = [...text].map((figure) => figures.wide.get(figure));
  let spelled = null, left = 0;
  if (known.every(Boolean)) spelled = { list: known.map(({ at, width }) => { const from = left; left += width; return [at, from]; }), width: left };
  if (figures.texts.size >= MOST_SPELLED) figures.texts.clear();
  figures.texts.set(text, spelled);
  return spelled;
}

// A figure's rim ends where the figure before it stands.
function drawSpelled(context, { canvas, cell, density }, { list }, x, y) {
  const top = onPixel(y - RIM, density), high = cell * density;
  for (let index = 0; index < list.length; index++) {
    const start = (x + list[index][1]) * density, whole = Math.floor(start), phase = Math.floor((start - whole) * PHASES), cut = index ? RIM : 0;
    context.drawImage(canvas, (list[index][0] + phase * cell + cut) * density, 0, high - cut * density, high, whole / density - RIM + cut, top, cell - cut, cell);
  }
}

// A number around a point.
function drawDigits(context, style, text, x, y, density) {
  const figures = figuresOf(style, density), spelled = spell(figures, text);
  if (spelled) drawSpelled(context, figures, spelled, x - spelled.width / 2, y - style.size / 2 + 0.5);
  else drawWords(context, style, text, x, y);
}

function drawWords(context, { font, colour }, text, x, y) {
  Object.assign(context, { font, textAlign: 'center', textBaseline: 'middle', fillStyle: colour });
  context.fillText(text, x, y + 0.5);
}

// Other texts are copied from a sheet. What is not on it yet is written, and put on it when there is time.
const written = { canvas: null, pen: null, density: 0, x: 0, y: 0, places: new Map(), wanted: new Map() }, SHEET = 1024;

function clearWritten(density) {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = SHEET;
  Object.assign(written, { canvas, pen: canvas.getContext('2d'), density, x: 0, y: 0 });
  written.pen.scale(density, density);
  written.places.clear();
}

// A full sheet is begun anew, with what was wanted last.
function fillWritten() {
  const density = window.devicePixelRatio || 1, most = SHEET / density;
  if (!written.canvas || written.density !== density) clearWritten(density);
  let begun = false;
  for (const { style, text, width } of written.wanted.values()) {
    const wide = Math.ceil(width) + 2 * RIM, high = style.size + 2 * RIM;
    if (wide > most) continue;
    if (written.x + wide > most) Object.assign(written, { x: 0, y: written.y + high });
    if (written.y + high > most) {
      if (begun) break;
      begun = true;
      clearWritten(density);
    }
    takePen(written.pen, style);
    penText(written.pen, style, text, written.x + RIM, written.y + RIM);
    written.places.set(style.font + text, { x: written.x * density, y: written.y * density, wide, high });
    written.x += wide;
  }
  written.wanted.clear();
}

// Lines of labels: {style, text, width, x, y} with their left upper corner.
const MOST_WANTED = 300;
function drawLines(context, lines, density) {
  const left = new Map();
  for (const line of lines) {
    const { style, text, x, y } = line, figures = figuresOf(style, density), spelled = spell(figures, text);
    if (spelled) { drawSpelled(context, figures, spelled, x, y); continue; }
    const key = style.font + text, place = written.canvas && written.density === density ? written.places.get(key) : null;
    if (place) { context.drawImage(written.canvas, place.x, place.y, place.wide * density, place.high * density, onPixel(x, density) - RIM, onPixel(y, density) - RIM, place.wide, place.high); continue; }
    if (!left.has(style)) left.set(style, []);
    left.get(style).push(line);
    if (written.wanted.size < MOST_WANTED) written.wanted.set(key, line);
  }
  for (const [style, list] of left) {
    takePen(context, style);
    for (const { text, x, y } of list) penText(context, style, text, onPixel(x, density), onPixel(y, density));
  }
}
