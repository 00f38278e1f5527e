import { z } from 'zod';
import type { Caller } from './caller.ts';

const Made = z.object({ id: z.string() });
const Me = z.object({ me: z.object({ organisations: z.array(z.object({ slug: z.string() })) }) });

/** The company of the drill: what it depends on, in the form of a model file. */
const MODEL = {
  format: 'krisenfest-model@1',
  company: { name: 'Müllers Metallbau', employees: 24 },
  nodes: [
    {
      id: 'anfragen',
      kind: 'process',
      name: 'Anfragen und Bestellungen',
      rto: 'PT4H',
      mtpd: 'P1D',
      costPerHour: { low: 120, likely: 200, high: 350 },
    },
    { id: 'website', kind: 'service', name: 'Website', restore: { best: 'PT1H', likely: 'PT2H', worst: 'PT6H', source: 'guess' } },
  ],
  dependencies: [{ of: 'anfragen', on: 'website' }],
};

export type Surroundings = {
  readonly siteUrl: string;
  readonly frontUrl: string;
  readonly mailPort: number;
  readonly webhookUrl: string;
  readonly flag: string;
};
export type DrillFirm = { readonly slug: string; readonly root: string; readonly pageId: string };

/** Sets everything up through the API, as a person would by clicking: firm, model, contact, role, plan, channels, page, switch, check. */
export async function setUpFirm(caller: Caller, { siteUrl, frontUrl, mailPort, webhookUrl, flag }: Surroundings): Promise<DrillFirm> {
  const password = `Probe-${crypto.randomUUID()}`;
  const setup = Me.parse(
    await caller.call('POST', '/setup', {
      organisation: 'Müllers Metallbau',
      name: 'Eva Müller',
      email: 'eva@metallbau.example',
      password,
    }),
  );
  const slug = setup.me.organisations[0]?.slug ?? '';
  const root = `/organisations/${slug}`;
  await caller.call('POST', `${root}/model/import`, JSON.stringify(MODEL));
  const address = (kind: string, value: string) => ({ kind, value, label: '', withoutInternet: false });
  const contact = Made.parse(
    await caller.call('POST', `${root}/contacts`, {
      name: 'Otto Müller',
      company: '',
      note: '',
      language: 'de',
      addresses: [address('email', 'otto@metallbau.example')],
    }),
  );
  const step = (id: string, title: string, phase: string, after: string[]) => ({
    id,
    title,
    detail: '',
    roleId: null,
    contactId: contact.id,
    after,
    minutes: 10,
    phase,
  });
  await caller.call('POST', `${root}/plans`, {
    title: 'Website ausgefallen',
    summary: '',
    scenario: 'website-outage',
    nodeIds: ['website'],
    steps: [step('look', 'Dienstleister anrufen', 'evidence', []), step('restart', 'Website neu starten', 'restore', ['look'])],
  });
  await caller.call('POST', `${root}/channels`, {
    kind: 'email',
    name: 'Mail',
    settings: { host: '127.0.0.1', port: mailPort, security: 'none', from: 'alarm@metallbau.example' },
  });
  await caller.call('POST', `${root}/channels`, {
    kind: 'webhook',
    name: 'Leitstand',
    settings: { url: webhookUrl, secret: `whsec_${Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64')}` },
  });
  const contacts = [{ label: { de: 'Telefon', en: 'Telephone' }, phone: '0431 555 0199' }];
  await caller.call('PUT', `${root}/dark-site-profile`, { site: 'https://www.metallbau.example/', contacts });
  const { pages } = z
    .object({ pages: z.array(Made) })
    .parse(await caller.call('POST', `${root}/dark-page-templates/pages`, { keys: ['neutral'] }));
  const switches = [{ kind: 'flag-file', settings: { path: flag } }];
  await caller.call('PUT', `${root}/dark-site/settings`, { policy: {}, publishers: [], switches, proxy: null, lookAt: `${frontUrl}/` });
  await caller.call('PUT', `${root}/incident-policy`, { onOutage: 'open', escalateAfterMinutes: 10 });
  await caller.call('POST', `${root}/checks`, {
    name: 'Website',
    nodeId: 'website',
    kind: 'http',
    config: { url: `${siteUrl}/` },
    intervalMs: 1000,
    timeoutMs: 900,
    retryMs: 1000,
    misses: 2,
    recoveries: 1,
  });
  return { slug, root, pageId: pages[0]?.id ?? '' };
}
