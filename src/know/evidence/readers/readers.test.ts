import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { after, describe, test } from 'node:test';
import fc from 'fast-check';
import {
  adguardLines,
  bookmarkText,
  creditorText,
  cyclonedxText,
  cyclonedxXml,
  datevText,
  dnsmasqText,
  entraText,
  type LoggedQuery,
  MORNING,
  nmapText,
  officeDay,
  piholeFile,
  postingsText,
  spdxTags,
  spdxText,
} from '../../../../test/world/evidence.ts';
import { scratchFolder } from '../../../../test/world/scratch.ts';
import { instant } from '../../../kernel/instant.ts';
import type { Result } from '../../../kernel/result.ts';
import { shippedCatalogue } from '../../discovery/resolvers/shipped.ts';
import { type Contents, Kind, type Refusal } from '../evidence.ts';
import type { Reading } from '../reader.ts';
import { evidenceFile } from './file.ts';
import { readers } from './index.ts';

const folder = scratchFolder('evidence');
after(() => folder.remove());
const path = join(folder.path, 'file');
const reading: Reading = {
  catalogue: shippedCatalogue(),
  zone: 'Europe/Berlin',
  now: instant(Date.UTC(2026, 10, 24, 12)),
  own: ['firma.example'],
  progress: () => undefined,
};
const windows1252 = (text: string) => Buffer.from(text, 'latin1');
const sample: Readonly<Record<Kind, Uint8Array | (() => void)>> = {
  pihole: () => piholeFile(path, officeDay()),
  adguard: Buffer.from(adguardLines(officeDay())),
  dnsmasq: Buffer.from(dnsmasqText(officeDay())),
  creditors: windows1252(creditorText),
  entra: Buffer.from(entraText),
  bookmarks: Buffer.from(bookmarkText),
  nmap: Buffer.from(nmapText),
  cyclonedx: Buffer.from(cyclonedxText),
  spdx: Buffer.from(spdxText),
};

async function read(kind: Kind, contents: Uint8Array | string | (() => void)): Promise<Result<Contents, Refusal>> {
  if (typeof contents === 'function') contents();
  else writeFileSync(path, contents);
  return readers[kind].read(evidenceFile(path), reading);
}
async function contentsOf(kind: Kind, contents: Uint8Array | string | (() => void) = sample[kind]): Promise<Contents> {
  const result = await read(kind, contents);
  assert.ok(result.ok, `${kind}: ${JSON.stringify(result)}`);
  return result.value;
}
const subjects = ({ items }: Contents, strength?: string) =>
  items
    .filter((item) => strength === undefined || item.strength === strength)
    .map(({ subject }) => subject)
    .sort();
const noteOf = ({ report }: Contents, code: string) => report.notes.find((note) => note.code === code)?.count;

describe('every kind of evidence', () => {
  for (const kind of Kind.options) {
    const reader = readers[kind];

    test(`${kind}: has a name in both languages, endings and a limit, and reads its own sample`, async () => {
      assert.equal(reader.kind, kind);
      assert.ok(reader.label.de.length > 3 && reader.label.en.length > 3);
      assert.ok(reader.endings.every((ending) => ending.startsWith('.')) && reader.maxBytes > 1 << 20);
      const shares: number[] = [];
      if (typeof sample[kind] === 'function') sample[kind]();
      else writeFileSync(path, sample[kind]);
      const result = await reader.read(evidenceFile(path), { ...reading, progress: (share) => shares.push(share) });
      assert.ok(result.ok && result.value.items.length > 0 && result.value.report.rows > 0);
      assert.ok(shares.every((share) => share >= 0 && share <= 1));
      assert.equal(existsSync(path), false, 'the file has vanished from the disk');
    });

    test(`${kind}: nothing that leads to a person comes out`, async () => {
      const told = JSON.stringify(await contentsOf(kind));
      for (const trace of ['192.168.', 'pc-von', 'klatsch', 'Erika', 'Stahl', 'arzt', 'server1', '/plan'])
        assert.ok(!told.includes(trace), `${trace} in ${told}`);
    });

    test(`${kind}: refuses what is empty, packed, binary, of another kind or cut off, and says so`, async () => {
      const code = async (contents: Uint8Array | string) => {
        const result = await read(kind, contents);
        assert.ok(!result.ok, `${kind} took ${Buffer.from(contents).subarray(0, 30).toString('latin1')}`);
        return result.error.code;
      };
      assert.equal(await code(''), 'empty');
      assert.equal(await code(Buffer.from('504b0506000000000000000000000000000000000000', 'hex')), 'compressed');
      assert.equal(await code(Buffer.from('1f8b0800000000000003', 'hex')), 'compressed');
      const nul = await code(Buffer.concat([Buffer.from('abc;def\n'), Buffer.alloc(100)]));
      assert.ok(kind === 'pihole' ? nul === 'wrong-kind' : ['not-text', 'wrong-kind', 'broken'].includes(nul), nul);
      for (const other of ['Lorem ipsum\ndolor sit amet\n', '<html><body><p>Hallo</p></body></html>', '{"a":1}', '\u00ff\u00fe\u00fd'])
        assert.ok(['wrong-kind', 'no-column', 'no-rows', 'broken', 'not-text'].includes(await code(other)));
      if (kind === 'pihole') {
        piholeFile(path, officeDay());
        const whole = readFileSync(path);
        const cut = await read(kind, whole.subarray(0, 5000));
        assert.ok(!cut.ok && cut.error.code === 'broken');
      }
    });

    test(`${kind}: whatever bytes come, it answers`, async () => {
      const text = sample[kind];
      if (typeof text === 'function') text();
      const whole = typeof text === 'function' ? readFileSync(path) : Buffer.from(text);
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.tuple(fc.nat(whole.length - 1), fc.nat(255)), { maxLength: 30 }),
          fc.nat(whole.length),
          async (changes, end) => {
            const mutated = Buffer.from(whole);
            for (const [at, byte] of changes) mutated[at] = byte;
            const result = await read(kind, mutated.subarray(0, Math.max(1, end)));
            assert.ok(result.ok ? result.value.report.rows > 0 : result.error.code.length > 0);
          },
        ),
        { numRuns: 40 },
      );
    });
  }
});

describe('logs of name servers', () => {
  const forms: readonly (readonly [string, () => Promise<Contents>])[] = [
    ['Pi-hole', () => contentsOf('pihole', () => piholeFile(path, officeDay(), 'linked'))],
    ['Pi-hole of the first versions', () => contentsOf('pihole', () => piholeFile(path, officeDay(), 'old'))],
    ['AdGuard Home', () => contentsOf('adguard')],
    ['dnsmasq', () => contentsOf('dnsmasq')],
  ];
  for (const [name, contents] of forms)
    test(`${name}: a day with three devices is kept as a number, with fewer it is not, and that is told`, async () => {
      const got = await contents();
      assert.deepEqual(subjects(got, 'used'), ['provider:personio', 'provider:slack']);
      assert.deepEqual(subjects(got, 'unknown'), ['name:branchendienst.de']);
      assert.deepEqual(subjects(got, 'hint'), [], 'what other pages load is no service of the firm');
      const slack = got.items.find(({ subject }) => subject === 'provider:slack');
      assert.deepEqual(slack?.traces, [{ kind: 'dns', domain: 'slack.com', days: [['2026-11-20', 5]] }]);
      assert.deepEqual([noteOf(got, 'suppressed-groups'), noteOf(got, 'suppressed-domains')], [2, 2]);
      assert.deepEqual([got.report.from, got.report.to, got.report.rows, got.report.rejected], ['2026-11-20', '2026-11-20', 38, 0]);
    });

  test('days begin at midnight where the firm is', async () => {
    const beforeMidnight = Date.UTC(2026, 10, 20, 22, 59) / 1000;
    const queries = [1, 2, 3].flatMap((n): LoggedQuery[] => [
      [beforeMidnight, 'slack.com', `10.0.0.${n}`],
      [beforeMidnight + 120, 'slack.com', `10.0.0.${n}`],
    ]);
    const [item] = (await contentsOf('adguard', adguardLines(queries))).items;
    assert.deepEqual(item?.traces, [
      {
        kind: 'dns',
        domain: 'slack.com',
        days: [
          ['2026-11-20', 3],
          ['2026-11-21', 3],
        ],
      },
    ]);
  });

  test('the number of devices of a day is exact, however many there are and however often they ask', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(fc.nat(300), { minLength: 1, maxLength: 300 }), async (clients) => {
        const queries = clients.map((n): LoggedQuery => [MORNING, 'slack.com', `10.0.${n >> 8}.${(n & 255) + 1}`]);
        const { items } = await contentsOf('adguard', adguardLines(queries));
        const different = new Set(clients).size;
        assert.deepEqual(
          items.flatMap(({ traces }) => traces.flatMap((trace) => (trace.kind === 'dns' ? trace.days.map(([, n]) => n) : []))),
          different >= 3 ? [different] : [],
        );
      }),
      { numRuns: 50 },
    );
  });

  test('a log that hides who asked is told apart from one in which nobody did', async () => {
    const hidden = await contentsOf('adguard', adguardLines(officeDay().map(([at, host]) => [at, host, '192.168.0.0'])));
    assert.deepEqual([hidden.items.length, noteOf(hidden, 'anonymised')], [0, 1]);
    assert.equal(noteOf(await contentsOf('adguard'), 'anonymised'), undefined);
  });

  test('lines with which something is wrong are counted and told by number and reason, never by what stands in them', async () => {
    const text = `${adguardLines(officeDay())}\n{"T":"gestern","QH":"slack.com","IP":"10.0.0.1"}\n{kaputt\n{"T":"2026-11-20T08:00:00Z","QH":"a b","IP":"10.0.0.1"}\n${'x'.repeat(200_000)}\n{"T":"2026-11-20T08:00:00Z","QH":"slack.com"}`;
    const { report } = await contentsOf('adguard', text);
    assert.deepEqual(
      report.rejects.map(({ line, code }) => [line - 38, code]),
      [
        [1, 'bad-time'],
        [2, 'bad-json'],
        [3, 'bad-name'],
        [4, 'too-long'],
        [5, 'no-client'],
      ],
    );
    assert.equal(report.rejected, 5);
  });

  test('a line that never ends fills no memory, and many rejected lines are told only in part', async () => {
    const many = `${adguardLines(officeDay())}\n${'nichts\n'.repeat(5000)}${'y'.repeat(5 << 20)}`;
    const { report } = await contentsOf('adguard', many);
    assert.deepEqual([report.rejected, report.rejects.length], [5001, 100]);
  });

  test('dnsmasq: with and without year, of last year too, from syslog and with log-queries=extra', async () => {
    const lines = (stamp: string, extra = '') =>
      [1, 2, 3].map((n) => `${stamp} router dnsmasq[77]: ${extra}query[AAAA] slack.com from 10.0.0.${n}`).join('\n');
    const days = async (text: string) =>
      (await contentsOf('dnsmasq', text)).items.flatMap(({ traces }) => traces.flatMap((one) => (one.kind === 'dns' ? one.days : [])));
    assert.deepEqual(await days(lines('Nov  9 10:00:01')), [['2026-11-09', 3]]);
    assert.deepEqual(await days(lines('Dec 31 10:00:01')), [['2025-12-31', 3]]);
    assert.deepEqual(await days(lines('<30>Nov 20 10:00:01', '41 10.0.0.9/5353 ')), [['2026-11-20', 3]]);
    assert.deepEqual(await days(lines('2026-11-20T23:30:01+00:00')), [['2026-11-21', 3]]);
    assert.deepEqual(
      (await contentsOf('dnsmasq', `${lines('Nov  9 10:00:01')}\nFoo 99 10:00:01 dnsmasq[1]: query[A] a.de from 10.0.0.1`)).report.rejects,
      [{ line: 4, code: 'bad-time' }],
    );
  });

  test('a log in UTF-16 is read like any other', async () => {
    const text = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(adguardLines(officeDay()), 'utf16le')]);
    assert.deepEqual(subjects(await contentsOf('adguard', text), 'used'), ['provider:personio', 'provider:slack']);
  });

  test('Pi-hole: a file that would compute instead of being read is refused', async () => {
    const endless = () => {
      const database = new DatabaseSync(path);
      database.exec(
        "create view queries as with recursive n(i) as (select 1 union all select i + 1 from n) select i id, 1763622000 timestamp, 'a.de' domain, '1.1.1.1' client from n",
      );
      database.close();
    };
    const view = await read('pihole', endless);
    assert.ok(!view.ok && view.error.code === 'wrong-kind');
    const generated = await read('pihole', () => {
      const database = new DatabaseSync(path);
      database.exec(
        "create table queries (timestamp integer, client text, domain text generated always as (printf('%.*c', 900000000, 'x')))",
      );
      database.close();
    });
    assert.ok(!generated.ok && generated.error.code === 'foreign-database');
  });
});

describe('lists of creditors', () => {
  test('names are found with umlauts, legal forms and in Windows-1252; who is no provider is not kept, only counted', async () => {
    const got = await contentsOf('creditors');
    assert.deepEqual(subjects(got, 'used'), ['provider:personio', 'provider:slack', 'provider:telefonica-de']);
    assert.equal(noteOf(got, 'private'), 2);
    assert.deepEqual(got.report.rejects, [{ line: 7, code: 'no-company' }]);
    const utf8 = await contentsOf('creditors', creditorText);
    assert.deepEqual(subjects(utf8), subjects(got));
  });

  test('a seller of several products and a reseller become questions', async () => {
    const got = await contentsOf('creditors');
    const [bechtle, google] = got.items.filter(({ strength }) => strength === 'question').sort((a, b) => (a.name < b.name ? -1 : 1));
    assert.deepEqual([bechtle?.name, bechtle?.candidates], ['Bechtle', []]);
    assert.ok(google?.candidates.includes('google-workspace') && google.candidates.includes('google-ads'));
  });

  test('DATEV: creditors are told from debtors, persons are left alone, and a list of postings is refused with the reason', async () => {
    const got = await contentsOf('creditors', windows1252(datevText));
    assert.deepEqual(subjects(got), ['provider:datev', 'provider:hetzner']);
    assert.equal(noteOf(got, 'debtors'), 1);
    const postings = await read('creditors', postingsText);
    assert.ok(!postings.ok && postings.error.code === 'datev-postings');
  });
});

test('Entra: applications of others are found or named, those of Microsoft itself are left out', async () => {
  const got = await contentsOf('entra');
  assert.deepEqual(subjects(got), ['name:zeichnungsbox nord', 'provider:slack']);
  assert.equal(noteOf(got, 'own-apps'), 1);
  assert.deepEqual(got.report.rejects, [{ line: 5, code: 'bad-name' }]);
});

test('bookmarks: a service counts however often it is marked; private pages leave no trace', async () => {
  const got = await contentsOf('bookmarks');
  assert.deepEqual(subjects(got), ['provider:atlassian', 'provider:personio']);
  const trello = got.items.find(({ subject }) => subject === 'provider:atlassian');
  assert.deepEqual(trello?.traces, [{ kind: 'bookmark', host: 'trello.com', count: 2 }]);
  assert.deepEqual([noteOf(got, 'private'), got.report.rejects], [1, [{ line: 14, code: 'bad-address' }]]);
});

test('bookmarks: a page of a million tags is read in one go, and the line of a fault in it is right', async () => {
  const head = '<!DOCTYPE NETSCAPE-Bookmark-file-1>\n';
  const many = `${head}${'<DT><A HREF="https://a.slack.com/x">x</A>\n'.repeat(500_000)}<DT><A HREF="wrong">x</A>\n`;
  const got = await contentsOf('bookmarks', many);
  assert.deepEqual([got.report.rows, got.report.rejects], [500_000, [{ line: 500_002, code: 'bad-address' }]]);
  const deep = await read('bookmarks', head + '<dl>'.repeat(100_000));
  assert.ok(!deep.ok && deep.error.code === 'broken');
});

test('nmap: what runs in the house is counted by device; closed ports and printers are not', async () => {
  const got = await contentsOf('nmap');
  assert.deepEqual(subjects(got), ['own:exchange', 'own:synology']);
  assert.deepEqual(got.items.find(({ subject }) => subject === 'own:exchange')?.traces, [
    { kind: 'machine', product: 'Microsoft Exchange smtpd, Microsoft Exchange OWA', devices: 1 },
  ]);
  assert.deepEqual([noteOf(got, 'closed'), noteOf(got, 'unmatched')], [1, 1]);
});

test('XML that declares entities of its own or fetches something is refused with its line, before it is expanded', async () => {
  const laughs = `<?xml version="1.0"?>\n<!DOCTYPE nmaprun [\n <!ENTITY a "ha">\n <!ENTITY b "&a;&a;&a;&a;">\n]>\n<nmaprun>&b;</nmaprun>`;
  const outside = '<?xml version="1.0"?>\n<!DOCTYPE nmaprun SYSTEM "file:///etc/passwd">\n<nmaprun/>';
  for (const [kind, root] of [
    ['nmap', 'nmaprun'],
    ['cyclonedx', 'bom'],
  ] as const)
    for (const text of [laughs, outside]) {
      const result = await read(kind, text.replaceAll('nmaprun', root));
      assert.deepEqual(result, { ok: false, error: { code: 'declarations', line: 2, detail: null } });
    }
  const half = nmapText.slice(0, 900);
  const cut = await read('nmap', half);
  assert.deepEqual(cut, { ok: false, error: { code: 'cut-off', line: half.split('\n').length, detail: null } });
});

test('bills of materials: packages that talk to a service, and services that are named', async () => {
  const json = await contentsOf('cyclonedx');
  assert.deepEqual(subjects(json, 'hint'), ['provider:sentry', 'provider:stripe']);
  assert.deepEqual(subjects(json, 'used'), ['provider:deepl']);
  assert.deepEqual(subjects(json, 'unknown'), ['name:frachtrechner beispiel gmbh']);
  assert.equal(noteOf(json, 'no-licence'), 2);
  assert.deepEqual(subjects(await contentsOf('cyclonedx', cyclonedxXml)), ['provider:deepl', 'provider:stripe']);
  assert.deepEqual(subjects(await contentsOf('spdx')), ['provider:aws']);
  assert.deepEqual(subjects(await contentsOf('spdx', spdxTags)), ['provider:aws']);
  const broken = await read('spdx', `{\n "spdxVersion": "SPDX-2.3",\n "packages": [,]\n}`);
  assert.deepEqual(broken, { ok: false, error: { code: 'broken', line: 3, detail: null } });
});

test('texts made to keep a reader busy are answered like any other', async () => {
  const wide = ' '.repeat(200_000);
  const long = 'a.'.repeat(200_000);
  const files: readonly (readonly [Kind, string])[] = [
    ['spdx', `${'# '.repeat(900)}\nPackageName: x`],
    ['creditors', `Name\ns${wide}x\n${'a . '.repeat(50_000)}\nSlack Technologies Ltd`],
    ['entra', `Name;Application ID;Homepage URL\ns${wide}x;1;${'http://'.repeat(50_000)}\nSlack;2;x`],
    ['bookmarks', `<!DOCTYPE NETSCAPE-Bookmark-file-1>\n<A HREF="https://${long}de/">x</A><A HREF="https://slack.com">x</A>`],
    ['nmap', nmapText.replace('Synology', 'rdp '.repeat(50_000))],
    ['dnsmasq', `${dnsmasqText(officeDay())}\nNov 20 10:00:01 dnsmasq[1]: query[${'A'.repeat(60_000)}`],
    ['cyclonedx', cyclonedxText.replace('pkg:npm/qs@6.11.0', `pkg:npm/${'%40'.repeat(100_000)}`)],
  ];
  for (const [kind, text] of files) {
    const result = await read(kind, text);
    assert.ok(kind === 'spdx' ? !result.ok : result.ok, `${kind} ${JSON.stringify(result).slice(0, 200)}`);
  }
});

test('bills of materials nested a hundred thousand deep are answered', async () => {
  const deep = `{"bomFormat":"CycloneDX","components":${'[{"name":"a","components":'.repeat(100_000)}[]${'}]'.repeat(100_000)}}`;
  const result = await read('cyclonedx', deep);
  assert.ok(result.ok || result.error.code === 'broken' || result.error.code === 'too-many');
});
