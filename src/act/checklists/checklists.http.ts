import type { Tx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import type { Id } from '../../kernel/id.ts';
import { Problem } from '../../kernel/problem.ts';
import { textsOf } from '../incidents/incidents.cases.ts';
import { incidents } from '../incidents/incidents.store.ts';
import { type Incident, openedAt, restoreLocked } from '../incidents/incidents.ts';
import type { Note } from '../situationlog/say.ts';
import { situationLog } from '../situationlog/situationlog.store.ts';
import { type Checklist, operateChecklist, readChecklist } from './checklists.contract.ts';
import { checklists } from './checklists.store.ts';
import { itemsOf, type Operation, replay } from './checklists.ts';

async function listOf(tx: Tx, incident: Incident): Promise<Checklist> {
  const items = itemsOf(incident.plan);
  const operations = await checklists(tx).of(incident.id);
  const locked = restoreLocked(incident);
  return { items, operations, restoreLocked: locked, standing: replay(items, operations, locked) };
}

/** The line that an operation leaves in the situation log, with the time at which it was made. */
async function noteOf(tx: Tx, operation: Operation, before: Checklist, author: Id): Promise<Note> {
  const t = (await textsOf(tx)).log;
  const item = before.standing.find((one) => one.id === operation.item);
  const title = operation.kind === 'add' ? operation.title : (item?.title ?? operation.item);
  const text = () => {
    switch (operation.kind) {
      case 'add':
        return t.added(title, operation.by);
      case 'take':
        return t.taken(title, operation.by);
      case 'tick':
        if (item?.locked) return t.tickedLocked(title, operation.by);
        return operation.done ? t.ticked(title, operation.by) : t.unticked(title, operation.by);
    }
  };
  const payload = {
    author: { id: author, name: operation.by },
    text: text(),
    event: `checklist.${operation.kind}`,
    facts: { operation: operation.id, item: operation.item },
  };
  return { kind: 'execution', payload, occurredAt: Math.min(operation.stamp.at, tx.now) };
}

export const checklistRoutes = (): Route[] => [
  on(readChecklist).handle(async ({ work, params }) => work(async (tx) => listOf(tx, await incidents(tx).get(params.id)))),

  on(operateChecklist).handle(async ({ work, params, body, caller }) =>
    work(async (tx) => {
      const incident = await incidents(tx).get(params.id);
      if (openedAt(incident) === null) throw new Problem(409, 'not-open', (await textsOf(tx)).refusal['not-open']);
      const before = await listOf(tx, incident);
      // Whoever sends it did it: a name in the operation that is not the caller's own is not taken over.
      const own = body.operations.map((operation) => ({ ...operation, by: caller.name }));
      for (const operation of await checklists(tx).add(incident.id, own)) {
        await situationLog(tx).append(incident.id, await noteOf(tx, operation, before, caller.id));
        tx.emit({ type: 'checklist.changed', data: { incidentId: incident.id, operation: operation.id } });
      }
      return listOf(tx, incident);
    }),
  ),
];
