import { parseIp, parseNetwork } from '../../kernel/ip.ts';

/** Who a network belongs to: the autonomous system, its name and the country of registration. */
export type NetworkOwner = { readonly asn: number; readonly name: string; readonly country: string };

type Row = { readonly first: bigint; readonly last: bigint; readonly owner: NetworkOwner };

/** Addresses → owner of the network. Says who operates it, never which product it is. */
export type AsnTable = {
  owner(address: string): NetworkOwner | undefined;
  readonly rows: number;
  /** Where the table comes from and of which day it is, as its first lines say. */
  readonly notes: readonly string[];
};

const LINE = /^([^,]{2,45}),([^,]{2,45}),(\d{1,10}),(?:"([^"]*)"|([^,]*))(?:,([A-Za-z]{2})?)?$/;
const MOST_NOTES = 6;

/**
 * Reads a table of `first,last,asn,"name",country` lines, the country may be missing; lines that start with `#` say where it comes
 * from. Faulty lines are named (line from 1), at most 20 of them.
 */
export function readAsnTable(csv: string): { readonly table: AsnTable; readonly faults: readonly { line: number; message: string }[] } {
  const rows: { 4: Row[]; 6: Row[] } = { 4: [], 6: [] };
  const faults: { line: number; message: string }[] = [];
  const owners = new Map<string, NetworkOwner>();
  const notes: string[] = [];
  for (const [index, raw] of csv.split('\n').entries()) {
    const line = raw.trim();
    if (line.startsWith('#') && notes.length < MOST_NOTES) notes.push(line.slice(1).trim().slice(0, 300));
    if (line === '' || line.startsWith('#')) continue;
    const parts = LINE.exec(line);
    const first = parseIp(parts?.[1] ?? '');
    const last = parseIp(parts?.[2] ?? '');
    if (!parts || !first || !last || first.family !== last.family || first.value > last.value) {
      if (faults.length < 20) faults.push({ line: index + 1, message: 'Expected first address, last address, AS number, name, country.' });
      continue;
    }
    const key = `${parts[3]},${parts[4] ?? parts[5]},${parts[6]}`;
    const owner = owners.get(key) ?? { asn: Number(parts[3]), name: parts[4] ?? parts[5] ?? '', country: (parts[6] ?? '').toUpperCase() };
    owners.set(key, owner);
    rows[first.family].push({ first: first.value, last: last.value, owner });
  }
  for (const list of [rows[4], rows[6]]) list.sort((a, b) => (a.first < b.first ? -1 : a.first > b.first ? 1 : 0));
  return { table: { owner: (address) => find(rows, address), rows: rows[4].length + rows[6].length, notes }, faults };
}

function find(rows: { 4: Row[]; 6: Row[] }, address: string): NetworkOwner | undefined {
  const ip = parseIp(address);
  if (!ip) return undefined;
  const list = rows[ip.family];
  let low = 0;
  let high = list.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const row = list[middle];
    if (!row) return undefined;
    if (ip.value < row.first) high = middle - 1;
    else if (ip.value > row.last) low = middle + 1;
    else return row.owner;
  }
  return undefined;
}

/** The first address of a range as SPF writes it (`192.0.2.0/28`), for which the owner is asked. */
export const firstOf = (network: string): string | undefined => (parseNetwork(network) ? network.split('/')[0] : undefined);
