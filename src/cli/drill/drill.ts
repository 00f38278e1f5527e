import { mkdirSync, writeFileSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { z } from 'zod';
import type { DatabaseLocation } from '../../db/open.ts';
import { systemClock } from '../../kernel/clock.ts';
import { type House, house } from '../../main.ts';
import { type Caller, callerAt, DrillError } from './caller.ts';
import { setUpFirm } from './firm.ts';
import { companySite, front, linkIn, mailServer, webhookReceiver } from './town.ts';

export const STEPS = [
  'outage',
  'detected',
  'opened',
  'alerted',
  'acknowledged',
  'published',
  'visible',
  'recovered',
  'stood-down',
] as const;
export type Step = (typeof STEPS)[number];
export type Moment = { readonly step: Step; readonly atMs: number };
export type DrillReport = { readonly timeline: readonly Moment[]; readonly report: string };

/** The events of the house that are steps of the drill. */
const stepOf: Readonly<Record<string, Step>> = {
  'check.went-down': 'detected',
  'incident.opened': 'opened',
  'delivery.handed-over': 'alerted',
  'alert.acknowledged': 'acknowledged',
  'darksite.went-live': 'published',
  'darksite.seen-live': 'visible',
  'outage.ended': 'recovered',
  'incident.stood-down': 'stood-down',
};

const Incidents = z.object({ incidents: z.array(z.object({ id: z.string() })) });
const Reviews = z.object({ reviews: z.array(z.object({ id: z.string() })) });
const Preview = z.object({ preview: z.object({ hash: z.string() }) });
const Checks = z.object({ checks: z.array(z.object({ state: z.object({ kind: z.string() }) })) });

const PATIENCE_MS = 15_000;

async function until<T>(what: string, look: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const end = performance.now() + PATIENCE_MS;
  for (;;) {
    const found = await look();
    if (found !== undefined) return found;
    if (performance.now() > end) throw new DrillError(`${what}: this did not happen within ${PATIENCE_MS / 1000} seconds.`);
    await sleep(50);
  }
}

/** What has happened so far, from the events that the house saved. */
const eventsOf = (home: House): Promise<{ type: string; at: number }[]> =>
  home.workAcross(({ db }) => db.selectFrom('outbox').select(['type', 'at']).orderBy('at').orderBy('id').execute());

const happened = (home: House, type: string) => until(type, async () => (await eventsOf(home)).find((event) => event.type === type));

/** The emergency from the outage to the end, played through the API. */
async function play(
  home: House,
  caller: Caller,
  root: string,
  pageId: string,
  mails: readonly string[],
  stopSite: () => Promise<void>,
  startSite: () => Promise<void>,
): Promise<number> {
  await until('the first measurement', async () =>
    Checks.parse(await caller.call('GET', `${root}/checks`)).checks.find((check) => check.state.kind === 'up'),
  );
  await stopSite();
  const began = systemClock.now();
  await happened(home, 'incident.opened');
  const { incidents } = Incidents.parse(await caller.call('GET', `${root}/incidents?state=current`));
  const incident = `${root}/incidents/${incidents[0]?.id ?? ''}`;
  const link = await until('the alert by mail', () => mails.map(linkIn).find((one) => one !== undefined));
  // The link only shows a page; its button is what acknowledges.
  await fetch(link, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' },
    body: '',
  });
  await happened(home, 'alert.acknowledged');
  await caller.call('PUT', `${incident}/nature`, { nature: 'defect' });
  await caller.call('PUT', `${incident}/level`, { level: 'disruption' });
  const { preview } = Preview.parse(await caller.call('POST', `${incident}/publication/preview`, { pageId }));
  await caller.call('POST', `${incident}/publication`, { previewHash: preview.hash });
  await happened(home, 'darksite.seen-live');
  await startSite();
  await happened(home, 'outage.ended');
  await caller.call('POST', `${incident}/stand-down`);
  await happened(home, 'darksite.withdrawn');
  return began;
}

async function saveReport(home: House, root: string, base: string, cookieCaller: Caller, file: string): Promise<void> {
  const { id } = await until('the review', async () => Reviews.parse(await cookieCaller.call('GET', `${root}/reviews`)).reviews[0]);
  const answer = await home.app.inject({
    method: 'GET',
    url: `/api/v1${root}/reviews/${id}/pdf?language=de`,
    headers: { host: new URL(base).host, authorization: `Bearer ${await tokenOf(cookieCaller, root)}` },
  });
  if (answer.statusCode !== 200) throw new DrillError(`The report could not be printed: ${answer.body}`);
  writeFileSync(file, answer.rawPayload);
}

const tokenOf = async (caller: Caller, root: string): Promise<string> =>
  z
    .object({ secret: z.string() })
    .parse(await caller.call('POST', `${root}/tokens`, { name: 'Bericht', role: 'owner', scope: 'read', validForDays: 1 })).secret;

/**
 * The whole loop on this machine with real parts: a company's website is watched, dies, an incident opens, people are alerted and
 * acknowledge, the emergency website goes public and is seen, the site comes back, the incident ends, the report is written.
 */
export async function drill(
  folder: string,
  database: DatabaseLocation,
  report: string,
  onFault: (where: string, error: unknown) => void,
): Promise<DrillReport> {
  const mails: string[] = [];
  const flag = join(folder, 'switch', 'firma.on');
  mkdirSync(join(folder, 'switch'), { recursive: true });
  let site = await companySite();
  const { port, url: siteUrl } = site;
  const [mail, hook] = [await mailServer((raw) => mails.push(raw)), await webhookReceiver()];
  const masterKey = crypto.getRandomValues(new Uint8Array(32));
  const home = await house({
    clock: systemClock,
    database,
    masterKey,
    webFolder: undefined,
    publicUrl: undefined,
    behindProxy: false,
    reachable: false,
    tls: undefined,
    onFault,
  });
  const base = await home.app.listen({ port: 0, host: '127.0.0.1' });
  let slug = '';
  const gate = await front(site, () => `${base}/notfall/${slug}`, flag);
  try {
    home.engine.start();
    const caller = callerAt(base);
    const firm = await setUpFirm(caller, { siteUrl, frontUrl: gate.url, mailPort: mail.port, webhookUrl: `${hook.url}/`, flag });
    ({ slug } = firm);
    const began = await play(
      home,
      caller,
      firm.root,
      firm.pageId,
      mails,
      () => site.stop(),
      async () => {
        site = await companySite(port);
      },
    );
    await saveReport(home, firm.root, base, caller, report);
    const moments = (await eventsOf(home)).flatMap(({ type, at }): Moment[] => {
      const step = stepOf[type];
      return step ? [{ step, atMs: Math.max(0, at - began) }] : [];
    });
    return { timeline: [{ step: 'outage', atMs: 0 }, ...moments], report };
  } finally {
    await home.close();
    for (const one of [gate, site, mail, hook]) await one.stop();
    await rm(folder, { recursive: true, force: true });
  }
}
