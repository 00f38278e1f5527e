import { z } from 'zod';

const Text = z.string().max(2000);
const count = z.number().int().nonnegative();
/** Name and fill level in per cent. */
const Supplies = z.array(z.object({ name: Text, percent: count.max(100) })).max(50);

/** How a value is held against what is wanted. */
export const Comparison = z.enum(['present', 'equals', 'above', 'below']);
export type Comparison = z.infer<typeof Comparison>;

/** What a device has told over SNMP. */
export const DeviceDetail = z.discriminatedUnion('code', [
  z.object({ code: z.literal('snmp-value'), value: Text }),
  z.object({ code: z.literal('toner-fine'), supplies: Supplies }),
  z.object({ code: z.literal('port-up'), name: Text }),
  z.object({ code: z.literal('toner-low'), supplies: Supplies }),
  z.object({ code: z.literal('toner-empty'), supplies: Supplies }),
  z.object({ code: z.literal('port-down'), name: Text, switchedOff: z.boolean() }),
  /** `known`: some names of ports that there are. */
  z.object({ code: z.literal('port-missing'), name: Text, known: z.array(Text).max(50) }),
  z.object({ code: z.literal('snmp-value-off'), value: Text, comparison: Comparison, expected: Text }),
  z.object({ code: z.literal('snmp-no-number'), value: Text }),
  z.object({ code: z.literal('snmp-no-value'), oid: Text }),
  z.object({ code: z.literal('snmp-no-such-device'), wanted: z.enum(['toner', 'ups', 'port']) }),
  z.object({ code: z.literal('snmp-login'), why: z.enum(['level', 'clock', 'user', 'password', 'encryption', 'other']) }),
  // Nothing can be said.
  z.object({ code: z.literal('toner-not-told') }),
]);
export type DeviceDetail = z.infer<typeof DeviceDetail>;

const CODES: ReadonlySet<string> = new Set(DeviceDetail.options.map(({ shape }) => shape.code.value));
export const isDeviceDetail = (detail: { readonly code: string }): detail is DeviceDetail => CODES.has(detail.code);
