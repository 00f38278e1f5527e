import type { SnmpTalk, SnmpValue } from '../../../outbound/snmp.ts';
import type { Comparison } from '../devicedetail.ts';
import type { Detail, Observation } from '../observation.ts';
import { down, up, warned } from './faults.ts';
import { type UpsRules, upsMeaning } from './upsmeaning.ts';
import { Verdict } from './verdict.ts';

type Look = UpsRules & {
  readonly what: 'value' | 'toner' | 'ups' | 'port';
  readonly oid?: string | undefined;
  readonly comparison: Comparison;
  readonly expected?: string | undefined;
  readonly warnBelow: number;
  readonly portName?: string | undefined;
};
type Judgement = { readonly as: 'up' | 'warned' | 'down' | 'unclear'; readonly detail: Detail };

const number = (value: SnmpValue['value'] | undefined): number | null => {
  const read = value === null || value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(read) ? read : null;
};
const said = (value: SnmpValue['value']): string => String(value).slice(0, 200);

/** Is a value as it should be? Numbers as numbers, everything else as text. */
export function compareValue(value: string, comparison: Comparison, expected: string): 'fits' | 'off' | 'no-number' {
  const [is, wanted] = [number(value), number(expected.replace(',', '.'))];
  switch (comparison) {
    case 'present':
      return 'fits';
    case 'equals':
      return value === expected || (is !== null && is === wanted) ? 'fits' : 'off';
    case 'above':
    case 'below':
      if (is === null || wanted === null) return 'no-number';
      return (comparison === 'above' ? is > wanted : is < wanted) ? 'fits' : 'off';
  }
}

async function valueLook({ oid = '', comparison, expected = '' }: Look, talk: SnmpTalk): Promise<Judgement> {
  const bare = oid.replace(/^\./, '');
  const [found] = await talk.get([bare]);
  if (!found || found.value === null) throw new Verdict({ code: 'snmp-no-value', oid: bare });
  const value = said(found.value);
  switch (compareValue(value, comparison, expected)) {
    case 'fits':
      return { as: 'up', detail: { code: 'snmp-value', value } };
    case 'off':
      return { as: 'down', detail: { code: 'snmp-value-off', value, comparison, expected } };
    case 'no-number':
      return { as: 'down', detail: { code: 'snmp-no-number', value } };
  }
}

/** Supplies of a printer (RFC 3805, prtMarkerSuppliesTable): name, most and now. */
const SUPPLIES = { name: '1.3.6.1.2.1.43.11.1.1.6', most: '1.3.6.1.2.1.43.11.1.1.8', level: '1.3.6.1.2.1.43.11.1.1.9' };
const rest = (oid: string, column: string): string => oid.slice(column.length + 1);
const column = async (talk: SnmpTalk, oid: string): Promise<Map<string, SnmpValue['value']>> =>
  new Map((await talk.below(oid, 200)).map((one) => [rest(one.oid, oid), one.value]));

/** -3 means "some is left", -2 and -1 that the printer does not know. */
const share = (level: number | null, most: number | null): number | null =>
  level === null || most === null || level < 0 || most <= 0 ? null : Math.min(100, Math.floor((level / most) * 100));

async function tonerLook({ warnBelow }: Look, talk: SnmpTalk): Promise<Judgement> {
  const levels = await column(talk, SUPPLIES.level);
  if (levels.size === 0) throw new Verdict({ code: 'snmp-no-such-device', wanted: 'toner' });
  const [most, names] = [await column(talk, SUPPLIES.most), await column(talk, SUPPLIES.name)];
  const supplies = [...levels].flatMap(([key, level]) => {
    const percent = share(number(level), number(most.get(key)));
    return percent === null ? [] : [{ name: said(names.get(key) ?? key).slice(0, 60), percent }];
  });
  if (supplies.length === 0)
    return [...levels.values()].every((level) => number(level) === -3)
      ? { as: 'up', detail: { code: 'toner-fine', supplies: [] } }
      : { as: 'unclear', detail: { code: 'toner-not-told' } };
  const empty = supplies.filter(({ percent }) => percent === 0);
  if (empty.length > 0) return { as: 'down', detail: { code: 'toner-empty', supplies: empty.slice(0, 50) } };
  const low = supplies.filter(({ percent }) => percent < warnBelow);
  if (low.length > 0) return { as: 'warned', detail: { code: 'toner-low', supplies: low.slice(0, 50) } };
  return { as: 'up', detail: { code: 'toner-fine', supplies: supplies.slice(0, 50) } };
}

/** The ports of a device (RFC 2863): number, names, what is wanted and how it is. */
const PORTS = { describe: '1.3.6.1.2.1.2.2.1.2', name: '1.3.6.1.2.1.31.1.1.1.1', wanted: '1.3.6.1.2.1.2.2.1.7', is: '1.3.6.1.2.1.2.2.1.8' };
const MOST_PORTS = 2000;

async function portLook({ portName = '' }: Look, talk: SnmpTalk): Promise<Judgement> {
  const named = [...(await talk.below(PORTS.name, MOST_PORTS)), ...(await talk.below(PORTS.describe, MOST_PORTS))];
  if (named.length === 0) throw new Verdict({ code: 'snmp-no-such-device', wanted: 'port' });
  const wanted = portName.trim().toLowerCase();
  const keyOf = ({ oid }: SnmpValue) => oid.slice(oid.lastIndexOf('.') + 1);
  const hit = named.find(({ value }) => said(value).trim().toLowerCase() === wanted) ?? named.find((one) => keyOf(one) === wanted);
  if (!hit) {
    const known = [...new Set(named.map(({ value }) => said(value).trim()))].filter((one) => one !== '').slice(0, 12);
    throw new Verdict({ code: 'port-missing', name: portName, known });
  }
  const [is, admin] = await talk.get([`${PORTS.is}.${keyOf(hit)}`, `${PORTS.wanted}.${keyOf(hit)}`]);
  const name = said(hit.value);
  if (number(is?.value) === 1) return { as: 'up', detail: { code: 'port-up', name } };
  return { as: 'down', detail: { code: 'port-down', name, switchedOff: number(admin?.value) === 2 } };
}

/** UPS-MIB (RFC 1628): source of the output, state of the battery, minutes and per cent left. */
const UPS = {
  source: '1.3.6.1.2.1.33.1.4.1.0',
  battery: '1.3.6.1.2.1.33.1.2.1.0',
  minutes: '1.3.6.1.2.1.33.1.2.3.0',
  charge: '1.3.6.1.2.1.33.1.2.4.0',
};

async function upsLook(look: Look, talk: SnmpTalk): Promise<Judgement> {
  const [source, battery, minutes, charge] = (await talk.get([UPS.source, UPS.battery, UPS.minutes, UPS.charge])).map(({ value }) =>
    number(value),
  );
  if (source === null && battery === null) throw new Verdict({ code: 'snmp-no-such-device', wanted: 'ups' });
  const status = new Set<string>();
  if (source === 5) status.add('OB');
  if (source === 2) status.add('OFF');
  if (battery === 3 || battery === 4) status.add('LB');
  const percent = charge === null || charge === undefined ? null : Math.min(100, Math.max(0, Math.round(charge)));
  const seconds = minutes === null || minutes === undefined || minutes < 0 ? null : minutes * 60;
  const { bad, warn, detail } = upsMeaning({ status, charge: percent, runtime: seconds }, look);
  return { as: bad ? 'down' : warn ? 'warned' : 'up', detail };
}

const LOOKS = { value: valueLook, toner: tonerLook, port: portLook, ups: upsLook };

/** Looks at what is wanted of the device. Throws `Verdict` where it is not such a device, and as `SnmpTalk` does. */
export async function lookAt(look: Look, talk: SnmpTalk, ms: () => number): Promise<Observation> {
  const { as, detail } = await LOOKS[look.what](look, talk);
  if (as === 'unclear') return { outcome: 'unclear', warning: false, ms: ms(), detail, phases: {} };
  return { up, warned, down }[as](detail, ms());
}
