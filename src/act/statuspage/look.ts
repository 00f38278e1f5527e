import { z } from 'zod';
import { type Instant, instant } from '../../kernel/instant.ts';

/** What answers at the address for visitors. */
export const Look = z.discriminatedUnion('kind', [
  /** The newest version of this page. */
  z.object({ kind: z.literal('newest'), writtenAt: z.number() }),
  /** This page, but an older version of it. */
  z.object({ kind: z.literal('older'), writtenAt: z.number() }),
  /** Something else; `status` is that of HTTP. */
  z.object({ kind: z.literal('other'), status: z.number() }),
  /** Nothing; `reason` in an English sentence. */
  z.object({ kind: z.literal('silent'), reason: z.string() }),
]);
export type Look = z.infer<typeof Look>;

const Ours = z.object({ format: z.literal('krisenfest-statuspage@1'), company: z.string(), writtenAt: z.iso.datetime() });

/** Judges the `status.json` that was answered, knowing whose it should be and when it was written last. */
export function judged(status: number, body: string, company: string, newest: Instant | null): Look {
  let read: unknown;
  try {
    read = JSON.parse(body);
  } catch {
    return { kind: 'other', status };
  }
  const ours = Ours.safeParse(read);
  if (status !== 200 || !ours.success || ours.data.company !== company) return { kind: 'other', status };
  const writtenAt = instant(Date.parse(ours.data.writtenAt));
  return { kind: newest !== null && writtenAt < newest ? 'older' : 'newest', writtenAt };
}
