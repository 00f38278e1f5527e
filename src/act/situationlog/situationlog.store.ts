import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { Id } from '../../kernel/id.ts';
import { instant } from '../../kernel/instant.ts';
import { notFound } from '../../kernel/problem.ts';
import { type Accepted, acceptEntry, checkpointDue, type Refusal, startLog, writeAsServer, writeCheckpoint } from './accept.ts';
import { PublicKey } from './bytes.ts';
import { canonical } from './canonical.ts';
import { type DeviceKey, exportPrivateKey, importDevice, newDevice } from './device.ts';
import { LogLine, type LogRecord, type Mode, type SignedEntry } from './entry.ts';
import { LogHead } from './place.ts';
import type { Note } from './say.ts';

const DeviceRow = z.object({ device: Id, public_key: PublicKey, sealed_key: z.string() });

/** The situation logs of incidents: append only. The server signs as its first device; other devices' entries are checked and numbered. */
export const situationLog = (tx: Tx) => {
  const { db, org, now } = tx;

  /** The key with which this installation signs; made at the first need. */
  async function serverKey(): Promise<DeviceKey> {
    const read = () => db.selectFrom('log_device').selectAll().where('org_id', '=', org).executeTakeFirst();
    let row = await read();
    if (!row) {
      const made = await newDevice(now, 'exportable');
      const sealed = await tx.keyring.seal(db, org, await exportPrivateKey(made));
      await db
        .insertInto('log_device')
        .values({ org_id: org, device: made.device, public_key: made.publicKey, sealed_key: sealed })
        .onConflict((on) => on.doNothing())
        .execute();
      row = await read();
    }
    const { device, public_key, sealed_key } = DeviceRow.parse(row);
    return importDevice(device, public_key, await tx.keyring.open(db, org, sealed_key));
  }

  /** Reads the head and holds its row until the unit of work ends, so that nobody else appends meanwhile. */
  async function head(incident: Id): Promise<{ head: LogHead; checkpoint: { number: number; at: ReturnType<typeof instant> } }> {
    // An update that changes nothing takes the row's lock on PostgreSQL; SQLite has one writer anyway.
    const row = await db
      .updateTable('log_head')
      .set((eb) => ({ checkpoint_number: eb.ref('checkpoint_number') }))
      .where('org_id', '=', org)
      .where('incident_id', '=', incident)
      .returningAll()
      .executeTakeFirst();
    if (!row) throw notFound('The situation log of this incident');
    return { head: LogHead.parse(JSON.parse(row.head)), checkpoint: { number: row.checkpoint_number, at: instant(row.checkpoint_at) } };
  }

  async function saveLine({ line, entryHash, hash }: LogRecord): Promise<void> {
    const { device, seq, incident } = line.header;
    await db
      .insertInto('log_line')
      .values({ org_id: org, incident_id: incident, number: line.number, device, seq, entry_hash: entryHash, hash, line: canonical(line) })
      .execute();
    tx.touch('log');
  }

  async function saveHead(next: LogHead, checkpoint?: number): Promise<void> {
    await db
      .updateTable('log_head')
      .set({ head: JSON.stringify(next), ...(checkpoint === undefined ? {} : { checkpoint_number: checkpoint, checkpoint_at: now }) })
      .where('org_id', '=', org)
      .where('incident_id', '=', next.incident)
      .execute();
  }

  /** Saves the line and, when it is time, a checkpoint behind it. */
  async function keep(accepted: Accepted, since: { number: number; at: ReturnType<typeof instant> }): Promise<LogRecord> {
    await saveLine(accepted.record);
    if (!checkpointDue(accepted.head, since, now)) {
      await saveHead(accepted.head);
      return accepted.record;
    }
    const signed = await writeCheckpoint(accepted.head, await serverKey(), now);
    await saveLine(signed.record);
    await saveHead(signed.head, signed.head.count);
    return accepted.record;
  }

  return {
    /** Opens the log of an incident; does nothing when it is open already. */
    async start(incident: Id, mode: Mode): Promise<void> {
      const there = await db
        .selectFrom('log_head')
        .select('incident_id')
        .where('org_id', '=', org)
        .where('incident_id', '=', incident)
        .executeTakeFirst();
      if (there) return;
      const { record, head: first } = await startLog(incident, mode, await serverKey(), now);
      await db
        .insertInto('log_head')
        .values({ org_id: org, incident_id: incident, head: JSON.stringify(first), checkpoint_number: 1, checkpoint_at: now })
        .execute();
      await saveLine(record);
    },

    /** Writes a line as the server: what krisenfest did itself, and what people type in the interface. */
    async append(incident: Id, { kind, payload, occurredAt }: Note): Promise<LogRecord> {
      const at = await head(incident);
      const draft = { incident, mode: at.head.mode, occurredAt: instant(occurredAt ?? now), kind, payload };
      return keep(await writeAsServer(at.head, draft, await serverKey(), now), at.checkpoint);
    },

    /** Takes an entry that another device signed. Gives the refusal as it is: the device must know. */
    async take(incident: Id, entry: SignedEntry): Promise<LogRecord | Refusal> {
      const at = await head(incident);
      const accepted = await acceptEntry(at.head, entry, now);
      return accepted.ok ? keep(accepted.value, at.checkpoint) : accepted.error;
    },

    /** A checkpoint at the end, as before an export. */
    async checkpoint(incident: Id): Promise<void> {
      const at = await head(incident);
      if (at.checkpoint.number === at.head.count) return;
      const signed = await writeCheckpoint(at.head, await serverKey(), now);
      await saveLine(signed.record);
      await saveHead(signed.head, signed.head.count);
    },

    /** Lines after `after`, in order. */
    async lines(incident: Id, after = 0, limit = 500): Promise<LogRecord[]> {
      const rows = await db
        .selectFrom('log_line')
        .select(['line', 'entry_hash', 'hash'])
        .where('org_id', '=', org)
        .where('incident_id', '=', incident)
        .where('number', '>', after)
        .orderBy('number')
        .limit(limit)
        .execute();
      return rows.map((row) => ({ line: LogLine.parse(JSON.parse(row.line)), entryHash: row.entry_hash, hash: row.hash }));
    },

    serverKey,
    head: async (incident: Id) => (await head(incident)).head,
  };
};
