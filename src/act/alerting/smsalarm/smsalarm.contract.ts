import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { AlarmWord, Pin, Sender } from './smsalarm.ts';

export const SmsAlarmView = z.object({
  on: z.boolean(),
  pinSet: z.boolean(),
  senders: z.array(Sender),
  words: z.array(AlarmWord),
  /** Senders that are locked after wrong PINs, and until when; empty when none is. */
  locked: z.object({ senders: z.array(z.string()), until: z.number().int() }).nullable(),
});
export type SmsAlarmView = z.infer<typeof SmsAlarmView>;

const scope = 'organisation' as const;

export const readSmsAlarm = endpoint({
  method: 'GET',
  path: '/sms-alarm',
  scope,
  right: 'settings.read',
  summary: 'Whether and how a text message may open an incident. The PIN never comes out.',
  response: SmsAlarmView,
});

export const putSmsAlarm = endpoint({
  method: 'PUT',
  path: '/sms-alarm',
  scope,
  right: 'settings.write',
  summary: 'Set who may open an incident by text message, with which words and which PIN. A PIN left out stays.',
  body: z.object({
    on: z.boolean(),
    senders: z.array(Sender).max(50),
    words: z.array(AlarmWord).min(1).max(20),
    pin: Pin.optional(),
  }),
  status: 204,
});

export const unlockSmsAlarm = endpoint({
  method: 'POST',
  path: '/sms-alarm/unlocking',
  scope,
  right: 'settings.write',
  summary: 'Let senders try again who were locked after wrong PINs.',
  status: 204,
});
