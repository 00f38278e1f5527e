import assert from 'node:assert/strict';
import { mkdirSync, writeFileSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { test } from 'node:test';
import { dataCommand } from '../../src/cli/data.ts';
import { instant } from '../../src/kernel/instant.ts';
import { readAsnTable } from '../../src/know/discovery/asn.ts';
import { originName } from '../../src/know/discovery/resolvers/cymru.ts';
import { scan } from '../../src/know/discovery/resolvers/scan.ts';
import { networksFrom, shippedCatalogue, shippedNetworks } from '../../src/know/discovery/resolvers/shipped.ts';
import { dnsWorld } from '../world/dns.ts';
import { scratchFolder } from '../world/scratch.ts';

async function run(...args: string[]) {
  let [out, err] = ['', ''];
  const code = await dataCommand.run(args, {
    out: (text) => {
      out += `${text}\n`;
    },
    err: (text) => {
      err += `${text}\n`;
    },
    readText: (path) => readFile(path, 'utf8'),
  });
  return { code, out, err };
}

test('a newer table of the owners of networks is taken, used, and dropped again; what is none changes nothing', async () => {
  const scratch = scratchFolder('data');
  const data = join(scratch.path, 'data');
  const file = join(scratch.path, 'asn.csv');
  const kept = join(data, 'networks.csv.gz');
  writeFileSync(file, '# as of 2026-11-01\n192.0.2.0,192.0.2.15,24940,"HETZNER-AS, DE"\nnonsense\n192.0.2.16,192.0.2.31,64500,Nobody,DE\n');
  const early = await run('import-asn', file, '--data', data);
  assert.deepEqual([early.code, /is not there/.test(early.err)], [2, true]);
  mkdirSync(data);

  const taken = await run('import-asn', file, '--data', data, '--json');
  assert.equal(taken.code, 0, taken.err);
  assert.match(taken.err, /line 3 is left out/);
  const said = JSON.parse(taken.out) as { rows: number; leftOut: number; notes: string[] };
  assert.deepEqual([said.rows, said.leftOut], [1, 1]);
  const table = networksFrom(kept);
  assert.equal(table.owner('192.0.2.7')?.asn, 24940);
  assert.match(table.notes.join(' '), /Imported on \d{4}-\d\d-\d\d from asn\.csv\. as of 2026-11-01/);

  for (const [text, sentence] of [
    ['', /holds no network/],
    ['{"json": true}', /line 1 is left out[^]*holds no network/],
    ['192.0.2.0,192.0.2.15,64500,Nobody,DE', /holds no network/],
  ] as const) {
    writeFileSync(file, text);
    const bad = await run('import-asn', file, '--data', data);
    assert.equal(bad.code, 2);
    assert.match(bad.err, sentence);
    assert.equal(networksFrom(kept).owner('192.0.2.7')?.asn, 24940);
  }
  assert.match((await run('import-asn', '/nowhere.csv', '--data', data)).err, /cannot be read/);
  assert.equal((await run('import-asn', '--data', data)).code, 2);

  assert.equal((await run('drop-asn', '--data', data)).code, 0);
  assert.equal(networksFrom(kept), shippedNetworks());
  assert.match(shippedNetworks().notes.join(' '), /as of 2026-06-17[^]*CC BY 4\.0: https:\/\/db-ip\.com/);
  scratch.remove();
});

test('Team Cymru is asked only when switched on, for networks the table does not name, and it is listed', async () => {
  assert.equal(originName('2001:db8::1'), `1${'.0'.repeat(23)}.8.b.d.0.1.0.0.2.origin6.asn.cymru.com`);
  const world = await dnsWorld([
    ['firma.example', 'SOA', { mname: 'ns.inwx.de', rname: 'x.inwx.de' }],
    ['firma.example', 'NS', 'ns.inwx.de'],
    ['firma.example', 'A', '192.0.2.5'],
    ['5.2.0.192.origin.asn.cymru.com', 'TXT', '24940 | 192.0.2.0/28 | DE | ripencc | 2026-01-01'],
    ['AS24940.asn.cymru.com', 'TXT', '24940 | DE | ripencc | 2002-06-03 | HETZNER-AS, DE'],
  ]);
  const look = async (cymru: boolean) => {
    const { report } = await scan(
      { domain: 'firma.example', unicode: 'firma.example' },
      {
        catalogue: shippedCatalogue(),
        networks: readAsnTable('').table,
        now: instant(Date.UTC(2026, 10, 22)),
        label: 'kf3a9c1d77',
        resolver: world.server,
        recorded: { recording: { responses: {} }, folder: '.' },
        cymru,
      },
    );
    return report;
  };
  const off = await look(false);
  assert.ok(!off.findings.some(({ role }) => role === 'web'));
  assert.ok(off.notChecked.some(({ what, why }) => what.code === 'network-owners' && why.code === 'not-asked-for'));
  assert.ok(!world.questions.some(({ name }) => name.endsWith('cymru.com')));
  const on = await look(true);
  assert.deepEqual(
    on.findings.filter(({ role }) => role === 'web').map(({ provider }) => provider),
    ['hetzner'],
  );
  assert.equal(on.asked.find(({ party }) => party.startsWith('Team Cymru'))?.queries, 2);
  await world.close();
});
