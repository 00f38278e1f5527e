import type { Contact } from '../contacts/contacts.ts';
import { displayAddress } from '../contacts/contacts.ts';
import type { CrisisRole } from '../roles/roles.ts';
import { earliestTimes, inOrder } from './order.ts';
import { type Phase, type Plan } from './plans.ts';

const PHASE: Readonly<Record<Phase, string>> = {
  evidence: 'Spuren sichern',
  contain: 'Eindämmen',
  continue: 'Weiterarbeiten',
  restore: 'Wiederherstellen',
  inform: 'Informieren',
};

const HEAD = [
  'Plan',
  'Nr.',
  'Schritt',
  'Einzelheiten',
  'Phase',
  'Wer',
  'Nach Schritt',
  'Minuten',
  'Frühestens nach Minuten',
  'Anrufen',
  'Telefon',
];

/** The steps of all plans as a table with German headings, in the order in which they can be done. */
export function planTable(plans: readonly Plan[], roles: readonly CrisisRole[], contacts: readonly Contact[]): string[][] {
  const roleName = new Map(roles.map((role) => [role.id, role.name]));
  const contact = new Map(contacts.map((one) => [one.id, one]));
  const rows = plans.flatMap((plan) => {
    const ordered = inOrder(plan.steps);
    const steps = ordered.ok ? ordered.value : plan.steps;
    const slots = earliestTimes(plan.steps);
    const number = new Map(steps.map((step, index) => [step.id, String(index + 1)]));
    return steps.map((step) => {
      const whom = step.contactId === null ? undefined : contact.get(step.contactId);
      const phone = whom?.addresses.find(({ kind }) => kind === 'phone' || kind === 'sms');
      const slot = slots.ok ? slots.value.get(step.id) : undefined;
      return [
        plan.title,
        number.get(step.id) ?? '',
        step.title,
        step.detail,
        PHASE[step.phase],
        step.roleId === null ? '' : (roleName.get(step.roleId) ?? ''),
        step.after.map((id) => number.get(id) ?? '').join(', '),
        step.minutes === null ? '' : String(step.minutes),
        slot ? String(slot.start) : '',
        whom?.name ?? '',
        phone ? displayAddress(phone) : '',
      ];
    });
  });
  return [HEAD, ...rows];
}
