import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import { messageKey } from '../../src/act/alerting/identity.ts';
import { verifyLog } from '../../src/act/situationlog/verify.ts';
import { scratchFolder, sparePort } from './scratch.ts';
import { startServer } from './served.ts';
import { type Mail, type SmtpSink, startSmtp, subjectOf } from './smtp.ts';

/** Repeatable chance: mulberry32. */
function chance(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Nothing is measured here: a machine that is busy otherwise may take its time. */
const ALL_WITHIN_MS = 300_000;

const PEOPLE = 12;
/** Everybody has a mail address, every third one a mobile, too. */
const hasMobile = (n: number) => n % 3 === 0;
const mailOf = (n: number) => `person${n}@musterbau.example`;
const mobileOf = (n: number) => `+4915155501${String(100 + n)}`;

const OWN = 'krisenfest versendet Alarme nicht';
const isOwn = (mail: Mail) => subjectOf(mail).startsWith(`Meldung: ${OWN}`);

export type KillReport = {
  readonly rounds: number;
  readonly seed: number;
  /** Alerts that exist after the last restart. */
  readonly accepted: number;
  readonly messages: number;
  /** Mails that came more than once, always with the same Message-ID. */
  readonly duplicates: number;
  /** Mails by which krisenfest told that it was late itself. */
  readonly own: number;
  readonly slowestStartMs: number;
};

/**
 * Raises the alarm through the API, kills the server at a random moment, starts it again, `rounds` times; then lets it
 * finish. Fails unless every accepted alert was handed over, on every way to every person, and every log verifies.
 */
export async function killRounds({
  rounds,
  seed,
  database,
}: {
  rounds: number;
  seed: number;
  database?: string | undefined;
}): Promise<KillReport> {
  const random = chance(seed);
  const folder = scratchFolder('kill');
  const spool = join(folder.path, 'outbox');
  mkdirSync(spool);
  const sink: SmtpSink = await startSmtp({
    // A mail server that takes its time, so that there is always something under way.
    onRcptTo: (_address, _session, done) => void setTimeout(() => done(), random() * 25),
  });
  const port = await sparePort();
  const data = join(folder.path, 'data');
  const api = `http://127.0.0.1:${port}/api/v1`;
  let cookie = '';
  const call = async (method: string, path: string, body?: object): Promise<{ status: number; text: string }> => {
    const response = await fetch(`${api}${path}`, {
      method,
      headers: { cookie, ...(body === undefined ? {} : { 'content-type': 'application/json' }) },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const set = response.headers.getSetCookie().find((one) => one.startsWith('krisenfest_session='));
    if (set) cookie = set.split(';')[0] ?? '';
    return { status: response.status, text: await response.text() };
  };
  const made = async (path: string, body: object): Promise<string> => {
    const { status, text } = await call('POST', path, body);
    assert.equal(status, 201, text);
    return text;
  };

  let server = await startServer(port, data, database);
  let slowestStartMs = 0;
  try {
    await made('/setup', {
      organisation: 'Musterbau GmbH',
      name: 'Eva Muster',
      email: 'eva@musterbau.example',
      password: 'ein-langes-kennwort',
    });
    const root = '/organisations/musterbau-gmbh';
    const settings = { host: '127.0.0.1', port: sink.port, security: 'none', from: 'alarm@musterbau.example' };
    await made(`${root}/channels`, { kind: 'email', name: 'Hausmail', settings });
    await made(`${root}/channels`, { kind: 'sms', name: 'Modem', settings: { outbox: spool } });
    for (let n = 0; n < PEOPLE; n++) {
      const mail = { kind: 'email', value: mailOf(n), label: '', withoutInternet: false };
      const mobile = { kind: 'sms', value: mobileOf(n), label: '', withoutInternet: true };
      const addresses = hasMobile(n) ? [mail, mobile] : [mail];
      await made(`${root}/contacts`, { name: `Person ${n}`, company: '', note: '', language: 'de', addresses });
    }

    const confirmed: string[] = [];
    for (let round = 0; round < rounds; round++) {
      const title = `Runde ${round}`;
      const raise = async () => {
        const { status } = await call('POST', `${root}/incidents`, { mode: 'actual', title });
        if (status === 201) confirmed.push(title);
      };
      // The connection may break in the middle; then nobody was told that it was accepted.
      const raised = raise().catch((error: unknown) => assert.ok(error instanceof TypeError, String(error)));
      // Sometimes in the middle of accepting, mostly while messages leave.
      if (random() < 0.3) await sleep(random() * 60);
      else {
        await raised;
        await sleep(random() * 250);
      }
      await server.kill();
      await raised;
      server = await startServer(port, data, database);
      slowestStartMs = Math.max(slowestStartMs, server.readyAfterMs);
    }

    type Listed = { incidents: { id: string; title: string; mode: string }[] };
    const { incidents } = JSON.parse((await call('GET', `${root}/incidents`)).text) as Listed;
    const lost = confirmed.filter((title) => !incidents.some((incident) => incident.title === title));
    assert.deepEqual(lost, [], 'incidents that were confirmed and are gone');

    const alertOf = async (id: string): Promise<AlertView | undefined> =>
      (JSON.parse((await call('GET', `${root}/incidents/${id}/alerts`)).text) as { alerts: AlertView[] }).alerts[0];
    const isDone = (alert: AlertView | undefined): alert is AlertView =>
      alert !== undefined &&
      alert.steps[0]?.recipients.length === PEOPLE &&
      alert.steps.every((step) =>
        step.recipients.every((one) => one.deliveries.length > 0 && one.deliveries.every((each) => each.state === 'handed-over')),
      );
    const alerts: { title: string; alert: AlertView }[] = [];
    const end = Date.now() + ALL_WITHIN_MS;
    for (const { id, title } of incidents) {
      for (;;) {
        const alert = await alertOf(id);
        if (isDone(alert)) {
          alerts.push({ title, alert });
          break;
        }
        assert.ok(Date.now() < end, `${title} was not handed over: ${JSON.stringify(alert)}`);
        await sleep(50);
      }
      const log = (await call('GET', `${root}/incidents/${id}/log/export`)).text;
      const verdict = await verifyLog(log);
      assert.ok(verdict.ok, `the log of ${title} does not verify: ${JSON.stringify(verdict)}`);
    }

    // A machine that is busy otherwise starts slowly; that krisenfest then rings for itself (nothing tried within 5 s) is as it should be.
    const [raised, own] = [sink.mails.filter((mail) => !isOwn(mail)), sink.mails.filter(isOwn)];
    const bySubject = Map.groupBy(raised, (mail: Mail) => `${subjectOf(mail)} ${mail.to.join()}`);
    const files = readdirSync(spool);
    let [messages, mailed, duplicates] = [0, 0, 0];
    for (const { title, alert } of alerts) {
      for (const { contactId, deliveries } of alert.steps[0]?.recipients ?? []) {
        for (const { channel, address } of deliveries) {
          messages += 1;
          const key = messageKey({ alertId: alert.id, contactId, channel, address, step: 1, round: 0 });
          if (channel === 'sms') {
            assert.equal(files.filter((name) => name.includes(key)).length, 1, `the SMS of ${title} to ${address}`);
            continue;
          }
          const mails = bySubject.get(`Alarm: ${title} ${address}`) ?? [];
          assert.ok(mails.length > 0, `${title} never reached ${address}`);
          assert.deepEqual([...new Set(mails.map((mail) => mail.headers.get('message-id')))], [`<${key}@krisenfest.invalid>`]);
          mailed += 1;
          duplicates += mails.length - 1;
        }
      }
    }
    assert.equal(raised.length, mailed + duplicates, 'mails that belong to no alert');
    const texts = files.map((name) => readFileSync(join(spool, name), 'utf16le')).filter((text) => !text.includes(OWN));
    assert.equal(texts.length, messages - mailed, 'text messages that belong to no alert');
    assert.ok(duplicates <= rounds * 8, `${duplicates} duplicates, more than were ever under way at once`);
    return { rounds, seed, accepted: alerts.length, messages, duplicates, own: own.length, slowestStartMs };
  } finally {
    await server.kill();
    await sink.close();
    folder.remove();
  }
}

/** A new seed, or the one of a run that is to be repeated (`SEED=… npm test kill`). */
export const newSeed = (): number => Number(process.env['SEED'] ?? Math.floor(Math.random() * 2 ** 31));
