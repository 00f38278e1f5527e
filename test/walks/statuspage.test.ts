import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { caddyMissing, startCaddy } from '../world/caddy.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { nginxMissing, startNginx } from '../world/nginx.ts';
import type { Running } from '../world/programs.ts';
import { scratchFolder } from '../world/scratch.ts';
import { startTarget, type Target } from '../world/target.ts';
import { until } from '../world/until.ts';

type View = {
  draftHash: string;
  draft: { components: { key: string }[] };
  places: { state: string; fault: string | null }[];
  incidents: { id: string; source: string; messages: unknown[] }[];
};

describe('the status page on a real nginx', { skip: nginxMissing() }, () => {
  const scratch = scratchFolder('statuspage-walk');
  const folder = join(scratch.path, 'status');
  let world: TestHouse;
  let eva: Firm;
  let target: Target;
  let server: Running & { readonly url: string };
  let check: string;

  before(async () => {
    mkdirSync(join(scratch.path, 'nginx'));
    // nginx may run as somebody else.
    chmodSync(scratch.path, 0o755);
    target = await startTarget();
    world = await startHouse();
    eva = await world.setUp('Mühlhaus Maschinenbau GmbH');
    server = await startNginx(join(scratch.path, 'nginx'), () => `root ${folder}/current; index index.html;`);
    const config = { url: `${target.url}/erp-sql-02` };
    const body = { name: 'erp-sql-02', kind: 'http', config, intervalMs: 1000, timeoutMs: 800, retryMs: 1000, misses: 2, recoveries: 1 };
    check = ((await ask(201, 'POST', '/checks', body)).body as { id: string }).id;
  });
  after(async () => {
    await world.close();
    await server.stop();
    await target.close();
    scratch.remove();
  });

  const ask = async (status: number, method: string, path: string, body?: unknown) => {
    const answer = await eva.call(method, `${eva.root}${path}`, body);
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
    return answer;
  };
  const view = async () => (await ask(200, 'GET', '/status-page')).body as View;
  const visitor = async (path = '/'): Promise<{ status: number; text: string }> => {
    const answer = await fetch(`${server.url}${path}`);
    return { status: answer.status, text: await answer.text() };
  };
  /** Waits until visitors see this. */
  async function seen(wanted: RegExp, path = '/'): Promise<string> {
    let last = '';
    for (let n = 0; n < 200; n++) {
      last = (await visitor(path)).text;
      if (wanted.test(last)) return last;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return assert.fail(`waited twenty seconds for ${wanted}, saw: ${/<h1.*?<\/h1>/.exec(last)?.[0] ?? last.slice(0, 300)}`);
  }

  test('nobody sees anything until a person has looked at the preview and published it', async () => {
    await ask(200, 'PUT', '/status-page/places', { hosts: [{ kind: 'folder', settings: { path: folder } }] });
    const draft = {
      address: server.url,
      components: [{ key: null, of: { kind: 'check', id: check }, name: { de: 'Bestellungen', en: 'Orders' } }],
    };
    const { draftHash } = (await ask(200, 'PUT', '/status-page/draft', draft)).body as View;
    await ask(409, 'PUT', '/status-page/publication', { previewed: draftHash });
    const token = await ask(201, 'POST', '/tokens', { name: 'Skript', role: 'owner', scope: 'act', validForDays: 1 });
    await ask(200, 'POST', '/status-page/preview');
    const script = world.client((token.body as { secret: string }).secret);
    assert.equal((await script.call('PUT', `${eva.root}/status-page/publication`, { previewed: draftHash })).status, 403);
    const preview = await ask(200, 'GET', '/status-page/preview/page?lang=en');
    assert.match(preview.text, /Orders/);
    assert.match(preview.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/);
    assert.equal(existsSync(folder), false);
    assert.equal((await visitor()).status, 404);
    await ask(200, 'PUT', '/status-page/publication', { previewed: draftHash });
    await seen(/<h1 class="up">Alles läuft\.<\/h1>/);
    await seen(/Everything works\./, '/en/');
    const look = async () => (await ask(200, 'POST', '/status-page/look')).body as { kind: string };
    assert.equal((await look()).kind, 'newest');
    assert.match((await visitor('/badge.svg')).text, /Status Mühlhaus Maschinenbau GmbH: läuft/);
    assert.match((await visitor('/feed.xml')).text, /^<\?xml/);
  });

  test('a check goes down and the page says so, under its public name and with no other word about it', async () => {
    target.status = 503;
    const page = await seen(/<h1 class="down">Zurzeit gestört: Bestellungen<\/h1>/);
    assert.ok(page.includes('Bestellungen gestört') && !/erp-sql|503|127\.0\.0\.1/.test(page));
    const status = JSON.parse((await visitor('/status.json')).text) as { overall: string; incidents: { until: string | null }[] };
    assert.deepEqual([status.overall, status.incidents.map(({ until }) => until)], ['down', [null]]);
  });

  test('what is published on the emergency website, and what a person writes, stands there in order and becomes history', async () => {
    const { components } = (await view()).draft;
    const begun = {
      title: { de: 'Bestellungen gehen nicht ein', en: 'Orders do not arrive' },
      components: components.map(({ key }) => key),
      message: { phase: 'investigating', text: { de: 'Bitte rufen Sie an: <0431 555 0199>', en: null } },
    };
    const half = { ...begun, message: { ...begun.message, text: { de: 'Wir melden uns {{wann}}.', en: null } } };
    assert.match((await ask(400, 'POST', '/status-page/incidents', half)).text, /placeholder that nobody has filled in/);
    const told = (await ask(201, 'POST', '/status-page/incidents', begun)).body as { id: string };
    const page = await seen(/Bestellungen gehen nicht ein/);
    assert.ok(page.includes('&lt;0431 555 0199&gt;') && !page.includes('Bestellungen gestört<'), 'the outage does not stand there twice');

    const made = await ask(201, 'POST', '/dark-page-templates/pages', { keys: ['neutral'] });
    const pageId = (made.body as { pages: { id: string }[] }).pages[0]?.id ?? '';
    const contacts = [{ label: { de: 'Zentrale', en: 'Office' }, phone: '0431 555 0199' }];
    await ask(200, 'PUT', '/dark-site-profile', { site: 'https://www.muehlhaus.example/', contacts });
    const incident = (await ask(201, 'POST', '/incidents', { mode: 'actual', title: 'Serverraum' })).body as { id: string };
    const { preview } = (await ask(200, 'POST', `/incidents/${incident.id}/publication/preview`, { pageId })).body as {
      preview: { hash: string };
    };
    await ask(202, 'POST', `/incidents/${incident.id}/publication`, { previewHash: preview.hash });
    await seen(/Technische Störung.*Wir klären die Ursache und arbeiten an der Behebung/);
    assert.ok(!(await visitor()).text.includes('Serverraum'));

    target.status = 200;
    await seen(/<h1 class="disruption">Es gibt zurzeit eine Störung\.<\/h1>/);
    await ask(200, 'POST', `/incidents/${incident.id}/stand-down`);
    await ask(201, 'POST', `/status-page/incidents/${told.id}/messages`, {
      phase: 'resolved',
      text: { de: 'Bestellungen gehen wieder ein.', en: 'Orders arrive again.' },
    });
    await ask(409, 'POST', `/status-page/incidents/${told.id}/messages`, { phase: 'watching', text: { de: 'x' } });
    const later = await seen(/<h1 class="up">Alles läuft\.<\/h1>/);
    const history = later.slice(later.indexOf('Was war'));
    assert.match(history, /Technische Störung.*Die Störung ist beendet\./);
    assert.match(history, /Bestellungen gehen nicht ein.*Bitte rufen Sie an.*Bestellungen gehen wieder ein\./);
    assert.match((await visitor('/en/feed.xml')).text, /Orders do not arrive.*Orders arrive again\./s);

    await ask(204, 'DELETE', `/status-page/incidents/${told.id}`);
    await seen(/Was war(?!.*Bestellungen gehen nicht ein)/s);
    await ask(200, 'POST', `/status-page/incidents/${told.id}/restoration`);
    await seen(/Bestellungen gehen nicht ein/);
  });

  test('a real Caddy serves the same folder', { skip: caddyMissing() }, async () => {
    mkdirSync(join(scratch.path, 'caddy'));
    const caddy = await startCaddy(join(scratch.path, 'caddy'), `root * ${folder}/current\nfile_server`);
    try {
      for (const path of ['/', '/en/', '/status.json', '/badge.svg']) {
        const answer = await fetch(`${caddy.url}${path}`);
        assert.deepEqual([answer.status, await answer.text()], [200, (await visitor(path)).text], path);
      }
    } finally {
      await caddy.stop();
    }
  });

  test('a place where the emergency website lies, or that is none, is refused with a sentence', async () => {
    const settings = (await ask(200, 'GET', '/dark-site/settings')).body as Record<string, unknown>;
    const emergency = { kind: 'folder', settings: { path: join(scratch.path, 'emergency') } };
    const { policy, switches, proxy, lookAt } = settings;
    await ask(204, 'PUT', '/dark-site/settings', { policy, switches, proxy, lookAt, publishers: [emergency] });
    const refused = await ask(400, 'PUT', '/status-page/places', { hosts: [emergency] });
    assert.match(refused.text, /another place than that of the emergency website/);
    for (const hosts of [[{ kind: 'folder', settings: { path: 'status' } }], [{ kind: 'pigeon', settings: {} }]])
      await ask(400, 'PUT', '/status-page/places', { hosts });
    assert.deepEqual(
      (await view()).places.map(({ state, fault }) => [state, fault]),
      [['there', null]],
    );
  });

  test('taken back, nothing of it answers any more', async () => {
    await ask(200, 'DELETE', '/status-page/publication');
    for (let n = 0; n < 100 && (await visitor()).status !== 404; n++) await new Promise((resolve) => setTimeout(resolve, 100));
    await ask(409, 'POST', '/status-page/look');
    for (const path of ['/', '/en/', '/status.json', '/badge.svg']) assert.equal((await visitor(path)).status, 404, path);
    // The files are gone a moment before it is written down that they are.
    const { incidents } = await until('nothing lies anywhere', async () => {
      const now = await view();
      return now.places.every(({ state }) => state === 'waiting') ? now : undefined;
    });
    assert.equal(incidents.length, 2);
    assert.deepEqual(world.faults, []);
  });
});
