import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import fc from 'fast-check';
import { isAutomatic, isBounce, ownLine, tokensIn } from '../mail.ts';
import { readReply } from '../replytext.ts';
import { readMail } from './mime.ts';

const KEY = 'a'.repeat(32);
const TOKEN = '0123456789abcdef0123456789abcdef';
const ID = `<${KEY}.${TOKEN}@krisenfest.example>`;
const latin1 = (text: string) => Buffer.from(text, 'utf8').toString('latin1');
const mail = (head: readonly string[], body: string) => readMail(latin1([...head, '', body].join('\r\n')));
const says = (text: string) => readReply(ownLine(text), new Set()).yes;

describe('an answer as mail programs write it', () => {
  const from = ['From: Otto Muster <otto@musterbau.example>', 'To: alarm@musterbau.example', `In-Reply-To: ${ID}`];

  test('plain text above the quoted alert', () => {
    const heard = mail(
      [...from, `References: <x@y> ${ID}`, 'Content-Type: text/plain; charset=utf-8'],
      'OK\r\n\r\nAm 24.11.2026 um 10:00 schrieb krisenfest:\r\n> Bitte bestätigen',
    );
    assert.deepEqual(tokensIn(heard), [TOKEN]);
    assert.ok(!isAutomatic(heard) && says(heard.text));
  });

  test('HTML alone, and both beside each other', () => {
    const page = '<html><head><style>p{}</style></head><body><p>OK<br></p><blockquote>nicht <b>bestätigt</b></blockquote></body></html>';
    assert.ok(says(mail([...from, 'Content-Type: text/html; charset="utf-8"'], page).text));
    const both = mail(
      [...from, 'Content-Type: multipart/alternative; boundary="==b"'],
      `--==b\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64\r\n\r\n${Buffer.from('Bestätigt\n').toString('base64')}\r\n--==b\r\nContent-Type: text/html\r\n\r\n${page}\r\n--==b--\r\n`,
    );
    assert.equal(ownLine(both.text), 'Bestätigt');
  });

  test('quoted-printable in old letters', () => {
    const heard = mail(
      [...from, 'Content-Type: text/plain; charset=iso-8859-15', 'Content-Transfer-Encoding: quoted-printable'],
      'Best=E4tigt, ich =\r\nkomme',
    );
    assert.equal(ownLine(heard.text), 'Bestätigt, ich komme');
  });

  test('a signature below and an empty answer', () => {
    assert.ok(says('\n\nok\n\nMit freundlichen Grüßen\nOtto Muster'));
    for (const quote of [
      '> OK',
      '-----Ursprüngliche Nachricht-----\nOK',
      'Von: krisenfest\nOK',
      '________________________________\nOK',
      'On Tue, Otto wrote:\nOK',
      'Gesendet von meinem Telefon',
    ])
      assert.equal(ownLine(quote), '', quote);
  });

  test('the token also comes in the address that the answer goes to', () => {
    const heard = mail(['From: otto@musterbau.example', `To: "Alarm" <alarm+${TOKEN.toUpperCase()}@musterbau.example>`], 'OK');
    assert.deepEqual(tokensIn(heard), [TOKEN]);
    assert.deepEqual(tokensIn(mail(['From: otto@musterbau.example', `In-Reply-To: <${KEY}@krisenfest.example>`], 'OK')), []);
  });
});

describe('what programs write', () => {
  test('an absence note in each of its forms is automatic', () => {
    const body = 'OK';
    for (const head of [
      'Auto-Submitted: auto-replied',
      'Precedence: bulk',
      'Precedence: auto_reply',
      'X-Autoreply: yes',
      'Return-Path: <>',
      'List-Id: <alle.musterbau.example>',
    ])
      assert.ok(isAutomatic(mail(['From: otto@musterbau.example', head], body)), head);
    for (const head of ['Auto-Submitted: no', 'Precedence: first-class', 'Return-Path: <otto@musterbau.example>'])
      assert.ok(!isAutomatic(mail(['From: otto@musterbau.example', head], body)), head);
  });

  const report = (action: string, returned: string) =>
    mail(
      [
        'From: MAILER-DAEMON@mail.example',
        'To: alarm@musterbau.example',
        'Content-Type: multipart/report; report-type=delivery-status; boundary="B1"',
      ],
      `This is a MIME message.\r\n--B1\r\nContent-Type: text/plain\r\n\r\nOK, nicht zugestellt\r\n--B1\r\nContent-Type: message/delivery-status\r\n\r\nReporting-MTA: dns; mail.example\r\n\r\nFinal-Recipient: rfc822; otto@musterbau.example\r\nAction: ${action}\r\nStatus: 5.1.1\r\nDiagnostic-Code: smtp; 550 5.1.1 User unknown\r\n--B1\r\n${returned}\r\n--B1--\r\n`,
    );

  test('a mail that came back tells which one it was and why, whether all of it or its headers came along', () => {
    for (const returned of [
      `Content-Type: text/rfc822-headers\r\n\r\nSubject: Alarm\r\nMessage-ID: ${ID}\r\n`,
      `Content-Type: message/rfc822\r\n\r\nSubject: Alarm\r\nMessage-ID:\r\n ${ID}\r\n\r\nText`,
    ]) {
      const heard = report('failed', returned);
      assert.ok(isBounce(heard) && isAutomatic(heard));
      assert.deepEqual(tokensIn(heard), [TOKEN]);
      assert.deepEqual(heard.report, {
        action: 'failed',
        recipient: 'otto@musterbau.example',
        status: '5.1.1',
        says: '550 5.1.1 User unknown',
      });
    }
  });

  test('a mail that is only late is no failure', () => {
    const heard = report('delayed', `Content-Type: text/rfc822-headers\r\n\r\nMessage-ID: ${ID}\r\n`);
    assert.ok(!isBounce(heard) && isAutomatic(heard));
  });
});

test('no mail breaks the reader, however broken it is', () => {
  const piece = fc.constantFrom(
    '\r\n',
    '\r\n\r\n',
    '--b',
    '--b--',
    'Content-Type: multipart/mixed; boundary=b',
    'Content-Type: text/plain; charset=nonsense',
    'Content-Transfer-Encoding: base64',
    '=?',
    '=ZZ',
    'In-Reply-To:',
    ID,
    '\0',
    'ÿ',
  );
  fc.assert(
    fc.property(fc.array(fc.oneof(piece, fc.string({ unit: 'binary' }))), (pieces) => typeof readMail(pieces.join('')).text === 'string'),
  );
});
