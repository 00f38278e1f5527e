import type { Tx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import type { Id } from '../../kernel/id.ts';
import { Problem } from '../../kernel/problem.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { checks } from '../checks/checks.store.ts';
import { signals } from '../signals/signals.store.ts';
import { putRestoreTest, readRestoreTest, removeRestoreTest, runRestoreTest } from './restores.contract.ts';
import { restores } from './restores.store.ts';
import { restorable } from './restores.ts';

/** The check, which must be one of a backup that can be restored from. */
async function backupCheck(tx: Tx, id: Id) {
  const check = await checks(tx).get(id);
  if (!restorable(check.kind))
    throw new Problem(409, 'no-restore', 'Only checks of restic, Borg and backups as a file can have a restore test.');
  return check;
}

export const restoreRoutes = (): Route[] => [
  on(readRestoreTest).handle(({ work, params: { id } }) =>
    work(async (tx) => {
      await checks(tx).get(id);
      const found = await restores(tx).find(id);
      const runs = await restores(tx).runs(id);
      return { settings: found?.settings ?? null, dueAt: found?.dueAt ?? null, running: found?.running ?? false, runs };
    }),
  ),
  on(putRestoreTest).handle(({ work, params: { id }, body, caller }) =>
    work(async (tx) => {
      const { name } = await backupCheck(tx, id);
      await restores(tx).put(id, body);
      await audit(tx).note(caller.name, 'restore-test.set', id, { name, everyDays: body.everyDays });
      return undefined;
    }),
  ),
  on(removeRestoreTest).handle(({ work, params: { id }, caller }) =>
    work(async (tx) => {
      const { name } = await checks(tx).get(id);
      await restores(tx).remove(id);
      await signals(tx).close('restores', name, id, { by: 'removed', who: caller.name, reason: '' });
      await audit(tx).note(caller.name, 'restore-test.removed', id, { name });
      return undefined;
    }),
  ),
  on(runRestoreTest).handle(({ work, params: { id } }) =>
    work(async (tx) => {
      await backupCheck(tx, id);
      await restores(tx).askRun(id);
      return undefined;
    }),
  ),
];
