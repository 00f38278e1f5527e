import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { createServer, request } from 'node:https';
import { after, test } from 'node:test';
import { scratchFolder, sparePort } from '../../test/world/scratch.ts';
import { DAY, instant } from '../kernel/instant.ts';
import { ownCertificate } from './ownca.ts';

const folder = scratchFolder('ca');
after(() => folder.remove());
const NOW = instant(Date.now());

test('a browser that trusts the own authority accepts the certificate for every name of the machine', async () => {
  const { cert, key, authorityFile } = await ownCertificate(folder.path, ['localhost', '127.0.0.1', 'krisenfest.firma.example'], NOW);
  const server = createServer({ cert, key }, (_, response) => response.end('ok'));
  const port = await sparePort();
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  for (const servername of ['localhost', 'krisenfest.firma.example']) {
    const status = await new Promise((resolve, reject) => {
      request({ host: '127.0.0.1', port, servername, ca: readFileSync(authorityFile), agent: false }, (response) =>
        resolve(response.resume().statusCode),
      )
        .on('error', reject)
        .end();
    });
    assert.equal(status, 200);
  }
  await new Promise((resolve) => server.close(resolve));
});

test('it stays the same until it runs out or the machine gets a new name; the authority stays', async () => {
  const names = ['localhost'];
  const first = await ownCertificate(folder.path, names, NOW);
  const authority = readFileSync(first.authorityFile, 'utf8');
  assert.equal((await ownCertificate(folder.path, names, NOW)).cert, first.cert);
  const renamed = await ownCertificate(folder.path, ['localhost', 'neu.example'], NOW);
  assert.notEqual(renamed.cert, first.cert);
  const renewed = await ownCertificate(folder.path, names, instant(NOW + 370 * DAY));
  assert.notEqual(renewed.cert, renamed.cert);
  assert.equal(readFileSync(first.authorityFile, 'utf8'), authority);
});
