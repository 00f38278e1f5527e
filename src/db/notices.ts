import type pg from 'pg';
import { z } from 'zod';
import { type Duration, duration, type Instant, plus } from '../kernel/instant.ts';
import type { Commit } from './work.ts';

const CHANNEL = 'krisenfest';
/** Commits within this time reach the other nodes as one notice. */
const GATHER_MS = 20;
/** PostgreSQL takes less than 8000 bytes in one notice. */
const MOST_BYTES = 7000;
/** A connection that died without a word is noticed after this time. */
const LOOK_EVERY: Duration = duration(15_000);

const Notice = z.object({ node: z.string(), commits: z.array(z.object({ org: z.string(), topics: z.array(z.string()) })) });

export type NoticesOptions = {
  readonly pool: pg.Pool;
  readonly node: string;
  /** What another node has committed. */
  readonly heard: (commit: Commit) => void;
  /** Notices may have been missed: the connection was away. */
  readonly missed: () => void;
  readonly onFault: (where: string, error: unknown) => void;
};

/**
 * LISTEN/NOTIFY between the nodes of one PostgreSQL cluster: each tells the others what it has committed, so that their
 * screens and workers wake at once. It only wakes: a lost notice costs a sweep of the engine, and screens ask for everything
 * again when the connection is back. `turn` is the worker that keeps the connection.
 */
export function notices({ pool, node, heard, missed, onFault }: NoticesOptions) {
  let client: pg.PoolClient | undefined;
  let wasThere = false;
  let lookedAt = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  let waiting = new Map<string, Set<string>>();
  let closed = false;

  const drop = (gone: pg.PoolClient | undefined): void => {
    if (gone === undefined || gone !== client) return;
    client = undefined;
    gone.removeAllListeners('notification');
    gone.release(true);
  };

  async function connect(): Promise<void> {
    const made = await pool.connect();
    if (closed) return made.release(true);
    client = made;
    made.on('error', () => drop(made));
    made.on('end', () => drop(made));
    made.on('notification', ({ payload }) => {
      const notice = Notice.parse(JSON.parse(payload ?? ''));
      if (notice.node !== node) for (const { org, topics } of notice.commits) heard({ org, topics });
    });
    await made.query(`listen ${CHANNEL}`);
    if (wasThere) missed();
    wasThere = true;
  }

  async function send(): Promise<void> {
    const commits = [...waiting].map(([org, topics]) => ({ org, topics: [...topics] }));
    waiting = new Map();
    timer = undefined;
    const parts: (typeof commits)[] = [];
    for (const commit of commits) {
      const last = parts.at(-1);
      if (last && JSON.stringify([...last, commit]).length < MOST_BYTES) last.push(commit);
      else parts.push([commit]);
    }
    for (const part of parts) await pool.query('select pg_notify($1, $2)', [CHANNEL, JSON.stringify({ node, commits: part })]);
  }

  return {
    /** Tells the other nodes, soon; failing to do so is noted and otherwise harmless. */
    tell: ({ org, topics }: Commit): void => {
      const known = waiting.get(org) ?? new Set();
      if (closed) return;
      waiting.set(org, known);
      for (const topic of topics) known.add(topic);
      timer ??= setTimeout(() => void send().catch((error: unknown) => onFault('notices', error)), GATHER_MS);
    },
    turn: async (now: Instant): Promise<Instant> => {
      if (!client) {
        try {
          await connect();
          lookedAt = now;
        } catch (error) {
          drop(client);
          throw error;
        }
      } else if (now - lookedAt >= LOOK_EVERY) {
        const looked = client;
        try {
          await looked.query('select 1');
          lookedAt = now;
        } catch (error) {
          drop(looked);
          throw error;
        }
      }
      return plus(now, LOOK_EVERY);
    },
    close: (): void => {
      closed = true;
      clearTimeout(timer);
      timer = undefined;
      drop(client);
    },
  };
}
