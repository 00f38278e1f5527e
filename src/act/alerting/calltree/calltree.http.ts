import { readFileSync } from 'node:fs';
import { on, type Route } from '../../../http/route.ts';
import { contacts } from '../../../prepare/contacts/contacts.store.ts';
import { crisisRoles } from '../../../prepare/roles/roles.store.ts';
import type { Printer } from '../../../print/print.ts';
import { rosterOf } from '../escalation/escalation.cases.ts';
import { alertingSettings, policies } from '../escalation/escalation.store.ts';
import { byPolicy } from '../escalation/roster.ts';
import { printCallTree } from './calltree.contract.ts';
import { de, en } from './calltree.texts.ts';
import { callTreeOf } from './calltree.ts';
import { printedTree } from './printed.ts';

const TEMPLATE = readFileSync(new URL('./calltree.typ', import.meta.url), 'utf8');

export const callTreeRoutes = (printer: Printer): Route[] => [
  on(printCallTree).handle(async ({ work, query: { language }, org, now }) => {
    const tree = await work(async (tx) => {
      const { policyId } = await alertingSettings(tx).read();
      const policy = policyId === null ? undefined : await policies(tx).find(policyId);
      const steps = policy ? byPolicy(policy, await rosterOf(tx), tx.now).steps : [];
      const first = steps.flatMap(({ recipients }) => recipients.map(({ contactId }) => contactId));
      return callTreeOf(await crisisRoles(tx).list(), await contacts(tx).list(), first);
    });
    const body = await printer.pdf(TEMPLATE, printedTree(tree, { organisation: org.name, zone: org.zone, now }, language));
    return { type: 'application/pdf', body, filename: (language === 'de' ? de : en).file };
  }),
];
