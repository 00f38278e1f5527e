/**
 * SHA-256 (FIPS 180-4) without waiting. WebCrypto's digest hands every call to another thread, which for texts of half a kilobyte
 * costs several times the hashing; to verify a log of 10,000 entries takes 30,000 of them. Checked against Node's own in the test.
 */
const words = (hex: string): Int32Array =>
  Int32Array.from({ length: hex.length / 8 }, (_, i) => Number.parseInt(hex.slice(i * 8, i * 8 + 8), 16));

/** The fractions of the cube roots of the first 64 primes. */
const K = words(
  '428a2f9871374491b5c0fbcfe9b5dba53956c25b59f111f1923f82a4ab1c5ed5d807aa9812835b01243185be550c7dc372be5d7480deb1fe9bdc06a7c19bf174' +
    'e49b69c1efbe47860fc19dc6240ca1cc2de92c6f4a7484aa5cb0a9dc76f988da983e5152a831c66db00327c8bf597fc7c6e00bf3d5a7914706ca635114292967' +
    '27b70a852e1b21384d2c6dfc53380d13650a7354766a0abb81c2c92e92722c85a2bfe8a1a81a664bc24b8b70c76c51a3d192e819d6990624f40e3585106aa070' +
    '19a4c1161e376c082748774c34b0bcb5391c0cb34ed8aa4a5b9cca4f682e6ff3748f82ee78a5636f84c878148cc7020890befffaa4506cebbef9a3f7c67178f2',
);
/** The fractions of the square roots of the first 8 primes. */
const START = words('6a09e667bb67ae853c6ef372a54ff53a510e527f9b05688c1f83d9ab5be0cd19');
const ROUNDS = 64;

/** The number at a place that is known to exist. */
const at = (list: Int32Array, i: number): number => list[i] as number;
const rotate = (x: number, by: number): number => (x >>> by) | (x << (32 - by));

function compress(state: Int32Array, view: DataView, from: number, w: Int32Array): void {
  for (let i = 0; i < 16; i++) w[i] = view.getInt32(from + i * 4);
  for (let i = 16; i < ROUNDS; i++) {
    const x = at(w, i - 15);
    const y = at(w, i - 2);
    const s0 = rotate(x, 7) ^ rotate(x, 18) ^ (x >>> 3);
    const s1 = rotate(y, 17) ^ rotate(y, 19) ^ (y >>> 10);
    w[i] = at(w, i - 16) + s0 + at(w, i - 7) + s1;
  }
  let a = at(state, 0);
  let b = at(state, 1);
  let c = at(state, 2);
  let d = at(state, 3);
  let e = at(state, 4);
  let f = at(state, 5);
  let g = at(state, 6);
  let h = at(state, 7);
  for (let i = 0; i < ROUNDS; i++) {
    const s1 = rotate(e, 6) ^ rotate(e, 11) ^ rotate(e, 25);
    const t1 = (h + s1 + ((e & f) ^ (~e & g)) + at(K, i) + at(w, i)) | 0;
    const s0 = rotate(a, 2) ^ rotate(a, 13) ^ rotate(a, 22);
    const t2 = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    h = g;
    g = f;
    f = e;
    e = (d + t1) | 0;
    d = c;
    c = b;
    b = a;
    a = (t1 + t2) | 0;
  }
  const after = [a, b, c, d, e, f, g, h];
  for (let i = 0; i < 8; i++) state[i] = at(state, i) + (after[i] ?? 0);
}

/** The 32 bytes of the hash over all of `bytes`. */
export function sha256(bytes: Uint8Array): Uint8Array<ArrayBuffer> {
  const padded = new Uint8Array((((bytes.length + 8) >> 6) + 1) << 6);
  padded.set(bytes);
  padded[bytes.length] = 0x80;
  const view = new DataView(padded.buffer);
  view.setUint32(padded.length - 8, Math.floor(bytes.length / 2 ** 29));
  view.setUint32(padded.length - 4, (bytes.length * 8) >>> 0);
  const state = Int32Array.from(START);
  const w = new Int32Array(ROUNDS);
  for (let from = 0; from < padded.length; from += 64) compress(state, view, from, w);
  const out = new Uint8Array(32);
  const written = new DataView(out.buffer);
  for (let i = 0; i < 8; i++) written.setInt32(i * 4, at(state, i));
  return out;
}

const DIGITS = Array.from({ length: 256 }, (_, byte) => byte.toString(16).padStart(2, '0'));

/** Lower-case hex digits. */
export function toHex(bytes: Uint8Array): string {
  let out = '';
  for (const byte of bytes) out += DIGITS[byte] ?? '';
  return out;
}

/** The hash as `sha256sum` prints it, of bytes or of a text in UTF-8. */
export const sha256Hex = (content: Uint8Array | string): string =>
  toHex(sha256(typeof content === 'string' ? new TextEncoder().encode(content) : content));
