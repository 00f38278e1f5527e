import type { Tx } from '../../../db/work.ts';
import { faultsOf } from '../../../http/problems.ts';
import type { Caller } from '../../../http/route.ts';
import { notFound, Problem } from '../../../kernel/problem.ts';
import { contacts } from '../../../prepare/contacts/contacts.store.ts';
import { audit } from '../../../trust/audit/audit.store.ts';
import { ToldByDevice } from '../channels/pushsend.ts';
import { channelSettings } from '../channels.store.ts';
import { hearContactChanged } from '../people.on.ts';
import { testOne } from '../tests.cases.ts';
import type { DeviceView } from './push.contract.ts';
import { type DeviceProof, pushDevices, type RegisteredDevice } from './push.store.ts';
import { isSamePerson, MOST_DEVICES, PUSH } from './push.ts';

/** The person herself: for a device of one's own nobody and nothing else can speak. */
export type Owner = Extract<Caller, { kind: 'person' }>;

export const deviceView = ({ id, name, since }: RegisteredDevice, proof: DeviceProof | undefined): DeviceView => ({
  id,
  name,
  since,
  acknowledgedAt: proof?.acknowledgedAt ?? null,
  last: proof?.last ?? null,
});

export const pushIsSetUp = async (tx: Tx): Promise<boolean> => (await channelSettings(tx).list()).some(({ kind }) => kind === PUSH);

/** As which contact somebody is alerted; undefined when none has the e-mail address of her account. */
export const contactOf = async (tx: Tx, { email }: Owner) => (await contacts(tx).list()).find((contact) => isSamePerson(contact, email));

type Asked = { readonly name: string; readonly url: string; readonly p256dh: string; readonly auth: string };

export async function addDeviceOf(tx: Tx, owner: Owner, { name, ...told }: Asked): Promise<DeviceView> {
  if (!(await pushIsSetUp(tx)))
    throw new Problem(
      409,
      'push-not-set-up',
      'Push is not set up here. Somebody with the right to the settings adds it under Alert channels.',
    );
  const place = ToldByDevice.safeParse(told);
  if (!place.success)
    throw new Problem(
      400,
      'bad-device',
      'This is not what a browser says of itself. Please register the device again.',
      faultsOf(place.error),
    );
  const before = await pushDevices(tx).list();
  if (before.filter(({ personId }) => personId === owner.id).length >= MOST_DEVICES)
    throw new Problem(409, 'too-many-devices', `Nobody needs more than ${MOST_DEVICES} devices. Please remove one first.`);
  const device = await pushDevices(tx).add({ personId: owner.id, name, url: place.data.url, told: JSON.stringify(place.data) });
  const replaced = before.find(({ place }) => place === device.place);
  await audit(tx).note(owner.name, 'device.added', device.id, {
    name: device.name,
    ...(replaced && replaced.personId !== owner.id ? { insteadOf: replaced.person } : {}),
  });
  // Whoever registers a phone in the middle of an alert gets it there at once.
  const contact = await contactOf(tx, owner);
  if (contact) await hearContactChanged(tx, contact.id);
  return deviceView(device, undefined);
}

/** One of the owner's devices; somebody else's is not there for her. */
export async function deviceOf(tx: Tx, owner: Owner, id: string): Promise<RegisteredDevice> {
  const device = (await pushDevices(tx).ofPerson(owner.id)).find((one) => one.id === id);
  if (!device) throw notFound('A device of your own with this id');
  return device;
}

/** The acknowledgement of a test counts for the contact as well, where there is one. */
export async function testDeviceOf(tx: Tx, owner: Owner, id: string): Promise<void> {
  const device = await deviceOf(tx, owner, id);
  const contact = await contactOf(tx, owner);
  const contactId = contact?.id ?? `person:${owner.id}`;
  const { name, language } = contact ?? owner;
  await testOne(tx, owner.name, { contactId, name, language, channel: PUSH, channelId: null, deviceId: device.id, address: device.name });
}

export async function removeDeviceNow(tx: Tx, by: string, { id, name, person }: RegisteredDevice): Promise<void> {
  await pushDevices(tx).remove(id);
  await audit(tx).note(by, 'device.removed', id, { name, person });
}
