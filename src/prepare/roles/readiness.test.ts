import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { type Id, newId } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import type { Address, Contact } from '../contacts/contacts.ts';
import { de, en } from './readiness.texts.ts';
import { gapLink, readinessOf } from './readiness.ts';
import type { CrisisRole } from './roles.ts';
import { roleTemplates } from './templates.ts';

const mobile: Address = { kind: 'sms', value: '+491715550199', label: '', withoutInternet: true };
const fixed: Address = { kind: 'phone', value: '+494315550199', label: '', withoutInternet: false };
const mail: Address = { kind: 'email', value: 'a@b.example', label: '', withoutInternet: false };

let made = 0;
const person = (name: string, addresses: readonly Address[] = [mobile]): Contact => ({
  id: newId(instant(++made)),
  revision: 1,
  updatedAt: 0,
  name,
  company: '',
  language: 'de',
  note: '',
  addresses: [...addresses],
});
const role = (name: string, holder: Contact | null, deputies: readonly Contact[] = [], inCrisisTeam = true): CrisisRole => ({
  id: newId(instant(++made)),
  revision: 1,
  updatedAt: 0,
  kind: 'own',
  name,
  duty: '',
  holder: holder?.id ?? null,
  deputies: deputies.map(({ id }) => id),
  inCrisisTeam,
});
const sentences = (roles: CrisisRole[], people: Contact[]) => readinessOf(roles, people).map(de.gap);

test('two people who stand in for each other and have mobiles are enough', () => {
  const [eva, tom] = [person('Eva'), person('Tom')];
  assert.deepEqual(sentences([role('Entscheiden', eva, [tom]), role('Machen', tom, [eva])], [eva, tom]), []);
});

test('what is missing is said in sentences, the gravest first', () => {
  const [eva, tom, kim, ida] = [person('Eva', [fixed]), person('Tom', [mail]), person('Kim', []), person('Ida')];
  const roles = [role('Entscheiden', eva), role('Machen', null), role('Sprechen', tom, [tom]), role('Protokoll', kim, [ida])];
  assert.deepEqual(sentences(roles, [eva, tom, kim, ida]), [
    'Die Rolle „Machen“ hat noch niemand.',
    'Eva („Entscheiden“) ist nur erreichbar, solange das Internet geht.',
    'Tom („Sprechen“) hat keine Telefonnummer.',
    'Kim („Protokoll“) ist gar nicht erreichbar: Es fehlt jede Adresse.',
    'Für „Entscheiden“ gibt es keine Vertretung.',
    '„Sprechen“: Tom ist auch die einzige Vertretung.',
  ]);
});

test('all roles on one person, nobody in the crisis team, no roles at all: each is said', () => {
  const [eva, tom] = [person('Eva'), person('Tom')];
  assert.match(sentences([role('A', eva, [tom]), role('B', eva, [tom])], [eva, tom]).join(), /Alle 2 Rollen liegen bei Eva/);
  assert.match(sentences([role('A', eva, [tom], false)], [eva, tom]).join(), /Niemand ist im Krisenstab/);
  assert.match(sentences([], []).join(), /wer im Notfall entscheidet/);
});

test('a person who is no contact any more counts as nobody', () => {
  assert.match(sentences([role('A', person('Weg'))], []).join(), /hat noch niemand/);
});

test('every gap of any crisis organisation has a sentence in both languages and a place where it is closed', () => {
  const people = [person('A'), person('B', [mail]), person('C', [])];
  const who = fc.option(fc.constantFrom<Id>(...people.map(({ id }) => id), newId(instant(3))));
  const anyRole = fc
    .record({
      holder: who,
      deputies: fc.array(fc.constantFrom(...people.map(({ id }) => id)), { maxLength: 3 }),
      inCrisisTeam: fc.boolean(),
    })
    .map((more): CrisisRole => ({ ...role('R', null), ...more }));
  fc.assert(
    fc.property(fc.array(anyRole, { maxLength: 5 }), (roles) => {
      for (const gap of readinessOf(roles, people)) {
        assert.ok(de.gap(gap).endsWith('.') && en.gap(gap).endsWith('.'));
        assert.match(gapLink(gap), /^prepare\/(roles|contacts)/);
      }
    }),
  );
});

test('the three roles of a small firm and the others have templates in both languages', () => {
  assert.deepEqual(
    roleTemplates('de', ['decide', 'do', 'speak']).map(({ name }) => name),
    ['Entscheiden', 'Machen', 'Sprechen und Schreiben'],
  );
  assert.equal(roleTemplates('en').length, 10);
});
