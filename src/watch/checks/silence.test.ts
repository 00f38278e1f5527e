import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Detail } from './observation.ts';
import { restsOnSilence } from './silence.ts';

const silentServers = (...faults: readonly ('silent' | 'refuses')[]): Detail => ({
  code: 'zone-servers',
  answering: 1,
  faults: faults.map((fault, n) => ({ server: `ns${n}.muehlhaus.example`, fault })),
});

test('what was not heard in time is told from what was said: only the first is excused when nobody here listened', () => {
  const quiet: readonly Detail[] = [
    { code: 'timeout', afterMs: 3000 },
    { code: 'closed' },
    { code: 'name-broken', name: 'www.muehlhaus.example' },
    { code: 'mail-lost', sentAt: 0, mostMs: 300_000 },
    { code: 'mail-server', side: 'imap', host: 'imap.muehlhaus.example', problem: 'closed' },
    { code: 'heartbeat-missed', expectedAt: 0, lastAt: null },
    silentServers('refuses', 'silent'),
  ];
  const said: readonly Detail[] = [
    { code: 'refused' },
    { code: 'http-status', status: 500, expected: '200' },
    { code: 'ups-silent' },
    { code: 'mail-server', side: 'smtp', host: 'mail.muehlhaus.example', problem: 'refused' },
    { code: 'heartbeat-failed', at: 0, says: '' },
    { code: 'name-not-found', name: 'www.muehlhaus.example' },
    silentServers('refuses'),
  ];
  for (const detail of quiet) assert.ok(restsOnSilence(detail), detail.code);
  for (const detail of said) assert.ok(!restsOnSilence(detail), detail.code);
});
