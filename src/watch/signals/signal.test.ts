import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { DAY, instant, MINUTE } from '../../kernel/instant.ts';
import { LONGEST_BODY, MOST_PIECES, pieceOf, withPiece } from './evidence.ts';
import { BELIEVED_AHEAD, BELIEVED_BACK, beganAt, hear, type Report, type Signal } from './signal.ts';

const NOW = instant(1_795_000_000_000);
const report = (says: Report['says'], at: number | null = null, severity: Report['severity'] = 'critical'): Report => ({
  key: 'erp',
  says,
  severity,
  title: 'ERP antwortet nicht',
  names: ['erp01'],
  at: at === null ? null : instant(at),
});
const piece = pieceOf('{}', { receivedAt: NOW, sentAt: null, clock: 'receipt', says: 'open' });

/** Hears reports one second after another; gives the last signal and what came of each. */
function run(reports: readonly Report[]) {
  let signal: Signal | undefined;
  const turns = reports.map((one, n) => {
    const meaning = one.severity === 'critical' ? 'outage' : 'note';
    const evidence = withPiece(signal?.evidence, piece);
    const reading = { meaning, nodeId: null, dueAt: null, evidence } as const;
    const heard = hear(signal, { source: 's', report: one, reading, now: instant(NOW + n * 1000), id: () => `id-${n}` });
    signal = heard.signal;
    return heard.turn;
  });
  return { signal, turns };
}

test('a thing that is reported broken ten times opens one signal and counts the reports', () => {
  const { signal, turns } = run(Array.from({ length: 10 }, () => report('open', NOW - MINUTE)));
  assert.deepEqual(turns, ['opened', ...Array.from({ length: 9 }, () => null)]);
  assert.deepEqual([signal?.count, signal?.since, signal?.lastAt], [10, NOW - MINUTE, NOW + 9000]);
});

test('the time of the sender counts when it can be true, else the time of receipt, and the evidence can say which', () => {
  const told = (at: number) => beganAt(instant(at), NOW);
  assert.deepEqual(told(NOW - BELIEVED_BACK), { since: NOW - BELIEVED_BACK, clock: 'sender' });
  assert.deepEqual(told(NOW + BELIEVED_AHEAD), { since: NOW + BELIEVED_AHEAD, clock: 'sender' });
  assert.deepEqual(told(NOW - BELIEVED_BACK - 1), { since: NOW, clock: 'receipt' });
  assert.deepEqual(told(NOW + BELIEVED_AHEAD + 1), { since: NOW, clock: 'receipt' });
  assert.deepEqual(beganAt(null, NOW), { since: NOW, clock: 'receipt' });
  assert.deepEqual([BELIEVED_BACK, BELIEVED_AHEAD], [7 * DAY, 60_000]);
});

test('no signal begins in the future, whatever the sender says', () => {
  assert.equal(run([report('open', NOW + 30_000)]).signal?.since, NOW);
});

test('our clock decides the order: an end that comes in later ends it, whatever time it carries', () => {
  const { signal, turns } = run([report('open', NOW), report('cleared', NOW - DAY)]);
  assert.deepEqual(turns, ['opened', 'cleared']);
  assert.deepEqual(signal?.state.kind === 'cleared' && signal.state.at, NOW + 1000);
});

test('the end of what is not open opens nothing and tells nothing', () => {
  assert.deepEqual(run([report('cleared')]), { signal: undefined, turns: [null] });
});

test('an open signal never becomes milder; when it comes to mean an outage that is told once', () => {
  const { signal, turns } = run([report('open', null, 'info'), report('open'), report('open', null, 'warning')]);
  assert.deepEqual(turns, ['opened', 'worsened', null]);
  assert.deepEqual([signal?.severity, signal?.meaning], ['critical', 'outage']);
});

test('whatever is reported, openings and ends alternate, and the state is that of the last report that said something new', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom<Report['says']>('open', 'cleared'), { maxLength: 30 }), (all) => {
      const { signal, turns } = run(all.map((says) => report(says)));
      const told = turns.filter((turn) => turn !== null);
      assert.deepEqual(
        told,
        told.map((_, n) => (n % 2 === 0 ? 'opened' : 'cleared')),
      );
      assert.equal(signal?.state.kind, all.includes('open') ? (all.at(-1) === 'open' ? 'open' : 'cleared') : undefined);
    }),
  );
});

test('evidence keeps the first messages and the newest, each cut, however many come', () => {
  const of = (n: number) => pieceOf(`${n} ${'x'.repeat(n * 100)}`, { receivedAt: NOW, sentAt: null, clock: 'receipt', says: 'open' });
  const all = Array.from({ length: 100 }, (_, n) => of(n)).reduce(withPiece, withPiece(undefined, of(0)));
  assert.deepEqual([all.pieces.length, all.pieces[0]?.body[0], all.pieces.at(-1)?.body.slice(0, 2)], [MOST_PIECES, '0', '99']);
  assert.deepEqual([all.pieces.at(-1)?.body.length, all.pieces.at(-1)?.cut, all.pieces[0]?.cut], [LONGEST_BODY, true, false]);
});
