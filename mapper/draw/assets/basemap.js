// Land, borders and country names on their own canvas; each country is one path in world units.
const base = { countries: new Map(), labels: [], land: null, coast: null, borders: null, disputed: null, unclaimed: null };

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
    let lon = 0, lat = 0;
    for (let index = 0; index < length; index += 2) {
      lon += next(); lat += next();
      points[index] = worldX(lon / header.step);
      points[index + 1] = worldY(lat / header.step);
    }
    return points;
  });
}

function drawRing(path, ring, arcs) {
  let started = false;
  for (const index of ring) {
    const points = arcs[index < 0 ? ~index : index];
    const forward = index >= 0;
    for (let step = 0; step < points.length; step += 2) {
      const at = forward ? step : points.length - 2 - step;
      if (started) path.lineTo(points[at], points[at + 1]);
      else { path.moveTo(points[at], points[at + 1]); started = true; }
    }
  }
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

// Run a drawing in world units for each copy of the world in view.
function inWorld(context, view, draw) {
  const first = Math.floor(view.left / view.scale), last = Math.floor((view.left + view.width) / view.scale);
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
const hostStep = (people) => HOST_STEPS.filter((step) => people >= step).length;
function hostShades() {
  const shades = [];
  for (const [host, sum] of totalsBy(activeAt(state.day).filter(isForeign), hostOf)) {
    const path = host && base.countries.get(host);
    if (path) shades.push([path, 0.1 + 0.13 * hostStep(Math.max(sum.low, sum.high))]);
  }
  return shades;
}
