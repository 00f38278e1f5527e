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
import type { StepContents } from '../plans.ts';
import { swapped, withoutStep } from './draft.ts';
import css from './plans.module.css';

type StepListProps = {
  readonly steps: readonly StepContents[];
  readonly roles: readonly CrisisRole[];
  readonly contacts: readonly Contact[];
  readonly mayWrite: boolean;
  readonly onEdit: (step: StepContents) => void;
  readonly onChange: (steps: readonly StepContents[]) => void;
};

/** The steps in the order in which they are done; where it is free, two can change places. */
export function StepList({ steps, roles, contacts, mayWrite, onEdit, onChange }: StepListProps) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const w = useWords();
  const ordered = inOrder(steps);
  const slots = earliestTimes(steps);
  const shown = ordered.ok ? ordered.value : steps;
  const number = new Map(shown.map(({ id }, index) => [id, index + 1]));
  const startOf = ({ id }: StepContents) => (slots.ok ? slots.value.get(id)?.start : undefined);
  /** Their order is free: both begin at the same time and belong to the same phase. */
  const free = (a: StepContents | undefined, b: StepContents | undefined) =>
    a !== undefined &&
    b !== undefined &&
    a.phase === b.phase &&
    startOf(a) === startOf(b) &&
    !a.after.includes(b.id) &&
    !b.after.includes(a.id);

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

  const move = (a: StepContents | undefined, b: StepContents | undefined) => {
    if (a && b) onChange(swapped(steps, a, b));
  };

  return (
    <ol className={css['steps']}>
      {shown.map((step, index) => {
        const whom = contacts.find(({ id }) => id === step.contactId);
        const phone = whom && phoneOf(whom);
        const [before, after] = [shown[index - 1], shown[index + 1]];
        return (
          <li key={step.id} className={css['step']}>
            <span className={css['number']}>{index + 1}</span>
            <div className={css['what']}>
              <p className={css['title']}>{step.title}</p>
              <p className={css['facts']}>
                <Chip tone={step.phase === 'restore' ? 'degraded' : 'plain'}>
                  {room.phase[step.phase]}
                  {step.phase === 'restore' && `, ${t.locked}`}
                </Chip>
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
                {free(before, step) && (
                  <Button kind="plain" small aria-label={t.up(step.title)} onClick={() => move(before, step)}>
                    <span aria-hidden="true">↑</span>
                  </Button>
                )}
                {free(step, after) && (
                  <Button kind="plain" small aria-label={t.down(step.title)} onClick={() => move(step, after)}>
                    <span aria-hidden="true">↓</span>
                  </Button>
                )}
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
  );
}
