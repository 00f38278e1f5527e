import { z } from 'zod';
import { connectTcp } from '../../../outbound/connect.ts';
import type { Observation } from '../observation.ts';
import { failed, up } from './faults.ts';
import { asciiHost, field, Host, Port } from './fields.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { reachOf } from './reach.ts';

const TcpConfig = z.object({
  host: Host.meta(field({ label: { de: 'Rechner', en: 'Host' }, placeholder: '192.168.10.20' })),
  port: Port.meta(field({ label: { de: 'Port', en: 'Port' }, placeholder: '3389' })),
});
type TcpConfig = z.infer<typeof TcpConfig>;

async function observe({ host: given, port }: TcpConfig, context: ProbeContext): Promise<Observation> {
  const { policy, names } = context.outbound;
  const host = asciiHost(given);
  const run = { context, host, names: names.forOneRun(policy) };
  const started = performance.now();
  try {
    const { socket, dnsMs, connectMs } = await connectTcp({ host, port }, reachOf(context, run.names));
    socket.on('error', () => undefined);
    socket.destroy();
    return up({ code: 'port-open' }, performance.now() - started, { dns: dnsMs, connect: connectMs });
  } catch (error) {
    return failed(error, run, performance.now() - started);
  }
}

export const tcp: Probe<TcpConfig> = {
  kind: 'tcp',
  label: { de: 'Dienst an einem Port', en: 'Service on a port' },
  help: {
    de: 'Baut eine Verbindung auf: für Server, Drucker, Datenbanken, Anlagen im Haus.',
    en: 'Opens a connection: for servers, printers, databases, machines in the house.',
  },
  config: TcpConfig,
  target: ({ host, port }) => `${host.includes(':') ? `[${host}]` : host}:${port}`,
  hosts: ({ host }) => [asciiHost(host)],
  observe,
};
