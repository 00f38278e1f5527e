import type pg from 'pg';
import type { Clock } from '../kernel/clock.ts';

const TRIES = 3;

/**
 * How far the clock of the PostgreSQL server is ahead of `clock`, in ms (negative: behind). Of a few questions the one
 * that came back soonest counts, with half of its way taken off: the error is at most half of that way.
 */
export async function serverOffset(pool: pg.Pool, clock: Clock): Promise<number> {
  let best = { way: Number.POSITIVE_INFINITY, offset: 0 };
  for (let n = 0; n < TRIES; n++) {
    const asked = clock.now();
    const { rows } = await pool.query<{ ms: string }>('select extract(epoch from clock_timestamp()) * 1000 as ms');
    const way = clock.now() - asked;
    if (way < best.way) best = { way, offset: Number(rows[0]?.ms) - (asked + way / 2) };
  }
  return best.offset;
}
