import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { Webhook } from 'standardwebhooks';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import type { ChannelView, TestView } from '../../src/act/alerting/channels.contract.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { linkIn, type SmtpSink, startSmtp, subjectOf, textOf } from '../world/smtp.ts';
import { until } from '../world/until.ts';
import { startWebhooks, type WebhookReceiver } from '../world/webhooks.ts';

const SECRET = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;

describe('an alert from the button to the acknowledgement', () => {
  let world: TestHouse;
  let eva: Firm;
  let mail: SmtpSink;
  let hook: WebhookReceiver;
  before(async () => {
    world = await startHouse();
    eva = await world.setUp();
    mail = await startSmtp();
    hook = await startWebhooks();
    const contact = (name: string, language: string, addresses: object[]) =>
      eva.call('POST', `${eva.root}/contacts`, { name, company: '', note: '', language, addresses });
    const address = (kind: string, value: string) => ({ kind, value, label: '', withoutInternet: false });
    for (const [name, language] of [
      ['Otto Muster', 'de'],
      ['Ida Sample', 'en'],
    ] as const) {
      const made = await contact(name, language, [address('email', `${name.slice(0, 4).trim().toLowerCase()}@musterbau.example`)]);
      assert.equal(made.status, 201, made.text);
    }
  });
  after(async () => {
    await world.close();
    await mail.close();
    await hook.close();
  });

  const addChannel = async (kind: string, name: string, settings: object) => {
    const added = await eva.call('POST', `${eva.root}/channels`, { kind, name, settings });
    assert.equal(added.status, 201, added.text);
    return added.body as ChannelView;
  };
  const raise = async (body: object) => {
    const raised = await eva.call('POST', `${eva.root}/incidents`, body);
    assert.equal(raised.status, 201, raised.text);
    return (raised.body as { id: string }).id;
  };
  const alertOf = async (incident: string) => {
    const { body } = await eva.call('GET', `${eva.root}/incidents/${incident}/alerts`);
    return (body as { alerts: AlertView[] }).alerts[0];
  };
  const whole = (html: { status: number; text: string; headers: Headers }) => [
    html.status,
    html.text,
    html.headers.get('content-security-policy'),
  ];
  const page = async (link: string, method = 'GET', headers: Record<string, string> = {}) => {
    const response = await fetch(link, { method, redirect: 'manual', headers });
    return { status: response.status, text: await response.text(), headers: response.headers };
  };

  test('nothing is set up: the alert says so in a sentence, and goes out as soon as a channel is there', async () => {
    const incident = await raise({ mode: 'actual', title: 'Server steht' });
    const failed = await until('failed', async () =>
      (await alertOf(incident))?.steps[0]?.recipients[0]?.deliveries.find((one) => one.state === 'failed'),
    );
    assert.match(failed.reason?.de ?? '', /kein Alarmweg eingerichtet/);
    await addChannel('email', 'Hausmail', { host: '127.0.0.1', port: mail.port, security: 'none', from: 'alarm@musterbau.example' });
    await until('two mails', () => (mail.mails.length === 2 ? true : undefined));
    assert.deepEqual(mail.mails.map((one) => subjectOf(one)).sort(), ['Alarm: Server steht', 'Alert: Server steht']);
    await eva.call('POST', `${eva.root}/incidents/${incident}/stand-down`);
  });

  test('mail filters, link previews and virus scanners that open every link change nothing; the button acknowledges', async () => {
    mail.mails.length = 0;
    const started = performance.now();
    const incident = await raise({ mode: 'actual', title: 'Warenwirtschaft weg' });
    const german = await until('mail to Otto', () => mail.mails.find((one) => one.to.includes('otto@musterbau.example')));
    assert.ok(performance.now() - started < 1000, 'the first hand-over takes less than a second');
    const link = linkIn(textOf(german));
    assert.ok(link.startsWith(`${world.url}/a/`), link);
    const before = await until('handed over', async () => {
      const alert = await alertOf(incident);
      return alert?.steps[0]?.recipients.every((one) => one.deliveries.every((each) => each.state === 'handed-over')) ? alert : undefined;
    });
    for (const [method, headers] of [
      ['GET', {}],
      ['HEAD', {}],
      ['OPTIONS', {}],
      ['GET', { 'sec-purpose': 'prefetch;prerender', purpose: 'prefetch', 'x-moz': 'prefetch' }],
      ['GET', { 'user-agent': 'Mozilla/5.0 (compatible; SafeLinks)' }],
      ['PUT', {}],
      ['DELETE', {}],
    ] as const) {
      const { status } = await page(link, method, headers);
      assert.ok([200, 204, 404, 405].includes(status), `${method}: ${status}`);
    }
    const crossSite = await page(link, 'POST', { 'sec-fetch-site': 'cross-site' });
    assert.equal(crossSite.status, 403);
    assert.deepEqual(await alertOf(incident), before);

    const shown = await page(link);
    assert.match(shown.text, /Alarm: Warenwirtschaft weg/);
    assert.match(shown.text, /<button type="submit">Alarm bestätigen<\/button>/);
    assert.equal(shown.text.split('<script').length - 1, 1, 'only the one that says that the page was seen');
    assert.match(shown.headers.get('content-security-policy') ?? '', /^default-src 'none'; style-src 'sha256-/);
    assert.equal(shown.headers.get('cache-control'), 'no-store');

    const pressed = await page(link, 'POST', { 'content-type': 'application/x-www-form-urlencoded', 'sec-fetch-site': 'same-origin' });
    assert.equal(pressed.status, 200, pressed.text);
    assert.match(pressed.text, /Danke, Otto Muster/);
    const acknowledged = await alertOf(incident);
    assert.equal(acknowledged?.state, 'acknowledged');
    const again = await page(link, 'POST');
    assert.match(again.text, /Danke, Otto Muster/);
    assert.deepEqual(await alertOf(incident), acknowledged);
    const log = await until('log', async () => {
      const { text } = await eva.call('GET', `${eva.root}/incidents/${incident}/log`);
      return text.includes('Alarm bestätigt: Otto Muster') ? text : undefined;
    });
    assert.match(log, /Alarm übergeben: Ida Sample/);
    await eva.call('POST', `${eva.root}/incidents/${incident}/stand-down`);

    const over = await until('over', async () => {
      const now = await page(link);
      return now.status === 404 ? now : undefined;
    });
    assert.deepEqual(
      whole(over),
      whole(await page(`${world.url}/a/AAAAAAAAAAAAAAAAAAAAAA`)),
      'nobody can tell an old link from one that never was',
    );
    assert.deepEqual(whole(await page(link, 'POST')), whole(over));
    assert.match(over.text, /Dieser Link gilt nicht mehr/);
  });

  test('in an exercise the word ÜBUNG is on mail, page and webhook, in both languages', async () => {
    mail.mails.length = 0;
    const channel = await addChannel('webhook', 'Leitstelle', { secret: SECRET, url: hook.url });
    const incident = await raise({ mode: 'exercise', title: 'Wir üben' });
    await until('mails', () => (mail.mails.length === 2 ? true : undefined));
    for (const one of mail.mails) {
      assert.ok(subjectOf(one).startsWith('ÜBUNG'), subjectOf(one));
      assert.ok(textOf(one).startsWith('ÜBUNG'));
      assert.match((await page(linkIn(textOf(one)))).text, /class="mark">ÜBUNG/);
    }
    const got = await until('webhook', () => hook.received[0]);
    const { data } = new Webhook(SECRET).verify(got.body, got.headers) as { data: Record<string, unknown> };
    assert.deepEqual([data['mode'], data['incidentId'], data['organisation']], ['exercise', incident, 'Musterbau GmbH']);
    assert.ok(String(data['subject']).startsWith('ÜBUNG'));
    await eva.call('POST', `${eva.root}/incidents/${incident}/stand-down`);
    assert.equal((await eva.call('DELETE', `${eva.root}/channels/${channel.id}`)).status, 204);
  });

  test('secrets are written and never read; a bad setting is named by its field', async () => {
    const channel = await addChannel('webhook', 'Geheim', { secret: SECRET });
    const list = await eva.call('GET', `${eva.root}/channels`);
    assert.ok(!list.text.includes(SECRET));
    assert.match(list.text, /"secretsSet":\["secret"\]/);
    const bad = await eva.call('PUT', `${eva.root}/channels/${channel.id}`, { name: 'Geheim', settings: { url: 'kein Weg' } });
    assert.equal(bad.status, 400, bad.text);
    assert.deepEqual(
      (bad.body as { errors: { pointer: string }[] }).errors.map((fault) => fault.pointer),
      ['/settings/url'],
    );
    const kinds = await eva.call('GET', `${eva.root}/channel-kinds`);
    assert.match(kinds.text, /"secret":true/);
    await eva.call('DELETE', `${eva.root}/channels/${channel.id}`);
  });

  test('a test message shows that a way works, and readiness shows when it was last acknowledged', async () => {
    mail.mails.length = 0;
    const { body } = await eva.call('GET', `${eva.root}/channels`);
    const [channel] = (body as { channels: ChannelView[] }).channels;
    assert.ok(channel);
    const tested = await eva.call('POST', `${eva.root}/channels/${channel.id}/tests`, { address: eva.email, language: 'de' });
    assert.equal(tested.status, 202, tested.text);
    const mine = await until('mail', () => mail.mails[0]);
    assert.ok(subjectOf(mine).startsWith('TEST'));
    await page(linkIn(textOf(mine)), 'POST');
    const { alertId } = tested.body as { alertId: string };
    const result = await eva.call('GET', `${eva.root}/alert-tests/${alertId}`);
    assert.equal((result.body as { messages: TestView[] }).messages[0]?.state, 'acknowledged');
    // What was really tried raises the maturity; this test message went to Eva herself.
    await until('the test alert counts', async () => {
      const { body } = await eva.call('GET', `${eva.root}/self-check/maturity`);
      const [first] = (body as { rungs: { evidence: { what: string }[] }[] }).rungs;
      return first?.evidence.find(({ what }) => what === 'Eva Muster (email)');
    });

    const all = await eva.call('POST', `${eva.root}/alert-tests`, {});
    assert.equal((all.body as { messages: number }).messages, 2, all.text);
    const otto = await until('mail to Otto', () => mail.mails.find((one) => one.to.includes('otto@musterbau.example')));
    await page(linkIn(textOf(otto)), 'POST');
    const ready = (await eva.call('GET', `${eva.root}/alert-readiness`)).body as {
      contacts: { name: string; ways: { acknowledgedAt: number | null; channelThere: boolean }[] }[];
      links: string;
    };
    assert.equal(ready.links, 'machine');
    const way = (name: string) => ready.contacts.find((one) => one.name === name)?.ways[0];
    assert.ok(way('Otto Muster')?.acknowledgedAt);
    assert.equal(way('Otto Muster')?.channelThere, true);
  });

  test('a mail server that is down is tried again until it is back; people can be sent to again, or confirmed by telephone', async () => {
    mail.mails.length = 0;
    const { port } = mail;
    await mail.close();
    const incident = await raise({ mode: 'actual', title: 'Mailserver weg' });
    const trouble = await until('reason', async () =>
      (await alertOf(incident))?.steps[0]?.recipients[0]?.deliveries.find((one) => one.reason !== null),
    );
    assert.equal(trouble.state, 'queued');
    assert.match(trouble.reason?.de ?? '', /nimmt keine Verbindung an/);
    mail = await startSmtp({ port });
    await until('mails', () => (mail.mails.length === 2 ? true : undefined));
    assert.equal((await until('alert', () => alertOf(incident)))?.state, 'running');
    const people = (await alertOf(incident))?.steps[0]?.recipients ?? [];
    const again = await eva.call('POST', `${eva.root}/alerts/${(await alertOf(incident))?.id}/repetitions`, {
      contactIds: [people[0]?.contactId],
    });
    assert.deepEqual(again.body, { messages: 1 });
    await until('third mail', () => (mail.mails.length === 3 ? true : undefined));
    assert.equal(new Set(mail.mails.map((one) => one.headers.get('message-id'))).size, 3);
    const spoken = await eva.call('POST', `${eva.root}/alerts/${(await alertOf(incident))?.id}/acknowledgements`, {
      contactId: people[1]?.contactId,
    });
    assert.deepEqual(spoken.body, { acknowledged: true });
    await eva.call('POST', `${eva.root}/incidents/${incident}/stand-down`);
    assert.deepEqual(world.faults, []);
  });
});
