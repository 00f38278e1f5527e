import { z } from 'zod';
import { parseIp } from '../../../outbound/address.ts';
import { checkedAddresses } from '../../../outbound/connect.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import type { Observation } from '../observation.ts';
import { echo } from './echoes.ts';
import { failed, up } from './faults.ts';
import { asciiHost, field, Host } from './fields.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { reachOf } from './reach.ts';

const PingConfig = z.object({
  host: Host.meta(
    field({
      label: { de: 'Rechner', en: 'Host' },
      help: { de: 'Name oder IP-Adresse.', en: 'Name or IP address.' },
      placeholder: '192.168.10.1',
    }),
  ),
});
type PingConfig = z.infer<typeof PingConfig>;

/** What the address was looked up in is part of the time that it may take. */
const left = (context: ProbeContext, started: number): number =>
  Math.max(100, Math.round(context.timeoutMs - (performance.now() - started)));

async function observe({ host: given }: PingConfig, context: ProbeContext): Promise<Observation> {
  const { policy, names, from } = context.outbound;
  const host = asciiHost(given);
  const run = { context, host, names: names.forOneRun(policy) };
  const started = performance.now();
  const ms = () => performance.now() - started;
  try {
    const [to] = await checkedAddresses(host, reachOf(context, run.names));
    if (!to) throw new OutboundError('dns-failed', `The name ${host} has no address.`);
    const dns = ms();
    // A batch has one time limit: literal addresses share it to the millisecond, names are rounded down.
    const limit = parseIp(host) ? context.timeoutMs : Math.ceil(left(context, started) / 100) * 100;
    const stopped = new Promise<never>((_, reject) => {
      const stop = () => reject(new OutboundError('aborted', `${host}: stopped before it was finished.`));
      if (context.signal.aborted) stop();
      context.signal.addEventListener('abort', stop, { once: true });
    });
    const answer = await Promise.race([echo(to.address, limit, from), stopped]);
    switch (answer.kind) {
      case 'answer':
        return up({ code: 'echo-answered' }, dns + answer.ms, parseIp(host) ? {} : { dns });
      case 'silence':
        return failed(new OutboundError('timeout', `${host} did not answer in time.`), run, ms());
      case 'unsent':
        return { outcome: 'unclear', warning: false, ms: ms(), detail: { code: 'no-route' }, phases: {} };
    }
  } catch (error) {
    if (error instanceof OutboundError && error.code === 'bad-url')
      return { outcome: 'unclear', warning: false, ms: ms(), detail: { code: 'probe-failed', says: error.message }, phases: {} };
    return failed(error, run, ms());
  }
}

export const ping: Probe<PingConfig> = {
  kind: 'ping',
  label: { de: 'Ping', en: 'Ping' },
  help: {
    de: 'Fragt, ob ein Rechner überhaupt da ist: für Router, Switches, Anlagen. Auf diesem Rechner muss fping installiert sein.',
    en: 'Asks whether a machine is there at all: for routers, switches, plants. fping must be installed on this machine.',
  },
  config: PingConfig,
  target: ({ host }) => host,
  hosts: ({ host }) => [asciiHost(host)],
  bindsInterface: true,
  together: true,
  observe,
};
