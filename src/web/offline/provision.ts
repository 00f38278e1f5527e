import { listIncidents } from '../../act/incidents/incidents.contract.ts';
import { readSituation } from '../../act/situation/situation.contract.ts';
import type { Endpoint } from '../../kernel/contract.ts';
import { readInventory } from '../../know/inventory/inventory.contract.ts';
import { listReadyScenarios } from '../../know/simulation/simulation.contract.ts';
import { listContacts } from '../../prepare/contacts/contacts.contract.ts';
import { listPlans } from '../../prepare/plans/plans.contract.ts';
import { listCrisisRoles } from '../../prepare/roles/roles.contract.ts';
import type { Membership } from '../../trust/organisations/organisations.contract.ts';
import { listChecks } from '../../watch/checks/checks.contract.ts';
import { call } from '../call.ts';

/** What is wanted on the day without network, with the questions as the screens ask them (the address is the key). */
const PROVISIONS: readonly (readonly [Endpoint, object])[] = [
  [readInventory, {}],
  [listReadyScenarios, {}],
  [readSituation, {}],
  [listIncidents, { query: { state: 'current' } }],
  [listChecks, { query: {} }],
  [listChecks, { query: { limit: 1 } }],
  [listPlans, {}],
  [listCrisisRoles, {}],
  [listContacts, { query: {} }],
];

/** Asks once for what every screen needs first, so that it is kept on this device; one after the other, in nobody's way. */
export async function provision(org: Membership): Promise<void> {
  for (const [one, args] of PROVISIONS) if (org.rights.includes(one.right)) await call(one, { ...args, org: org.slug } as never);
}
