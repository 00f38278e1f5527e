import type { Tx } from '../../db/work.ts';
import type { AnswerOf } from '../../kernel/contract.ts';
import type { Id } from '../../kernel/id.ts';
import type { Language } from '../../kernel/languages.ts';
import { Problem } from '../../kernel/problem.ts';
import { combined } from '../../know/inventory/changes.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import { contacts } from '../../prepare/contacts/contacts.store.ts';
import { darkPages, darkSiteProfile } from '../../prepare/darkpages/darkpages.store.ts';
import { darkPageFrom, darkPageTemplates } from '../../prepare/darkpages/templates.ts';
import { plans } from '../../prepare/plans/plans.store.ts';
import { planFrom, planTemplates, rolesOf } from '../../prepare/plans/templates.ts';
import { crisisRoles } from '../../prepare/roles/roles.store.ts';
import { roleTemplates } from '../../prepare/roles/templates.ts';
import { statements } from '../../prepare/statements/statements.store.ts';
import { statementFrom, statementTemplates } from '../../prepare/statements/templates.ts';
import { OrganisationSettings } from '../../trust/organisations/organisations.contract.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { CheckInput } from '../../watch/checks/checks.contract.ts';
import { checks } from '../../watch/checks/checks.store.ts';
import { probeOf } from '../../watch/checks/probes/index.ts';
import type { loadSample } from './sample.contract.ts';
import { sample, sampleContact, sampleModel } from './sample.ts';

type Loaded = AnswerOf<typeof loadSample>;

/** The entry that the sample names by its key; the sample is part of the product, so a missing one is a fault of the house. */
function named<T>(found: T | undefined, key: string): T {
  if (found === undefined) throw new Error(`The sample names "${key}", which does not exist.`);
  return found;
}

/** Refuses when there is anything that somebody may have entered. The lock of the inventory lets one load through at a time. */
async function mustBeEmpty(tx: Tx): Promise<void> {
  const { nodes, teams } = await inventory(tx).own();
  const there = [
    { word: 'entries of the inventory', some: nodes.length + teams.length > 0 },
    { word: 'contacts', some: (await contacts(tx).list()).length > 0 },
    { word: 'roles', some: (await crisisRoles(tx).list()).length > 0 },
    { word: 'emergency plans', some: (await plans(tx).list()).length > 0 },
    { word: 'statements', some: (await statements(tx).list()).length > 0 },
    { word: 'pages of the emergency website', some: (await darkPages(tx).list()).length > 0 },
    { word: 'an address of the emergency website', some: (await darkSiteProfile(tx).get()).site !== null },
    { word: 'checks', some: (await checks(tx).list()).length > 0 },
  ].flatMap(({ word, some }) => (some ? [word] : []));
  if (there.length > 0)
    throw new Problem(
      409,
      'not-empty',
      `The sample firm is loaded into an empty organisation only, and here is already something (${there.join(', ')}). Nothing was changed.`,
    );
}

/** Contacts, and the crisis roles with the people who hold them. Gives the id of each contact by its key in the sample. */
async function loadPeople(tx: Tx, language: Language): Promise<{ contacts: number; roles: number }> {
  const ids = new Map<string, Id>();
  for (const contact of sample.contacts) ids.set(contact.key, (await contacts(tx).add(sampleContact(contact))).id);
  const idOf = (key: string) => named(ids.get(key), key);
  const kinds = sample.roles.map(({ kind }) => kind);
  for (const template of roleTemplates(language, kinds)) {
    const held = named(
      sample.roles.find(({ kind }) => kind === template.kind),
      template.kind,
    );
    await crisisRoles(tx).add({ ...template, holder: idOf(held.holder), deputies: held.deputies.map(idOf) });
  }
  return { contacts: ids.size, roles: kinds.length };
}

async function loadPlans(tx: Tx, language: Language): Promise<number> {
  for (const { template: key, nodeIds } of sample.plans) {
    const template = named(
      planTemplates.find((one) => one.key === key),
      key,
    );
    const roles = await crisisRoles(tx).ensure(roleTemplates(language, rolesOf(template)));
    await plans(tx).add(planFrom(template, language, roles, nodeIds));
  }
  return sample.plans.length;
}

/** Statements, the frame of the emergency website and its pages; none is released. */
async function loadWords(tx: Tx, language: Language, company: string): Promise<{ statements: number; darkPages: number }> {
  for (const key of sample.statements) {
    const template = statementTemplates.find((one) => one.key === key);
    await statements(tx).add(statementFrom(named(template, key), language));
  }
  await darkSiteProfile(tx).put(sample.profile, company);
  for (const key of sample.darkPages) {
    const template = darkPageTemplates.find((one) => one.key === key);
    await darkPages(tx).add(darkPageFrom(named(template, key), language));
  }
  return { statements: sample.statements.length, darkPages: sample.darkPages.length };
}

/** Checks that are paused from the first moment: names of the sample are asked for nowhere. */
async function loadChecks(tx: Tx): Promise<number> {
  for (const one of sample.checks) {
    const probe = named(probeOf(one.kind), one.kind).with(one.config);
    if (!probe.ok) throw new Error(`sample.json: the settings of the check "${one.name}" are not valid.`);
    const { id } = await checks(tx).add(CheckInput.parse({ ...one, config: probe.config }), probe.value.target);
    await checks(tx).pause(id);
  }
  return sample.checks.length;
}

/**
 * Puts the sample firm into an organisation in which nothing was entered yet; else 409. The organisation keeps its name, and its number
 * of employees where somebody has said one. Nothing is released, and nothing looks at or writes to anybody.
 */
export async function loadSampleFirm(tx: Tx): Promise<Loaded> {
  await mustBeEmpty(tx);
  const { name, language, settings } = await organisations(tx).byId(tx.org);
  const model = sampleModel(tx.now);
  await inventory(tx).replace(combined(await inventory(tx).all(), model, 'replace'));
  const { employees } = model.company;
  if (employees !== null && settings.employees === OrganisationSettings.parse({}).employees)
    await organisations(tx).change(tx.org, { settings: { ...settings, employees } });
  const people = await loadPeople(tx, language);
  const loadedPlans = await loadPlans(tx, language);
  const words = await loadWords(tx, language, name);
  const loadedChecks = await loadChecks(tx);
  tx.touch('organisation');
  return {
    nodes: model.nodes.length,
    dependencies: model.dependencies.length,
    teams: model.teams.length,
    ...people,
    plans: loadedPlans,
    ...words,
    checks: loadedChecks,
  };
}
