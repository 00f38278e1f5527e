import { on, type Route } from '../../http/route.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { addMaintenance, changeMaintenance, listMaintenance, removeMaintenance } from './checks.contract.ts';
import { maintenance } from './maintenance.store.ts';
import { openUntil } from './maintenance.ts';

export const maintenanceRoutes = (): Route[] => [
  on(listMaintenance).handle(async ({ work, now, org }) => {
    const windows = await work((tx) => maintenance(tx).list());
    return { windows: windows.map((window) => ({ ...window, openUntil: openUntil(window.times, now, org.zone) })) };
  }),
  on(addMaintenance).handle(({ work, body, caller }) =>
    work(async (tx) => {
      const id = await maintenance(tx).add(body);
      await audit(tx).note(caller.name, 'maintenance.added', id, { name: body.name });
      return { id };
    }),
  ),
  on(changeMaintenance).handle(({ work, body, params, caller }) =>
    work(async (tx) => {
      await maintenance(tx).change(params.id, body);
      await audit(tx).note(caller.name, 'maintenance.changed', params.id, { name: body.name });
      return undefined;
    }),
  ),
  on(removeMaintenance).handle(({ work, params, caller }) =>
    work(async (tx) => {
      await maintenance(tx).remove(params.id);
      await audit(tx).note(caller.name, 'maintenance.removed', params.id, {});
      return undefined;
    }),
  ),
];
