import type { WorkAcross } from '../../db/work.ts';
import { type InstallationAsked, on, type Route } from '../../http/route.ts';
import type { Download } from '../../kernel/contract.ts';
import { Problem } from '../../kernel/problem.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { checks } from './checks.store.ts';
import { pushOf } from './heard.ts';
import {
  beatByGet,
  beatByPost,
  beatOfByGet,
  beatOfByPost,
  heartbeatAddress,
  newHeartbeatAddress,
  postResult,
} from './heartbeats.contract.ts';
import { type Beat, hear, heardFrom, newAddress } from './heartbeats.store.ts';
import { probeOf } from './probes/index.ts';

/** Signs of life that wait to be written down; a burst beyond that is told to come again, instead of growing without end. */
const MOST_WAITING = 20_000;
const AT_ONCE = 1000;

type Waiting = { readonly beat: Beat; readonly told: (known: boolean) => void; readonly failed: (error: unknown) => void };

/**
 * So long what comes in is gathered, in ms. A transaction keeps the process from taking new connections, and it takes few in one go: without
 * the pause each would wait for a transaction of its own.
 */
const GATHERED_MS = 10;

/** Writes down together what came in together: at the full minute many programs report at once, and each waits for the disk. */
function ear(): (workAcross: WorkAcross, beat: Beat) => Promise<boolean> {
  let waiting: Waiting[] = [];
  let isGathering = false;

  async function write(workAcross: WorkAcross): Promise<void> {
    const taken = waiting.slice(0, AT_ONCE);
    waiting = waiting.slice(AT_ONCE);
    const beats = taken.map(({ beat }) => beat);
    try {
      const known = await workAcross((across) => hear(across, beats));
      taken.forEach(({ told }, n) => told(known[n] ?? false));
    } catch (error) {
      for (const { failed } of taken) failed(error);
    }
    isGathering = false;
    if (waiting.length > 0) gather(workAcross);
  }

  function gather(workAcross: WorkAcross): void {
    if (isGathering) return;
    isGathering = true;
    setTimeout(() => void write(workAcross), GATHERED_MS);
  }

  return (workAcross, beat) =>
    new Promise((told, failed) => {
      if (waiting.length >= MOST_WAITING)
        return failed(new Problem(503, 'too-busy', 'Too many signs of life at once. Please report again in a minute.'));
      waiting.push({ beat, told, failed });
      gather(workAcross);
    });
}

type Asked = Pick<InstallationAsked<typeof beatByGet>, 'params' | 'query' | 'now' | 'workAcross'>;

const words = (body: string, status: number): Download => ({
  type: 'text/plain; charset=utf-8',
  body: `${body}\n`,
  status,
  headers: { 'cache-control': 'no-store' },
});

/** `publicBase`: what addresses begin with that others call. */
export const heartbeatRoutes = (publicBase: () => string): Route[] => {
  const listen = ear();
  const take = async ({ params, query, now, workAcross }: Asked, what?: string): Promise<Download> => {
    const push = pushOf(what);
    if (!push) return words('Unknown: use start, ok, fail, or an exit code from 0 to 999.', 400);
    const says = query.says ?? (what !== undefined && /^[1-9]/.test(what) ? `exit ${what}` : null);
    const known = await listen(workAcross, { token: params.token, push, says, at: now });
    return known ? words('OK', 200) : words('This address is not known (any more).', 404);
  };
  const mustListen = (kind: string) => {
    if (!probeOf(kind)?.listens) throw new Problem(409, 'does-not-listen', 'This check looks by itself; no program reports to it.');
  };
  return [
    on(beatByGet).handle((asked) => take(asked)),
    on(beatByPost).handle((asked) => take(asked)),
    on(beatOfByGet).handle((asked) => take(asked, asked.params.what)),
    on(beatOfByPost).handle((asked) => take(asked, asked.params.what)),
    on(postResult).handle(async ({ params, body, now, workAcross }) => {
      const push = body.state === 'down' ? 'fail' : 'ok';
      const known = await listen(workAcross, { token: params.token, push, says: body.message, result: body, at: now });
      return known ? words('OK', 200) : words('This address is not known (any more).', 404);
    }),
    on(heartbeatAddress).handle(({ work, params }) =>
      work(async (tx) => {
        await checks(tx).get(params.id);
        return { made: (await heardFrom(tx, params.id)) !== undefined };
      }),
    ),
    on(newHeartbeatAddress).handle(({ work, params, caller }) =>
      work(async (tx) => {
        mustListen((await checks(tx).get(params.id)).kind);
        const token = await newAddress(tx, params.id);
        await checks(tx).askRun(params.id);
        await audit(tx).note(caller.name, 'check.address-made', params.id, {});
        return { url: `${publicBase()}/h/${token}` };
      }),
    ),
  ];
};
