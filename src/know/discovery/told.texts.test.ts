import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { refusalSentence } from '../../outbound/address.ts';
import { OutboundError } from '../../outbound/failure.ts';
import { toldIn } from './told.texts.ts';

/** Words that no German sentence of ours has. */
const ENGLISH = /\b(the|of|is|not|and|asked|answer|answers|record|questions|more than|limit|certificate|connection|name)\b/i;

const FOLDER = import.meta.dirname;
/** Every sentence of the scan's code about what was not checked, why, and who was asked, with something in its gaps. */
function sentences(): string[] {
  const files = [...readdirSync(join(FOLDER, 'resolvers')).map((name) => `resolvers/${name}`), 'spf.ts'];
  return files
    .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
    .flatMap((name) => [...readFileSync(join(FOLDER, name), 'utf8').matchAll(/(?:\bparty:) ?(['`])((?:(?!\1).)+)\1/g)])
    .map(([, , sentence = '']) => sentence.replaceAll(/\$\{[^}]*\}/g, '7'))
    .filter((sentence) => !/^(?:DNS\b|GET|HEAD|0x)/.test(sentence));
}

test('what a scan says of itself is said in German too', () => {
  const all = sentences();
  assert.ok(all.length >= 3, `${all.length} sentences were found in the code: ${all.join(' | ')}`);
  for (const sentence of all) assert.ok(!ENGLISH.test(toldIn('de', sentence)), `${sentence} → ${toldIn('de', sentence)}`);
  for (const sentence of all) assert.equal(toldIn('en', sentence), sentence);
});

test('why a server could not be read is said in German, with its name and page', () => {
  assert.equal(toldIn('de', 'web servers of firma.example'), 'die Webserver von firma.example');
  assert.equal(toldIn('de', 'https://firma.example/: status 503'), 'https://firma.example/: Status 503');
  assert.equal(
    toldIn('de', `https://firma.example/: ${refusalSentence('firma.example (10.0.0.1)', 'private')}`),
    'https://firma.example/: firma.example (10.0.0.1) gehört zu einem privaten Netz; keine Verbindung',
  );
  const { message } = new OutboundError('timeout', '192.0.2.1:53 did not answer in time.');
  assert.equal(toldIn('de', message), '192.0.2.1:53 hat nicht rechtzeitig geantwortet');
  assert.equal(toldIn('de', 'EWHATEVER 17'), 'EWHATEVER 17', 'what nobody knows stays as it was said');
});
