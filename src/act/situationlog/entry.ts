import { z } from 'zod';
import { Id } from '../../kernel/id.ts';
import { type Instant, instant } from '../../kernel/instant.ts';
import { Hash, PublicKey, Salt, Signature } from './bytes.ts';

/**
 * What a line of the situation log is about (Lagetagebuch; kinds after BSI 200-4, handbook of the crisis team, and THW's rules for
 * an Einsatztagebuch). `system` is what krisenfest did by itself; `device` and `checkpoint` keep the log provable.
 */
export const ContentKind = z.enum([
  'situation',
  'assessment',
  'decision',
  'order',
  'execution',
  'messageIn',
  'messageOut',
  'presence',
  'scribe',
  'closing',
  'system',
]);
export type ContentKind = z.infer<typeof ContentKind>;
export const Kind = z.enum([...ContentKind.options, 'device', 'checkpoint']);
export type Kind = z.infer<typeof Kind>;

/** CAP's word for it: an exercise can never be read as the real thing, since every entry's signature covers it. */
export const Mode = z.enum(['actual', 'exercise']);
export type Mode = z.infer<typeof Mode>;

const ISO_MS = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/;
/** A time in the log: UTC with milliseconds, written in one way only, `2026-11-22T09:14:05.000Z`. */
export const LogTime = z
  .string()
  .refine(
    (text) => ISO_MS.test(text) && !Number.isNaN(Date.parse(text)) && new Date(text).toISOString() === text,
    'must be a UTC time like 2026-11-22T09:14:05.000Z',
  );
export type LogTime = z.infer<typeof LogTime>;
export const atOf = (time: LogTime): Instant => instant(Date.parse(time));

const wellFormed = (longest: number) =>
  z
    .string()
    .max(longest)
    .refine((text) => text.isWellFormed(), 'must not hold half a surrogate pair');
const filled = (longest: number) => wellFormed(longest).min(1);

const Author = z.strictObject({ id: Id.nullable(), name: filled(200), role: filled(200).exactOptional() });

/** A file that belongs to an entry; the log holds its hash, the file travels beside it. */
const Attachment = z.strictObject({ sha256: Hash, name: filled(300), type: filled(200), bytes: z.int().nonnegative() });

/** Facts for machines beside the sentence for people: flat, and only values that every language writes alike. */
export const Facts = z.record(z.string().regex(/^[a-z][A-Za-z0-9]{0,59}$/), z.union([wellFormed(2000), z.int(), z.boolean(), z.null()]));
export type Facts = z.infer<typeof Facts>;

/** What somebody wrote. It is hashed with salt, so it can be withheld later without breaking the log. */
export const Contents = z.strictObject({
  author: Author,
  text: filled(20_000),
  /** Why, for decisions. */
  reason: filled(20_000).exactOptional(),
  /** The hash of the entry that this one corrects; the old entry stays. */
  corrects: Hash.exactOptional(),
  attachments: z.array(Attachment).max(50).exactOptional(),
  /** For `system`: what happened, as `incident.opened`. */
  event: z
    .string()
    .regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)+$/)
    .max(100)
    .exactOptional(),
  facts: Facts.exactOptional(),
});
export type Contents = z.infer<typeof Contents>;

/** Lets a device write in this log, or not any more. Never withheld: without it no signature could be checked. */
export const DeviceChange = z.discriminatedUnion('action', [
  z.strictObject({ action: z.literal('admit'), device: Id, publicKey: PublicKey, role: z.enum(['server', 'device']) }),
  z.strictObject({ action: z.literal('retire'), device: Id }),
]);
export type DeviceChange = z.infer<typeof DeviceChange>;

/** The server signs how long the log was and what its last line was. Never withheld. */
export const Checkpoint = z.strictObject({ count: z.int().positive(), head: Hash });
export type Checkpoint = z.infer<typeof Checkpoint>;

/** The signed part of an entry, one link in the chain of its device. */
export const Header = z.strictObject({
  format: z.literal('krisenfest-entry@1'),
  incident: Id,
  mode: Mode,
  device: Id,
  /** 1, 2, 3 … within this device and incident. */
  seq: z.int().positive(),
  /** The hash of this device's entry before, or null for its first. */
  previous: Hash.nullable(),
  occurredAt: LogTime,
  writtenAt: LogTime,
  kind: Kind,
  /** SHA-256 over salt and canonical payload. */
  payloadHash: Hash,
});
export type Header = z.infer<typeof Header>;

/** What is said, with the kind that says how to read it. */
export type Saying =
  | { readonly kind: ContentKind; readonly payload: Contents }
  | { readonly kind: 'device'; readonly payload: DeviceChange }
  | { readonly kind: 'checkpoint'; readonly payload: Checkpoint };

/** The shape that a payload of this kind must have. */
function payloadShape(kind: Kind): z.ZodType<Contents | DeviceChange | Checkpoint> {
  switch (kind) {
    case 'device':
      return DeviceChange;
    case 'checkpoint':
      return Checkpoint;
    default:
      return Contents;
  }
}

const Payload = z.union([Contents, DeviceChange, Checkpoint]);
export type Payload = z.infer<typeof Payload>;

const payloadFits = (entry: { header: Header; payload?: Payload }): boolean =>
  entry.payload === undefined || payloadShape(entry.header.kind).safeParse(entry.payload).success;

/** An entry as a device makes it and sends it to the server. */
export const SignedEntry = z
  .strictObject({ header: Header, signature: Signature, salt: Salt, payload: Payload })
  .refine(payloadFits, { path: ['payload'], message: 'does not have the shape of its kind' });
export type SignedEntry = z.infer<typeof SignedEntry>;

/** A line of the log: an entry with the number and the time the server gave it. Without salt and payload it is withheld. */
export const LogLine = z
  .strictObject({
    number: z.int().positive(),
    receivedAt: LogTime,
    /** The hash of the line before, or null for the first. */
    previous: Hash.nullable(),
    header: Header,
    signature: Signature,
    salt: Salt.exactOptional(),
    payload: Payload.exactOptional(),
  })
  .refine((line) => (line.salt === undefined) === (line.payload === undefined), {
    path: ['salt'],
    message: 'salt and payload come together or not at all',
  })
  .refine(payloadFits, { path: ['payload'], message: 'does not have the shape of its kind' });
export type LogLine = z.infer<typeof LogLine>;

/** A line with its two hashes, as the store keeps it. */
export type LogRecord = { readonly line: LogLine; readonly entryHash: Hash; readonly hash: Hash };
