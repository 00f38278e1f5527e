import assert from 'node:assert/strict';
import { test } from 'node:test';
import { asModel } from '../../../test/world/anymodel.ts';
import type { Language } from '../../kernel/languages.ts';
import { bottleneckText, dataLossText, oneBehindAllText } from './bottleneck.texts.ts';
import { bottlenecksOf } from './bottleneck.ts';
import { dataLosses } from './rpo.ts';
import { NO_FAILURE, type SimulationRequest } from './simulate.ts';

const HOUR = 3_600_000;
const process = (id: string, more: object = {}) => ({ id, kind: 'process', ...more });
const system = (id: string, hours: number | null, more: object = {}) => ({
  id,
  kind: 'system',
  ...(hours === null ? {} : { restore: { likely: `PT${hours}H` } }),
  ...more,
});

/** The sentence about one process, or about none. */
function sentence(file: object, fail: readonly string[], id: string, more: Partial<SimulationRequest> = {}, language: Language = 'de') {
  const model = asModel(file);
  const found = bottlenecksOf(model, { ...NO_FAILURE, runs: 0, fail, ...more }).find((one) => one.process === id);
  return found && [bottleneckText(model, found, language), found.oneBehindAll && oneBehindAllText(model, found.oneBehindAll, language)];
}
const one = { teams: [{ id: 'admin', name: 'IT-Administration', slots: 1 }] };
const byAdmin = { restoredBy: ['admin'] };

test('G1 the ERP waits for network and directory, and the sentence says how long', () => {
  const chain = {
    response: 'PT1H',
    nodes: [process('Auftrag', { rto: 'PT10H' }), system('Netz', 2), system('Verzeichnis', 4), system('ERP', 8)],
    dependencies: [
      { of: 'Auftrag', on: 'ERP' },
      { of: 'ERP', on: 'Verzeichnis' },
      { of: 'Verzeichnis', on: 'Netz' },
    ],
  };
  const all = ['Netz', 'Verzeichnis', 'ERP'];
  assert.deepEqual(sentence(chain, all, 'Auftrag'), [
    'Der Wiederanlauf von ERP wartet 6 h auf Netz und Verzeichnis und dauert dann 8 h.',
    null,
  ]);
  assert.deepEqual(
    sentence(chain, all, 'Auftrag', {}, 'en')?.[0],
    'The restore of ERP waits 6 h for Netz and Verzeichnis and then takes 8 h.',
  );
  assert.deepEqual(sentence(chain, ['ERP'], 'Auftrag')?.[0], 'Der Wiederanlauf von ERP beginnt nach 1 h und dauert 8 h.');
});

test('G2 with one admin the sentence names the hands that are missing', () => {
  const few = {
    ...one,
    nodes: [
      process('Auftrag', { costPerHour: { likely: 100 } }),
      process('Kunden', { costPerHour: { likely: 100 } }),
      system('Netz', 2, byAdmin),
      system('Verzeichnis', 4, byAdmin),
      system('ERP', 8, byAdmin),
      system('Mail', 3, byAdmin),
    ],
    dependencies: [
      { of: 'Auftrag', on: 'ERP' },
      { of: 'Kunden', on: 'Mail' },
      { of: 'ERP', on: 'Verzeichnis' },
      { of: 'Mail', on: 'Verzeichnis' },
      { of: 'Verzeichnis', on: 'Netz' },
    ],
  };
  const all = ['Netz', 'Verzeichnis', 'ERP', 'Mail'];
  assert.equal(
    sentence(few, all, 'Auftrag')?.[0],
    'Der Wiederanlauf von ERP wartet 9 h auf Netz, Verzeichnis und Mail und dauert dann 8 h; IT-Administration kann nur eines zugleich.',
  );
  assert.equal(sentence(few, all, 'Kunden')?.[0], 'Der Wiederanlauf von Mail wartet 6 h auf Netz und Verzeichnis und dauert dann 3 h.');
});

test('G3 two lines that both end in one router: one more line does not help', () => {
  const lines = {
    nodes: [process('Verkauf'), system('Leitung 1', 4), system('Leitung 2', 4), system('Router', 4)],
    dependencies: [
      { of: 'Verkauf', onAny: ['Leitung 1', 'Leitung 2'] },
      { of: 'Leitung 1', on: 'Router' },
      { of: 'Leitung 2', on: 'Router' },
    ],
  };
  assert.deepEqual(sentence(lines, ['Router'], 'Verkauf'), [
    'Der Wiederanlauf von Router dauert 4 h.',
    'Leitung 1 und Leitung 2 hängen gemeinsam an Router: ein weiterer solcher Weg hilft nicht.',
  ]);
  assert.equal(sentence(lines, ['Leitung 1', 'Leitung 2'], 'Verkauf')?.[1], null);
});

test('G4 safe and login wait for each other, and the sentence says so', () => {
  const circle = {
    nodes: [process('Büro'), system('Tresor', 1), system('M365', 2)],
    dependencies: [
      { of: 'Büro', on: 'M365' },
      { of: 'M365', on: 'Tresor', for: 'recovery' },
      { of: 'Tresor', on: 'M365', for: 'recovery' },
    ],
  };
  assert.equal(sentence(circle, ['Tresor', 'M365'], 'Büro')?.[0], 'Tresor und M365 warten aufeinander; so kommt keines zurück.');
});

test('G6 a backup that needs what fails too is named with what it needs', () => {
  const said = (files: object, fail: readonly string[], more: Partial<SimulationRequest> = {}) => {
    const model = asModel({
      nodes: [process('Büro', { rpo: 'PT4H' }), system('Dateien', 4, files), { id: 'Tenant', kind: 'cause' }],
      dependencies: [{ of: 'Büro', on: 'Dateien' }],
    });
    const loss = dataLosses(model, { ...NO_FAILURE, fail, ...more }).get('Büro');
    return loss && dataLossText(model, 'Büro', loss, 'de');
  };
  const nightly = { backups: [{ every: 'P1D', needs: ['Tenant'] }] };
  assert.equal(
    said(nightly, ['Dateien', 'Tenant']),
    'Keine Sicherung von Dateien ist erreichbar: Sie braucht Tenant, und das fällt mit aus.',
  );
  assert.equal(
    said(nightly, ['Dateien']),
    'Die jüngste erreichbare Sicherung von Dateien kann 1 Tag alt sein, verloren gehen darf die Arbeit von 4 h.',
  );
  assert.equal(said({}, ['Dateien']), 'Für Dateien ist keine Sicherung eingetragen.');
  assert.equal(said({ backups: [{ every: 'PT1H', needs: [] }] }, ['Dateien']), null);
  assert.match(said(nightly, ['Dateien'], { malicious: true }) ?? '', /^Niemand hat gesagt, wie lange der Angreifer schon da war/);
});

test('G7 paper carries six hours, and the sentence says what it carries', () => {
  const paper = { nodes: [process('Auftrag'), system('ERP', 5)], dependencies: [{ of: 'Auftrag', on: 'ERP', buffer: 'PT6H' }] };
  assert.equal(sentence(paper, ['ERP'], 'Auftrag')?.[0], 'Der Puffer trägt: ERP fehlt 5 h, ohne geht es 6 h.');
});

test('G8 what nobody has said is said to be unsaid', () => {
  const unasked = { nodes: [process('Lohn'), system('Server', 1, { asked: false })], dependencies: [{ of: 'Lohn', on: 'Server' }] };
  assert.equal(sentence(unasked, [], 'Lohn')?.[0], 'Wovon Server abhängt, hat noch niemand gesagt.');
  assert.equal(sentence({ nodes: [] }, [], 'x'), undefined);
});

test('an attack without release or without a time to rebuild names what is missing, never hours', () => {
  const attacked = (more: object) => ({ nodes: [process('P'), system('ERP', 1, more)], dependencies: [{ of: 'P', on: 'ERP' }] });
  const malicious = { malicious: true };
  assert.equal(
    sentence(attacked({ rebuild: 'PT9H' }), ['ERP'], 'P', malicious)?.[0],
    'Niemand hat gesagt, wann Versicherer und Forensik die Arbeit freigeben.',
  );
  assert.equal(
    sentence(attacked({}), ['ERP'], 'P', { ...malicious, holdMs: HOUR })?.[0],
    'Niemand hat gesagt, wie lange es dauert, ERP neu aufzubauen.',
  );
  assert.equal(
    sentence(attacked({ rebuild: 'PT9H' }), ['ERP'], 'P', { ...malicious, holdMs: 24 * HOUR })?.[0],
    'Der Wiederanlauf von ERP beginnt nach 1 Tag und dauert 9 h.',
  );
});

test('what never comes back is named with what is missing: a restore, or hands', () => {
  const never = { nodes: [process('P'), system('ERP', null)], dependencies: [{ of: 'P', on: 'ERP' }] };
  assert.equal(sentence(never, ['ERP'], 'P')?.[0], 'Für ERP ist keine Wiederherstellung und kein Ersatz eingetragen.');
  const nobody = { ...never, teams: [{ id: 'admin', name: 'Die IT', slots: 0 }], nodes: [process('P'), system('ERP', 2, byAdmin)] };
  assert.equal(sentence(nobody, ['ERP'], 'P')?.[0], 'Für ERP hat Die IT niemanden, der es wiederherstellt.');
});

test('a given duration, a restart, a move to an alternative and the working hours of a team are each said', () => {
  const shop = {
    teams: [{ id: 'admin', name: 'IT', slots: 1, hours: { tz: 'Europe/Berlin', open: ['Mo-Fr 08:00-16:00'] } }],
    nodes: [
      process('Verkauf'),
      system('Kasse', 10, { ...byAdmin, restart: 'PT30M' }),
      { id: 'Cloud', kind: 'cause' },
      { id: 'Mail', kind: 'service', cause: ['Cloud'], replace: 'P7D' },
      process('Kunden'),
      system('Netz', 1),
    ],
    dependencies: [
      { of: 'Verkauf', on: 'Kasse' },
      { of: 'Kasse', on: 'Netz' },
      { of: 'Kunden', on: 'Mail' },
    ],
  };
  const at = { at: Date.parse('2026-03-02T13:00:00Z') };
  assert.equal(
    sentence(shop, ['Netz'], 'Verkauf', { ...at, forMs: 72 * HOUR })?.[0],
    'Netz fällt für 3 Tage aus; danach braucht Kasse 30 min zum Hochfahren.',
  );
  assert.equal(sentence(shop, ['Cloud'], 'Kunden', at)?.[0], 'Der Wechsel von Mail auf eine Alternative dauert 7 Tage.');
  // Monday 14:00: two hours, then Tuesday eight.
  assert.equal(
    sentence(shop, ['Kasse'], 'Verkauf', at)?.[0],
    'Der Wiederanlauf von Kasse dauert 1 Tag 2 h, mit 16 h Pause außerhalb der Arbeitszeit.',
  );
});
