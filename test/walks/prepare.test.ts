import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { type Answer, type Firm, startHouse, type TestHouse } from '../world/house.ts';

type Contact = { id: string; name: string; revision: number; addresses: { kind: string; value: string; withoutInternet: boolean }[] };
type Page = { id: string; title: string; approval: { state: string; by?: string }; weight: { de: number; en: number; most: number } };

const latin1 = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'));

describe('prepare', () => {
  let world: TestHouse;
  let owner: Firm;
  before(async () => {
    world = await startHouse();
    owner = await world.setUp();
  });
  after(async () => {
    assert.deepEqual(world.faults, []);
    await world.close();
  });

  const ask = async (status: number, method: string, path: string, body?: unknown): Promise<Answer> => {
    const answer = await owner.call(method, owner.root + path, body);
    assert.equal(answer.status, status, `${method} ${path}: ${answer.text}`);
    return answer;
  };
  const contacts = async () => ((await ask(200, 'GET', '/contacts')).body as { contacts: Contact[] }).contacts;
  const member = async (role: string) => {
    const email = `${role.toLowerCase()}@musterbau.example`;
    const added = await ask(201, 'POST', '/people', { email, name: role, role });
    const person = world.client();
    const { firstPassword } = added.body as { firstPassword: string };
    assert.equal((await person.call('POST', '/session', { email, password: firstPassword })).status, 200);
    return person;
  };

  test('a contact is added as people write it, and kept in one form', async () => {
    const added = await ask(201, 'POST', '/contacts', {
      name: ' Eva Petersen ',
      addresses: [
        { kind: 'phone', value: '0431 / 555 0199' },
        { kind: 'sms', value: '0171 555 0199' },
        { kind: 'sms', value: '+49 171 5550199' },
        { kind: 'email', value: 'eva@musterbau.example' },
      ],
    });
    const contact = added.body as Contact;
    assert.equal(contact.name, 'Eva Petersen');
    assert.deepEqual(
      contact.addresses.map(({ value, withoutInternet }) => [value, withoutInternet]),
      [
        ['+494315550199', false],
        ['+491715550199', true],
        ['eva@musterbau.example', false],
      ],
    );
    const found = await ask(200, 'GET', '/contacts?search=0171%20555');
    assert.equal((found.body as { total: number }).total, 1);
  });

  test('an address that cannot be one is refused with the place and the reason', async () => {
    for (const [kind, value, reason] of [
      ['email', 'eva@', /not an e-mail address/],
      ['sms', '555 0199', /area code is missing/],
      ['webhook', 'http://hooks.example/', /not a secure web address/],
      ['webhook', 'https://user:pw@hooks.example/', /not a secure web address/],
    ] as const) {
      const refused = await ask(400, 'POST', '/contacts', { name: 'X', addresses: [{ kind, value }] });
      assert.match(refused.text, reason);
      assert.match(refused.text, /"pointer":"\/addresses\/0\/value"/);
    }
  });

  test('a list from Excel is shown before it is imported, imported as a whole, and can be undone', async () => {
    const file = latin1(
      'Name;Firma;E-Mail;Handy\r\nJ\xfcrgen Gro\xdf;M\xfcller KG;j.gross@mueller.example;0172 555 0123\r\nEva Petersen;;eva@neu.example;\r\n',
    );
    const preview = await ask(200, 'POST', '/contacts/previews?language=de', file);
    assert.deepEqual(preview.body, { create: ['Jürgen Groß'], change: ['Eva Petersen'], same: 0, ignoredColumns: [], faults: [] });
    assert.equal((await contacts()).length, 1);
    const before = await contacts();
    const { id } = (await ask(201, 'POST', '/contacts/imports', file)).body as { id: string };
    assert.deepEqual(
      (await contacts()).map(({ name }) => name),
      ['Eva Petersen', 'Jürgen Groß'],
    );
    await ask(204, 'DELETE', `/contacts/imports/${id}`);
    const [eva] = await contacts();
    assert.deepEqual(eva?.addresses, before[0]?.addresses);
  });

  test('with one fault in a file nothing of it is imported, and the line is named', async () => {
    const before = await contacts();
    const file = 'Name;E-Mail\nGut;gut@x.example\nSchlecht;schlecht@\n';
    const preview = (await ask(200, 'POST', '/contacts/previews?language=de', file)).body as {
      faults: { line: number; message: string }[];
    };
    assert.deepEqual(
      preview.faults.map(({ line, message }) => [line, message]),
      [[3, 'E-Mail: „schlecht@“ – keine E-Mail-Adresse (wie name@firma.example).']],
    );
    assert.match((await ask(422, 'POST', '/contacts/imports', file)).text, /line 3/);
    for (const garbage of [Uint8Array.from([0x50, 0x4b, 3, 4]), latin1('\0\0\0'), latin1('a;b\n"'), latin1(''), latin1('Preis\n1\n')])
      await ask(422, 'POST', '/contacts/imports', garbage);
    assert.deepEqual(await contacts(), before);
  });

  test('contacts come out as a table and for the address book of a phone', async () => {
    const table = await ask(200, 'GET', '/contacts.csv');
    assert.match(
      table.text,
      /Name;Firma;Sprache;E-Mail;Mobil \(SMS\);Telefon;Webhook;Notiz\r\nEva Petersen;;de;eva@musterbau.example;0171 555 0199;0431 555 0199;;/,
    );
    assert.match((await ask(200, 'GET', '/contacts.vcf')).text, /^BEGIN:VCARD\r\nVERSION:4.0\r\n/);
  });

  test('three roles at one go; what is missing is said until it is there', async () => {
    const gaps = async () => ((await ask(200, 'GET', '/crisis-roles')).body as { gaps: { kind: string; sentence: { de: string } }[] }).gaps;
    assert.deepEqual(
      (await gaps()).map(({ kind }) => kind),
      ['no-roles'],
    );
    const { roles } = (await ask(200, 'POST', '/crisis-roles/start', { kinds: ['decide', 'do', 'speak'] })).body as {
      roles: { id: string; name: string; kind: string; duty: string; revision: number }[];
    };
    assert.deepEqual(
      roles.map(({ name }) => name),
      ['Entscheiden', 'Machen', 'Sprechen und Schreiben'],
    );
    assert.ok((await gaps()).some(({ sentence }) => sentence.de === 'Die Rolle „Machen“ hat noch niemand.'));
    const [eva] = await contacts();
    const [decide] = roles;
    assert.ok(eva && decide);
    await ask(200, 'PUT', `/crisis-roles/${decide.id}`, { ...decide, holder: eva.id });
    assert.equal(
      (await gaps()).some(({ sentence }) => sentence.de.includes('„Entscheiden“ hat noch niemand')),
      false,
    );
    await ask(422, 'PUT', `/crisis-roles/${decide.id}`, { ...decide, holder: decide.id });
    await ask(409, 'PUT', `/crisis-roles/${decide.id}`, { ...decide, revision: 99 });
  });

  test('a plan from a template is ready to be used; circles are refused and nothing is saved', async () => {
    const { templates } = (await ask(200, 'GET', '/plan-templates')).body as { templates: { key: string }[] };
    assert.equal(templates.length, 6);
    const made = await ask(201, 'POST', '/plan-templates/ransomware/plans', { nodeIds: ['erp'] });
    const plan = made.body as {
      id: string;
      title: string;
      revision: number;
      steps: { id: string; title: string; after: string[]; phase: string; locksUntilDefect: boolean; roleId: string | null }[];
    };
    assert.ok(plan.steps.every(({ roleId }) => roleId !== null));
    assert.ok(plan.steps.every(({ phase, locksUntilDefect }) => locksUntilDefect === (phase === 'restore')));
    const circle = plan.steps.map((step) => (step.id === 'safety' ? { ...step, after: ['pull'] } : step));
    const refused = await ask(400, 'PUT', `/plans/${plan.id}`, { ...plan, scenario: 'ransomware', steps: circle });
    assert.match(refused.text, /These steps wait for each other/);
    assert.deepEqual((await ask(200, 'GET', `/plans/${plan.id}`)).body, plan);
    assert.match((await ask(200, 'GET', '/plans.csv')).text, /Plan;Nr\.;Schritt/);
    await ask(404, 'POST', '/plan-templates/zauber/plans', {});
  });

  test('statements are made from templates in both languages; broken braces are refused', async () => {
    const made = await ask(201, 'POST', '/statement-templates/statements', { keys: ['customers-holding', 'staff-holding'] });
    const [first] = (made.body as { statements: { id: string; revision: number; text: { de: { body: string }; en: { body: string } } }[] })
      .statements;
    assert.ok(first && first.text.de.body !== first.text.en.body);
    const refused = await ask(400, 'PUT', `/statements/${first.id}`, {
      ...first,
      text: { ...first.text, de: { subject: '', body: 'Hallo {{' } },
    });
    assert.match(refused.text, /make no placeholder/);
    assert.match((await ask(200, 'GET', '/statements.csv')).text, /Mitarbeitende;Erstmeldung/);
  });

  test('the preview is the very page that visitors get, and cannot run or load anything', async () => {
    const made = await ask(201, 'POST', '/dark-page-templates/pages', { keys: ['neutral', 'attack'] });
    const { pages } = made.body as { pages: Page[] };
    for (const page of pages) {
      assert.ok(page.weight.de > 500 && page.weight.de < page.weight.most && page.weight.most === 13_000);
      for (const path of [`/dark-pages/${page.id}/preview/`, `/dark-pages/${page.id}/preview/en/`]) {
        const shown = await ask(200, 'GET', path);
        assert.match(shown.headers.get('content-type') ?? '', /^text\/html/);
        assert.match(shown.text, /Musterbau GmbH/);
        const csp = shown.headers.get('content-security-policy') ?? '';
        assert.match(csp, /default-src 'none'/);
        assert.match(csp, /sandbox/);
        assert.match(csp, /frame-ancestors 'self'/);
        assert.equal(/script-src/.test(csp), false);
      }
    }
    const exercise = await ask(200, 'GET', `/dark-pages/${pages[0]?.id}/preview?mode=exercise`);
    assert.match(exercise.text, /ÜBUNG/);
  });

  test('only the owner releases, only the neutral page, only with an address; any change voids it', async () => {
    const list = async () =>
      ((await ask(200, 'GET', '/dark-pages')).body as { pages: (Page & { kind: string; revision: number })[] }).pages;
    const [neutral, attack] = await list();
    assert.ok(neutral && attack);
    assert.match((await ask(422, 'PUT', `/dark-pages/${neutral.id}/approval`)).text, /which website/);
    const profile = {
      site: 'https://www.musterbau.example/',
      contacts: [{ label: { de: 'Zentrale', en: 'Office' }, phone: '0431 555 0199' }],
    };
    await ask(200, 'PUT', '/dark-site-profile', profile);
    await ask(400, 'PUT', '/dark-site-profile', { site: 'http://unsafe.example', contacts: [] });
    assert.match((await ask(422, 'PUT', `/dark-pages/${attack.id}/approval`)).text, /Only the neutral page/);
    const editor = await member('editor');
    assert.equal((await editor.call('PUT', `${owner.root}/dark-pages/${neutral.id}/approval`)).status, 403);
    const token = (await ask(201, 'POST', '/tokens', { name: 't', role: 'owner', scope: 'act', validForDays: 1 })).body as {
      secret: string;
    };
    assert.equal((await world.client(token.secret).call('PUT', `${owner.root}/dark-pages/${neutral.id}/approval`)).status, 403);
    const released = (await ask(200, 'PUT', `/dark-pages/${neutral.id}/approval`)).body as Page;
    assert.deepEqual([released.approval.state, released.approval.by], ['valid', 'Eva Muster']);
    await ask(200, 'PUT', '/dark-site-profile', { ...profile, imprint: 'Musterbau GmbH, Kiel' });
    assert.equal((await list())[0]?.approval.state, 'void');
  });

  test('staff and the operator do not see contacts; the auditor reads and changes nothing', async () => {
    for (const role of ['staff', 'operator']) assert.equal((await (await member(role)).call('GET', `${owner.root}/contacts`)).status, 403);
    const auditor = await member('auditor');
    assert.equal((await auditor.call('GET', `${owner.root}/plans`)).status, 200);
    assert.equal((await auditor.call('POST', `${owner.root}/contacts`, { name: 'X', addresses: [] })).status, 403);
  });

  test('a contact that goes leaves its role behind, and can be brought back', async () => {
    const [eva] = await contacts();
    assert.ok(eva);
    await ask(204, 'DELETE', `/contacts/${eva.id}`);
    const { roles } = (await ask(200, 'GET', '/crisis-roles')).body as { roles: { holder: string | null }[] };
    assert.ok(roles.every(({ holder }) => holder === null));
    const { revision: _, ...contents } = eva;
    assert.equal(((await ask(200, 'PUT', `/contacts/${eva.id}`, contents)).body as Contact).id, eva.id);
  });
});
