import { z } from 'zod';
import { connectTls } from '../../../outbound/tls.ts';
import type { Observation } from '../observation.ts';
import { failed, up, warned } from './faults.ts';
import { asciiHost, field, Host, Port, warnDays } from './fields.ts';
import { expiring } from './http.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { reachOf } from './reach.ts';

const TlsConfig = z.object({
  host: Host.meta(field({ label: { de: 'Rechner', en: 'Host' }, placeholder: 'mail.muehlhaus.example' })),
  port: Port.default(443).meta(field({ label: { de: 'Port', en: 'Port' } })),
  servername: Host.optional().meta(
    field({
      label: { de: 'Name im Zertifikat, wenn er anders lautet', en: 'Name in the certificate, if it is another one' },
    }),
  ),
  warnDays: warnDays(21),
});
type TlsConfig = z.infer<typeof TlsConfig>;

async function observe(config: TlsConfig, context: ProbeContext): Promise<Observation> {
  const { policy, names } = context.outbound;
  const host = asciiHost(config.host);
  const run = { context, host, names: names.forOneRun(policy) };
  const started = performance.now();
  try {
    const { socket, certificate, dnsMs, connectMs, tlsMs } = await connectTls(
      { host, port: config.port },
      {
        ...reachOf(context, run.names),
        ...(config.servername === undefined ? {} : { servername: asciiHost(config.servername) }),
      },
    );
    socket.on('error', () => undefined);
    socket.destroy();
    const ms = performance.now() - started;
    const phases = { dns: dnsMs, connect: connectMs, tls: tlsMs };
    const soon = expiring(certificate, config.warnDays, context.now);
    if (soon) return warned(soon, ms, phases);
    const issuer = certificate?.issuerO ?? certificate?.issuerCn ?? '?';
    return up({ code: 'certificate-valid', until: certificate?.validTo ?? context.now, issuer }, ms, phases);
  } catch (error) {
    return failed(error, run, performance.now() - started);
  }
}

export const tls: Probe<TlsConfig> = {
  kind: 'tls',
  label: { de: 'Zertifikat', en: 'Certificate' },
  help: {
    de: 'Sieht nach, ob das Zertifikat zum Namen passt, noch lange genug gilt und ihm zu trauen ist.',
    en: 'Looks whether the certificate fits the name, is valid for long enough and can be trusted.',
  },
  config: TlsConfig,
  target: ({ host, port }) => (port === 443 ? host : `${host}:${port}`),
  hosts: ({ host }) => [asciiHost(host)],
  observe,
};
