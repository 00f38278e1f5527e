import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { instant } from '../../kernel/instant.ts';
import { ACK_POLICY, type AckPage, ackPage, GONE_PAGE } from './ackpage.ts';
import { compose, type Ingredients } from './compose.ts';
import { cutGsm7, gsm7Length, toGsm7 } from './gsm7.ts';
import { messageKey, shortMark } from './identity.ts';

const identity = { alertId: 'a', contactId: 'c', channel: 'email', address: 'eva@musterbau.example', step: 1, round: 0 };
const ingredients: Ingredients = {
  key: messageKey(identity),
  mode: 'actual',
  source: { kind: 'incident', id: 'i' },
  alertId: 'a',
  step: 1,
  acceptedAt: instant(Date.parse('2026-11-24T09:00:00Z')),
  subject: { de: 'Alarm: Warenwirtschaft „steht“ – seit 9 Uhr', en: 'Alert: ERP is down' },
  text: { de: 'Die Warenwirtschaft antwortet nicht.', en: 'The ERP does not answer.' },
  language: 'de',
  organisation: 'Musterbau GmbH',
  recipient: { contactId: 'c', name: 'Eva Muster' },
  link: 'https://krisenfest.musterbau.example/a/0123456789abcdefghijkl',
  guarded: false,
  answerable: false,
  answer: null,
};

test('the same message keeps its id; another person, channel, address, step or repetition has another one', () => {
  assert.equal(messageKey(identity), messageKey({ ...identity }));
  const others = [{ contactId: 'd' }, { channel: 'sms' }, { address: 'x' }, { step: 2 }, { round: 1 }, { alertId: 'b' }];
  const keys = new Set([identity, ...others.map((other) => ({ ...identity, ...other }))].map(messageKey));
  assert.equal(keys.size, 7);
  assert.match(messageKey(identity), /^[0-9a-f]{32}$/);
  assert.match(shortMark(messageKey(identity)), /^#A[2-9A-HJ-NP-Z]{3}$/);
});

test('an SMS fits into one part with umlauts, the whole link and its mark', () => {
  const { short } = compose(ingredients);
  assert.ok(gsm7Length(short) <= 160, `${gsm7Length(short)}: ${short}`);
  assert.ok(short.includes(ingredients.link));
  assert.ok(short.startsWith('Alarm: Warenwirtschaft "steht" - seit 9 Uhr'));
  assert.match(short, /#A\w{3}$/);
});

test('a long subject is cut between words; a long link makes a second part rather than losing the subject', () => {
  const long = compose({ ...ingredients, subject: { de: 'Alarm: '.repeat(40), en: '' } });
  assert.ok(gsm7Length(long.short) <= 160);
  assert.ok(long.short.includes('...'));
  const link = `https://${'x'.repeat(120)}.example/a/0123456789abcdefghijkl`;
  const split = compose({ ...ingredients, link }).short;
  assert.ok(split.includes(link) && split.includes('Warenwirtschaft'));
});

test('letters that an SMS does not have become their nearest; umlauts stay', () => {
  assert.equal(toGsm7('Größe – „Maß“ … čáè 😀 €'), 'Größe - "Maß" ... caè  €');
  assert.equal(toGsm7('Ωmega Привет'), 'Ωmega ??????');
  fc.assert(fc.property(fc.string({ unit: 'binary' }), (text) => toGsm7(toGsm7(text)) === toGsm7(text)));
  fc.assert(fc.property(fc.string(), fc.integer({ min: 10, max: 160 }), (text, most) => gsm7Length(cutGsm7(toGsm7(text), most)) <= most));
});

test('in an exercise everything that leaves the house begins with ÜBUNG, in English too', () => {
  for (const language of ['de', 'en'] as const) {
    const message = compose({ ...ingredients, mode: 'exercise', language });
    for (const said of [message.subject, message.text, message.lead, message.short]) assert.ok(said.startsWith('ÜBUNG'), said);
    assert.equal(message.data['mode'], 'exercise');
  }
});

test('a test says that nothing has happened', () => {
  const message = compose({ ...ingredients, mode: 'test' });
  for (const said of [message.subject, message.text, message.short]) assert.ok(said.startsWith('TEST'), said);
});

const page: AckPage = {
  language: 'de',
  organisation: 'Musterbau <GmbH>',
  zone: 'Europe/Berlin',
  mode: 'exercise',
  subject: { de: 'Alarm: <script>alert(1)</script>', en: 'Alert' },
  text: { de: 'Erste Zeile\n\nZweite', en: '' },
  name: 'Eva Muster',
  acceptedAt: ingredients.acceptedAt,
  pressedAt: null,
  path: '/a/abc',
  home: '/o/musterbau/',
};

test('the page of a link has a button, no script but its own, no foreign address, and shows ÜBUNG', () => {
  const html = ackPage(page);
  assert.match(html, /<form method="post" action="\/a\/abc"><button/);
  const [own, ...others] = [...html.matchAll(/<script>([\s\S]*?)<\/script>/gi)].map((found) => found[1] ?? '');
  assert.ok(own && others.length === 0 && !/https?:/.test(html));
  assert.ok(
    ACK_POLICY.includes(`script-src 'sha256-${createHash('sha256').update(own).digest('base64')}';`),
    'and the browser runs no other',
  );
  assert.match(html, /ÜBUNG/);
  assert.match(html, /24\.11\.2026, 10:00/);
  assert.ok(!/<form/.test(ackPage({ ...page, pressedAt: page.acceptedAt })));
  assert.match(ackPage({ ...page, language: 'en' }), /<html lang="en">/);
  assert.ok(!GONE_PAGE.includes('Musterbau'));
});

test('in an attack a way on the own mail or login carries only the call to open krisenfest: no facts, no name, no link that acts', () => {
  for (const language of ['de', 'en'] as const) {
    const message = compose({ ...ingredients, language, guarded: true });
    assert.equal(message.subject, language === 'de' ? 'Bitte krisenfest öffnen.' : 'Please open krisenfest.');
    assert.equal(message.link, 'https://krisenfest.musterbau.example');
    const all = JSON.stringify(message);
    for (const fact of ['Warenwirtschaft', 'ERP', '/a/', '0123456789abcdefghijkl']) assert.ok(!all.includes(fact), fact);
  }
  assert.match(compose({ ...ingredients, mode: 'exercise', guarded: true }).subject, /^ÜBUNG: /);
});
