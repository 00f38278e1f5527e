import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip, type Tone } from '../../../web/parts/chip.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { alertsOfIncident, type RecipientView } from '../../alerting/alerting.contract.ts';
import type { IncidentView } from '../incidents.contract.ts';
import { de, en } from '../room.texts.ts';
import css from './room.module.css';

type Reached = { readonly tone: Tone; readonly word: string };

/** Who was alerted how, and who has acknowledged. "Handed over" never claims that it arrived. */
export function Alerts({ incident }: { readonly incident: IncidentView }) {
  const { room: t } = useTexts({ de, en });
  const w = useWords();
  const query = useQueryOf(alertsOfIncident, { params: { id: incident.id } }, { topics: ['alert', 'delivery'] });
  const reached = ({ acknowledged, deliveries }: RecipientView): Reached => {
    if (acknowledged) return { tone: 'ok', word: `${t.acknowledged} ${w.time(acknowledged.at)}` };
    const handed = deliveries.find((one) => one.handedOverAt !== null);
    if (handed?.handedOverAt) return { tone: 'degraded', word: `${t.handedOver} ${w.time(handed.handedOverAt)}` };
    return deliveries.some((one) => one.dueAt !== null) ? { tone: 'plain', word: t.waiting } : { tone: 'down', word: t.failed };
  };
  return (
    <Card title={t.alerts}>
      <Loaded query={query}>
        {({ alerts }) => {
          const people = alerts.flatMap((alert) => alert.steps.filter((step) => step.state === 'fired').flatMap((step) => step.recipients));
          if (people.length === 0) return <p className="muted">{t.noAlerts}</p>;
          return (
            <ul className={css['list']}>
              {people.map((person) => {
                const { tone, word } = reached(person);
                const phone = person.addresses.find((one) => one.kind === 'phone' || one.kind === 'sms')?.value;
                return (
                  <li key={person.contactId} className={css['item']}>
                    <div>
                      <strong>{person.name}</strong>
                      {phone !== undefined && (
                        <div>
                          <a href={`tel:${phone}`}>{phone}</a>
                        </div>
                      )}
                    </div>
                    <Chip tone={tone}>{word}</Chip>
                  </li>
                );
              })}
            </ul>
          );
        }}
      </Loaded>
    </Card>
  );
}
