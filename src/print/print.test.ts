import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { after, test } from 'node:test';
import { printer } from './print.ts';

const printing = printer();
after(() => printing.close());

const TEMPLATE = '#set text(font: "Atkinson Hyperlegible Next", lang: "de")\n#let data = json(bytes(sys.inputs.data))\n= #data.title\n';

test('what people typed stays text and never becomes markup or a file of the machine', {
  skip: existsSync('/usr/bin/pdftotext') ? false : 'pdftotext is not installed (apt-get install poppler-utils)',
}, async () => {
  const title = 'Müller #read("/etc/passwd") *nicht fett* „ÜBUNG“ 18.400 €';
  const pdf = await printing.pdf(TEMPLATE, { title });
  const text = spawnSync('pdftotext', ['-', '-'], { input: pdf }).stdout.toString();
  assert.ok(text.includes(title), text);
});

test('the same input gives the same bytes', async () => {
  const [one, two] = [await printing.pdf(TEMPLATE, { title: 'x' }), await printing.pdf(TEMPLATE, { title: 'x' })];
  assert.deepEqual(Buffer.from(one), Buffer.from(two));
});

test('a template with a mistake is said, and the next PDF is set all the same', async () => {
  await assert.rejects(printing.pdf('#let', {}), /could not be set/);
  assert.ok((await printing.pdf(TEMPLATE, { title: 'x' })).length > 1000);
});
