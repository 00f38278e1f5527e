import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { after, test } from 'node:test';
import fc from 'fast-check';
import { missingProgram } from '../../../../test/world/programs.ts';
import { instant } from '../../../kernel/instant.ts';
import { sample, sampleContact } from '../../../learn/sample/sample.ts';
import type { Contact } from '../../../prepare/contacts/contacts.ts';
import type { CrisisRole } from '../../../prepare/roles/roles.ts';
import { printer } from '../../../print/print.ts';
import { type Callee, type CallTree, callTreeOf } from './calltree.ts';
import { printedTree } from './printed.ts';

const printing = printer();
after(() => printing.close());

const contact = (id: string, number: string | null, company = ''): Contact => ({
  id,
  name: id,
  company,
  language: 'de',
  note: '',
  addresses: number === null ? [] : [{ kind: 'sms', value: number, label: '', withoutInternet: true }],
  revision: 1,
  updatedAt: 0,
});
const role = (kind: CrisisRole['kind'], holder: string | null, deputies: readonly string[], inCrisisTeam = true): CrisisRole => ({
  id: kind,
  kind,
  name: kind,
  duty: '',
  holder,
  deputies: [...deputies],
  inCrisisTeam,
  revision: 1,
  updatedAt: 0,
});
const names = (list: readonly Callee[]) => list.map(({ name }) => name);

test('whoever notices rings the first of the crisis team; those without a role are shared out; other firms stand below', () => {
  const people = [
    contact('lea', '+4915155501990'),
    contact('tim', '+4915155501991'),
    contact('vera', '+4915155501992'),
    contact('ohne', null),
    ...['a', 'b', 'c'].map((id, n) => contact(id, `+491515550180${n}`)),
    contact('haus', '+494315550100', 'Systemhaus Nord'),
  ];
  const tree = callTreeOf([role('do', 'tim', ['lea']), role('decide', 'lea', ['ohne', 'vera']), role('speak', 'lea', [])], people, []);
  assert.deepEqual(
    tree.links.map(({ person, roles, deputies }) => [person.name, roles.join(), names(deputies).join()]),
    [
      ['lea', 'decide,speak', 'vera'],
      ['tim', 'do', 'lea'],
    ],
  );
  assert.deepEqual(
    tree.links.map(({ calls }) => names(calls).join()),
    ['b', 'a,c'],
  );
  assert.deepEqual([names(tree.outside), names(tree.unreachable)], [['haus'], ['ohne']]);
});

test('where nobody holds a role the chain begins with whom the policy alerts first, else with anybody of the house', () => {
  const people = [contact('a', '+4915155501990'), contact('b', '+4915155501991'), contact('c', null)];
  assert.deepEqual(
    callTreeOf([], people, ['c', 'b']).links.map(({ person, calls }) => [person.name, ...names(calls)]),
    [['b', 'a']],
  );
  assert.deepEqual(
    callTreeOf([], people, []).links.map(({ person, calls }) => [person.name, ...names(calls)]),
    [['a', 'b']],
  );
  assert.deepEqual(callTreeOf([], [], []).links, []);
});

const reached = ({ links, outside }: CallTree) => [...links.flatMap(({ person, calls }) => [person, ...calls]), ...outside];

test('in any firm nobody with a number is forgotten, and nobody is on two lists', () => {
  const ids = Array.from({ length: 9 }, (_, n) => `p${n}`);
  const anyContact = (id: string, n: number) =>
    fc
      .record({ number: fc.boolean(), outside: fc.boolean() })
      .map(({ number, outside }) => contact(id, number ? `+491515550180${n}` : null, outside ? 'Firma' : ''));
  const anyRole = fc.record({
    holder: fc.option(fc.constantFrom(...ids)),
    deputies: fc.uniqueArray(fc.constantFrom(...ids), { maxLength: 3 }),
    team: fc.boolean(),
  });
  const kinds = ['decide', 'do', 'speak', 'lead'] as const;
  fc.assert(
    fc.property(fc.tuple(...ids.map(anyContact)), fc.array(anyRole, { maxLength: 4 }), (people, roles) => {
      const tree = callTreeOf(
        roles.map(({ holder, deputies, team }, n) => role(kinds[n] ?? 'own', holder, deputies, team)),
        people,
        [],
      );
      const deputies = new Set(tree.links.flatMap((link) => link.deputies.map(({ id }) => id)));
      const listed = reached(tree).map(({ id }) => id);
      assert.equal(new Set(listed).size, listed.length, 'rung twice');
      for (const { id, addresses, company } of people) {
        const rung = listed.includes(id) || deputies.has(id);
        // With nobody of the house to ring there is no chain; other firms still stand on the sheet.
        if (addresses.length > 0 && (tree.links.length > 0 || company !== '')) assert.ok(rung, `${id} is forgotten`);
        if (addresses.length === 0) assert.ok(!rung && tree.unreachable.some((one) => one.id === id));
      }
    }),
  );
});

test('the chain of the sample firm fits one sheet of A4, in both languages, with numbers, deputies and room for the time', {
  skip: missingProgram('pdftotext', 'apt-get install poppler-utils'),
}, async () => {
  const people = sample.contacts.map((one, n): Contact => ({ ...sampleContact(one), id: one.key, revision: 1, updatedAt: n }));
  const roles = sample.roles.map(({ kind, holder, deputies }) => role(kind, holder, deputies));
  const tree = callTreeOf(roles, people, []);
  for (const language of ['de', 'en'] as const) {
    const heading = { organisation: 'Mühlhaus Maschinenbau GmbH', zone: 'Europe/Berlin', now: instant(Date.parse('2026-11-24T09:00:00Z')) };
    const pdf = await printing.pdf(readFileSync(new URL('./calltree.typ', import.meta.url), 'utf8'), printedTree(tree, heading, language));
    const text = spawnSync('pdftotext', ['-layout', '-', '-'], { input: pdf }).stdout.toString();
    assert.equal(text.split('\f').filter((page) => page.trim() !== '').length, 1, text);
    for (const { name, numbers } of reached(tree)) assert.ok(text.includes(name) && numbers.length > 0, name);
    assert.match(text, language === 'de' ? /Telefonkette/ : /Telephone chain/);
    assert.match(text, language === 'de' ? /Vertretung/ : /Deputy/);
    assert.match(text, /0176 040 69001/);
  }
});
