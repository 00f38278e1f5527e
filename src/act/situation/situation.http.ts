import { type Caller, on, type Route } from '../../http/route.ts';
import { instant } from '../../kernel/instant.ts';
import { timeText } from '../../kernel/wording.ts';
import { mayDo } from '../../trust/roles/rights.ts';
import { markedBack, moversOf, noteRestore, situationOf } from './situation.cases.ts';
import { markBack, putRestoreNote, readMovers, readSituation, removeRestoreNote } from './situation.contract.ts';
import { restoreNotes } from './situation.store.ts';
import { de, en } from './situation.texts.ts';

const byOf = (caller: Caller) => ({ id: caller.id, name: caller.name });

export const situationRoutes = (): Route[] => [
  on(readSituation).handle(async ({ work, org, caller }) => {
    const mayPlans = mayDo(org.role, 'prepare.own', caller.kind === 'token' ? caller.scope : undefined);
    return work((tx) => situationOf(tx, mayPlans));
  }),
  on(readMovers).handle(async ({ work }) => work(moversOf)),
  on(putRestoreNote).handle(async ({ work, params, body, caller, org }) => {
    const t = (org.language === 'de' ? de : en).log;
    const time = (at: number) => timeText(instant(at), org.zone, org.language);
    const text = (name: string) =>
      [
        ...(body.startedAt === null ? [] : [t.begun(name, time(body.startedAt))]),
        ...(body.expectedEnd === null ? [] : [t.expected(name, time(body.expectedEnd))]),
        ...(body.note === '' ? [] : [body.note]),
      ].join(' ') || t.taken(name);
    await work((tx) => noteRestore(tx, params.nodeId, body, byOf(caller), text));
    return undefined;
  }),
  on(removeRestoreNote).handle(async ({ work, params }) => {
    await work((tx) => restoreNotes(tx).remove(params.nodeId));
    return undefined;
  }),
  on(markBack).handle(async ({ work, params, caller }) => {
    await work((tx) => markedBack(tx, params.nodeId, byOf(caller)));
    return undefined;
  }),
];
