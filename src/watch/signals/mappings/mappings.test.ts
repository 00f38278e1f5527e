import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../../kernel/instant.ts';
import type { Report } from '../signal.ts';
import { mappings } from './index.ts';

const read = (kind: string, message: unknown): readonly Report[] | null | undefined =>
  mappings.find((one) => one.kind === kind)?.read(message);
const at = (iso: string) => instant(Date.parse(iso));

const kumaMonitor = { id: 7, name: 'Shop', url: 'https://shop.musterbau.example', hostname: null, type: 'http' };
const eve = {
  timestamp: '2026-11-22T09:14:05.221126+0100',
  flow_id: 1959620435402694,
  event_type: 'alert',
  src_ip: '203.0.113.56',
  dest_ip: '192.168.0.2',
  proto: 'TCP',
  alert: {
    action: 'allowed',
    gid: 1,
    signature_id: 2001219,
    rev: 20,
    signature: 'SCAN Potential SSH Scan',
    category: 'Recon',
    severity: 1,
  },
};

/** Per kind one fictional message in the sender's own form, and what it must be read as. */
const samples: Record<string, { readonly message: unknown; readonly reports: readonly Report[] }> = {
  alertmanager: {
    message: {
      version: '4',
      groupKey: '{}:{alertname="DiskFull"}',
      status: 'firing',
      receiver: 'krisenfest',
      alerts: [
        {
          status: 'firing',
          labels: { alertname: 'DiskFull', instance: 'erp01:9100', job: 'node', severity: 'critical' },
          annotations: { summary: 'Platte von erp01 ist voll' },
          startsAt: '2026-11-22T08:00:00Z',
          endsAt: '0001-01-01T00:00:00Z',
          fingerprint: 'c4b0a3f1d2e5f607',
        },
        {
          status: 'resolved',
          labels: { alertname: 'HostDown', instance: 'nas:9100' },
          startsAt: '2026-11-22T07:00:00Z',
          endsAt: '2026-11-22T07:30:00Z',
          fingerprint: '00aa',
        },
      ],
    },
    reports: [
      {
        key: 'c4b0a3f1d2e5f607',
        says: 'open',
        severity: 'critical',
        title: 'Platte von erp01 ist voll',
        names: ['erp01:9100', 'node'],
        at: at('2026-11-22T08:00:00Z'),
      },
      { key: '00aa', says: 'cleared', severity: 'warning', title: 'HostDown', names: ['nas:9100'], at: at('2026-11-22T07:30:00Z') },
    ],
  },
  uptimekuma: {
    message: {
      heartbeat: { monitorID: 7, status: 0, time: '2026-11-22 09:14:05.123', msg: 'timeout of 48000ms exceeded', important: true },
      monitor: kumaMonitor,
      msg: '[Shop] [🔴 Down] timeout of 48000ms exceeded',
    },
    reports: [
      {
        key: '7',
        says: 'open',
        severity: 'critical',
        title: 'Shop: timeout of 48000ms exceeded',
        names: ['Shop', 'https://shop.musterbau.example'],
        at: at('2026-11-22T09:14:05.123Z'),
      },
    ],
  },
  wazuh4: {
    message: {
      timestamp: '2026-11-22T09:14:05.123+0000',
      rule: { level: 12, description: 'Multiple authentication failures', id: '5720', groups: ['sshd'], firedtimes: 1 },
      agent: { id: '003', name: 'fileserver', ip: '192.168.10.5' },
      manager: { name: 'wazuh' },
      location: '/var/log/auth.log',
    },
    reports: [
      {
        key: '5720@003',
        says: 'open',
        severity: 'critical',
        title: 'Multiple authentication failures',
        names: ['fileserver', '192.168.10.5'],
        at: at('2026-11-22T09:14:05.123Z'),
      },
    ],
  },
  wazuh5: {
    message: {
      '@timestamp': '2026-11-22T09:14:05Z',
      event: { action: 'file-modified', kind: 'event' },
      wazuh: {
        agent: { id: '002', name: 'fileserver', host: { hostname: 'fs01', ip: ['192.168.10.5'] }, version: '5.0.0' },
        rule: { id: 'net-006', title: 'FIM: file modified', level: 'medium', mitre: {} },
        integration: { name: 'wazuh-fim' },
      },
    },
    reports: [
      {
        key: 'net-006@002',
        says: 'open',
        severity: 'warning',
        title: 'FIM: file modified',
        names: ['fileserver', 'fs01', '192.168.10.5'],
        at: at('2026-11-22T09:14:05Z'),
      },
    ],
  },
  crowdsec: {
    message: [
      {
        capacity: 5,
        decisions: null,
        events: [],
        message: '',
        scenario: 'crowdsecurity/ssh-bf',
        machine_id: 'gateway',
        source: { scope: 'Ip', value: '203.0.113.195', cn: 'FR' },
        start_at: '2026-11-22T09:14:00.025353849+01:00',
        stop_at: '2026-11-22T09:14:05.055534398+01:00',
      },
    ],
    reports: [
      {
        key: 'crowdsecurity/ssh-bf@203.0.113.195',
        says: 'open',
        severity: 'warning',
        title: 'crowdsecurity/ssh-bf: 203.0.113.195',
        names: ['gateway'],
        at: at('2026-11-22T08:14:05.055Z'),
      },
    ],
  },
  fail2ban: {
    message: { fail2ban: 'ban', jail: 'sshd', ip: '203.0.113.9', failures: '5', host: 'gateway.musterbau.example' },
    reports: [
      {
        key: 'sshd@203.0.113.9',
        says: 'open',
        severity: 'info',
        title: 'sshd: 203.0.113.9 (5)',
        names: ['gateway.musterbau.example'],
        at: null,
      },
    ],
  },
  generic: {
    message: {
      signal: 'open',
      key: 'kuehlhaus',
      title: 'Kühlhaus ist zu warm',
      severity: 'critical',
      names: ['kuehlung'],
      at: '2026-11-22T09:14:05+01:00',
    },
    reports: [
      {
        key: 'kuehlhaus',
        says: 'open',
        severity: 'critical',
        title: 'Kühlhaus ist zu warm',
        names: ['kuehlung'],
        at: at('2026-11-22T08:14:05Z'),
      },
    ],
  },
  suricata: {
    message: eve,
    reports: [
      {
        key: '1:2001219@203.0.113.56>192.168.0.2',
        says: 'open',
        severity: 'critical',
        title: 'SCAN Potential SSH Scan',
        names: ['192.168.0.2', '203.0.113.56'],
        at: at('2026-11-22T08:14:05.221Z'),
      },
    ],
  },
};

test('every kind has a sample, and no sample is left over', () => {
  assert.deepEqual(mappings.map(({ kind }) => kind).sort(), Object.keys(samples).sort());
});

for (const { kind, read: one } of mappings) {
  test(`a message of ${kind} is read as what it says, and no other kind takes it for its own`, () => {
    assert.deepEqual(one(samples[kind]?.message), samples[kind]?.reports);
    const takers = mappings.filter((other) => other.read(samples[kind]?.message) !== null).map((other) => other.kind);
    assert.deepEqual(takers, [kind]);
  });

  test(`${kind} takes nothing it does not know, and never throws`, () => {
    for (const message of [null, undefined, '', 0, [], {}, { alerts: [] }, [[]], { status: 'firing' }]) assert.equal(one(message), null);
    fc.assert(fc.property(fc.jsonValue(), (message) => one(message) === null));
  });

  test(`${kind}: without any one of its fields a message is read or refused, but never half`, () => {
    const message = samples[kind]?.message;
    const object: Record<string, unknown> = Object.fromEntries(Object.entries(Array.isArray(message) ? message[0] : (message ?? {})));
    for (const name of Object.keys(object)) {
      const { [name]: _, ...rest } = object;
      const reports = one(Array.isArray(message) ? [rest] : rest);
      for (const report of reports ?? []) {
        assert.ok(
          report.key.length > 0 && report.title.length > 0 && !report.key.includes('undefined') && !report.title.includes('undefined'),
        );
      }
    }
  });
}

test('Uptime Kuma: up clears what down opened; a second look and maintenance say nothing', () => {
  const said = (status: number) => read('uptimekuma', { heartbeat: { status, msg: '' }, monitor: kumaMonitor });
  assert.deepEqual(
    said(1)?.map(({ key, says, at: when }) => ({ key, says, when })),
    [{ key: '7', says: 'cleared', when: null }],
  );
  assert.deepEqual([said(2), said(3), said(4)], [[], [], null]);
});

test('Uptime Kuma: its test message is understood and opens nothing', () => {
  assert.deepEqual(read('uptimekuma', { heartbeat: null, monitor: null, msg: 'My Notification Testing' }), []);
});

test('Uptime Kuma: a certificate that ends soon is a warning, told again it is the same', () => {
  const said = (days: number) =>
    read('uptimekuma', {
      heartbeat: null,
      monitor: null,
      msg: `[Shop][https://shop.musterbau.example] Server certificate (shop.musterbau.example) will expire in ${days} days`,
    })?.[0];
  const [first, second] = [said(14), said(7)];
  assert.deepEqual([first?.says, first?.severity, first?.names], ['open', 'warning', ['Shop', 'https://shop.musterbau.example']]);
  assert.match(first?.title ?? '', /will expire in 14 days$/);
  assert.equal(first?.key, second?.key);
});

test('fail2ban: the end of a ban clears what the ban opened', () => {
  const reports = read('fail2ban', { fail2ban: 'unban', jail: 'sshd', ip: '203.0.113.9' });
  assert.deepEqual(
    reports?.map(({ key, says }) => ({ key, says })),
    [{ key: 'sshd@203.0.113.9', says: 'cleared' }],
  );
});

test('Suricata: what was blocked is no more than a warning, and a time without offset is not guessed', () => {
  const [blocked] = read('suricata', [{ ...eve, timestamp: '2026-11-22T09:14:05.2', alert: { ...eve.alert, action: 'blocked' } }]) ?? [];
  assert.deepEqual([blocked?.severity, blocked?.at], ['warning', null]);
  assert.equal(read('suricata', { ...eve, event_type: 'flow' }), null);
});

test('a title from a stranger is one line and not endless', () => {
  const message = { ...eve, alert: { ...eve.alert, signature: `a\r\nb\u202E${'x'.repeat(5000)}` } };
  const [report] = read('suricata', message) ?? [];
  assert.match(report?.title ?? '', /^a b x{296}$/);
});
