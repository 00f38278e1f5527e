import { createECDH } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../../db/work.ts';
import { type Instant, instant } from '../../../kernel/instant.ts';
import { notFound } from '../../../kernel/problem.ts';
import { hashOf } from '../../../trust/tokens/secret.ts';
import { DeliveryState, Reason } from '../alerting.ts';
import { type Device, freeName } from './push.ts';

/** A device with whose it is and since when. `place`: the hash of its address at the push service, by which a browser knows itself. */
export type RegisteredDevice = Device & {
  readonly personId: string;
  readonly person: string;
  readonly place: string;
  readonly since: Instant;
};

/** How the last message to a device went, and when one was last acknowledged. */
export type DeviceProof = {
  readonly acknowledgedAt: Instant | null;
  readonly last: { readonly at: Instant; readonly state: DeliveryState; readonly reason: Reason | null } | null;
};

type New = { readonly personId: string; readonly name: string; readonly url: string; readonly told: string };

const KEY = 'push-key';
const Keys = z.object({ version: z.literal(1), secret: z.string(), open: z.string() });
/** What push services know this installation by (VAPID, RFC 8292): private and public key, base64url. */
export type PushKeyPair = Pick<z.infer<typeof Keys>, 'secret' | 'open'>;

/**
 * One pair for the whole installation: a browser keeps one registration, bound to the key that it was made with, and somebody may be
 * alerted by several organisations on the same device.
 */
export async function pushKeys({ db, keyring }: Pick<Tx, 'db' | 'keyring'>): Promise<PushKeyPair> {
  const read = () => db.selectFrom('installation').select('value').where('name', '=', KEY).executeTakeFirst();
  const kept = await read();
  if (kept) return Keys.parse(JSON.parse(keyring.openOwn(kept.value)));
  const pair = createECDH('prime256v1');
  pair.generateKeys();
  // Leading zeros belong to the key: 32 bytes always.
  const secret = Buffer.from(pair.getPrivateKey('hex').padStart(64, '0'), 'hex').toString('base64url');
  const value = keyring.sealOwn(JSON.stringify({ version: 1, secret, open: pair.getPublicKey('base64url') }));
  await db
    .insertInto('installation')
    .values({ name: KEY, value })
    .onConflict((on) => on.doNothing())
    .execute();
  // Another node may have been faster.
  const { value: saved } = (await read()) ?? { value };
  return Keys.parse(JSON.parse(keyring.openOwn(saved)));
}

/** The devices that members of the organisation have registered for their alerts. */
export const pushDevices = ({ db, org, now, keyring, newId, touch }: Tx) => {
  const rows = () =>
    db
      .selectFrom('push_device')
      .innerJoin('person', 'person.id', 'push_device.person_id')
      .select(['push_device.id', 'push_device.name', 'push_device.person_id', 'push_device.place_hash', 'push_device.created_at'])
      .select(['person.name as person', 'person.email'])
      .where('push_device.org_id', '=', org)
      .where('person.disabled_at', 'is', null)
      .orderBy('push_device.created_at')
      .orderBy('push_device.id');
  type Row = Awaited<ReturnType<ReturnType<typeof rows>['executeTakeFirstOrThrow']>>;
  const fromRow = (row: Row): RegisteredDevice => ({
    id: row.id,
    name: row.name,
    email: row.email,
    personId: row.person_id,
    person: row.person,
    place: row.place_hash,
    since: instant(row.created_at),
  });
  const get = async (id: string): Promise<RegisteredDevice> => {
    const row = await rows().where('push_device.id', '=', id).executeTakeFirst();
    if (!row) throw notFound('This device');
    return fromRow(row);
  };
  return {
    async list(): Promise<RegisteredDevice[]> {
      return (await rows().execute()).map(fromRow);
    },
    async ofPerson(personId: string): Promise<RegisteredDevice[]> {
      return (await rows().where('push_device.person_id', '=', personId).execute()).map(fromRow);
    },
    get,
    /** Registers a browser. One that was registered before is that device no longer: it belongs to whoever sits before it now. */
    async add({ personId, name, url, told }: New): Promise<RegisteredDevice> {
      const place_hash = hashOf(url);
      await db.deleteFrom('push_device').where('org_id', '=', org).where('place_hash', '=', place_hash).execute();
      const names = await db.selectFrom('push_device').select('name').where('org_id', '=', org).execute();
      const id = newId();
      await db
        .insertInto('push_device')
        .values({
          org_id: org,
          id,
          person_id: personId,
          name: freeName(name, new Set(names.map((row) => row.name))),
          place_hash,
          sealed: await keyring.seal(db, org, told),
          created_at: now,
        })
        .execute();
      touch('push-device');
      return get(id);
    },
    async remove(id: string): Promise<void> {
      await db.deleteFrom('push_device').where('org_id', '=', org).where('id', '=', id).execute();
      touch('push-device');
    },
    /** What its browser has told of a device, as it was given to `add`; undefined when the device is registered no longer. */
    async told(id: string): Promise<string | undefined> {
      const row = await db.selectFrom('push_device').select('sealed').where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
      return row && keyring.open(db, org, row.sealed);
    },
    /** By the id of the device; each acknowledgement is a proof, that of a real alert as well. */
    async proofs(ids: readonly string[]): Promise<ReadonlyMap<string, DeviceProof>> {
      const found = new Map<string, DeviceProof>();
      if (ids.length === 0) return found;
      const of = db.selectFrom('delivery').where('org_id', '=', org).where('device_id', 'in', ids);
      const groups = await of
        .select(['device_id', (eb) => eb.fn.max('acknowledged_at').as('acknowledged_at'), (eb) => eb.fn.max('id').as('last')])
        .groupBy('device_id')
        .execute();
      for (const { device_id, acknowledged_at, last } of groups) {
        const row = await db
          .selectFrom('delivery')
          .select(['created_at', 'state', 'reason'])
          .where('org_id', '=', org)
          .where('id', '=', last)
          .executeTakeFirst();
        found.set(device_id ?? '', {
          acknowledgedAt: acknowledged_at === null ? null : instant(acknowledged_at),
          last: row
            ? {
                at: instant(row.created_at),
                state: DeliveryState.parse(row.state),
                reason: row.reason === null ? null : Reason.parse(JSON.parse(row.reason)),
              }
            : null,
        });
      }
      return found;
    },
  };
};
