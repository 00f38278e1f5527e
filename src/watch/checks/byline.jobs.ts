import { networkInterfaces } from 'node:os';
import { parseIp } from '../../kernel/ip.ts';
import type { WayOut } from '../../kernel/wayout.ts';
import { OutboundError } from '../../outbound/failure.ts';
import { interfaceFor } from '../../outbound/route.ts';
import { type Uplink, wayBy } from '../uplinks/uplinks.ts';
import type { Detail, Observation } from './observation.ts';
import { networkOf } from './outside.ts';
import { isNearby, outcomeOf } from './probes/faults.ts';
import type { NameService, NamesOfOneRun } from './probes/names.ts';
import type { ProbeContext, ReadyProbe } from './probes/probe.ts';

/** By which line it looks, and whether what it sees is said of the own line. */
export type Looking = { readonly uplink: Uplink | null; readonly ownLine: boolean };

/** What was seen; `beyond`: the network beyond the own line in which it lies, empty when it lies on this side; null when that did not come out. */
export type Look = { readonly observation: Observation; readonly beyond: string | null };

const seen = (detail: Detail, ms: number): Observation => ({ outcome: outcomeOf(detail), warning: false, ms, detail, phases: {} });

/** Remembers which addresses the names led to; a probe that talks to two servers has two runs. */
function listening(names: NameService): { readonly names: NameService; firsts(): readonly string[] } {
  const runs: NamesOfOneRun[] = [];
  return {
    names: {
      forOneRun: (policy) => {
        const run = names.forOneRun(policy);
        runs.push(run);
        return run;
      },
    },
    firsts: () => runs.flatMap((run) => run.firsts()),
  };
}

/** Of so many machines that one look talks to the way is asked for; a domain may have twenty name servers. */
const MOST_WAYS = 8;

/**
 * What this machine would do with a packet of that line: the routes decide by the destination, so a check that leaves from an address of the
 * spare line may go out by the main line, and would be green for the wrong reason. Null = all is well.
 */
async function bypassed(address: string, way: WayOut, { name }: Uplink, signal: AbortSignal): Promise<Detail | null> {
  const own = parseIp(address)?.family === 6 ? way.six : way.four;
  if (own === null) return null;
  try {
    const used = await interfaceFor(address, own, signal);
    if (used === null) return { code: 'line-no-way', line: name };
    return used === way.device ? null : { code: 'line-bypassed', line: name, device: way.device, used };
  } catch (error) {
    if (!(error instanceof OutboundError)) throw error;
    return error.code === 'aborted' ? { code: 'aborted' } : { code: 'probe-failed', says: error.message };
  }
}

/**
 * Looks once, by the line that the check goes out by. What is an own fault everywhere else is the answer here: no address and no way out
 * mean that this line is down.
 */
export async function lookBy({ uplink, ownLine }: Looking, probe: ReadyProbe, context: ProbeContext): Promise<Look> {
  const started = performance.now();
  const way = uplink && wayBy(uplink.via, networkInterfaces());
  if (uplink && !way) {
    const via = uplink.via.kind === 'interface' ? uplink.via.name : uplink.via.address;
    return { observation: seen({ code: 'line-no-address', line: uplink.name, via }, 0), beyond: null };
  }
  const heard = listening(context.outbound.names);
  const outbound = { ...context.outbound, names: heard.names, ...(way ? { from: way } : {}) };
  const observation = await probe.observe({ ...context, outbound });
  const addresses = [...new Set([...probe.hosts.filter((host) => parseIp(host)), ...heard.firsts()])];
  const [first] = addresses;
  const beyond = first === undefined ? null : addresses.some(isNearby) ? '' : networkOf(first);
  const done = (detail: Detail): Look => ({ observation: seen(detail, performance.now() - started), beyond });
  if (uplink && way && probe.byLine === 'by-route')
    for (const address of addresses.slice(0, MOST_WAYS)) {
      const fault = await bypassed(address, way, uplink, context.signal);
      if (fault) return done(fault);
    }
  if ((uplink || ownLine) && observation.detail.code === 'no-route') return done({ code: 'line-no-way', line: uplink?.name ?? null });
  return { observation, beyond };
}
