import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as wait } from 'node:timers/promises';
import type { EvidenceFinding, ImportView } from '../../src/know/evidence/evidence.contract.ts';
import { Kind, type RejectCode } from '../../src/know/evidence/evidence.ts';
import {
  adguardLines,
  bookmarkText,
  creditorText,
  cyclonedxText,
  dnsmasqText,
  entraText,
  nmapText,
  officeDay,
  piholeFile,
  spdxText,
} from '../world/evidence.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { scratchFolder } from '../world/scratch.ts';

const LONG = 'x'.repeat(2 << 20);
const folder = scratchFolder('nine-files');
const pihole = (): Buffer => {
  const path = join(folder.path, 'pihole.db');
  piholeFile(path, officeDay());
  return readFileSync(path);
};
const utf16 = (text: string) => Buffer.from(`\uFEFF${text}`, 'utf16le');
const latin1 = (text: string) => Buffer.from(text, 'latin1');
/** Up to the middle of what `mark` stands in. */
const cutIn = (text: string, mark: string) => Buffer.from(text.slice(0, text.lastIndexOf(mark) + Math.ceil(mark.length / 2)));

type Sample = {
  readonly good: Buffer;
  /** What must be found in the good file. */
  readonly subject: string;
  /** The good file with something wrong in one place, the line of it and why. */
  readonly flawed?: readonly [contents: Buffer, line: number, code: RejectCode];
  /** Cut in the middle: refused with this code, or read up to the cut with what is cut rejected. */
  readonly cut: readonly [contents: Buffer, code: string];
  /** The same in another encoding; `null`: the form knows no encodings. */
  readonly encoded: Buffer | null;
  /** The good file with a name, a line or a value of 2 MB in it. */
  readonly long: Buffer;
};

const bom = JSON.parse(cyclonedxText) as { services: unknown[] };
const spdx = JSON.parse(spdxText) as { packages: unknown[] };
const samples: Readonly<Record<Kind, () => Sample>> = {
  pihole: () => {
    const good = pihole();
    const path = join(folder.path, 'long.db');
    piholeFile(path, [...officeDay(), [officeDay()[0]?.[0] ?? 0, `${LONG}.example`, '192.168.7.1']]);
    return {
      good,
      subject: 'provider:slack',
      cut: [good.subarray(0, good.length >> 1), 'broken'],
      encoded: null,
      long: readFileSync(path),
    };
  },
  adguard: () => {
    const text = adguardLines(officeDay());
    return {
      good: Buffer.from(text),
      subject: 'provider:slack',
      flawed: [Buffer.from(`${text}\n{kaputt`), 39, 'bad-json'],
      cut: [cutIn(text, '"Upstream"'), 'bad-json'],
      encoded: utf16(text),
      long: Buffer.from(`${text}\n${LONG}\n${text}`),
    };
  },
  dnsmasq: () => {
    const text = dnsmasqText(officeDay());
    return {
      good: Buffer.from(text),
      subject: 'provider:slack',
      flawed: [Buffer.from(`${text}\nNov 20 08:00:00 dnsmasq[1]: query[A] nur.ein.name`), 115, 'not-a-line'],
      cut: [cutIn(text, ' from '), 'not-a-line'],
      encoded: utf16(text),
      long: Buffer.from(`${text}\n${LONG}\n${text}`),
    };
  },
  creditors: () => ({
    good: latin1(creditorText),
    subject: 'provider:slack',
    flawed: [latin1(creditorText), 7, 'no-company'],
    cut: [latin1(`${creditorText}\r\n70009;"Stahl Mü`), 'broken'],
    encoded: utf16(creditorText),
    long: latin1(`${creditorText}\r\n70009;${LONG};Ulm;1,00`),
  }),
  entra: () => ({
    good: Buffer.from(entraText),
    subject: 'provider:slack',
    flawed: [Buffer.from(entraText), 5, 'bad-name'],
    cut: [Buffer.from(`${entraText}\n"Zeichnungsb`), 'broken'],
    encoded: utf16(entraText),
    long: Buffer.from(`${entraText}\n${LONG},55555555-1111-4111-8111-111111111111,,,`),
  }),
  bookmarks: () => ({
    good: Buffer.from(bookmarkText),
    subject: 'provider:personio',
    flawed: [Buffer.from(bookmarkText), 14, 'bad-address'],
    cut: [cutIn(bookmarkText, 'arzt-finden'), 'cut-off'],
    encoded: utf16(bookmarkText),
    long: Buffer.from(bookmarkText.replace('Tafel', LONG)),
  }),
  nmap: () => ({
    good: Buffer.from(nmapText),
    subject: 'own:exchange',
    flawed: [Buffer.from(nmapText.replace('portid="443"', 'portid="?"')), 7, 'not-a-line'],
    cut: [cutIn(nmapText, 'Synology'), 'cut-off'],
    encoded: utf16(nmapText),
    long: Buffer.from(nmapText.replace('Synology DiskStation Manager', `Synology ${LONG}`)),
  }),
  cyclonedx: () => ({
    good: Buffer.from(cyclonedxText),
    subject: 'provider:deepl',
    flawed: [Buffer.from(JSON.stringify({ ...bom, services: [...bom.services, 7] })), 3, 'not-a-line'],
    cut: [cutIn(cyclonedxText, 'Frachtrechner'), 'broken'],
    encoded: utf16(cyclonedxText),
    long: Buffer.from(JSON.stringify({ ...bom, services: [...bom.services, { name: LONG, provider: { name: LONG }, endpoints: [LONG] }] })),
  }),
  spdx: () => ({
    good: Buffer.from(spdxText),
    subject: 'provider:aws',
    flawed: [Buffer.from(JSON.stringify({ ...spdx, packages: [...spdx.packages, 7] })), 3, 'not-a-line'],
    cut: [cutIn(spdxText, 'NOASSERTION'), 'broken'],
    encoded: utf16(spdxText),
    long: Buffer.from(JSON.stringify({ ...spdx, packages: [...spdx.packages, { name: LONG, licenseConcluded: LONG }] })),
  }),
};

const leftOnDisk = () =>
  readdirSync(tmpdir())
    .filter((name) => name.startsWith(`krisenfest-evidence-${process.pid}-`))
    .flatMap((name) => readdirSync(join(tmpdir(), name)));

describe('the nine files from inside the house, each good and each broken', () => {
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    world = await startHouse({ engine: false });
    firm = await world.setUp();
  });
  after(async () => {
    await world.close();
    folder.remove();
  });

  const call = (method: string, path: string, body?: Uint8Array) => firm.call(method, `${firm.root}/evidence${path}`, body);
  const findings = async () => ((await call('GET', '/findings')).body as { findings: EvidenceFinding[] }).findings;
  /** Brings a file and waits until it was read. */
  const bring = async (kind: Kind, contents: Uint8Array): Promise<ImportView> => {
    const brought = await call('POST', `/imports?kind=${kind}&name=datei`, contents);
    assert.equal(brought.status, 202, brought.text);
    const { id } = brought.body as { id: string };
    for (let tries = 0; tries < 1200; tries++) {
      const now = (await call('GET', `/imports/${id}`)).body as ImportView;
      if (now.state !== 'reading') return now;
      await wait(25);
    }
    return assert.fail(`${kind} is read for ever`);
  };
  const throwAway = async ({ id }: ImportView) => assert.equal((await call('DELETE', `/imports/${id}`)).status, 204);
  /** A file that is refused leaves its reason and nothing else. */
  const refused = async (kind: Kind, contents: Uint8Array, ...codes: string[]) => {
    const failed = await bring(kind, contents);
    assert.equal(failed.state, 'failed', `${kind}: ${JSON.stringify(failed).slice(0, 400)}`);
    assert.ok(
      failed.refusal !== null && codes.includes(failed.refusal.code),
      `${kind}: ${JSON.stringify(failed.refusal)}, not ${codes.join(' or ')}`,
    );
    assert.deepEqual(failed.contents, []);
    assert.equal((await call('POST', `/imports/${failed.id}/take`)).status, 409);
    await throwAway(failed);
    assert.deepEqual([await findings(), leftOnDisk()], [[], []]);
  };

  for (const kind of Kind.options) {
    const sample = samples[kind]();

    test(`${kind}: a good file is a preview first, then findings, and is taken back as a whole`, async () => {
      const preview = await bring(kind, sample.good);
      assert.equal(preview.state, 'preview', JSON.stringify(preview.refusal));
      assert.ok(
        preview.contents.some(({ subject }) => subject === sample.subject),
        JSON.stringify(preview.contents.map(({ subject }) => subject)),
      );
      assert.deepEqual(await findings(), [], 'a preview is no finding yet');
      assert.equal((await call('POST', `/imports/${preview.id}/take`)).status, 204);
      assert.ok((await findings()).some(({ subject }) => subject === sample.subject));
      assert.equal((await call('POST', `/imports/${preview.id}/undo`)).status, 204);
      assert.deepEqual(await findings(), []);
      await throwAway(preview);
    });

    test(`${kind}: lines with which something is wrong are told by number and reason; the rest is read`, async () => {
      const [contents, line, code] = sample.flawed ?? [];
      if (contents === undefined) return;
      const preview = await bring(kind, contents);
      assert.equal(preview.state, 'preview', JSON.stringify(preview.refusal));
      assert.deepEqual(preview.report?.rejects.at(-1), { line, code }, JSON.stringify(preview.report));
      assert.ok(preview.contents.some(({ subject }) => subject === sample.subject));
      await throwAway(preview);
    });

    test(`${kind}: what is cut off in the middle is noticed, and told with its reason`, async () => {
      const [contents, code] = sample.cut;
      const seen = await bring(kind, contents);
      const reasons: readonly unknown[] | undefined =
        seen.state === 'failed' ? [seen.refusal?.code] : seen.report?.rejects.map((one) => one.code);
      assert.ok(reasons?.includes(code), `${seen.state}: ${JSON.stringify([reasons, seen.report])}`);
      await throwAway(seen);
    });

    test(`${kind}: a file of another kind, an empty one, a binary one and one line of 2 MB are refused with the reason`, async () => {
      const other = kind === 'nmap' ? creditorText : nmapText;
      await refused(kind, latin1(other), 'wrong-kind', 'no-column', 'broken');
      await refused(kind, Buffer.alloc(0), 'empty');
      await refused(kind, Buffer.from(Array.from({ length: 4096 }, (_, n) => (n * 7919) % 256)), 'wrong-kind', 'not-text', 'broken');
      await refused(kind, Buffer.from('89504e470d0a1a0a0000000d49484452', 'hex'), 'wrong-kind', 'not-text', 'broken');
      await refused(kind, Buffer.from(LONG), 'wrong-kind', 'no-column', 'broken');
    });

    test(`${kind}: another encoding is read or refused, never misread; 2 MB in one line fill no memory and are not kept`, async () => {
      if (sample.encoded !== null) {
        const preview = await bring(kind, sample.encoded);
        assert.equal(preview.state, 'preview', JSON.stringify(preview.refusal));
        assert.ok(preview.contents.some(({ subject }) => subject === sample.subject));
        await throwAway(preview);
      }
      const long = await bring(kind, sample.long);
      assert.equal(long.state, 'preview', JSON.stringify(long.refusal));
      assert.ok(long.contents.some(({ subject }) => subject === sample.subject));
      assert.ok(JSON.stringify(long).length < 20_000, `${JSON.stringify(long).length} characters are kept`);
      await throwAway(long);
    });
  }

  test('after all of that nothing is left: no import, no finding, no file, no fault of the server', async () => {
    assert.deepEqual((await call('GET', '/imports')).body, { imports: [] });
    assert.deepEqual([await findings(), leftOnDisk(), world.faults], [[], [], []]);
  });
});
