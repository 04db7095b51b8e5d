// Land, borders and country names on their own canvas; each country is one path in world units.
const base = { named: [], left: 0, right: 1, countries: new Map(), labels: [], land: null, coast: null, borders: null, disputed: null };

function loadBase(bytes) {
  const size = new DataView(bytes.buffer, bytes.byteOffset).getUint32(0, true);
  const header = parseBytes(bytes.subarray(4, 4 + size));
  const arcs = readArcs(bytes, 4 + size, header);
  base.land = new Path2D();
  const uses = new Uint8Array(arcs.length);
  for (const [code, rings] of header.countries) {
    const path = new Path2D();
    for (const ring of rings) {
      drawRing(path, ring, arcs);
      for (const arc of ring) uses[arc < 0 ? ~arc : arc]++;
    }
    base.land.addPath(path);
    if (code) base.countries.set(code, path);
  }
  const disputed = new Set(header.disputed), borders = new Set(header.borders);
  for (const name of ['coast', 'borders', 'disputed']) base[name] = new Path2D();
  arcs.forEach((arc, index) => {
    const path = disputed.has(index) ? base.disputed : borders.has(index) ? base.borders : uses[index] === 1 ? base.coast : null;
    if (path) strokeArc(path, arc);
  });
  base.labels = header.labels.map(([code, lon, lat, rank]) => ({ code, x: worldX(lon), y: worldY(lat), rank }));
}

function readArcs(bytes, start, header) {
  let at = start;
  const next = () => {
    let value = 0, shift = 0, byte;
    do { byte = bytes[at++]; value |= (byte & 127) << shift; shift += 7; } while (byte > 127);
    return (value >>> 1) ^ -(value & 1);
  };
  return header.lengths.map((length) => {
    const points = new Float64Array(length);
    let lon = 0, lat = 0, turn = 0;
    for (let index = 0; index < length; index += 2) {
      const step = next();
      // A leap over the antimeridian goes on beyond the edge of the world.
      if (index && Math.abs(step) > 180 * header.step) turn -= Math.sign(step) * 360 * header.step;
      lon += step; lat += next();
      points[index] = worldX((lon + turn) / header.step);
      points[index + 1] = worldY(lat / header.step);
    }
    return points;
  });
}

function drawRing(path, ring, arcs) {
  let x = null, first = 0, shift = 0;
  for (const index of ring) {
    const points = arcs[index < 0 ? ~index : index];
    for (let step = 0; step < points.length; step += 2) {
      const at = index >= 0 ? step : points.length - 2 - step;
      if (x !== null && step === 0) shift = Math.round(x - points[at]);
      const to = points[at] + shift;
      if (x === null) { path.moveTo(to, points[at + 1]); first = to; } else path.lineTo(to, points[at + 1]);
      x = to;
      base.left = Math.min(base.left, x);
      base.right = Math.max(base.right, x);
    }
  }
  // A ring around the pole closes below the map.
  if (Math.abs(x - first) > 0.5) { path.lineTo(x, 1.2); path.lineTo(first, 1.2); }
  path.closePath();
}

// The cut along the antimeridian is no coast.
const onEdge = (x) => x < 1e-6 || x > 1 - 1e-6;
function strokeArc(path, points) {
  let broken = true;
  for (let at = 0; at < points.length; at += 2) {
    const cut = at > 0 && onEdge(points[at]) && onEdge(points[at - 2]);
    if (broken || cut) path.moveTo(points[at], points[at + 1]);
    else path.lineTo(points[at], points[at + 1]);
    broken = false;
  }
}

// A shape of a place: the country of the base map by its code, or its own rings; null where there is none.
const shapePaths = new Map();
function shapePath(reference) {
  if (typeof reference === 'string') return base.countries.get(reference) || null;
  if (reference < 0 || !shapes[reference]) return null;
  if (!shapePaths.has(reference)) {
    const path = new Path2D();
    for (const ring of shapes[reference]) {
      let x = 0, y = 0;
      for (let at = 0; at < ring.length; at += 2) {
        x += ring[at]; y += ring[at + 1];
        path[at ? 'lineTo' : 'moveTo'](worldX(x / 100), worldY(y / 100));
      }
      path.closePath();
    }
    shapePaths.set(reference, path);
  }
  return shapePaths.get(reference);
}

// An area without an outline of its own: the countries that it spans.
function countriesPath(place) {
  const paths = (places.countries.get(place) || []).map((code) => base.countries.get(code)).filter(Boolean);
  if (!paths.length) return null;
  const key = `countries/${place}`;
  if (!shapePaths.has(key)) {
    const path = new Path2D();
    for (const part of paths) path.addPath(part);
    shapePaths.set(key, path);
  }
  return shapePaths.get(key);
}

// Run a drawing in world units for each copy of the world in view.
function inWorld(context, view, draw) {
  const first = Math.ceil(view.left / view.scale - base.right), last = Math.floor((view.left + view.width) / view.scale - base.left);
  for (let copy = first; copy <= last; copy++) {
    context.save();
    context.setTransform(view.density * view.scale, 0, 0, view.density * view.scale, view.density * (copy * view.scale - view.left), -view.density * view.top);
    draw(1 / view.scale);
    context.restore();
  }
}

function drawBase(context, view) {
  if (!settings.tiles) {
    context.fillStyle = theme.water;
    context.fillRect(0, 0, view.width, view.height);
  }
  if (!base.land) return;
  const totals = state.layers.hosts ? hostShades() : null;
  inWorld(context, view, (pixel) => {
    context.lineJoin = 'round';
    if (!settings.tiles) {
      context.fillStyle = theme.land;
      context.fill(base.land, 'evenodd');
    }
    if (totals) for (const [path, share] of totals) {
      context.globalAlpha = share;
      context.fillStyle = theme.accent;
      context.fill(path, 'evenodd');
    }
    context.globalAlpha = 1;
    strokeBase(context, pixel);
  });
  base.named = state.layers.labels ? drawCountryNames(context, view) : [];
}

function strokeBase(context, pixel) {
  context.strokeStyle = theme.border;
  context.lineWidth = 0.6 * pixel;
  context.stroke(base.coast);
  context.lineWidth = pixel;
  context.stroke(base.borders);
  context.setLineDash([5 * pixel, 4 * pixel]);
  context.stroke(base.disputed);
}

// Host-country totals, five steps by the order of magnitude.
const HOST_STEPS = [1, 100, 1000, 10000, 100000];
const hostShade = (people) => [0.06, 0.13, 0.22, 0.32, 0.43, 0.55][HOST_STEPS.filter((step) => people >= step).length];
function hostShades() {
  const shades = [];
  for (const [host, sum] of totalsBy(activeAt(state.day).filter(isForeign), hostOf)) {
    const path = host && base.countries.get(host);
    if (path) shades.push([path, hostShade(Math.max(sum.low, sum.high))]);
  }
  return shades;
}

// Names of countries by zoom, in wide capitals, clear of every place where a symbol ever stands: they keep still while time runs.
const MOST_AVOIDED = 300;
function drawCountryNames(context, view) {
  const zoom = Math.log2(view.scale / 256), taken = everTaken(view).concat(coveredIn(view)), room = roomFor(view), named = [], font = `500 11px ${theme.font}`;
  Object.assign(context, { font, letterSpacing: '1px', textAlign: 'center', textBaseline: 'middle', strokeStyle: theme.halo, fillStyle: theme.muted, lineWidth: 2.5, lineJoin: 'round' });
  for (const { code, x, y, rank } of base.labels) {
    if (rank > zoom) continue;
    let left = x * view.scale - view.left;
    left += worldShift(left, view);
    const top = y * view.scale - view.top;
    if (left < 0 || top < 0 || left > view.width || top > view.height) continue;
    const text = nameOf(code).toLocaleUpperCase(lang), width = textWidth(context, font, text) + text.length;
    for (const shift of [0, 28, -28, 50, -50]) {
      const box = [left - width / 2 - 2, top + shift - 8, left + width / 2 + 2, top + shift + 8];
      if (box[0] < room[0] || box[2] > room[2] || box[1] < room[1] || box[3] > room[3] || taken.some((other) => overlap(box, other)) || named.some((other) => overlap(box, other))) continue;
      named.push(box);
      context.strokeText(text, left, top + shift);
      context.fillText(text, left, top + shift);
      break;
    }
  }
  context.letterSpacing = '0px';
  return named;
}

function everTaken(view) {
  const greatest = new Map();
  for (let row = 0; row < rows.count; row++) {
    if (!rows.passes[row] || precisionOf(row) === 'global') continue;
    const place = rows.at[row], people = Math.max(rows.low[row], rows.high[row]);
    greatest.set(place, Math.max(greatest.get(place) || 0, people < 0 ? UNKNOWN_RADIUS : radiusOf(people)));
    if (greatest.size > MOST_AVOIDED) return [];
  }
  return [...greatest].map(([place, radius]) => boxOf(...spotOf(view, place), radius + 3));
}
