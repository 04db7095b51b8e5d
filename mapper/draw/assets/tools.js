// Small tools used by every module: elements, text, days, numbers.
const boot = window.deploymentBoot;
const { gunzip, inflate, packedBytes, parseBytes } = boot;
const MS_PER_DAY = 86400000;
const NEVER = 2 ** 30;

const clamp = (value, low, high) => Math.max(low, Math.min(high, value));

// Control characters become a visible replacement, and bidirectional overrides go: text cannot reorder its surroundings.
const CONTROLS = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/g;
const OVERRIDES = /[\u202a-\u202e\u2066-\u2069]/g;
const clean = (text) => String(text).replace(CONTROLS, '\ufffd').replace(OVERRIDES, '');

const SVG = 'http://www.w3.org/2000/svg';

function fill(node, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === undefined || value === null || value === false) continue;
    if (name === 'on') for (const [event, handler] of Object.entries(value)) node.addEventListener(event, handler);
    else if (name === 'text') node.textContent = clean(value);
    else if (name === 'checked' || name === 'value' || name === 'disabled') node[name] = value;
    else node.setAttribute(name, value === true ? '' : clean(value));
  }
  for (const child of children.flat()) {
    if (child === null || child === undefined || child === false) continue;
    node.append(child instanceof Node ? child : document.createTextNode(clean(child)));
  }
  return node;
}

// The only way in which the page makes elements: text stays text.
const el = (tag, props, ...children) => fill(document.createElement(tag), props, children);
const svg = (tag, props, ...children) => fill(document.createElementNS(SVG, tag), props, children);

function button(label, props, ...children) {
  return el('button', { type: 'button', 'aria-label': children.length ? label : undefined, title: children.length ? label : undefined, ...props }, ...(children.length ? children : [label]));
}

function icon(path) {
  return svg('svg', { viewBox: '0 0 20 20', width: 20, height: 20, 'aria-hidden': 'true', class: 'icon' }, svg('path', { d: path }));
}

const ICONS = {
  play: 'M6 4l10 6-10 6z', pause: 'M5 4h3.5v12H5zM11.5 4H15v12h-3.5z', back: 'M13 4l-7 6 7 6z', forward: 'M7 4l7 6-7 6z',
  close: 'M5.2 3.8L10 8.6l4.8-4.8 1.4 1.4-4.8 4.8 4.8 4.8-1.4 1.4-4.8-4.8-4.8 4.8-1.4-1.4L8.6 10 3.8 5.2z',
  layers: 'M10 2l8 4.5-8 4.5-8-4.5zM3.8 10L10 13.5 16.2 10 18 11l-8 4.5L2 11z', table: 'M2 3h16v14H2zM4 8v2.5h4V8zM10 8v2.5h6V8zM4 12.5V15h4v-2.5zM10 12.5V15h6v-2.5z',
  list: 'M2 4h3v3H2zM7 4.7h11v1.6H7zM2 8.5h3v3H2zM7 9.2h11v1.6H7zM2 13h3v3H2zM7 13.7h11v1.6H7z',
  compare: 'M9 2h2v16H9zM2 5h5v10H2zM13 5h5v10h-5v-2h3V7h-3z', share: 'M10 1l5 5-1.4 1.4L11 4.8V13H9V4.8L6.4 7.4 5 6zM3 11h2v6h10v-6h2v8H3z',
  info: 'M10 1.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM9 5h2v2H9zM9 8.5h2V15H9z', plus: 'M9 4h2v5h5v2h-5v5H9v-5H4V9h5z', minus: 'M4 9h12v2H4z',
  home: 'M3 3h6v2H5v4H3zM11 3h6v6h-2V5h-4zM3 11h2v4h4v2H3zM15 11h2v6h-6v-2h4z', next: 'M3 4l7 6-7 6zM12 4h2.5v12H12z', before: 'M17 4l-7 6 7 6zM5.5 4H8v12H5.5z',
};

// Whole days since 1970-01-01, for any year.
const isoOf = (day) => new Date(day * MS_PER_DAY).toISOString().slice(0, 10);
function dayOf(iso) {
  const found = /^(-?\d{4,6})-(\d\d)-(\d\d)$/.exec(String(iso));
  if (!found) return null;
  const date = new Date(0);
  date.setUTCFullYear(Number(found[1]), Number(found[2]) - 1, Number(found[3]));
  const day = Math.round(date.getTime() / MS_PER_DAY);
  return isoOf(day) === `${found[1]}-${found[2]}-${found[3]}` ? day : null;
}

// The same day of another month; the last one where the month is shorter.
function addMonths(day, months) {
  const date = new Date(day * MS_PER_DAY);
  const wanted = date.getUTCDate();
  date.setUTCDate(1);
  date.setUTCMonth(date.getUTCMonth() + months);
  const last = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  date.setUTCDate(Math.min(wanted, last));
  return Math.round(date.getTime() / MS_PER_DAY);
}

const safeAddress = (url) => (/^https?:\/\/[^\s]+$/i.test(url) ? url : '');

const media = (query) => window.matchMedia(query);
const stillQuery = media('(prefers-reduced-motion: reduce)'), phoneQuery = media('(max-width: 600px)');
const reducedMotion = () => stillQuery.matches;
const onPhone = () => phoneQuery.matches;

const whenIdle = window.requestIdleCallback ? (run) => window.requestIdleCallback(run) : (run) => setTimeout(run, 1);

function debounce(delay, run) {
  let timer = 0;
  return (...values) => {
    clearTimeout(timer);
    timer = setTimeout(() => run(...values), delay);
  };
}
