import assert from 'node:assert/strict';
import { test } from 'node:test';
import { onBothDatabases } from '../../test/world/databases.ts';
import { contacts } from './contacts/contacts.store.ts';
import type { ContactContents } from './contacts/contacts.ts';
import { darkPages, darkSiteProfile } from './darkpages/darkpages.store.ts';
import { EMPTY_PROFILE } from './darkpages/prepared.ts';
import { darkPageFrom, darkPageTemplates } from './darkpages/templates.ts';
import { plans } from './plans/plans.store.ts';
import { crisisRoles } from './roles/roles.store.ts';
import { roleTemplates } from './roles/templates.ts';
import { statements } from './statements/statements.store.ts';
import { statementFrom, statementTemplates } from './statements/templates.ts';

const eva: ContactContents = {
  name: 'Eva',
  company: 'Musterbau',
  language: 'de',
  note: '',
  addresses: [{ kind: 'sms', value: '+491715550199', label: '', withoutInternet: true }],
};

onBothDatabases('prepare', (open) => {
  test('a contact is kept, found, changed and refused when somebody was faster', async () => {
    const { work, org, another } = await open();
    const made = await work(org, (tx) => contacts(tx).add(eva));
    assert.deepEqual(await work(org, (tx) => contacts(tx).get(made.id)), made);
    const next = await work(org, (tx) => contacts(tx).put(made.id, { ...eva, note: 'neu' }, made.revision));
    assert.equal(next.revision, 2);
    await assert.rejects(
      work(org, (tx) => contacts(tx).put(made.id, eva, made.revision)),
      /changed this meanwhile/,
    );
    const other = await another();
    assert.deepEqual(await work(other, (tx) => contacts(tx).list()), []);
    await assert.rejects(
      work(other, (tx) => contacts(tx).get(made.id)),
      /does not exist/,
    );
    await work(org, (tx) => contacts(tx).remove(made.id));
    await assert.rejects(
      work(org, (tx) => contacts(tx).remove(made.id)),
      /does not exist/,
    );
    const again = await work(org, (tx) => contacts(tx).put(made.id, eva));
    assert.equal(again.id, made.id);
  });

  test('an import is undone as a whole, or refused when somebody went on from there', async () => {
    const { work, org } = await open();
    const before = await work(org, (tx) => contacts(tx).add(eva));
    const plan = { create: [{ ...eva, name: 'Tom' }], change: [{ before, after: { ...eva, note: 'aus der Datei' } }], same: 0 };
    const id = await work(org, (tx) => contacts(tx).importAll(plan, 'Eva'));
    assert.equal((await work(org, (tx) => contacts(tx).list())).length, 2);
    const gone = await work(org, (tx) => contacts(tx).undoImport(id));
    assert.equal(gone.length, 1);
    const [left, ...rest] = await work(org, (tx) => contacts(tx).list());
    assert.deepEqual([left?.note, rest.length], ['', 0]);
    await assert.rejects(
      work(org, (tx) => contacts(tx).undoImport(id)),
      /does not exist/,
    );

    const second = await work(org, (tx) => contacts(tx).importAll({ create: [{ ...eva, name: 'Ida' }], change: [], same: 0 }, 'Eva'));
    const ida = (await work(org, (tx) => contacts(tx).list())).find(({ name }) => name === 'Ida');
    assert.ok(ida);
    await work(org, (tx) => contacts(tx).put(ida.id, { ...eva, name: 'Ida B.' }));
    await assert.rejects(
      work(org, (tx) => contacts(tx).undoImport(second)),
      /Ida B\. was changed/,
    );
  });

  test('roles of templates are made once; a contact that goes leaves roles and plans behind', async () => {
    const { work, org } = await open();
    const made = await work(org, (tx) => contacts(tx).add(eva));
    await work(org, (tx) => crisisRoles(tx).ensure(roleTemplates('de', ['speak', 'decide'])));
    const ids = await work(org, (tx) => crisisRoles(tx).ensure(roleTemplates('de', ['decide', 'do'])));
    const [decide] = await work(org, (tx) => crisisRoles(tx).list());
    assert.ok(decide && decide.kind === 'decide' && ids.size === 3);
    await work(org, (tx) => crisisRoles(tx).put(decide.id, { ...decide, holder: made.id, deputies: [made.id] }));
    const step = {
      id: 'a',
      title: 'A',
      detail: '',
      roleId: decide.id,
      contactId: made.id,
      after: [],
      minutes: 5,
      phase: 'restore' as const,
    };
    const plan = await work(org, (tx) => plans(tx).add({ title: 'P', summary: '', scenario: 'other', nodeIds: ['erp'], steps: [step] }));
    assert.equal(plan.steps[0]?.locksUntilDefect, true);
    await work(org, async (tx) => {
      await crisisRoles(tx).forget(made.id);
      await plans(tx).forgetContact(made.id);
      await plans(tx).forgetRole(decide.id);
    });
    const [role] = await work(org, (tx) => crisisRoles(tx).list());
    assert.deepEqual([role?.holder, role?.deputies], [null, []]);
    const [kept] = await work(org, (tx) => plans(tx).list());
    assert.deepEqual([kept?.steps[0]?.contactId, kept?.steps[0]?.roleId], [null, null]);
  });

  test('statements are kept in both languages, in the order in which they are needed', async () => {
    const { work, org } = await open();
    for (const template of [...statementTemplates].reverse()) await work(org, (tx) => statements(tx).add(statementFrom(template, 'de')));
    const all = await work(org, (tx) => statements(tx).list());
    assert.deepEqual([all[0]?.audience, all[0]?.purpose, all.at(-1)?.audience], ['customers', 'holding', 'insurer']);
    assert.equal(all[0]?.text.en.body.includes('{{company}}'), true);
  });

  test('the neutral page may go public by itself only while it is as the owner released it', async () => {
    const { work, org, clock } = await open();
    const firm = 'Musterbau GmbH';
    const profile = { ...EMPTY_PROFILE, site: 'https://www.musterbau.example/' };
    const [neutral, crisis] = darkPageTemplates.map((template) => darkPageFrom(template, 'de'));
    assert.ok(neutral && crisis);
    await work(org, (tx) => darkSiteProfile(tx).put(profile, firm));
    const page = await work(org, (tx) => darkPages(tx).add(neutral));
    await work(org, (tx) => darkPages(tx).add(crisis));
    const approved = () => work(org, (tx) => darkPages(tx).approvedNeutral(firm));
    assert.equal(await approved(), undefined);
    await work(org, (tx) => darkPages(tx).approve(page.id, 'Eva', firm));
    assert.deepEqual((await approved())?.approval?.at, clock.now());
    await work(org, (tx) => darkPages(tx).change(page.id, { ...neutral, title: 'Anders genannt' }, firm));
    assert.equal((await approved())?.id, page.id);
    await work(org, (tx) => darkSiteProfile(tx).put({ ...profile, imprint: 'neu' }, firm));
    assert.equal(await approved(), undefined);
    await work(org, (tx) => darkSiteProfile(tx).put(profile, firm));
    assert.equal(await approved(), undefined, 'a voided release does not come back');
    await work(org, (tx) => darkPages(tx).approve(page.id, 'Eva', firm));
    const text = { ...neutral.text, de: { ...neutral.text.de, headline: 'Gehackt' } };
    await work(org, (tx) => darkPages(tx).change(page.id, { ...neutral, text }, firm));
    assert.equal(await approved(), undefined);
    assert.deepEqual(
      (await work(org, (tx) => darkPages(tx).list())).map(({ kind }) => kind),
      ['outage', 'crisis'],
    );
  });
});
