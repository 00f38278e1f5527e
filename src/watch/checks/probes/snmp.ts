import { z } from 'zod';
import { AUTH_PROTOCOLS, PRIV_PROTOCOLS, type SnmpLogin, SnmpRefusal, snmpTalk } from '../../../outbound/snmp.ts';
import { Comparison } from '../devicedetail.ts';
import type { Observation } from '../observation.ts';
import { down, failed } from './faults.ts';
import { asciiHost, field, Host, Port } from './fields.ts';
import type { Probe, ProbeContext } from './probe.ts';
import { reachOf } from './reach.ts';
import { lookAt } from './snmplooks.ts';
import { Verdict } from './verdict.ts';

const onVersion = (is: '2c' | '3') => ({ onlyIf: { field: 'version', is } });
const onWhat = (is: 'value' | 'toner' | 'ups' | 'port') => ({ onlyIf: { field: 'what', is } });
const text = z.string().trim().min(1).max(100);
const LongEnough = z.string().min(8, 'must have at least 8 characters').max(100);
const percent = (usual: number) =>
  z.number().int().min(0, 'must be between 0 and 100').max(100, 'must be between 0 and 100').default(usual);

const SnmpConfig = z
  .object({
    host: Host.meta(field({ label: { de: 'Gerät', en: 'Device' }, placeholder: '192.168.10.20', destination: true })),
    port: Port.default(161).meta(field({ label: { de: 'Port', en: 'Port' }, destination: true })),
    what: z
      .enum(['toner', 'port', 'ups', 'value'], 'must be toner, port, ups or value')
      .default('value')
      .meta(
        field({
          label: { de: 'Was angesehen wird', en: 'What is looked at' },
          options: {
            toner: { de: 'Drucker: Toner und anderes Material', en: 'printer: toner and other supplies' },
            port: { de: 'Switch oder Router: hat ein Anschluss Verbindung', en: 'switch or router: does a port have a link' },
            ups: { de: 'USV mit Netzwerkkarte: Netz, Batterie, Restzeit', en: 'UPS with a network card: mains, battery, time left' },
            value: { de: 'ein anderer Wert (OID)', en: 'another value (OID)' },
          },
        }),
      ),
    oid: z
      .string()
      .trim()
      .regex(/^\.?[0-2](\.\d{1,10}){1,60}$/, 'must be numbers with dots, like 1.3.6.1.2.1.1.3.0')
      .optional()
      .meta(
        field({
          label: { de: 'OID', en: 'OID' },
          help: {
            de: 'Die Nummer des Werts aus der Anleitung des Geräts. Einzelne Werte enden auf .0.',
            en: "The number of the value from the device's manual. Single values end in .0.",
          },
          placeholder: '1.3.6.1.2.1.1.3.0',
          ...onWhat('value'),
        }),
      ),
    comparison: Comparison.default('present').meta(
      field({
        label: { de: 'In Ordnung, wenn der Wert', en: 'Fine when the value is' },
        options: {
          present: { de: 'vorhanden ist', en: 'present' },
          equals: { de: 'gleich ist', en: 'equal to' },
          above: { de: 'größer ist als', en: 'above' },
          below: { de: 'kleiner ist als', en: 'below' },
        },
        ...onWhat('value'),
      }),
    ),
    expected: text.optional().meta(
      field({
        label: { de: 'Vergleichswert', en: 'Value to compare with' },
        help: { de: 'Leer, wenn der Wert nur vorhanden sein muss.', en: 'Empty when the value only has to be present.' },
        ...onWhat('value'),
      }),
    ),
    warnBelow: percent(15).meta(
      field({
        label: { de: 'Warnen, wenn etwas unter … Prozent steht', en: 'Warn when something is below … per cent' },
        ...onWhat('toner'),
      }),
    ),
    portName: text.optional().meta(
      field({
        label: { de: 'Anschluss', en: 'Port' },
        help: {
          de: 'Name oder Nummer, wie das Gerät sie selbst führt, zum Beispiel „Gi1/0/24“ oder 24.',
          en: 'Name or number as the device has it itself, like "Gi1/0/24" or 24.',
        },
        ...onWhat('port'),
      }),
    ),
    minCharge: percent(50).meta(
      field({
        label: { de: 'Warnen, wenn die Batterie unter … Prozent steht', en: 'Warn when the battery is below … per cent' },
        help: { de: '0 = nicht warnen.', en: '0 = no warning.' },
        ...onWhat('ups'),
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
          ...onWhat('ups'),
        }),
      ),
    version: z
      .enum(['2c', '3'], 'must be 2c or 3')
      .default('2c')
      .meta(
        field({
          label: { de: 'SNMP-Version', en: 'SNMP version' },
          help: {
            de: 'Version 2c schickt die Community unverschlüsselt. Version 3 ist verschlüsselt, wo das Gerät es kann.',
            en: 'Version 2c sends the community in the clear. Version 3 is encrypted, where the device can do it.',
          },
          options: {
            '2c': { de: '2c (Community)', en: '2c (community)' },
            '3': { de: '3 (Benutzer, verschlüsselt)', en: '3 (user, encrypted)' },
          },
        }),
      ),
    community: text.optional().meta(
      field({
        label: { de: 'Community', en: 'Community' },
        help: {
          de: 'Sie wirkt wie ein Kennwort. Ab Werk heißt sie oft „public“: am Gerät ändern und nur Lesen erlauben.',
          en: 'It works like a password. From the factory it is often "public": change it at the device, and allow reading only.',
        },
        secret: true,
        ...onVersion('2c'),
      }),
    ),
    user: text.optional().meta(field({ label: { de: 'Benutzer', en: 'User' }, ...onVersion('3') })),
    authProtocol: z
      .enum(AUTH_PROTOCOLS)
      .default('sha256')
      .meta(
        field({
          label: { de: 'Prüfverfahren (authentication)', en: 'Authentication' },
          options: {
            sha256: { de: 'SHA-256', en: 'SHA-256' },
            sha512: { de: 'SHA-512', en: 'SHA-512' },
            sha384: { de: 'SHA-384', en: 'SHA-384' },
            sha224: { de: 'SHA-224', en: 'SHA-224' },
            sha: { de: 'SHA-1 (alte Geräte)', en: 'SHA-1 (old devices)' },
            md5: { de: 'MD5 (sehr alte Geräte)', en: 'MD5 (very old devices)' },
          },
          ...onVersion('3'),
        }),
      ),
    authPassword: LongEnough.optional().meta(
      field({ label: { de: 'Kennwort zur Anmeldung', en: 'Password of the login' }, secret: true, ...onVersion('3') }),
    ),
    privProtocol: z
      .enum(PRIV_PROTOCOLS)
      .default('aes')
      .meta(
        field({
          label: { de: 'Verschlüsselung (privacy)', en: 'Encryption (privacy)' },
          options: {
            aes: { de: 'AES-128', en: 'AES-128' },
            aes256b: { de: 'AES-256', en: 'AES-256' },
            aes256r: { de: 'AES-256 (Cisco)', en: 'AES-256 (Cisco)' },
          },
          ...onVersion('3'),
        }),
      ),
    privPassword: LongEnough.optional().meta(
      field({ label: { de: 'Kennwort der Verschlüsselung', en: 'Password of the encryption' }, secret: true, ...onVersion('3') }),
    ),
  })
  .superRefine((config, context) => {
    const need = (name: keyof typeof config, when: boolean) => {
      if (when && (config[name] === undefined || config[name] === ''))
        context.addIssue({ code: 'custom', message: 'is needed here', path: [name] });
    };
    const { version, what, comparison, expected = '' } = config;
    need('community', version === '2c');
    for (const name of ['user', 'authPassword', 'privPassword'] as const) need(name, version === '3');
    need('oid', what === 'value');
    need('portName', what === 'port');
    need('expected', what === 'value' && comparison !== 'present');
    const numeric = what === 'value' && (comparison === 'above' || comparison === 'below');
    if (numeric && expected !== '' && !Number.isFinite(Number(expected.replace(',', '.'))))
      context.addIssue({ code: 'custom', message: 'must be a number like 95 or 0.5', path: ['expected'] });
  });
type SnmpConfig = z.infer<typeof SnmpConfig>;

const loginOf = (config: SnmpConfig): SnmpLogin =>
  config.version === '2c'
    ? { version: '2c', community: config.community ?? '' }
    : {
        version: '3',
        user: config.user ?? '',
        authProtocol: config.authProtocol,
        authPassword: config.authPassword ?? '',
        privProtocol: config.privProtocol,
        privPassword: config.privPassword ?? '',
      };

async function observe(config: SnmpConfig, context: ProbeContext): Promise<Observation> {
  const { policy, names } = context.outbound;
  const host = asciiHost(config.host);
  const run = { context, host, names: names.forOneRun(policy) };
  const started = performance.now();
  const ms = () => performance.now() - started;
  try {
    const talk = await snmpTalk({ host, port: config.port }, loginOf(config), reachOf(context, run.names));
    try {
      return await lookAt(config, talk, ms);
    } finally {
      talk.close();
    }
  } catch (error) {
    if (error instanceof SnmpRefusal) return down({ code: 'snmp-login', why: error.why }, ms());
    if (error instanceof Verdict) return down(error.detail, ms());
    const seen = failed(error, run, ms());
    // A wrong community is answered with silence (RFC 3584 §5.2.3), so the sentence has to name it.
    return seen.detail.code === 'timeout'
      ? { ...seen, detail: { ...seen.detail, hint: config.version === '2c' ? 'snmp-community' : 'snmp' } }
      : seen;
  }
}

export const snmp: Probe<SnmpConfig> = {
  kind: 'snmp',
  label: { de: 'Drucker, Switch, USV und andere Geräte (SNMP)', en: 'Printer, switch, UPS and other devices (SNMP)' },
  help: {
    de: 'Liest einen Wert, den das Gerät über sich sagt. Geändert wird am Gerät nichts.',
    en: 'Reads a value that the device tells of itself. Nothing is changed at the device.',
  },
  config: SnmpConfig,
  target: ({ host, what, portName }) => (what === 'port' ? `${host} ${portName ?? ''}` : host),
  hosts: ({ host }) => [asciiHost(host)],
  observe,
};
