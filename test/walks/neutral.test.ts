import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { verifyLog } from '../../src/act/situationlog/verify.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { startTarget, type Target } from '../world/target.ts';

type Incident = { id: string; title: string; progress: { state: string } };
type Publication = { state: string; byItself: boolean; until: number; since: number };
type Settings = { policy: Record<string, unknown>; publishers: unknown[]; switches: unknown[]; proxy: unknown; lookAt: string | null };

describe('the neutral page by itself', () => {
  let world: TestHouse;
  let eva: Firm;
  let target: Target;
  let website: string;
  let page: string;
  before(async () => {
    target = await startTarget();
    world = await startHouse();
    eva = await world.setUp();
    const check = { name: 'Website', kind: 'http', config: { url: `${target.url}/` }, intervalMs: 1000, timeoutMs: 800, retryMs: 1000 };
    website = ((await ask(201, 'POST', '/checks', { ...check, misses: 2, recoveries: 1 })).body as { id: string }).id;
    const made = await ask(201, 'POST', '/dark-page-templates/pages', { keys: ['neutral'] });
    page = (made.body as { pages: { id: string }[] }).pages[0]?.id ?? '';
    await ask(200, 'PUT', '/dark-site-profile', {
      site: 'https://www.musterbau.example/',
      contacts: [{ label: { de: 'Zentrale', en: 'Office' }, phone: '0431 555 0199' }],
    });
  });
  after(async () => {
    await world.close();
    await target.close();
  });

  const ask = async (status: number, method: string, path: string, body?: unknown) => {
    const answer = await eva.call(method, `${eva.root}${path}`, body);
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
    return answer;
  };
  async function until<T>(what: string, ask_: () => Promise<T | undefined>): Promise<T> {
    for (let n = 0; n < 200; n++) {
      const found = await ask_();
      if (found !== undefined) return found;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
    return assert.fail(`waited twenty seconds for: ${what}`);
  }
  const settings = async (): Promise<Settings> => {
    const { policy, publishers, switches, proxy, lookAt } = (await ask(200, 'GET', '/dark-site/settings')).body as Settings;
    return { policy, publishers, switches, proxy, lookAt };
  };
  const wanting = async (neutralByItself: string | null) => {
    const now = await settings();
    return { ...now, policy: { ...now.policy, neutralByItself } };
  };
  const publication = async ({ id }: Incident) => (await ask(200, 'GET', `/incidents/${id}/publication`)).body as Publication;
  const visitor = async () => fetch(`${world.url}/notfall/${eva.slug}`);
  const upAgain = async () => {
    target.status = 200;
    const up = async () => (((await ask(200, 'GET', `/checks/${website}`)).body as { shown: string }).shown === 'up' ? true : undefined);
    await until('up', up);
    // What falls back soon after an outage is believed a minute later; a check that was paused begins anew.
    await ask(200, 'POST', `/checks/${website}/pause`);
    await ask(200, 'POST', `/checks/${website}/resume`);
    await until('up again', up);
  };
  /** The website fails; gives the incident that comes of it. */
  const outage = async (): Promise<Incident> => {
    await upAgain();
    target.status = 503;
    return until('an incident', async () =>
      ((await ask(200, 'GET', '/incidents?state=current')).body as { incidents: Incident[] }).incidents.find(
        ({ progress }) => progress.state === 'proposed',
      ),
    );
  };
  const logOf = async ({ id }: Incident, wanted: RegExp) =>
    until(`the line ${wanted}`, async () => {
      const { status, text } = await eva.call('GET', `${eva.root}/incidents/${id}/log`);
      return status === 200 && wanted.test(text) ? text : undefined;
    });

  test('nothing goes out unless the owner has said so, in person', async () => {
    assert.equal((await settings()).policy['neutralByItself'], null);
    const added = await ask(201, 'POST', '/people', { name: 'Ole Operator', email: 'ole@nord.example', role: 'operator' });
    const ole = world.client();
    const { firstPassword } = added.body as { firstPassword: string };
    assert.equal((await ole.call('POST', '/session', { email: 'ole@nord.example', password: firstPassword })).status, 200);
    const refused = await ole.call('PUT', `${eva.root}/dark-site/settings`, await wanting(website));
    assert.equal(refused.status, 403, refused.text);
    const unknown = await ask(400, 'PUT', '/dark-site/settings', await wanting(page));
    assert.match(unknown.text, /\/policy\/neutralByItself/);

    const incident = await outage();
    await until('the outbox to run dry', async () => {
      const waiting = await world.house.workAcross(({ db }) =>
        db.selectFrom('outbox').select('id').where('due_at', 'is not', null).execute(),
      );
      return waiting.length === 0 ? true : undefined;
    });
    assert.deepEqual([(await publication(incident)).state, (await visitor()).status], ['standby', 404]);
    await ask(200, 'DELETE', `/incidents/${incident.id}/opening`);
  });

  test('allowed but not released, it stays back and the situation log says why', async () => {
    await ask(204, 'PUT', '/dark-site/settings', await wanting(website));
    const incident = await outage();
    await logOf(incident, /Keine neutrale Seite ist freigegeben/);
    assert.equal((await visitor()).status, 404);
    await ask(200, 'DELETE', `/incidents/${incident.id}/opening`);
  });

  test('released, it goes out for a confirmed outage before anybody has looked, says nothing about causes, and goes with the incident', async () => {
    await ask(200, 'PUT', `/dark-pages/${page}/approval`);
    const incident = await outage();
    await logOf(incident, /von selbst veröffentlicht/);
    const live = await publication(incident);
    assert.deepEqual([live.state, live.byItself, live.until - live.since], ['live', true, 86_400_000]);
    const seen = await visitor();
    assert.equal(seen.status, 200);
    assert.match(await seen.text(), /0431 555 0199/);

    // The log that began with the page goes on when a person says yes, and verifies to the end.
    await ask(200, 'POST', `/incidents/${incident.id}/opening`);
    await logOf(incident, /Vorfall eröffnet/);
    assert.equal((await visitor()).status, 200);
    await ask(200, 'POST', `/incidents/${incident.id}/stand-down`);
    const kept = await verifyLog((await ask(200, 'GET', `/incidents/${incident.id}/log/export`)).text);
    assert.ok(kept.ok, JSON.stringify(kept));
    await until('the usual website', async () => ((await visitor()).status === 404 ? true : undefined));
  });

  test('a website that comes and goes does not switch back and forth', async () => {
    const incident = await outage();
    await logOf(incident, /Von allein wird frühestens um/);
    assert.equal((await visitor()).status, 404);
    assert.deepEqual(world.faults, []);
  });
});
