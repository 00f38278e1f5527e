import { err, ok, type Result } from '../../../kernel/result.ts';
import { type Contents, type Note, type Refusal, Rejections, refusal } from '../evidence.ts';
import { Gathered, hostMatcher, nameMatcher } from '../match.ts';
import type { EvidenceReader, Reading } from '../reader.ts';
import { wholeFile } from './lines.ts';
import { readTable } from './table.ts';

const COLUMNS = {
  name: ['displayName', 'Name', 'Display name', 'Anzeigename', 'Application name', 'Anwendungsname', 'appDisplayName'],
  homepage: ['homepage', 'Homepage URL', 'Startseiten-URL', 'Home page URL', 'loginUrl'],
  replies: [
    'replyUrls',
    'Reply URLs',
    'Antwort-URLs',
    'Identifier URI (Entity ID)',
    'Bezeichner-URI (Entitäts-ID)',
    'servicePrincipalNames',
  ],
  publisher: ['publisherName', 'Publisher', 'Herausgeber', 'Publisher name', 'verifiedPublisher'],
  owner: ['appOwnerOrganizationId', 'appOwnerTenantId'],
  app: ['appId', 'Application ID', 'Anwendungs-ID'],
} as const;

/** Tenants in which Microsoft keeps its own applications; they are part of the tenant itself. */
const MICROSOFT = new Set(['f8cdef31-a31e-4b4a-93e4-5f571e91255a', '72f988bf-86f1-41af-91ab-2d7cd011db47']);

const hostsIn = (text: string): string[] =>
  [...text.matchAll(/https?:\/\/([a-z0-9.-]{1,253})/gi)].map(([, host = '']) => host.toLowerCase()).slice(0, 20);

function fromTable(bytes: Uint8Array, { catalogue, own }: Reading): Result<Contents, Refusal> {
  const table = readTable(bytes, COLUMNS, ['name']);
  if (!table.ok) return table;
  const { rows, text, has } = table.value;
  // A name alone may stand in any table; a list of applications has an id, an address or an owner beside it.
  if (!has('app') && !has('homepage') && !has('owner')) return err(refusal('no-column', 1, COLUMNS.app.join(', ')));
  const [byHost, byName] = [hostMatcher(catalogue), nameMatcher(catalogue)];
  const gathered = new Gathered();
  const rejections = new Rejections();
  let [used, ownApps] = [0, 0];
  for (const row of rows) {
    const name = text(row, 'name');
    if (name === '') {
      rejections.add(row.line, 'bad-name');
      continue;
    }
    used++;
    const hosts = [...hostsIn(text(row, 'homepage')), ...hostsIn(text(row, 'replies'))];
    const isOwn = hosts.length > 0 && hosts.every((host) => own.some((domain) => host === domain || host.endsWith(`.${domain}`)));
    if (MICROSOFT.has(text(row, 'owner').toLowerCase()) || /^microsoft\b/i.test(text(row, 'publisher')) || isOwn) {
      ownApps++;
      continue;
    }
    // Sign-in at Microsoft and sites in its cloud say nothing about whose application it is.
    const hit = hosts
      .map((host) => byHost(host)?.provider)
      .find((one) => one !== undefined && !['microsoft-365', 'microsoft-azure', 'aws', 'google-cloud', 'cloudflare'].includes(one.id));
    const provider = byName(name) ?? hit;
    const trace = { kind: 'app' as const, name: name.slice(0, 150) };
    if (provider) gathered.provider(provider, 'used', trace);
    else gathered.named(name, 'unknown', trace);
  }
  if (used === 0) return err(rejections.count > 0 ? refusal('wrong-kind', rejections.first[0]?.line ?? null) : refusal('no-rows'));
  const notes: Note[] = ownApps > 0 ? [{ code: 'own-apps', count: ownApps }] : [];
  return ok({
    items: gathered.items,
    report: { rows: used, rejected: rejections.count, rejects: rejections.first, from: null, to: null, notes },
  });
}

/** The enterprise applications of Microsoft Entra: what people have signed in to with their account. */
export const entra: EvidenceReader = {
  kind: 'entra',
  label: { de: 'Unternehmensanwendungen (Entra)', en: 'Enterprise applications (Entra)' },
  endings: ['.csv', '.txt'],
  maxBytes: 20 << 20,
  read: async (file, reading) => fromTable(await wholeFile(file, reading.progress), reading),
};
