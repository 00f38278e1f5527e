import assert from 'node:assert/strict';
import { test } from 'node:test';
import { DAY, HOUR, instant, MINUTE } from './instant.ts';
import { agoText, bytesText, dateTimeText, euroRangeText, euroText, inText, momentText, percentText, spanText } from './wording.ts';

const plain = (text: string) => text.replaceAll('\u00a0', ' ');

test('money stands in German and in English form', () => {
  assert.equal(plain(euroText(18_400, 'de')), '18.400 €');
  assert.equal(euroText(18_400, 'en'), '€18,400');
  assert.equal(plain(euroText(43.4, 'de', 2)), '43,40 €');
  assert.equal(plain(euroRangeText(310, 560, 'de')), '310–560 €');
  assert.equal(euroRangeText(310, 560, 'en'), '€310–560');
  assert.equal(plain(euroRangeText(310.2, 310.4, 'de')), '310 €');
  assert.equal(plain(percentText(0.4, 'de')), '40 %');
  assert.equal(bytesText(1_536_000, 'de'), '1,5 MB');
  assert.equal(bytesText(0, 'de'), '0 B');
});

test('a span is said in words people use, never as a clock', () => {
  const said = [
    [0, '0 s'],
    [45_000, '45 s'],
    [59_600, '1 min'],
    [12 * MINUTE, '12 min'],
    [HOUR, '1 h'],
    [80 * MINUTE, '1 h 20 min'],
    [HOUR - 1, '1 h'],
    [DAY - 1, '1 Tag'],
    [DAY, '1 Tag'],
    [2 * DAY + 4 * HOUR, '2 Tage 4 h'],
    [41 * DAY + 3 * HOUR, '41 Tage'],
  ] as const;
  for (const [ms, text] of said) assert.equal(spanText(ms, 'de'), text, String(ms));
  assert.equal(spanText(2 * DAY, 'en'), '2 days');
});

test('what is to come and what was stand in the dative', () => {
  assert.equal(inText(3 * DAY, 'de'), 'in 3 Tagen');
  assert.equal(inText(9 * HOUR + 10 * MINUTE, 'de'), 'in 9 h 10 min');
  assert.equal(inText(0, 'de'), 'jetzt');
  assert.equal(agoText(2 * DAY + 5 * HOUR, 'de'), 'vor 2 Tagen');
  assert.equal(agoText(41 * DAY, 'en'), '41 days ago');
  assert.equal(agoText(20_000, 'de'), 'gerade eben');
});

test('a moment is told in the zone of the organisation, as one would say it', () => {
  const at = instant(Date.UTC(2026, 10, 22, 8, 14));
  assert.equal(dateTimeText(at, 'Europe/Berlin', 'de'), '22.11.2026, 09:14');
  assert.equal(dateTimeText(at, 'Europe/Berlin', 'en'), '22 Nov 2026, 09:14');
  assert.equal(momentText(at, instant(at + HOUR), 'Europe/Berlin', 'de'), '09:14 Uhr');
  assert.equal(momentText(at, instant(at + DAY), 'Europe/Berlin', 'de'), 'gestern, 09:14 Uhr');
  assert.equal(momentText(at, instant(at + 3 * DAY), 'Europe/Berlin', 'de'), '22.11.2026, 09:14 Uhr');
});
