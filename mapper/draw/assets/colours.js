// Colours of the theme and of the senders; both follow light, dark and forced colours.
let theme = {};
const darkQuery = media('(prefers-color-scheme: dark)');
const forcedQuery = media('(forced-colors: active)');
let printing = false;

function readTheme() {
  const style = getComputedStyle(document.documentElement);
  const value = (name) => style.getPropertyValue(`--${name}`).trim();
  theme = Object.fromEntries(['water', 'land', 'border', 'text', 'muted', 'halo', 'paper', 'line', 'accent'].map((name) => [name, value(name)]));
  theme.dark = darkQuery.matches && !printing;
  theme.font = value('sans');
  readLettering();
  mixes.clear();
  forgetMarks();
  patterns.clear();
}

function hashOf(text) {
  let hash = 2166136261;
  for (let at = 0; at < text.length; at++) hash = Math.imul(hash ^ text.charCodeAt(at), 16777619);
  return hash >>> 0;
}

function senderColour(sender) {
  const { palette } = settings;
  const shade = theme.dark ? 'dark' : 'light';
  if (sender === null || sender === undefined) return palette.unknown[shade];
  const { colour, turn } = sendersColours().get(sender) ?? { colour: preferredColour(sender), turn: 0 };
  return shaded(palette[shade][colour], turn, shade === 'dark');
}

// A colour taken again, past ten senders, is darker on a light page and lighter on a dark one.
function shaded(hex, turn, lighter) {
  if (!turn) return hex;
  const share = SHADES[Math.min(turn, SHADES.length) - 1], goal = lighter ? 255 : 0;
  return `#${channels(hex).map((value) => Math.round(value + (goal - value) * share).toString(16).padStart(2, '0')).join('')}`;
}
const SHADES = [0.32, 0.54];

// Each sender prefers one colour, on every map: from the table, or by its code. Where several on one map prefer the same, the
// first in the table, then by code, has it, and the others take the colour that the fewest have, counting on from theirs. So no
// two of up to ten senders share a colour, two of up to thirty none of the same shade, and who is first in the table keeps the
// same one everywhere.
const preferredColour = (sender) => settings.palette.senders[sender] ?? hashOf(sender) % settings.palette.light.length;

const sendersColours = lazy(() => {
  const table = new Map(Object.keys(settings.palette.senders).map((sender, at) => [sender, at])), place = (sender) => table.get(sender) ?? table.size;
  const senders = rows.sender.words.filter((sender) => sender !== null && sender !== undefined);
  senders.sort((a, b) => place(a) - place(b) || (a < b ? -1 : 1));
  const holders = settings.palette.light.map(() => 0), found = new Map();
  for (const sender of senders) {
    const first = preferredColour(sender), after = (colour) => (colour - first + holders.length) % holders.length;
    const colour = holders.map((number, at) => at).sort((a, b) => holders[a] - holders[b] || after(a) - after(b))[0];
    found.set(sender, { colour, turn: holders[colour] });
    holders[colour]++;
  }
  return found;
});

const mixes = new Map();
const channels = (hex) => [1, 3, 5].map((at) => parseInt(hex.slice(at, at + 2), 16));

// A colour on its way to grey: 1 keeps it, 0 is grey.
function faded(hex, share) {
  const key = `${hex}${Math.round(share * 20)}`;
  if (!mixes.has(key)) {
    const part = Math.round(share * 20) / 20;
    const [red, green, blue] = channels(hex);
    const grey = 0.3 * red + 0.59 * green + 0.11 * blue;
    mixes.set(key, `rgb(${[red, green, blue].map((value) => Math.round(value * part + grey * (1 - part))).join(',')})`);
  }
  return mixes.get(key);
}

const patterns = new Map();

// Diagonal lines; the next area on top of another leans the other way.
function hatch(context, colour, density, lean = 0) {
  const key = `${colour}/${density}/${lean}`;
  if (patterns.has(key)) return patterns.get(key);
  const size = 9 * density, tile = document.createElement('canvas');
  tile.width = tile.height = size;
  const pen = tile.getContext('2d');
  pen.strokeStyle = colour;
  pen.lineWidth = density;
  if (lean) { pen.translate(size, 0); pen.scale(-1, 1); }
  pen.beginPath();
  for (const shift of [-1, 0, 1]) { pen.moveTo(shift * size - 1, size + 1); pen.lineTo(shift * size + size + 1, -1); }
  pen.stroke();
  patterns.set(key, context.createPattern(tile, 'repeat'));
  return patterns.get(key);
}
