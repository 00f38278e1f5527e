import { listContacts } from '../../../prepare/contacts/contacts.contract.ts';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { CallTreeLink } from '../../../web/parts/calltreelink.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { CheckField } from '../../../web/parts/field.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { de, en } from '../guide.texts.ts';
import css from './guide.module.css';
import { Options } from './options.tsx';
import type { Guide } from './useguide.ts';

const optionsOf = <K extends string>(words: Readonly<Record<K, string>>) =>
  (Object.entries(words) as [K, string][]).map(([value, label]) => ({ value, label }));

/** What helps when nothing else rings: the telephone chain on paper, or first the contacts it is made of. */
function Chain() {
  const t = useTexts({ de, en });
  const href = useHref();
  const contacts = useQueryOf(listContacts, { query: {} }, { topics: ['contact'] });
  if (!contacts.data) return null;
  const some = contacts.data.contacts.length > 0;
  return (
    <div className="stack">
      <p className="small muted">{some ? t.chain : t.chainEmpty}</p>
      <div className="row">
        {some ? (
          <CallTreeLink small />
        ) : (
          <LinkButton small href={href('prepare/contacts')}>
            {t.toContacts}
          </LinkButton>
        )}
      </div>
    </div>
  );
}

/** Questions 5, 6 and 7: reaching each other, noticing in time, knowing what to do. */
export function EmergencyStep({ guide, disabled }: { readonly guide: Guide; readonly disabled: boolean }) {
  const t = useTexts({ de, en });
  const mayPrepare = useMay('prepare.read');
  const { answers, change } = guide;
  return (
    <Card title={t.step.emergency}>
      <Options
        legend={t.reach}
        value={answers.reach}
        onChange={(reach) => change({ reach })}
        options={optionsOf(t.reaches)}
        disabled={disabled}
      />
      {mayPrepare && <Chain />}
      <Options
        legend={t.watchQuestion}
        value={answers.watch}
        onChange={(watch) => change({ watch })}
        options={optionsOf(t.watches)}
        disabled={disabled}
      />
      <fieldset className={css['question']} disabled={disabled}>
        <legend>{t.listens}</legend>
        <p className="small muted">{t.listensHelp}</p>
        <div className="row">
          {optionsOf(t.listen).map(({ value, label }) => (
            <CheckField
              key={value}
              label={label}
              value={answers.listens.includes(value)}
              onChange={(on) => change({ listens: on ? [...answers.listens, value] : answers.listens.filter((one) => one !== value) })}
            />
          ))}
        </div>
      </fieldset>
      <Options
        legend={t.ready}
        value={answers.ready}
        onChange={(ready) => change({ ready })}
        options={optionsOf(t.readies)}
        disabled={disabled}
      />
    </Card>
  );
}
