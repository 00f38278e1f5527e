import { type Caller, on, type Route } from '../../../http/route.ts';
import { Problem } from '../../../kernel/problem.ts';
import { addDeviceOf, contactOf, deviceOf, deviceView, type Owner, pushIsSetUp, removeDeviceNow, testDeviceOf } from './push.cases.ts';
import { addMyDevice, listDevices, readMyDevices, removeDevice, removeMyDevice, testMyDevice } from './push.contract.ts';
import { pushDevices, pushKeys } from './push.store.ts';

function herself(caller: Caller): Owner {
  if (caller.kind !== 'person') throw new Problem(403, 'person-only', 'Only a person who is logged in has devices of her own.');
  return caller;
}

export const pushRoutes = (): Route[] => [
  on(readMyDevices).handle(({ work, caller }) =>
    work(async (tx) => {
      const owner = herself(caller);
      const own = await pushDevices(tx).ofPerson(owner.id);
      const proofs = await pushDevices(tx).proofs(own.map(({ id }) => id));
      return {
        ready: await pushIsSetUp(tx),
        key: (await pushKeys(tx)).open,
        contact: (await contactOf(tx, owner))?.name ?? null,
        devices: own.map((device) => ({ ...deviceView(device, proofs.get(device.id)), place: device.place })),
      };
    }),
  ),
  on(addMyDevice).handle(({ work, caller, body }) => work((tx) => addDeviceOf(tx, herself(caller), body))),
  on(testMyDevice).handle(async ({ work, caller, params }) => {
    await work((tx) => testDeviceOf(tx, herself(caller), params.id));
    return undefined;
  }),
  on(removeMyDevice).handle(async ({ work, caller, params }) => {
    await work(async (tx) => removeDeviceNow(tx, caller.name, await deviceOf(tx, herself(caller), params.id)));
    return undefined;
  }),
  on(listDevices).handle(({ work }) =>
    work(async (tx) => {
      const all = await pushDevices(tx).list();
      const proofs = await pushDevices(tx).proofs(all.map(({ id }) => id));
      return { devices: all.map((device) => ({ ...deviceView(device, proofs.get(device.id)), person: device.person })) };
    }),
  ),
  on(removeDevice).handle(async ({ work, caller, params }) => {
    await work(async (tx) => removeDeviceNow(tx, caller.name, await pushDevices(tx).get(params.id)));
    return undefined;
  }),
];
