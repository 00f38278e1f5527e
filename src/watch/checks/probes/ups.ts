import { z } from 'zod';
import type { Observation } from '../observation.ts';
import { down, up, warned } from './faults.ts';
import { asciiHost, field, Host, Port } from './fields.ts';
import type { Probe } from './probe.ts';
import { type Conversation, converse } from './talking.ts';
import { type UpsReading, upsMeaning } from './upsmeaning.ts';
import { Verdict } from './verdict.ts';

const UpsConfig = z.object({
  host: Host.meta(
    field({
      label: { de: 'Rechner, an dem die USV hängt', en: 'Machine to which the UPS is connected' },
      help: { de: 'Dort läuft der Dienst „Network UPS Tools“ (upsd).', en: 'The service "Network UPS Tools" (upsd) runs there.' },
      placeholder: '192.168.10.5',
    }),
  ),
  port: Port.default(3493).meta(field({ label: { de: 'Port', en: 'Port' } })),
  name: z
    .string()
    .regex(/^[\w.-]{1,60}$/, 'must be the name from ups.conf, like "ups"')
    .default('ups')
    .meta(field({ label: { de: 'Name der USV', en: 'Name of the UPS' }, placeholder: 'ups' })),
  minCharge: z
    .number()
    .int()
    .min(0)
    .max(100)
    .default(50)
    .meta(
      field({
        label: { de: 'Warnen, wenn die Batterie unter … Prozent steht', en: 'Warn when the battery is below … per cent' },
        help: { de: '0 = nicht warnen.', en: '0 = no warning.' },
      }),
    ),
  minRuntimeMinutes: z
    .number()
    .int()
    .min(0)
    .max(1440)
    .default(5)
    .meta(
      field({
        label: { de: 'Warnen, wenn sie weniger als … Minuten hält', en: 'Warn when it lasts less than … minutes' },
        help: { de: '0 = nicht warnen.', en: '0 = no warning.' },
      }),
    ),
});
type UpsConfig = z.infer<typeof UpsConfig>;

/** The value of one variable (NUT network protocol, RFC 9271 §4.2.4); null when this UPS has no such variable. */
async function variable({ talk }: Conversation, ups: string, name: string): Promise<string | null> {
  talk.say(`GET VAR ${ups} ${name}`);
  const line = await talk.hear();
  const value = /^VAR \S+ \S+ "(.*)"$/.exec(line)?.[1];
  if (value !== undefined) return value.slice(0, 100);
  const error = /^ERR (\S+)/.exec(line)?.[1];
  if (error === 'VAR-NOT-SUPPORTED') return null;
  if (error === 'DATA-STALE' || error === 'DRIVER-NOT-CONNECTED') throw new Verdict({ code: 'ups-silent' });
  if (error === 'UNKNOWN-UPS') throw new Verdict({ code: 'ups-unknown', name: ups });
  throw new Verdict(
    error === undefined ? { code: 'bad-answer', says: line.slice(0, 200) } : { code: 'server-refuses', says: error.slice(0, 100) },
  );
}

const numberOf = (text: string | null): number | null => {
  const value = text === null ? Number.NaN : Number(text);
  return Number.isFinite(value) && value >= 0 ? Math.round(value) : null;
};

async function ask(conversation: Conversation, config: UpsConfig): Promise<Observation> {
  const status = await variable(conversation, config.name, 'ups.status');
  const reading: UpsReading = {
    status: new Set((status ?? '').split(' ').filter((word) => word !== '')),
    charge: numberOf(await variable(conversation, config.name, 'battery.charge')),
    runtime: numberOf(await variable(conversation, config.name, 'battery.runtime')),
  };
  conversation.talk.say('LOGOUT');
  const { bad, warn, detail } = upsMeaning(reading, config);
  const say = bad ? down : warn ? warned : up;
  return say(detail, conversation.ms(), conversation.seen.phases);
}

export const ups: Probe<UpsConfig> = {
  kind: 'ups',
  label: { de: 'Unterbrechungsfreie Stromversorgung (USV)', en: 'Uninterruptible power supply (UPS)' },
  help: {
    de: 'Fragt die Network UPS Tools: Netz oder Batterie, Ladung, wie lange sie noch hält.',
    en: 'Asks the Network UPS Tools: mains or battery, charge, how long it will last.',
  },
  config: UpsConfig,
  target: ({ host, name }) => `${name}@${host}`,
  hosts: ({ host }) => [asciiHost(host)],
  observe: (config, context) => converse({ ...config, security: 'none' }, context, (conversation) => ask(conversation, config)),
};
