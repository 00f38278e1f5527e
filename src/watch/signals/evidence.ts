import { z } from 'zod';
import { type Instant, instant } from '../../kernel/instant.ts';

const At = z.number().int().transform(instant);

/** One message as it came. `clock`: whose time counts as the beginning. `cut`: it was longer than what is kept. */
const Piece = z.object({
  receivedAt: At,
  sentAt: At.nullable(),
  clock: z.enum(['sender', 'receipt']),
  says: z.enum(['open', 'cleared']),
  body: z.string(),
  cut: z.boolean(),
});
export type Piece = z.infer<typeof Piece>;

/** What a signal rests on: the first messages and the newest, never more, however often it is reported. */
export const Evidence = z.object({ version: z.literal(1), pieces: z.array(Piece) });
export type Evidence = z.infer<typeof Evidence>;

/** Enough to see what was meant; a storm must not fill the disk. */
export const LONGEST_BODY = 4000;
export const MOST_PIECES = 3;

export const pieceOf = (
  body: string,
  { receivedAt, sentAt, clock, says }: { receivedAt: Instant; sentAt: Instant | null; clock: Piece['clock']; says: Piece['says'] },
): Piece => {
  const kept = body.slice(0, LONGEST_BODY).toWellFormed();
  return { receivedAt, sentAt, clock, says, body: kept, cut: body.length > LONGEST_BODY };
};

/** The first stays, the newest stays, what lies between is only counted by the signal. */
export function withPiece(before: Evidence | undefined, piece: Piece): Evidence {
  const pieces = before?.pieces ?? [];
  return { version: 1, pieces: pieces.length < MOST_PIECES ? [...pieces, piece] : [...pieces.slice(0, MOST_PIECES - 1), piece] };
}
