import assert from 'node:assert/strict';
import { test } from 'node:test';
import { instant } from '../../kernel/instant.ts';
import { judged } from './look.ts';
import { StatusPageSettings } from './statuspage.ts';

const at = instant(Date.parse('2026-11-28T12:05:00Z'));
const body = (change: object = {}) =>
  JSON.stringify({ format: 'krisenfest-statuspage@1', company: 'Firma', writtenAt: '2026-11-28T12:05:00.000Z', ...change });

test('what answers at the address is the newest version, an older one, or something else', () => {
  assert.deepEqual(judged(200, body(), 'Firma', at), { kind: 'newest', writtenAt: at });
  assert.deepEqual(judged(200, body(), 'Firma', instant(at + 1)), { kind: 'older', writtenAt: at });
  for (const [status, text] of [
    [404, body()],
    [200, '<html>'],
    [200, '{}'],
    [200, 'null'],
    [200, body({ company: 'Andere' })],
    [200, body({ writtenAt: 'gestern' })],
  ] as const)
    assert.deepEqual(judged(status, text, 'Firma', at), { kind: 'other', status });
});

test('an address means the folder of the page, however it was typed', () => {
  const address = (typed: string) => StatusPageSettings.parse({ address: typed }).address;
  for (const typed of ['https://firma.example/status', 'https://firma.example/status/', 'https://firma.example/status/index.html'])
    assert.equal(address(typed), 'https://firma.example/status/');
  assert.equal(address('https://status.firma.example'), 'https://status.firma.example/');
  assert.throws(() => address('javascript:alert(1)'));
});
