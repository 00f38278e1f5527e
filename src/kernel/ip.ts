/** An IP address in numbers: the form in which ranges are compared. */
export type Ip = { readonly family: 4 | 6; readonly value: bigint };

/** A range of addresses as written in a configuration: `10.0.0.0/8`, `fd00::/8`, or one address. */
export type Network = string;

const V4 = /^(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/;

function parseV4(text: string): bigint | undefined {
  const parts = V4.exec(text);
  if (!parts) return undefined;
  let value = 0n;
  for (const part of parts.slice(1)) {
    if (part.length > 1 && part.startsWith('0')) return undefined;
    const byte = Number(part);
    if (byte > 255) return undefined;
    value = value * 256n + BigInt(byte);
  }
  return value;
}

function groups(text: string): bigint[] | undefined {
  if (text === '') return [];
  const result: bigint[] = [];
  const parts = text.split(':');
  for (const [index, part] of parts.entries()) {
    if (part.includes('.')) {
      const v4 = index === parts.length - 1 ? parseV4(part) : undefined;
      if (v4 === undefined) return undefined;
      result.push(v4 >> 16n, v4 & 0xffffn);
    } else if (/^[0-9a-f]{1,4}$/i.test(part)) result.push(BigInt(`0x${part}`));
    else return undefined;
  }
  return result;
}

function parseV6(text: string): bigint | undefined {
  const halves = text.split('::');
  if (halves.length > 2) return undefined;
  const head = groups(halves[0] ?? '');
  const tail = halves.length === 2 ? groups(halves[1] ?? '') : [];
  if (!head || !tail) return undefined;
  const missing = 8 - head.length - tail.length;
  if (halves.length === 2 ? missing < 1 : missing !== 0) return undefined;
  return [...head, ...Array.from({ length: missing }, () => 0n), ...tail].reduce((value, group) => value * 65_536n + group, 0n);
}

/** Reads an IPv4 or IPv6 address as sockets print it (a zone such as `%eth0` is dropped); `undefined` when it is none. */
export function parseIp(text: string): Ip | undefined {
  const bare = text.replace(/%[\w.-]{1,32}$/, '');
  const v4 = parseV4(bare);
  if (v4 !== undefined) return { family: 4, value: v4 };
  if (!bare.includes(':')) return undefined;
  const v6 = parseV6(bare);
  return v6 === undefined ? undefined : { family: 6, value: v6 };
}

/** First and last address of a network. */
export type Range = { readonly family: 4 | 6; readonly first: bigint; readonly last: bigint };

/** Reads `10.0.0.0/8` or a single address as a range; `undefined` when it is neither. */
export function parseNetwork(text: Network): Range | undefined {
  const [address = '', length, ...rest] = text.trim().split('/');
  const ip = parseIp(address);
  if (!ip || rest.length > 0) return undefined;
  const bits = ip.family === 4 ? 32 : 128;
  if (length === undefined) return { family: ip.family, first: ip.value, last: ip.value };
  if (!/^\d{1,3}$/.test(length) || Number(length) > bits) return undefined;
  const free = BigInt(bits - Number(length));
  const first = (ip.value >> free) << free;
  return { family: ip.family, first, last: first + (1n << free) - 1n };
}
