import type { Tx } from '../../../db/work.ts';
import { faultsOf } from '../../../http/problems.ts';
import { on, type Route } from '../../../http/route.ts';
import { Problem } from '../../../kernel/problem.ts';
import { normalisePhone } from '../../../prepare/contacts/phone.ts';
import { audit } from '../../../trust/audit/audit.store.ts';
import { unlock, wrongPins } from './smsalarm.cases.ts';
import { putSmsAlarm, readSmsAlarm, type SmsAlarmView, unlockSmsAlarm } from './smsalarm.contract.ts';
import { smsAlarm } from './smsalarm.store.ts';
import { isLocked, lockedUntil, type Sender, SmsAlarm } from './smsalarm.ts';

async function view(tx: Tx): Promise<SmsAlarmView> {
  const { settings, pin } = await smsAlarm(tx).read();
  const wrong = await wrongPins(tx, settings);
  const bySender = [...Map.groupBy(wrong, ({ sender }) => sender)];
  const shut = bySender.filter(([, own]) => isLocked({ own: own.length, all: wrong.length }));
  const last = Math.max(...shut.flatMap(([, own]) => own.map(({ at }) => at)));
  const name = (number: string) => settings.senders.find((one) => one.number === number)?.name ?? number;
  const locked = shut.length === 0 ? null : { senders: shut.map(([number]) => name(number)), until: lockedUntil(last as typeof tx.now) };
  const { on: isOn, senders, words } = settings;
  return { on: isOn, pinSet: pin !== null, senders, words, locked };
}

const refuse = (code: string, pointer: string, message: string): never => {
  throw new Problem(422, code, `${message}.`, [{ pointer, message }]);
};

/** Numbers as messages carry them, or the problem with the first that is none. */
const normalised = (senders: readonly Sender[]): Sender[] =>
  senders.map(({ name, number }, n) => {
    const phone = normalisePhone(number);
    return phone.ok && phone.value.startsWith('+')
      ? { name, number: phone.value }
      : refuse('bad-number', `/senders/${n}/number`, 'must be a complete number like +49 151 55501990');
  });

export const smsAlarmRoutes = (): Route[] => [
  on(readSmsAlarm).handle(({ work }) => work(view)),
  on(putSmsAlarm).handle(({ work, body, caller }) =>
    work(async (tx) => {
      const before = await smsAlarm(tx).read();
      const pin = body.pin ?? before.pin;
      if (body.on && pin === null) refuse('pin-missing', '/pin', 'must be set before it is switched on');
      if (body.on && body.senders.length === 0) refuse('nobody-listed', '/senders', 'must name at least one number');
      const { on: isOn, words } = body;
      const next = SmsAlarm.safeParse({ ...before.settings, on: isOn, words, senders: normalised(body.senders) });
      if (!next.success) {
        const [fault] = faultsOf(next.error, '');
        throw new Problem(422, 'bad-settings', `${fault?.message ?? 'The settings are not valid'}.`, faultsOf(next.error, ''));
      }
      await smsAlarm(tx).save(next.data, pin);
      const told = {
        on: isOn,
        senders: next.data.senders.map(({ number }) => number),
        words: words.map(({ word }) => word),
        pin: body.pin !== undefined,
      };
      await audit(tx).note(caller.name, 'sms-alarm.changed', '', told);
      return undefined;
    }),
  ),
  on(unlockSmsAlarm).handle(({ work, caller }) =>
    work(async (tx) => {
      await unlock(tx);
      await audit(tx).note(caller.name, 'sms-alarm.unlocked', '', {});
      return undefined;
    }),
  ),
];
