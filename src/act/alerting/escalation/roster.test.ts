import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { type Instant, instant } from '../../../kernel/instant.ts';
import type { Recipient } from '../request.ts';
import type { PolicyContents } from './policies.ts';
import { byPolicy, type Roster, withoutAbsent } from './roster.ts';

const now: Instant = instant(Date.parse('2026-11-24T09:00:00+01:00'));
const person = (contactId: string, kind = 'sms'): Recipient => ({
  contactId,
  name: contactId.toUpperCase(),
  language: 'de',
  addresses: [{ kind, value: '+4915155501990' }],
});
const roster = (changes: Partial<Roster> = {}): Roster => ({
  contacts: new Map(['eva', 'otto', 'ida', 'paul'].map((id) => [id, person(id)])),
  roles: new Map([['chef', ['eva', 'otto']]]),
  groups: new Map([['alle', ['eva', 'otto', 'ida']]]),
  rotas: new Map([
    [
      'dienst',
      { name: 'Dienst', people: ['ida', 'paul'], every: { unit: 'day', count: 1 }, handOver: '10:00', start: '2026-11-23', overrides: [] },
    ],
  ]),
  absences: [],
  reachable: new Set(['sms', 'email']),
  onDevices: new Set(),
  zone: 'Europe/Berlin',
  ...changes,
});
const policy = (changes: Partial<PolicyContents> = {}): PolicyContents => ({
  name: 'Plan',
  steps: [
    { afterMinutes: 0, targets: [{ kind: 'rota', id: 'dienst' }] },
    { afterMinutes: 10, targets: [{ kind: 'role', id: 'chef' }] },
  ],
  repeat: 0,
  repeatAfterMinutes: 10,
  needed: 1,
  ...changes,
});
const away = (contactId: string, standIn: string | null = null) => ({ contactId, from: '2026-11-20', until: '2026-11-24', standIn });
const ids = ({ steps }: ReturnType<typeof byPolicy>) => steps.map(({ recipients }) => recipients.map(({ contactId }) => contactId));

describe('whom an escalation policy alerts', () => {
  test('who is on duty first, then the role; somebody in two places is alerted once a step', () => {
    const both = policy({
      steps: [
        {
          afterMinutes: 0,
          targets: [
            { kind: 'group', id: 'alle' },
            { kind: 'person', id: 'eva' },
          ],
        },
      ],
    });
    assert.deepEqual(ids(byPolicy(policy(), roster(), now)), [['ida'], ['eva']]);
    assert.deepEqual(ids(byPolicy(both, roster(), now)), [['eva', 'otto', 'ida']]);
  });

  test('a step that comes after the hand-over alerts whoever is on duty then', () => {
    const twice = policy({
      steps: [
        { afterMinutes: 0, targets: [{ kind: 'rota', id: 'dienst' }] },
        { afterMinutes: 90, targets: [{ kind: 'rota', id: 'dienst' }] },
      ],
    });
    assert.deepEqual(ids(byPolicy(twice, roster(), now)), [['ida'], ['paul']]);
  });

  test('a swap, an absence and a stand-in who is away too, in the night in which the clock goes forward: the next of the rota, until the swap ends by the wall', () => {
    // Berlin has no half past two on 29 March 2026; noon comes ten hours after one in the morning, not eleven.
    const at = (iso: string) => instant(Date.parse(iso));
    const night = at('2026-03-29T01:00:00+01:00');
    const swap = { from: at('2026-03-28T20:00:00+01:00'), until: at('2026-03-29T12:00:00+02:00'), contactId: 'paul' };
    const everyWeek = { unit: 'week' as const, count: 1 };
    const dienst = { name: 'Dienst', people: ['ida', 'paul'], every: everyWeek, handOver: '02:30', start: '2026-03-22', overrides: [swap] };
    const gone = (contactId: string, standIn: string | null) => ({ contactId, from: '2026-03-29', until: '2026-03-29', standIn });
    const whom = policy({
      steps: [0, 60, 599, 600].map((afterMinutes) => ({ afterMinutes, targets: [{ kind: 'rota' as const, id: 'dienst' }] })),
    });
    const found = byPolicy(
      whom,
      roster({ rotas: new Map([['dienst', dienst]]), absences: [gone('paul', 'eva'), gone('eva', null)] }),
      night,
    );
    // From noon on it is Paul's own turn by the rota, handed over at 02:30 on the wall; he is away all the same.
    assert.deepEqual(ids(found), [['ida'], ['ida'], ['ida'], ['ida']]);
    const there = byPolicy(whom, roster({ rotas: new Map([['dienst', dienst]]) }), night);
    assert.deepEqual(ids(there), [['paul'], ['paul'], ['paul'], ['paul']]);
    const later = { ...dienst, start: '2026-03-15' };
    assert.deepEqual(ids(byPolicy(whom, roster({ rotas: new Map([['dienst', later]]) }), night)), [['paul'], ['paul'], ['paul'], ['ida']]);
    assert.deepEqual(
      found.leftOut.filter(({ step }) => step === 1).map(({ contactId, standIn }) => [contactId, standIn]),
      [
        ['paul', 'IDA'],
        ['eva', 'IDA'],
      ],
    );
  });

  test('the whole is repeated, with the pause after its last step', () => {
    const { steps } = byPolicy(policy({ repeat: 2, repeatAfterMinutes: 5 }), roster(), now);
    assert.deepEqual(
      steps.map(({ delayMs }) => delayMs / 60_000),
      [0, 10, 15, 25, 30, 40],
    );
  });

  test('more acknowledgements than people would escalate for ever: as many as there are people suffice', () => {
    assert.equal(byPolicy(policy({ needed: 9 }), roster(), now).needed, 2);
    assert.equal(byPolicy(policy({ needed: 2 }), roster(), now).needed, 2);
  });

  test('a holder on holiday is skipped at once for the deputy, and it is said', () => {
    const found = byPolicy(policy(), roster({ absences: [away('eva')] }), now);
    assert.deepEqual(ids(found), [['ida'], ['otto']]);
    assert.deepEqual(found.leftOut, [{ contactId: 'eva', name: 'EVA', why: 'absent', standIn: 'OTTO', step: 2 }]);
  });

  test('the named stand-in comes before the deputy; on the last day of the holiday too, on the day after no more', () => {
    const absences = [away('eva', 'paul')];
    assert.deepEqual(ids(byPolicy(policy(), roster({ absences }), now))[1], ['paul']);
    const dayAfter = instant(Date.parse('2026-11-25T00:00:01+01:00'));
    assert.deepEqual(ids(byPolicy(policy(), roster({ absences }), dayAfter))[1], ['eva']);
  });

  test('who is on duty and away is followed by the next of the rota', () => {
    assert.deepEqual(ids(byPolicy(policy(), roster({ absences: [away('ida')] }), now))[0], ['paul']);
  });

  test('people who stand in for each other in a circle end with nobody, and it is said of each', () => {
    const circle = roster({ absences: [away('eva', 'paul'), away('paul', 'eva'), away('otto')] });
    const found = byPolicy(policy(), circle, now);
    assert.deepEqual(ids(found)[1], []);
    assert.deepEqual(found.leftOut.map(({ name, standIn }) => [name, standIn]).sort(), [
      ['EVA', null],
      ['OTTO', null],
      ['PAUL', null],
    ]);
  });

  test('somebody without an address that a channel reaches stays on the list to be rung, and it is said', () => {
    const contacts = new Map([...roster().contacts, ['ida', person('ida', 'phone')] as const]);
    const found = byPolicy(policy(), roster({ contacts }), now);
    assert.deepEqual(found.leftOut, [{ contactId: 'ida', name: 'IDA', why: 'unreachable', standIn: null, step: 1 }]);
    assert.deepEqual(ids(found)[0], ['ida']);
  });

  test('without a policy the people asked for are alerted, those away replaced', () => {
    const asked = [{ delayMs: 0, recipients: [person('eva'), person('otto')] }];
    assert.deepEqual(ids(withoutAbsent(asked, roster({ absences: [away('eva', 'ida')] }), now)), [['ida', 'otto']]);
  });
});
