import { displayPhone } from '../../../prepare/contacts/phone.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { CallTreeLink } from '../../../web/parts/calltreelink.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip, type Tone } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import {
  type AlertView,
  acknowledgeByPhone,
  acknowledgeMine,
  alertsOfIncident,
  type DeliveryView,
  type RecipientView,
  type StepView,
  sendAgain,
} from '../alerting.contract.ts';
import { de, en } from '../alerting.texts.ts';
import type { Progress } from '../alerting.ts';
import css from './overview.module.css';

const tones: Readonly<Record<Progress, Tone>> = {
  queued: 'unknown',
  'handed-over': 'petrol',
  delivered: 'petrol',
  seen: 'petrol',
  acknowledged: 'ok',
  failed: 'down',
  cancelled: 'plain',
};

/** How far it came with a person: the best of all messages. */
const order: readonly Progress[] = ['acknowledged', 'seen', 'delivered', 'handed-over', 'queued', 'failed', 'cancelled'];
const bestOf = ({ deliveries }: RecipientView): DeliveryView | undefined =>
  [...deliveries].sort((a, b) => order.indexOf(a.state) - order.indexOf(b.state))[0];

const since = ({ state, acknowledgedAt, seenAt, deliveredAt, handedOverAt }: DeliveryView): number | null => {
  switch (state) {
    case 'acknowledged':
      return acknowledgedAt;
    case 'seen':
      return seenAt;
    case 'delivered':
      return deliveredAt;
    default:
      return handedOverAt;
  }
};

function Message({ message }: { readonly message: DeliveryView }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const at = since(message);
  const retry = message.state === 'queued' && message.reason !== null && message.dueAt !== null;
  return (
    <li>
      <span>{t.channel[message.channel] ?? message.channel}</span>{' '}
      <span className="muted">{message.address.startsWith('+') ? displayPhone(message.address) : message.address}</span>
      {': '}
      {at === null ? t.state[message.state] : t.overview.at(t.state[message.state], w.time(at, true))}
      {message.reason !== null && ['queued', 'failed', 'cancelled'].includes(message.state) && (
        <div className={css['reason']}>{message.reason[language]}</div>
      )}
      {retry && <div className="muted">{t.overview.tryAgain(w.until(message.dueAt ?? 0))}</div>}
    </li>
  );
}

type PersonProps = { readonly alert: AlertView; readonly person: RecipientView; readonly lead: boolean };

function Person({ alert, person, lead }: PersonProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const toast = useToast();
  const again = useAction(sendAgain, { onDone: ({ messages }) => toast({ text: t.overview.sentAgain(messages) }) });
  const spoken = useAction(acknowledgeByPhone, { onDone: () => toast({ text: t.overview.spokenDone(person.name) }) });
  const mine = useAction(acknowledgeMine, { onDone: () => toast({ text: t.overview.mineDone }) });
  const { me } = usePlace();
  const isMe = person.addresses.some(({ kind, value }) => kind === 'email' && value.toLowerCase() === me.email.toLowerCase());
  const best = bestOf(person);
  const reached = best ? since(best) : null;
  const { acknowledged } = person;
  const phone = person.addresses.find((one) => one.kind === 'phone' || one.kind === 'sms')?.value;
  const word = acknowledged
    ? t.overview.by(t.channel[acknowledged.channel] ?? acknowledged.channel, w.time(acknowledged.at))
    : best
      ? reached === null
        ? t.state[best.state]
        : t.overview.at(t.state[best.state], w.time(reached))
      : t.overview.noWay;
  const params = { id: alert.id };
  const { contactId } = person;
  const open = alert.state !== 'ended' && !acknowledged && person.addresses.length > 0;
  return (
    <li className={css['person']}>
      <div className={css['head']}>
        <strong>{person.name}</strong>
        <Chip tone={acknowledged ? 'ok' : best ? tones[best.state] : 'down'}>{word}</Chip>
      </div>
      {open && (
        <div className={`row no-print ${css['deeds']}`}>
          {phone !== undefined && <a href={`tel:${phone}`}>{t.overview.call(displayPhone(phone))}</a>}
          {isMe && (
            <Button small kind="main" onClick={() => mine.mutateAsync({ params })}>
              {t.overview.mine}
            </Button>
          )}
          {lead && !isMe && (
            <Button small onClick={() => spoken.mutateAsync({ params, body: { contactId } })}>
              {t.overview.spoken}
              <span className="visually-hidden"> {person.name}</span>
            </Button>
          )}
          {lead && best && (
            <Button small kind="plain" onClick={() => again.mutateAsync({ params, body: { contactIds: [contactId] } })}>
              {t.overview.again}
              <span className="visually-hidden"> {person.name}</span>
            </Button>
          )}
        </div>
      )}
      <FaultNote error={again.error ?? spoken.error ?? mine.error} problems={t.problems} />
      {person.deliveries.length > 0 && (
        <details className={css['details']} open={best?.state === 'failed' || undefined}>
          <summary>
            {t.overview.details}
            <span className="visually-hidden"> {person.name}</span>
          </summary>
          <ul>
            {person.deliveries.map((message) => (
              <Message key={message.id} message={message} />
            ))}
          </ul>
        </details>
      )}
    </li>
  );
}

function Step({ alert, step, lead }: { readonly alert: AlertView; readonly step: StepView; readonly lead: boolean }) {
  const { overview: t } = useTexts({ de, en });
  const w = useWords();
  const names = step.recipients.map((one) => one.name).join(', ');
  const label = alert.steps.length > 1 ? <h3>{t.step(step.step)}</h3> : null;
  switch (step.state) {
    case 'waiting':
      return (
        <div>
          {label}
          <p className="muted">{t.stepWaits(names, w.time(step.plannedAt))}</p>
        </div>
      );
    case 'skipped':
    case 'cancelled':
      return (
        <div>
          {label}
          <p className="muted">{step.state === 'skipped' ? t.stepSkipped(names) : t.stepCancelled(names)}</p>
        </div>
      );
    case 'fired':
      return (
        <div>
          {label}
          <ul className={css['people']}>
            {step.recipients.map((person) => (
              <Person key={person.contactId} alert={alert} person={person} lead={lead} />
            ))}
          </ul>
        </div>
      );
  }
}

function OneAlert({ alert, lead }: { readonly alert: AlertView; readonly lead: boolean }) {
  const { overview: t, problems } = useTexts({ de, en });
  const toast = useToast();
  const again = useAction(sendAgain);
  const people = alert.steps
    .filter((step) => step.state === 'fired')
    .flatMap((step) => step.recipients.filter((one) => one.addresses.length > 0));
  const alerted = people.filter((one) => one.deliveries.length > 0);
  const confirmed = people.filter((one) => one.acknowledged !== null).length;
  const lost = people.filter((one) => one.acknowledged === null && one.deliveries.every((each) => each.state === 'failed'));
  const reachable = alerted.some((one) => one.acknowledged === null);
  return (
    <div className="stack">
      <div>
        <p>
          <strong>{people.length === 0 ? t.none : confirmed > 0 ? t.some(confirmed, people.length) : t.nobodyYet(alerted.length)}</strong>
          {alert.state === 'ended' && <> {t.ended}</>}
        </p>
        {lost.length > 0 && alert.state !== 'ended' && <p className={css['reason']}>{t.toCall(lost.map((one) => one.name).join(', '))}</p>}
      </div>
      {alert.steps.map((step) => (
        <Step key={step.step} alert={alert} step={step} lead={lead} />
      ))}
      {lead && reachable && alert.state !== 'ended' && people.length > 1 && (
        <div className="no-print">
          <ConfirmButton
            small
            kind="quiet"
            label={t.againAll}
            title={t.againTitle}
            confirm={t.again}
            problems={problems}
            onConfirm={async () => {
              const { messages } = await again.mutateAsync({ params: { id: alert.id }, body: {} });
              toast({ text: t.sentAgain(messages) });
            }}
          >
            {t.againText}
          </ConfirmButton>
        </div>
      )}
    </div>
  );
}

/** Who of an incident was reached how, who has acknowledged, and what comes next; for the incident room. `lead`: may send again and confirm for others. */
export function AlertOverview({ incidentId, lead }: { readonly incidentId: string; readonly lead: boolean }) {
  const { overview: t } = useTexts({ de, en });
  const query = useQueryOf(alertsOfIncident, { params: { id: incidentId } }, { topics: ['alert', 'delivery'] });
  return (
    <Card title={t.title}>
      <Loaded query={query}>
        {({ alerts }) => (
          <div className="stack">
            {alerts.length === 0 && <p className="muted">{t.none}</p>}
            {alerts.map((alert) => (
              <OneAlert key={alert.id} alert={alert} lead={lead} />
            ))}
            {lead && (
              <div className="row no-print">
                <CallTreeLink small />
              </div>
            )}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
