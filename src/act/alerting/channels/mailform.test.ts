import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { mailIn, subjectOf, textOf } from '../../../../test/world/smtp.ts';
import { type MailParts, mailForm } from './mailform.ts';

const parts: MailParts = {
  from: { name: 'krisenfest', address: 'alarm@musterbau.example' },
  to: 'eva@musterbau.example',
  replyTo: null,
  subject: 'Alarm',
  messageId: '<0123456789abcdef0123456789abcdef@krisenfest.example>',
  date: new Date('2026-11-24T09:00:05Z'),
  headers: { 'Auto-Submitted': 'auto-generated' },
  text: 'Die Warenwirtschaft antwortet nicht.',
  html: '<p>Die Warenwirtschaft antwortet nicht.</p>',
};
const read = (more: Partial<MailParts>) => mailIn(mailForm({ ...parts, ...more }).toString('latin1'));

/** What people write into one line: letters of any script, no control characters. */
const line = fc.string({ unit: 'grapheme', maxLength: 120 }).map((one) => one.replaceAll(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ''));
const trimmed = line.map((one) => one.trim().replaceAll(/\s+/g, ' '));

describe('the form of a mail', () => {
  test('every text arrives as it was written, dots and long lines and all', () => {
    fc.assert(
      fc.property(
        fc.array(fc.oneof(line, fc.constantFrom('.', '..', '--=_krisenfest', 'From hier', '=3D', ' ')), { minLength: 1 }),
        (lines) => {
          const text = `Anfang\n${lines.join('\n')}\nEnde`;
          const mail = read({ text });
          assert.equal(textOf(mail).replaceAll('\r\n', '\n').trimEnd(), text);
        },
      ),
    );
  });

  test('every subject arrives as it was written', () => {
    fc.assert(
      fc.property(trimmed, (subject) => {
        fc.pre(!subject.includes('=?'));
        assert.equal(subjectOf(read({ subject })), subject);
      }),
    );
  });

  test('no line is longer than mail servers take, and none holds anything but ASCII', () => {
    fc.assert(
      fc.property(trimmed, line, line, (subject, name, text) => {
        const raw = mailForm({ ...parts, subject, text, html: `<p>${text}</p>`, from: { ...parts.from, name } }).toString('latin1');
        assert.match(raw, /^[\r\n\t -~]*$/);
        for (const one of raw.split('\r\n')) assert.ok(one.length <= 998 && !/[\r\n]/.test(one), one);
        for (const one of raw.slice(raw.indexOf('\r\n\r\n')).split('\r\n')) assert.ok(one.length <= 76, one);
      }),
    );
  });

  test('nothing that somebody writes becomes a header or a part of its own', () => {
    const evil = 'Alarm\r\nBcc: boese@fremd.example\r\n\r\n--=_krisenfest\r\n\u0000';
    const mail = read({ subject: evil, from: { name: evil, address: parts.from.address }, replyTo: evil, text: evil });
    assert.equal(mail.headers.get('bcc'), undefined);
    assert.equal(mail.raw.split('\r\n').filter((one) => one.startsWith('--=_krisenfest')).length, 3);
    assert.match(mail.headers.get('from') ?? '', /<alarm@musterbau\.example>$/);
  });

  test('a name with other letters than plain ones stays one name before one address', () => {
    assert.equal(read({}).headers.get('from'), 'krisenfest <alarm@musterbau.example>');
    for (const name of ['Müller, Söhne & "Partner"', 'a@b.example', 'Leitstelle <1>', '=?x?=']) {
      const from = read({ from: { name, address: parts.from.address } }).headers.get('from') ?? '';
      assert.match(from, /^(=\?UTF-8\?Q\?[^\s"<>,@]+\?= ?)+ <alarm@musterbau\.example>$/);
    }
  });
});
