// From base64 and gzip to columns. DecompressionStream where there is one, our own inflate elsewhere (RFC 1951, RFC 1952).
function bytesOf(base64) {
  if (Uint8Array.fromBase64) return Uint8Array.fromBase64(base64);
  const text = atob(base64);
  const bytes = new Uint8Array(text.length);
  for (let at = 0; at < text.length; at++) bytes[at] = text.charCodeAt(at);
  return bytes;
}

const packedBytes = (id) => bytesOf(document.getElementById(id).textContent);

// Written to and read from by hand: a Blob and a Response would ask other processes of the browser.
async function gunzip(bytes) {
  if (!bytes.length) return bytes;
  if (typeof DecompressionStream === 'undefined') return inflate(bytes);
  const { readable, writable } = new DecompressionStream('gzip'), writer = writable.getWriter(), reader = readable.getReader();
  const written = writer.write(bytes).then(() => writer.close());
  const out = new Uint8Array(sizeUnpacked(bytes));
  let end = 0;
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    out.set(part.value, end);
    end += part.value.length;
  }
  await written;
  return out;
}

// The trailer of a gzip member ends with the size of what it holds.
const sizeUnpacked = (bytes) => new DataView(bytes.buffer, bytes.byteOffset).getUint32(bytes.length - 4, true);

function codeTable(lengths) {
  const counts = new Uint16Array(16);
  for (const length of lengths) counts[length]++;
  counts[0] = 0;
  const next = new Uint16Array(16);
  for (let length = 1; length < 16; length++) next[length] = next[length - 1] + counts[length - 1];
  const symbols = new Uint16Array(lengths.length);
  lengths.forEach((length, symbol) => { if (length) symbols[next[length]++] = symbol; });
  return { counts, symbols };
}

const LENGTH_BASE = [3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258];
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0];
const FAR_BASE = [1, 2, 3, 4, 5, 7, 9, 13, 17, 25, 33, 49, 65, 97, 129, 193, 257, 385, 513, 769, 1025, 1537, 2049, 3073, 4097, 6145, 8193, 12289, 16385, 24577];
const FAR_BITS = [0, 0, 0, 0, 1, 1, 2, 2, 3, 3, 4, 4, 5, 5, 6, 6, 7, 7, 8, 8, 9, 9, 10, 10, 11, 11, 12, 12, 13, 13];
const LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15];

// Our gzip members carry no name, comment or extra field: ten bytes of header, eight of trailer with the size.
function inflate(bytes) {
  const out = new Uint8Array(sizeUnpacked(bytes));
  let at = 10, end = 0, held = 0, count = 0;
  const bits = (need) => {
    while (count < need) { held |= bytes[at++] << count; count += 8; }
    const value = held & ((1 << need) - 1);
    held >>>= need; count -= need;
    return value;
  };
  const symbol = (table) => {
    let code = 0, first = 0, index = 0;
    for (let length = 1; length < 16; length++) {
      code |= bits(1);
      const number = table.counts[length];
      if (code - number < first) return table.symbols[index + code - first];
      index += number; first = (first + number) << 1; code <<= 1;
    }
    throw new Error('damaged data');
  };
  const tables = () => {
    const numbers = bits(5) + 257, fars = bits(5) + 1, orders = bits(4) + 4;
    const lengths = new Uint8Array(19);
    for (let index = 0; index < orders; index++) lengths[LENGTH_ORDER[index]] = bits(3);
    const order = codeTable(lengths), all = [];
    while (all.length < numbers + fars) {
      const kind = symbol(order);
      if (kind < 16) all.push(kind);
      else {
        const value = kind === 16 ? all[all.length - 1] : 0;
        const times = kind === 16 ? bits(2) + 3 : kind === 17 ? bits(3) + 3 : bits(7) + 11;
        for (let index = 0; index < times; index++) all.push(value);
      }
    }
    return [codeTable(all.slice(0, numbers)), codeTable(all.slice(numbers))];
  };
  const fixed = () => [
    codeTable(Array.from({ length: 288 }, (_, index) => (index < 144 ? 8 : index < 256 ? 9 : index < 280 ? 7 : 8))),
    codeTable(new Array(30).fill(5)),
  ];
  for (let last = 0; !last;) {
    last = bits(1);
    const kind = bits(2);
    if (kind === 0) {
      held = 0; count = 0;
      const length = bytes[at] | (bytes[at + 1] << 8);
      out.set(bytes.subarray(at + 4, at + 4 + length), end);
      at += 4 + length; end += length;
      continue;
    }
    const [near, far] = kind === 1 ? fixed() : tables();
    for (;;) {
      const value = symbol(near);
      if (value === 256) break;
      if (value < 256) { out[end++] = value; continue; }
      const length = LENGTH_BASE[value - 257] + bits(LENGTH_BITS[value - 257]);
      const code = symbol(far);
      const start = end - FAR_BASE[code] - bits(FAR_BITS[code]);
      for (let index = 0; index < length; index++) out[end++] = out[start + index];
    }
  }
  return out;
}

const parseBytes = (bytes) => JSON.parse(new TextDecoder().decode(bytes));
