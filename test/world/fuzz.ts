import { encode } from 'dns-packet';
import { readPage } from '../../src/know/discovery/html.ts';
import { type DnsMessage, readMessage } from '../../src/outbound/dns-record.ts';

/** A small generator, so that a failure can be repeated. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}

const name = 'firma.example';
const PACKETS: readonly Buffer[] = [
  encode({
    type: 'response',
    id: 1,
    questions: [{ name, type: 'TXT' }],
    answers: [
      { name, type: 'TXT', data: ['v=spf1', ' -all'] },
      { name, type: 'A', data: '192.0.2.1' },
      { name, type: 'AAAA', data: '2001:db8::1' },
      { name, type: 'CNAME', data: 'a.firma.example' },
    ],
  }),
  encode({
    type: 'response',
    id: 2,
    questions: [{ name, type: 'MX' }],
    answers: [
      { name, type: 'MX', data: { preference: 10, exchange: 'mail.firma.example' } },
      { name, type: 'SRV', data: { target: 'sip.firma.example', port: 5060 } },
      { name, type: 'CAA', data: { tag: 'issue', value: 'ca.example' } },
    ],
  }),
  encode({
    type: 'response',
    id: 3,
    questions: [{ name, type: 'NSEC' }],
    answers: [
      { name, type: 'NSEC', data: { nextDomain: 'a.firma.example', rrtypes: ['A', 'NSEC'] } },
      { name, type: 'SOA', data: { mname: 'ns.firma.example', rname: 'x.firma.example' } },
      { name, type: 'TLSA', data: { usage: 3, selector: 1, matchingType: 1, certificate: Buffer.alloc(32) } },
      { name, type: 'DS', data: { keyTag: 1, algorithm: 13, digestType: 2, digest: Buffer.alloc(32) } },
    ],
  }),
];

/** `count` packets, one in ten random, the others a good one with bytes changed and ends cut off: what each was read as. */
export function* readBadPackets(count: number, seed: number): Generator<DnsMessage | undefined> {
  const next = seeded(seed);
  for (let round = 0; round < count; round++) {
    let bytes = Buffer.from(PACKETS[round % PACKETS.length] ?? Buffer.alloc(0));
    if (round % 10 === 0) bytes = Buffer.from(Array.from({ length: Math.floor(next() * 200) }, () => Math.floor(next() * 256)));
    for (let flips = Math.floor(next() * 6); flips >= 0 && bytes.length > 0; flips--)
      bytes[Math.floor(next() * bytes.length)] = Math.floor(next() * 256);
    if (next() < 0.2) bytes = bytes.subarray(0, Math.floor(next() * bytes.length));
    yield readMessage(bytes);
  }
}

const SCRAPS = [
  '<script src="https://a.example/x.js">',
  '</script>',
  '<script type="text/plain" data-cookieconsent="x" src="//b.example/y">',
  '<script type="text/template" data-borlabs-id="x">PGltZyBzcmM9Imh0dHBzOi8vYi5leGFtcGxlLyI+',
  '<template>',
  '</template>',
  '<!--',
  '-->',
  '<![CDATA[',
  ']]>',
  '<style>@import url(//c.example/a.css);',
  '</style>',
  '<base href="https://d.example/">',
  '<iframe data-src="https://[::1:x/">',
  '<a href="mailto:a@b.example">',
  '<form action="//e.example/f">',
  '<meta http-equiv="content-security-policy" content="script-src f.example">',
  '<noscript>',
  '<svg><title>',
  '<img src=x onerror=',
  '&#x110000;',
  '&amp',
  '&#0;',
  '<',
  '>',
  '"',
  "'",
  '=',
  '\u0000',
  '\ud800',
  'Datenschutz',
  '\r\n',
];

/** `count` pages of scraps in any order, one in ten of random characters: what each was read as. */
export function* readBadPages(count: number, seed: number): Generator<ReturnType<typeof readPage>> {
  const next = seeded(seed);
  for (let round = 0; round < count; round++) {
    const length = 1 + Math.floor(next() * 24);
    const parts = Array.from({ length }, () =>
      round % 10 === 0 ? String.fromCharCode(Math.floor(next() * 65_536)) : (SCRAPS[Math.floor(next() * SCRAPS.length)] ?? ''),
    );
    let html = parts.join('');
    if (next() < 0.3) {
      const at = Math.floor(next() * html.length);
      html = `${html.slice(0, at)}${String.fromCharCode(Math.floor(next() * 256))}${html.slice(at + 1 + Math.floor(next() * 5))}`;
    }
    yield readPage(html, 'https://firma.example/');
  }
}
