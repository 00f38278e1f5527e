import type { Tx } from '../../../db/work.ts';
import type { Id } from '../../../kernel/id.ts';
import { documents } from '../../../prepare/documents.store.ts';
import { AbsenceContents, GroupContents, PolicyContents } from './policies.ts';
import { RotaContents, withoutPerson } from './rota.ts';
import { AlertingSettings } from './settings.ts';

export const policies = (tx: Tx) =>
  documents(tx, { table: 'alert_policy', schema: PolicyContents, topic: 'escalation', word: 'This escalation policy' });
export const groups = (tx: Tx) => documents(tx, { table: 'alert_group', schema: GroupContents, topic: 'escalation', word: 'This group' });
export const rotas = (tx: Tx) => documents(tx, { table: 'duty_rota', schema: RotaContents, topic: 'escalation', word: 'This duty rota' });
export const absences = (tx: Tx) => documents(tx, { table: 'absence', schema: AbsenceContents, topic: 'escalation', word: 'This absence' });

/** What the firm has decided about its alerting; the defaults where it has decided nothing. */
export const alertingSettings = ({ db, org, touch }: Tx) => ({
  async read(): Promise<AlertingSettings> {
    const row = await db.selectFrom('alerting_setting').select('data').where('org_id', '=', org).executeTakeFirst();
    return AlertingSettings.parse(row ? JSON.parse(row.data) : {});
  },
  async save(settings: AlertingSettings): Promise<void> {
    const data = JSON.stringify(settings);
    await db
      .insertInto('alerting_setting')
      .values({ org_id: org, data })
      .onConflict((on) => on.column('org_id').doUpdateSet({ data }))
      .execute();
    touch('escalation');
  },
});

/** Takes a contact that is removed out of groups, rotas, absences and steps. */
export async function forgetContact(tx: Tx, contact: Id): Promise<void> {
  for (const { id, revision: _r, updatedAt: _u, ...group } of await groups(tx).list())
    if (group.members.includes(contact)) await groups(tx).put(id, { ...group, members: group.members.filter((one) => one !== contact) });
  for (const { id, revision: _r, updatedAt: _u, ...rota } of await rotas(tx).list()) {
    const without = withoutPerson(rota, contact);
    if (without.people.length !== rota.people.length || without.overrides.length !== rota.overrides.length)
      await rotas(tx).put(id, without);
  }
  for (const { id, revision: _r, updatedAt: _u, ...absence } of await absences(tx).list()) {
    if (absence.contactId === contact) await absences(tx).remove(id);
    else if (absence.standIn === contact) await absences(tx).put(id, { ...absence, standIn: null });
  }
  for (const { id, revision: _r, updatedAt: _u, ...policy } of await policies(tx).list()) {
    const meant = policy.steps.some(({ targets }) => targets.some((target) => target.kind === 'person' && target.id === contact));
    if (!meant) continue;
    const steps = policy.steps.map((step) => ({
      ...step,
      targets: step.targets.filter((target) => target.kind !== 'person' || target.id !== contact),
    }));
    await policies(tx).put(id, { ...policy, steps });
  }
}
