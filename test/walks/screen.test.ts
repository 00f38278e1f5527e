import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import type { AlertView } from '../../src/act/alerting/alerting.contract.ts';
import type { ShownAlert } from '../../src/act/alerting/screenpage.ts';
import { type Firm, startHouse, type TestHouse } from '../world/house.ts';
import { until } from '../world/until.ts';

const TOKEN = 'Zm9vYmFyYmF6cXV4Zm9vYmFyYmF6cXV4MTIzNDU2Nzg5MDE';

/** The stream of a screen, read as a browser does; `states` are what it was told so far. */
function openScreen(url: string) {
  const stop = new AbortController();
  const states: ShownAlert[][] = [];
  const reading = (async () => {
    const response = await fetch(`${url}/w/${TOKEN}/stream`, { signal: stop.signal });
    let text = '';
    for await (const part of response.body ?? []) {
      text += Buffer.from(part as Uint8Array).toString();
      const blocks = text.split('\n\n');
      text = blocks.pop() ?? '';
      for (const block of blocks) {
        const data = /^event: state\ndata: (.*)$/m.exec(block)?.[1];
        if (data !== undefined) states.push(JSON.parse(data) as ShownAlert[]);
      }
    }
  })().catch((error: unknown) => {
    if (!stop.signal.aborted) throw error;
  });
  return {
    states,
    close: async () => {
      stop.abort();
      await reading;
    },
  };
}

describe('a screen in the house', () => {
  let world: TestHouse;
  let eva: Firm;
  before(async () => {
    world = await startHouse();
    eva = await world.setUp();
    const settings = { room: 'Halle 2', token: TOKEN };
    const added = await eva.call('POST', `${eva.root}/channels`, { kind: 'screen', name: 'Halle 2', settings });
    assert.equal(added.status, 201, added.text);
    assert.ok(!added.text.includes(TOKEN), 'the key never comes out again');
  });
  after(() => world.close());

  const raise = async (title: string) => {
    const raised = await eva.call('POST', `${eva.root}/incidents`, { mode: 'exercise', title });
    assert.equal(raised.status, 201, raised.text);
    return (raised.body as { id: string }).id;
  };
  const onScreen = async (incident: string) => {
    const { body } = await eva.call('GET', `${eva.root}/incidents/${incident}/alerts`);
    const [alert] = (body as { alerts: AlertView[] }).alerts;
    return alert?.steps[0]?.recipients.flatMap((one) => one.deliveries).find((one) => one.channel === 'screen');
  };

  test('the page needs no login, brings its own script and style, takes nothing from elsewhere, and nobody else can frame it', async () => {
    const response = await fetch(`${world.url}/w/${TOKEN}`);
    const text = await response.text();
    assert.equal(response.status, 200);
    assert.match(text, /Musterbau GmbH · Halle 2/);
    assert.ok(!/(src|href)=/.test(text), 'nothing is loaded');
    assert.match(
      response.headers.get('content-security-policy') ?? '',
      /^default-src 'none'; style-src 'sha256-[^']+'; script-src 'sha256-[^']+'; connect-src 'self'/,
    );
    assert.equal(response.headers.get('cache-control'), 'no-store');
    for (const path of [`/w/${TOKEN.replace('Z', 'Y')}`, `/w/${TOKEN.replace('Z', 'Y')}/stream`, '/w/kurz'])
      assert.ok([400, 404].includes((await fetch(`${world.url}${path}`)).status), path);
  });

  test('an alert shows at once, with ÜBUNG, without any link or address; only then it is said to be handed over; it goes when it is over', async () => {
    const incident = await raise('Server steht');
    const waiting = await until('refused while no screen is open', async () => {
      const found = await onScreen(incident);
      return found?.reason ? found : undefined;
    });
    assert.equal(waiting.state, 'queued');
    assert.match(waiting.reason?.de ?? '', /Auf keinem Bildschirm ist die Seite von „Halle 2“ offen/);

    const screen = openScreen(world.url);
    const shown = await until('shown', () => screen.states.at(-1)?.[0]);
    assert.equal(shown.mode, 'exercise');
    assert.match(shown.subject, /Server steht/);
    assert.deepEqual(Object.keys(shown).sort(), ['at', 'confirmed', 'id', 'mode', 'subject', 'text']);
    assert.ok(!/https?:|@|\/a\//.test(JSON.stringify(shown)));
    await until('handed over', async () => ((await onScreen(incident))?.state === 'handed-over' ? true : undefined));

    await eva.call('POST', `${eva.root}/incidents/${incident}/stand-down`);
    await until('calm again', () => (screen.states.at(-1)?.length === 0 ? true : undefined));
    await screen.close();
    assert.deepEqual(world.faults, []);
  });

  test('a new key closes the old page', async () => {
    const screen = openScreen(world.url);
    await until('open', () => (screen.states.length > 0 ? true : undefined));
    const { body } = await eva.call('GET', `${eva.root}/channels`);
    const [channel] = (body as { channels: { id: string }[] }).channels;
    const settings = { room: 'Halle 2', token: TOKEN.replace('Z', 'X') };
    const changed = await eva.call('PUT', `${eva.root}/channels/${channel?.id}`, { name: 'Halle 2', settings });
    assert.equal(changed.status, 200, changed.text);
    assert.equal((await fetch(`${world.url}/w/${TOKEN}`)).status, 404);
    await screen.close();
  });
});
