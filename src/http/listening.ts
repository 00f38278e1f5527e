import { hostname } from 'node:os';
import type { FastifyInstance } from 'fastify';

const ANY = new Set(['0.0.0.0', '::']);

/** Where the server can be asked, as `http://127.0.0.1:4444`; empty until it listens. On all addresses the machine's name stands for them. */
export function listeningAt(app: FastifyInstance | undefined, encrypted: boolean): string {
  const at = app?.server.address();
  if (typeof at !== 'object' || at === null) return '';
  const host = ANY.has(at.address) ? hostname() : at.address.includes(':') ? `[${at.address}]` : at.address;
  return `${encrypted ? 'https' : 'http'}://${host}:${at.port}`;
}
