import { rmSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';

/** One query of a name server's log: seconds since 1970, name, address of the device. */
export type LoggedQuery = readonly [at: number, host: string, client: string];

/** 2026-11-20, 08:00 in Berlin. */
export const MORNING = Date.UTC(2026, 10, 20, 7) / 1000;

/** A firm's day: five devices work with Slack and Personio, two with WeTransfer, and one person reads the news. */
export const officeDay = (start = MORNING): LoggedQuery[] => [
  ...[1, 2, 3, 4, 5].flatMap((n): LoggedQuery[] => [
    [start + n, 'edgeapi.slack.com', `192.168.7.${n}`],
    [start + 60 + n, 'wss-primary.slack.com.', `192.168.7.${n}`],
    [start + 120 + n, 'API.Personio.DE', `192.168.7.${n}`],
    [start + 180 + n, 'portal.branchendienst.de', `192.168.7.${n}`],
    [start + 200 + n, 'www.google-analytics.com', `192.168.7.${n}`],
    [start + 240 + n, 'nas.fritz.box', `192.168.7.${n}`],
    [start + 250 + n, '7.7.168.192.in-addr.arpa', `192.168.7.${n}`],
  ]),
  [start + 300, 'wetransfer.com', '192.168.7.1'],
  [start + 301, 'wetransfer.com', '192.168.7.2'],
  [start + 310, 'nachrichten-und-klatsch.de', '192.168.7.4'],
];

/** `pihole-FTL.db` of the first versions (`queries` is a table) or of newer ones (numbers lead to names, `queries` is a view). */
export function piholeFile(path: string, queries: readonly LoggedQuery[], form: 'old' | 'linked' = 'linked'): void {
  rmSync(path, { force: true });
  const database = new DatabaseSync(path);
  database.exec('pragma journal_mode = wal; begin');
  if (form === 'old') {
    database.exec(
      'create table queries (id integer primary key autoincrement, timestamp integer not null, type integer not null, status integer not null, domain text not null, client text not null, forward text)',
    );
    const insert = database.prepare('insert into queries (timestamp, type, status, domain, client) values (?, 1, 2, ?, ?)');
    for (const query of queries) insert.run(...query);
  } else {
    database.exec(
      `create table query_storage (id integer primary key autoincrement, timestamp integer not null, type integer not null, status integer not null,
         domain integer not null, client integer not null, forward integer, additional_info integer);
       create table domain_by_id (id integer primary key, domain text not null);
       create table client_by_id (id integer primary key, ip text not null, name text);
       create unique index domain_by_id_domain on domain_by_id (domain);
       create view queries as select id, timestamp, type, status, (select domain from domain_by_id d where d.id = q.domain) domain,
         (select ip from client_by_id c where c.id = q.client) client from query_storage q`,
    );
    const ids = { domain: new Map<string, number>(), client: new Map<string, number>() };
    const domain = database.prepare('insert into domain_by_id (id, domain) values (?, ?)');
    const client = database.prepare('insert into client_by_id (id, ip, name) values (?, ?, ?)');
    const insert = database.prepare('insert into query_storage (timestamp, type, status, domain, client) values (?, 1, 2, ?, ?)');
    const idOf = (names: Map<string, number>, name: string, add: (id: number) => unknown): number => {
      const known = names.get(name);
      if (known !== undefined) return known;
      names.set(name, names.size + 1);
      add(names.size);
      return names.size;
    };
    for (const [at, host, address] of queries)
      insert.run(
        at,
        idOf(ids.domain, host, (id) => domain.run(id, host)),
        idOf(ids.client, address, (id) => client.run(id, address, `pc-von-eva-${address.split('.').at(-1)}`)),
      );
  }
  database.exec('commit; pragma wal_checkpoint(truncate)');
  database.close();
}

/** `querylog.json` of AdGuard Home. */
export const adguardLines = (queries: readonly LoggedQuery[]): string =>
  queries
    .map(([at, host, client]) =>
      JSON.stringify({
        T: new Date(at * 1000).toISOString(),
        QH: host,
        QT: 'A',
        QC: 'IN',
        CP: '',
        Upstream: 'https://dns.example/dns-query',
        Answer: 'AAAA',
        IP: client,
        Result: {},
        Elapsed: 12_345,
        Cached: false,
      }),
    )
    .join('\n');

const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** A log of dnsmasq with `log-queries`, in universal time: each question, and what became of it. */
export const dnsmasqText = (queries: readonly LoggedQuery[]): string =>
  queries
    .flatMap(([at, host, client]) => {
      const day = new Date(at * 1000);
      const stamp = `${MONTHS[day.getUTCMonth()]} ${String(day.getUTCDate()).padStart(2, ' ')} ${day.toISOString().slice(11, 19)}`;
      return [
        `${stamp} dnsmasq[1234]: query[A] ${host} from ${client}`,
        `${stamp} dnsmasq[1234]: forwarded ${host} to 192.0.2.53`,
        `${stamp} dnsmasq[1234]: reply ${host} is 192.0.2.7`,
      ];
    })
    .join('\n');

/** A list of creditors as a German bookkeeping program exports it: semicolons, umlauts in Windows-1252. */
export const creditorText = [
  'Kreditorennummer;Kreditorenname;Ort;Umsatz Vorjahr',
  '70001;Slack Technologies Ltd.;Dublin;4.812,00',
  '70002;Personio SE & Co. KG;München;2.388,00',
  '70003;Stahl Müller & Söhne GmbH;Köln;182.440,10',
  '70004;Google Ireland Limited;Dublin;960,00',
  '70005;Bechtle GmbH;Neckarsulm;22.118,40',
  '70006;;Bonn;12,00',
  '70007;Telefonica Germany GmbH & Co. OHG;München;3.120,00',
  '70008;Sage Metallbau GmbH;Ulm;7.000,00',
].join('\r\n');

/** Debtors and creditors as DATEV exports them (format EXTF, category 16). */
export const datevText = [
  '"EXTF";700;16;"Debitoren/Kreditoren";5;20261120101500000;;"RE";"eva";"";29098;55003;20260101;5;;;"";"";;;;;;;;;;;;;',
  'Konto;Name (Adressattyp Unternehmen);Unternehmensgegenstand;Name (Adressattyp natürl. Person);Vorname (Adressattyp natürl. Person);Name (Adressattyp keine Angabe)',
  '10001;"Zoom Communications GmbH";"";"";"";""',
  '70010;"DATEV eG";"";"";"";""',
  '70011;"";"";"Beispiel";"Erika";""',
  '70012;"Hetzner Online GmbH";"";"";"";""',
].join('\r\n');

export const postingsText =
  '"EXTF";700;21;"Buchungsstapel";9;20261120101500000;;"RE"\r\nUmsatz (ohne Soll/Haben-Kz);Soll/Haben-Kennzeichen\r\n12,00;S';

export const entraText = [
  'displayName,appId,homepage,publisherName,appOwnerOrganizationId',
  'Slack,11111111-1111-4111-8111-111111111111,https://firma.slack.com,Slack,aaaaaaaa-1111-4111-8111-111111111111',
  'Zeichnungsbox Nord,22222222-1111-4111-8111-111111111111,https://app.zeichnungsbox.example/login,Zeichnungsbox GmbH,bbbbbbbb-1111-4111-8111-111111111111',
  'Office 365 Exchange Online,33333333-1111-4111-8111-111111111111,,Microsoft Services,f8cdef31-a31e-4b4a-93e4-5f571e91255a',
  ',44444444-1111-4111-8111-111111111111,,,',
].join('\n');

export const bookmarkText = `<!DOCTYPE NETSCAPE-Bookmark-file-1>
<!-- This is an automatically generated file. -->
<META HTTP-EQUIV="Content-Type" CONTENT="text/html; charset=UTF-8">
<TITLE>Bookmarks</TITLE>
<H1>Lesezeichen</H1>
<DL><p>
    <DT><H3 ADD_DATE="1700000000">Arbeit</H3>
    <DL><p>
        <DT><A HREF="https://app.personio.de/" ADD_DATE="1700000000">Urlaub &amp; Zeiten</A>
        <DT><A HREF="https://trello.com/b/plan">Tafel</A>
        <DT><A HREF="https://trello.com/b/messe">Messe</A>
        <DT><A HREF="https://arzt-finden.example/termin">Arzt</A>
        <DT><A HREF="javascript:alert(1)">Knopf</A>
        <DT><A HREF="https://">kaputt</A>
    </DL><p>
</DL><p>
`;

export const nmapText = `<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nmaprun>
<?xml-stylesheet href="file:///usr/share/nmap/nmap.xsl" type="text/xsl"?>
<nmaprun scanner="nmap" args="nmap -sV -oX netz.xml 192.168.7.0/24" start="1700000000" version="7.94">
<host><status state="up"/><address addr="192.168.7.10" addrtype="ipv4"/><hostnames><hostname name="server1.firma.intern" type="PTR"/></hostnames>
<ports><port protocol="tcp" portid="25"><state state="open"/><service name="smtp" product="Microsoft Exchange smtpd" method="probed"/></port>
<port protocol="tcp" portid="443"><state state="open"/><service name="https" product="Microsoft Exchange OWA"/></port>
<port protocol="tcp" portid="445"><state state="closed"/><service name="microsoft-ds"/></port></ports></host>
<host><status state="up"/><address addr="192.168.7.20" addrtype="ipv4"/>
<ports><port protocol="tcp" portid="5001"><state state="open"/><service name="http" product="Synology DiskStation Manager &amp; more"/></port>
<port protocol="tcp" portid="9100"><state state="open"/><service name="jetdirect"/></port></ports></host>
<runstats><finished time="1700000100"/></runstats>
</nmaprun>
`;

export const cyclonedxText = JSON.stringify({
  bomFormat: 'CycloneDX',
  specVersion: '1.6',
  metadata: { component: { type: 'application', name: 'kundenportal' } },
  components: [
    { type: 'library', name: 'node', group: '@sentry', purl: 'pkg:npm/%40sentry/node@7.100.0', licenses: [{ license: { id: 'MIT' } }] },
    {
      type: 'library',
      name: 'stripe',
      purl: 'pkg:npm/stripe@14.1.0',
      components: [{ type: 'library', name: 'qs', purl: 'pkg:npm/qs@6.11.0' }],
    },
    { type: 'library', name: 'stripes-and-dots', purl: 'pkg:npm/stripes-and-dots@1.0.0', licenses: [{ license: { id: 'MIT' } }] },
  ],
  services: [
    { name: 'Übersetzung', provider: { name: 'DeepL SE' }, endpoints: ['https://api.deepl.com/v2/translate'] },
    { name: 'Frachtraten', provider: { name: 'Frachtrechner Beispiel GmbH' }, endpoints: ['https://api.frachtrechner.example'] },
  ],
});

export const cyclonedxXml = `<?xml version="1.0"?>
<bom xmlns="http://cyclonedx.org/schema/bom/1.6" version="1">
  <metadata><component type="application"><name>kundenportal</name></component></metadata>
  <components>
    <component type="library"><name>stripe</name><purl>pkg:npm/stripe@14.1.0</purl><licenses><license><id>MIT</id></license></licenses></component>
  </components>
  <services><service><provider><name>DeepL SE</name></provider><name>Übersetzung</name><endpoints><endpoint>https://api.deepl.com/v2</endpoint></endpoints></service></services>
</bom>`;

export const spdxText = JSON.stringify({
  spdxVersion: 'SPDX-2.3',
  SPDXID: 'SPDXRef-DOCUMENT',
  name: 'kundenportal',
  packages: [
    {
      name: 'boto3',
      SPDXID: 'SPDXRef-1',
      licenseConcluded: 'Apache-2.0',
      externalRefs: [{ referenceCategory: 'PACKAGE-MANAGER', referenceType: 'purl', referenceLocator: 'pkg:pypi/boto3@1.34.0' }],
    },
    { name: 'innen', SPDXID: 'SPDXRef-2', licenseConcluded: 'NOASSERTION' },
  ],
});

export const spdxTags = `SPDXVersion: SPDX-2.3
DataLicense: CC0-1.0
PackageName: boto3
PackageLicenseConcluded: Apache-2.0
ExternalRef: PACKAGE-MANAGER purl pkg:pypi/boto3@1.34.0
`;
