import { networkInterfaces } from 'node:os';
import { on, type Route } from '../../http/route.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { checks } from '../checks/checks.store.ts';
import { addUplink, changeUplink, listUplinks, removeUplink } from './uplinks.contract.ts';
import { uplinks } from './uplinks.store.ts';
import { standingOf, wayBy } from './uplinks.ts';

export const uplinkRoutes = (): Route[] => [
  on(listUplinks).handle(async ({ work }) => {
    const { all, list } = await work(async (tx) => ({ all: await uplinks(tx).list(), list: await checks(tx).list() }));
    const machine = networkInterfaces();
    const shown = all.map((one) => {
      const mine = list.filter(({ uplinkId }) => uplinkId === one.id).map(({ id, name, shown }) => ({ id, name, shown }));
      const way = wayBy(one.via, machine);
      return {
        ...one,
        addresses: [way?.four, way?.six].filter((address) => address != null),
        standing: standingOf(mine),
        checks: mine,
      };
    });
    const interfaces = Object.entries(machine)
      .filter(([, addresses]) => addresses?.some(({ internal }) => !internal))
      .map(([name, addresses = []]) => ({ name, addresses: addresses.map(({ address }) => address) }));
    return { uplinks: shown, interfaces };
  }),
  on(addUplink).handle(({ work, body, caller }) =>
    work(async (tx) => {
      const id = await uplinks(tx).add(body);
      await audit(tx).note(caller.name, 'line.added', id, { name: body.name });
      return { id };
    }),
  ),
  on(changeUplink).handle(({ work, body, params, caller }) =>
    work(async (tx) => {
      await uplinks(tx).change(params.id, body);
      await audit(tx).note(caller.name, 'line.changed', params.id, { name: body.name });
      return undefined;
    }),
  ),
  on(removeUplink).handle(({ work, params, caller }) =>
    work(async (tx) => {
      const name = await uplinks(tx).remove(params.id);
      await audit(tx).note(caller.name, 'line.removed', params.id, { name });
      return undefined;
    }),
  ),
];
