import assert from 'node:assert/strict';
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { isIP } from 'node:net';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { signature } from '../../src/act/alerting/channels/webhook.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';

type Made = { id: string; url: string; secret: string };
type View = {
  id: string;
  source: string;
  title: string;
  nodeId: string | null;
  count: number;
  since: number;
  receivedAt: number;
  meaning: string;
  quiet: boolean;
  cleared: { by: string; who: string; reason: string } | null;
};
type List = { signals: View[]; total: { open: number; cleared: number }; unassigned: number };
type Situation = {
  failing: { nodeId: string; name: string; from: number; seenBy: string }[];
  switchedOff: { signalId: string; nodeId: string | null; reason: string; by: string }[];
  processes: { id: string; state: string; mtpdAt: number | null; costPerHour: { likely: number } }[];
  incidents: {
    id: string;
    title: string;
    level: string | null;
    progress: { state: string };
    outages: { nodeId: string; until: number | null }[];
  }[];
};

const LOGS = join(import.meta.dirname, '../../../shared/fixtures/logs');
const logsMissing = existsSync(LOGS) ? false : 'the data of others beside this folder is missing';
const kuma = (status: number, name = 'ERP', id = 7) => ({
  heartbeat: {
    monitorID: id,
    status,
    msg: 'timeout',
    time: new Date(Date.now() - 60_000).toISOString().replace('T', ' ').replace('Z', ''),
  },
  monitor: { id, name, url: 'https://', hostname: 'erp01', type: 'port' },
  msg: name,
});
const alert = (n: number) => ({
  status: 'firing',
  labels: { alertname: `Cause${n}`, instance: `host${n}:9100`, severity: 'critical' },
  annotations: {},
  startsAt: new Date(Date.now() - 5000).toISOString(),
  fingerprint: `f${n}`,
});

describe('signals of other watchers', () => {
  let world: TestHouse;
  let firm: Firm;
  before(async () => {
    world = await startHouse();
    firm = await world.setUp('Mühlhaus Maschinenbau GmbH');
    const sample = await firm.call('POST', `${firm.root}/sample`, {});
    assert.equal(sample.status, 201, sample.text);
  });
  after(async () => {
    assert.deepEqual(world.faults, []);
    await world.close();
  });

  const api = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await firm.call(method, `${firm.root}${path}`, body);
    assert.ok(answer.status < 300, `${method} ${path}: ${answer.text}`);
    return answer.body as T;
  };
  const source = (kind: string, more: object = {}) => api<Made>('POST', '/signal-sources', { name: `Quelle ${kind}`, kind, ...more });
  const post = async (url: string, body: unknown, headers: Record<string, string> = {}) => {
    const response = await fetch(url, {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/json', ...headers },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    return {
      status: response.status,
      type: response.headers.get('content-type') ?? '',
      body: (await response.json()) as Record<string, unknown>,
    };
  };
  const bearer = ({ secret }: Made) => ({ authorization: `Bearer ${secret}` });
  const list = (state = 'open') => api<List>('GET', `/signals?state=${state}`);
  const situation = () => api<Situation>('GET', '/situation');
  const until = async <T>(what: string, look: () => Promise<T | undefined | false>): Promise<T> => {
    for (let n = 0; n < 200; n++) {
      const found = await look();
      if (found) return found;
      await sleep(50);
    }
    return assert.fail(`waited for ${what}`);
  };

  test('an outage told by another watcher stops what rests on it, is proposed as an incident, and is over when its sender says so', async () => {
    const made = await source('uptimekuma');
    assert.deepEqual(await post(made.url, kuma(0, 'Terminal 3', 9), bearer(made)).then(({ status, body }) => [status, body]), [
      200,
      { taken: 1, repeated: false },
    ]);
    const [open] = (await list()).signals;
    assert.ok(open && open.nodeId === null && open.receivedAt - open.since > 50_000, 'its own start counts');
    assert.equal((await list()).unassigned, 1);
    const proposed = await until('a proposal', async () =>
      (await situation()).incidents.find(({ progress }) => progress.state === 'proposed'),
    );
    assert.equal(proposed.level, null);

    // One press assigns it, now and from now on.
    assert.deepEqual(await api('PUT', `/signals/${open.id}/asset`, { nodeId: 'erp', always: 'erp01' }), { moved: 0 });
    const now = await until('the asset', async () => {
      const found = await situation();
      return found.incidents[0]?.outages[0]?.nodeId === 'erp' ? found : undefined;
    });
    const broken = now.failing.find(({ nodeId }) => nodeId === 'erp');
    assert.deepEqual([broken?.seenBy, broken?.from], ['signal', open.since]);
    const hit = now.processes.filter(({ state }) => state === 'down' || state === 'degraded');
    assert.ok(
      hit.some(({ mtpdAt, costPerHour }) => mtpdAt !== null && costPerHour.likely >= 0),
      'it says what stops and until when that can be borne',
    );
    assert.ok(
      now.incidents.every(({ level, progress }) => level === null && progress.state === 'proposed'),
      'never a crisis by itself',
    );

    assert.equal((await post(made.url, kuma(1, 'Terminal 3', 9), bearer(made))).status, 200);
    await until('the end', async () => (await situation()).incidents[0]?.outages.every((one) => one.until !== null));
    assert.ok(!(await situation()).failing.some(({ nodeId }) => nodeId === 'erp'));
    assert.equal((await list()).signals.length, 0);
    // The rule holds for what comes next.
    await post(made.url, kuma(0, 'Terminal 4', 10), bearer(made));
    assert.equal((await list()).signals[0]?.nodeId, 'erp');
    await post(made.url, kuma(1, 'Terminal 4', 10), bearer(made));
  });

  test('who signs is heard once for each id, within five minutes, with the secret of the source and no other', async () => {
    const made = await source('generic');
    const body = JSON.stringify({ signal: 'open', key: 'a', title: 'Kühlhaus zu warm', severity: 'warning' });
    const signed = (id: string, seconds = Math.floor(Date.now() / 1000), secret = made.secret) => ({
      'webhook-id': id,
      'webhook-timestamp': String(seconds),
      'webhook-signature': signature(secret, id, seconds, body),
    });
    const once = signed('msg_1');
    assert.deepEqual((await post(made.url, body, once)).body, { taken: 1, repeated: false });
    assert.deepEqual((await post(made.url, body, once)).body, { taken: 0, repeated: true });
    const codes = async (headers: Record<string, string>, sent: string = body) => {
      const { status, type, body: said } = await post(made.url, sent, headers);
      assert.match(type, /^application\/problem\+json/);
      return [status, said['code']];
    };
    assert.deepEqual(await codes({}), [401, 'header-missing']);
    assert.deepEqual(await codes(signed('msg_2', Math.floor(Date.now() / 1000) - 400)), [401, 'too-old']);
    assert.deepEqual(await codes(signed('msg_3', undefined, `whsec_${Buffer.alloc(32).toString('base64')}`)), [401, 'wrong-signature']);
    assert.deepEqual(await codes(signed('msg_4'), body.replace('warm', 'kalt')), [401, 'wrong-signature']);
    const fresh = await api<Made>('POST', `/signal-sources/${made.id}/secret`);
    assert.equal((await post(made.url, body, signed('msg_5'))).status, 200, 'the old secret is good for another day');
    assert.equal((await post(made.url, body, signed('msg_6', undefined, fresh.secret))).status, 200);
    const { sources } = await api<{ sources: { id: string; refusal: { code: string } | null; messages: number }[] }>(
      'GET',
      '/signal-sources',
    );
    assert.equal(sources.find(({ id }) => id === made.id)?.refusal?.code, 'header-missing');
  });

  test('a refusal says what is wrong, is never a redirect, and nothing is saved', async () => {
    const made = await source('alertmanager');
    const before = (await list('all')).total;
    const told = async (url: string, body: unknown, headers: Record<string, string>) => {
      const { status, body: said } = await post(url, body, headers);
      return [status, said['code']];
    };
    assert.deepEqual(await told(made.url, {}, {}), [401, 'token-missing']);
    assert.deepEqual(await told(made.url, {}, { authorization: 'Bearer kfs_x' }), [401, 'wrong-token']);
    assert.deepEqual(await told(made.url, '{"a":', bearer(made)), [400, 'not-json']);
    assert.deepEqual(await told(made.url, kuma(0), bearer(made)), [422, 'not-understood']);
    assert.deepEqual(await told(made.url, `"${'x'.repeat(1 << 20)}"`, bearer(made)), [413, 'too-large']);
    assert.deepEqual(await told(`${world.url}/in/nobody`, {}, bearer(made)), [404, 'no-such-source']);
    await api('DELETE', `/signal-sources/${made.id}`);
    assert.deepEqual(await told(made.url, {}, bearer(made)), [404, 'no-such-source']);
    await api('POST', `/signal-sources/${made.id}/return`);
    assert.equal((await post(made.url, { version: '4', alerts: [alert(1)] }, bearer(made))).status, 200);
    await api('DELETE', `/signal-sources/${made.id}`);
    assert.equal((await list('all')).total.open, before.open);
  });

  test('ten thousand signals of fifty causes are fifty open signals, and the situation stays usable', async () => {
    const made = await source('alertmanager', { critical: 'outage' });
    const before = (await list()).total.open;
    const batch = (n: number) => ({ version: '4', alerts: Array.from({ length: 98 }, (_, m) => alert((n * 98 + m) % 50)) });
    /** Forty senders at once, each waiting for its answer before it goes on. */
    const send = async (messages: readonly object[]) => {
      const waiting = [...messages];
      const sender = async (): Promise<number[]> => {
        const statuses: number[] = [];
        for (let message = waiting.pop(); message; message = waiting.pop())
          statuses.push((await post(made.url, message, bearer(made))).status);
        return statuses;
      };
      return (await Promise.all(Array.from({ length: 40 }, sender))).flat();
    };
    const sent = await send(Array.from({ length: 100 }, (_, n) => batch(n)));
    const alone = await send(Array.from({ length: 200 }, (_, n) => ({ version: '4', alerts: [alert(n % 50)] })));
    assert.deepEqual(new Set([...sent, ...alone]), new Set([200]));
    const all = await list();
    const mine = all.signals.filter(({ source: from }) => from === made.id);
    assert.deepEqual([mine.length, all.total.open - before], [50, 50]);
    assert.equal(
      mine.reduce((sum, { count }) => sum + count, 0),
      10_000,
    );
    const seen = await situation();
    assert.equal(seen.failing.filter(({ seenBy }) => seenBy === 'signal').length, 50);
    await until('one incident for all', async () => {
      const [incident, ...more] = (await situation()).incidents;
      return more.length === 0 && (incident?.outages.filter((one) => one.until === null).length ?? 0) >= 50;
    });
    await api('DELETE', `/signal-sources/${made.id}`);
    assert.equal((await situation()).failing.filter(({ seenBy }) => seenBy === 'signal').length, 0);
  });

  test('what we switch off ourselves is quiet but recorded, stands in the situation, and is told when it should be on again', async () => {
    const made = await source('uptimekuma');
    await api('POST', '/switched-off', { nodeId: 'erp', reason: 'Verdacht auf Schadsoftware' });
    const [off] = (await situation()).switchedOff;
    assert.deepEqual([off?.nodeId, off?.reason, off?.by], ['erp', 'Verdacht auf Schadsoftware', 'Eva Muster']);
    await post(made.url, kuma(0, 'ERP', 21), bearer(made));
    const quiet = (await list()).signals.find(({ source: from }) => from === made.id);
    assert.deepEqual([quiet?.nodeId, quiet?.quiet], ['erp', true]);
    const now = await situation();
    assert.ok(!now.failing.some(({ nodeId }) => nodeId === 'erp'), 'nobody is told of an outage');
    assert.ok(
      now.processes.some(({ state }) => state === 'down' || state === 'degraded'),
      'but it does not work, and that is reckoned with',
    );
    const gone = (one: Situation) => one.incidents[0]?.outages.some(({ nodeId, until: end }) => nodeId === 'erp' && end === null);
    assert.ok(!gone(now));
    await api('DELETE', `/switched-off/${off?.signalId}`);
    await until('the outage', async () => gone(await situation()));
    assert.deepEqual((await situation()).failing.find(({ nodeId }) => nodeId === 'erp')?.seenBy, 'signal');

    await api('POST', '/switched-off', { nodeId: null, reason: 'Netz getrennt' });
    const everything = await situation();
    assert.deepEqual([everything.failing.length, everything.switchedOff[0]?.nodeId], [0, null]);
    await api('DELETE', `/switched-off/${everything.switchedOff[0]?.signalId}`);
    const cleared = (await list()).signals.find(({ source: from }) => from === made.id);
    const done = await api<View>('POST', `/signals/${cleared?.id}/clearing`, { reason: 'war ein Fehlalarm' });
    assert.deepEqual([done.cleared?.by, done.cleared?.who, done.cleared?.reason], ['person', 'Eva Muster', 'war ein Fehlalarm']);
    assert.match((await firm.call('GET', `${firm.root}/signals/export`)).text, /war ein Fehlalarm/);
  });

  test('a check that is down is a signal; one of which nothing can be said is none', async () => {
    const body = { kind: 'http', intervalMs: 1000, timeoutMs: 1000, retryMs: 1000, misses: 2 };
    const down = await api<{ id: string }>('POST', '/checks', { ...body, name: 'Portal', config: { url: 'http://127.0.0.1:1/' } });
    const unclear = await api<{ id: string }>('POST', '/checks', { ...body, name: 'Wolke', config: { url: 'http://169.254.169.254/' } });
    const found = await until('the signal', async () => (await list()).signals.find(({ title }) => title.startsWith('Portal')));
    assert.deepEqual([found.source, found.meaning], ['checks', 'outage']);
    await until('an unclear look', async () => (await api<{ shown: string }>('GET', `/checks/${unclear.id}`)).shown === 'unclear');
    assert.ok(!(await list('all')).signals.some(({ title }) => title.startsWith('Wolke')));
    await api('POST', `/checks/${down.id}/pause`);
    await until('its end', async () => !(await list()).signals.some(({ title }) => title.startsWith('Portal')));
    await api('DELETE', `/checks/${down.id}`);
    await api('DELETE', `/checks/${unclear.id}`);
  });

  test('in an attack no green check is trusted, and only the answer in the incident ends that', async () => {
    const config = { host: '127.0.0.1', port: Number(new URL(world.url).port) };
    const check = await api<{ id: string }>('POST', '/checks', {
      kind: 'tcp',
      name: 'Eigener Server',
      config,
      intervalMs: 1000,
      timeoutMs: 1000,
      retryMs: 1000,
    });
    const shows = (what: string) => until(what, async () => (await api<{ shown: string }>('GET', `/checks/${check.id}`)).shown === what);
    await shows('up');
    const incident = await api<{ id: string }>('POST', '/incidents', { mode: 'actual', title: 'Verschlüsselung entdeckt' });
    await api('PUT', `/incidents/${incident.id}/nature`, { nature: 'attack' });
    await shows('untrusted');
    const said = (await list()).signals.find(({ meaning }) => meaning === 'attack');
    const refused = await firm.call('POST', `${firm.root}/signals/${said?.id}/clearing`, { reason: 'alles gut' });
    assert.equal(refused.status, 409, refused.text);
    await api('POST', `/incidents/${incident.id}/stand-down`);
    await shows('up');
  });

  test('the messages of the senders themselves are read', { skip: logsMissing }, async () => {
    const before = (await list('all')).total.open;
    const suricata = await source('suricata', { critical: 'note' });
    const wazuh = await source('wazuh', { critical: 'note' });
    const eve = JSON.parse(readFileSync(join(LOGS, 'suricata', 'first-org-conf-2015.alerts-only.json'), 'utf8')) as object[];
    const taken = await post(suricata.url, eve, bearer(suricata));
    assert.deepEqual([taken.status, taken.body['taken']], [200, eve.length]);
    let findings = 0;
    for (const file of ['findings_fim.ndjson', 'findings_system.ndjson'])
      for (const line of readFileSync(join(LOGS, 'wazuh5', file), 'utf8')
        .split('\n')
        .filter((one) => one !== '')) {
        assert.equal((await post(wazuh.url, line, bearer(wazuh))).status, 200, line.slice(0, 300));
        findings++;
      }
    const open = (await list()).signals;
    const of = (made: Made) => open.filter(({ source: from }) => from === made.id);
    assert.equal(
      of(suricata).reduce((sum, { count }) => sum + count, 0),
      eve.length,
    );
    assert.equal(
      of(wazuh).reduce((sum, { count }) => sum + count, 0),
      findings,
    );
    assert.ok((await list('all')).total.open > before);
  });

  test('what CrowdSec really sends opens signals, and what it should not send is refused with a sentence', {
    skip: logsMissing,
  }, async () => {
    const made = await source('crowdsec', { critical: 'note' });
    let expected = 0;
    for (const file of ['alert_sample.json', 'alert_ssh-bf.json']) {
      const message = JSON.parse(readFileSync(join(LOGS, 'crowdsec', file), 'utf8')) as object[];
      const taken = await post(made.url, message, bearer(made));
      assert.deepEqual([taken.status, taken.body['taken']], [200, message.length], file);
      expected += message.length;
    }
    const of = (await list()).signals.filter(({ source: from }) => from === made.id);
    assert.equal(
      of.reduce((sum, { count }) => sum + count, 0),
      expected,
    );
    const invalid = await post(made.url, readFileSync(join(LOGS, 'crowdsec', 'invalidAlert_sample.json'), 'utf8'), bearer(made));
    assert.equal(invalid.status, 422, JSON.stringify(invalid.body));
    assert.match(String(invalid.body['detail']), /form that this source is set up for/);
  });

  test("every address that fail2ban's own filter tests find opens a signal and is over with the end of its ban", {
    skip: logsMissing,
  }, async () => {
    const made = await source('fail2ban', { critical: 'note' });
    const found = new Map<string, { jail: string; ip: string }>();
    for (const file of readdirSync(join(LOGS, 'fail2ban')))
      for (const [, said = ''] of readFileSync(join(LOGS, 'fail2ban', file), 'utf8').matchAll(/^# failJSON: (\{.*\})$/gm)) {
        const { match, host } = JSON.parse(said) as { match?: boolean; host?: string };
        const jail = file.replace(/\.log$/, '');
        if (match === true && host !== undefined && isIP(host) !== 0) found.set(`${jail}@${host}`, { jail, ip: host });
      }
    assert.ok(found.size > 30, `${found.size} addresses`);
    for (const one of found.values()) {
      const { status, body } = await post(made.url, { fail2ban: 'ban', ...one, failures: '5', host: 'gateway' }, bearer(made));
      assert.deepEqual([status, body['taken']], [200, 1], JSON.stringify(one));
    }
    const mine = async () => (await list('open')).signals.filter(({ source: from }) => from === made.id);
    assert.ok((await mine()).length > 0);
    for (const one of found.values()) assert.equal((await post(made.url, { fail2ban: 'unban', ...one }, bearer(made))).status, 200);
    assert.deepEqual(await mine(), []);
    const bad = await post(made.url, { fail2ban: 'ban', jail: 'sshd', ip: '192.030.0.6' }, bearer(made));
    assert.equal(bad.status, 422, 'an address that is none is refused');
  });

  test('a source that floods is told when to send again, in the answer and as Retry-After; others are not held up', async () => {
    const made = await source('fail2ban', { critical: 'note' });
    const other = await source('fail2ban', { critical: 'note' });
    const say = (to: Made, n: number) =>
      fetch(to.url, {
        method: 'POST',
        headers: { authorization: `Bearer ${to.secret}` },
        body: JSON.stringify({ fail2ban: 'ban', jail: `j${n % 5}`, ip: '203.0.113.9' }),
      });
    let refused: Response | undefined;
    for (let n = 0; n < 300 && !refused; n++)
      refused = (await Promise.all(Array.from({ length: 25 }, (_, at) => say(made, at)))).find(({ status }) => status === 429);
    assert.ok(refused, 'the flood was never refused');
    const seconds = Number(refused.headers.get('retry-after'));
    assert.ok(Number.isInteger(seconds) && seconds >= 1, String(refused.headers.get('retry-after')));
    const { code, detail } = (await refused.json()) as { code: string; detail: string };
    assert.equal(code, 'too-many');
    assert.ok(detail.includes(`in ${seconds} s`), detail);
    assert.equal((await say(other, 1)).status, 200);
    await sleep((seconds + 1) * 1000);
    assert.equal((await say(made, 1)).status, 200);
  });
});
