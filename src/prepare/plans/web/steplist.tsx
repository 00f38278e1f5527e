import { MINUTE } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { useWords } from '../../../web/words.ts';
import { type Contact, phoneOf } from '../../contacts/contacts.ts';
import { displayPhone } from '../../contacts/phone.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import type { CrisisRole } from '../../roles/roles.ts';
import { earliestTimes, inOrder } from '../order.ts';
import { de, en } from '../plans.texts.ts';
import { Phase, type StepContents } from '../plans.ts';
import { moved, withoutStep } from './draft.ts';
import css from './plans.module.css';

type StepListProps = {
  readonly steps: readonly StepContents[];
  readonly roles: readonly CrisisRole[];
  readonly contacts: readonly Contact[];
  readonly mayWrite: boolean;
  readonly onEdit: (step: StepContents) => void;
  readonly onChange: (steps: readonly StepContents[]) => void;
};

/** The steps by phase; numbers run in the order in which they can be done. */
export function StepList({ steps, roles, contacts, mayWrite, onEdit, onChange }: StepListProps) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const w = useWords();
  const ordered = inOrder(steps);
  const slots = earliestTimes(steps);
  const number = new Map((ordered.ok ? ordered.value : steps).map(({ id }, index) => [id, index + 1]));
  const byNumber = (a: StepContents, b: StepContents) => (number.get(a.id) ?? 0) - (number.get(b.id) ?? 0);

  const facts = (step: StepContents): string[] => {
    const slot = slots.ok ? slots.value.get(step.id) : undefined;
    const role = roles.find(({ id }) => id === step.roleId);
    return [
      role?.name ?? room.nobody,
      ...(slot ? [slot.start === 0 ? t.atOnce : t.at(w.span(slot.start * MINUTE), slot.atLeast)] : []),
      step.minutes === null ? t.takesUnknown : t.takes(w.span(step.minutes * MINUTE)),
      ...(step.after.length > 0 ? [t.waitsFor(step.after.map((id) => String(number.get(id) ?? '?')))] : []),
    ];
  };

  const phases = Phase.options.map((phase) => ({ phase, inPhase: steps.filter((step) => step.phase === phase).toSorted(byNumber) }));
  return phases
    .filter(({ inPhase }) => inPhase.length > 0)
    .map(({ phase, inPhase }) => (
      <div key={phase} className={css['phase']}>
        <h3>
          {room.phase[phase]} {phase === 'restore' && <Chip tone="degraded">{t.locked}</Chip>}
        </h3>
        <ol className={css['steps']}>
          {inPhase.map((step, index) => {
            const whom = contacts.find(({ id }) => id === step.contactId);
            const phone = whom && phoneOf(whom);
            return (
              <li key={step.id} className={css['step']}>
                <span className={css['number']}>{number.get(step.id)}</span>
                <div>
                  <p className={css['title']}>{step.title}</p>
                  <p className={css['facts']}>
                    {facts(step).map((fact) => (
                      <span key={fact}>{fact}</span>
                    ))}
                    {whom && (
                      <span>
                        {t.contact}: {whom.name} {phone && <a href={`tel:${phone}`}>{displayPhone(phone)}</a>}
                      </span>
                    )}
                  </p>
                  {step.detail && <p className={css['detail']}>{step.detail}</p>}
                </div>
                {mayWrite && (
                  <div className={`${css['buttons']} no-print`}>
                    <Button
                      kind="plain"
                      small
                      aria-label={t.up(step.title)}
                      disabled={index === 0}
                      onClick={() => onChange(moved(steps, step.id, -1))}
                    >
                      <span aria-hidden="true">↑</span>
                    </Button>
                    <Button
                      kind="plain"
                      small
                      aria-label={t.down(step.title)}
                      disabled={index === inPhase.length - 1}
                      onClick={() => onChange(moved(steps, step.id, 1))}
                    >
                      <span aria-hidden="true">↓</span>
                    </Button>
                    <Button small aria-label={`${room.edit}: ${step.title}`} onClick={() => onEdit(step)}>
                      {room.edit}
                    </Button>
                    <Button
                      kind="plain"
                      small
                      aria-label={`${room.remove}: ${step.title}`}
                      onClick={() => onChange(withoutStep(steps, step.id))}
                    >
                      {room.remove}
                    </Button>
                  </div>
                )}
              </li>
            );
          })}
        </ol>
      </div>
    ));
}
