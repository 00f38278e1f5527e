import { useState } from 'react';
import { newKey } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { TextField } from '../../../web/parts/field.tsx';
import { ReasonButton } from '../../../web/parts/reasonbutton.tsx';
import { usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { operateChecklist, readChecklist } from '../../checklists/checklists.contract.ts';
import { nextFor, type Operation, type Standing } from '../../checklists/checklists.ts';
import { type IncidentView, releaseRestore } from '../incidents.contract.ts';
import { de, en } from '../room.texts.ts';
import css from './room.module.css';

/** What is pressed; the operation also says who, when and on which device. */
type Deed = { readonly kind: 'tick'; readonly item: string; readonly done: boolean } | { readonly kind: 'add'; readonly title: string };

/** The operation that a press makes, stamped with the time of this device. */
function operationOf(deed: Deed, by: string): Operation {
  const common = { id: newKey(), by, stamp: { at: Date.now(), device: 'web' } };
  return deed.kind === 'tick' ? { ...deed, ...common } : { ...deed, ...common, item: newKey(), phase: 'continue', roleId: null };
}

/** The live checklist: one task first, then the rest. */
export function Tasks({ incident, open, lead }: { readonly incident: IncidentView; readonly open: boolean; readonly lead: boolean }) {
  const { room: t } = useTexts({ de, en });
  const w = useWords();
  const { me } = usePlace();
  const [title, setTitle] = useState('');
  const params = { id: incident.id };
  const query = useQueryOf(readChecklist, { params }, { topics: ['checklist', 'incident'] });
  const operate = useAction(operateChecklist);
  const release = useAction(releaseRestore);
  const act = (deed: Deed) => operate.mutateAsync({ params, body: { operations: [operationOf(deed, me.name)] } });
  const phoneOf = (item: Standing) => item.contact?.addresses.find((address) => address.kind === 'phone' || address.kind === 'sms')?.value;

  const row = (item: Standing, first: boolean) => (
    <li key={item.id} className={`${css['item']} ${first ? css['first'] : ''}`}>
      <div>
        {first && <div className="muted">{t.mine}</div>}
        <strong>{item.title}</strong>
        {item.detail !== '' && <div className="muted">{item.detail}</div>}
        {item.locked && <div className="muted">{t.locked}</div>}
        {item.done && <div className="muted">{t.doneBy(item.done.by, w.time(item.done.at))}</div>}
        {first && phoneOf(item) !== undefined && <a href={`tel:${phoneOf(item)}`}>{t.call(item.contact?.name ?? '')}</a>}
      </div>
      {open && !item.locked && (
        <Button small kind={first ? 'main' : 'quiet'} onClick={() => act({ kind: 'tick', item: item.id, done: item.done === null })}>
          {item.done ? t.reopen : t.done}
        </Button>
      )}
    </li>
  );

  return (
    <Card title={t.tasks}>
      <Loaded query={query}>
        {({ standing }) => {
          const first = open ? (nextFor([], standing) ?? standing.find((item) => item.done === null && !item.locked)) : undefined;
          const rest = standing.filter((item) => item !== first);
          return (
            <div className="stack">
              {standing.length === 0 && <p className="muted">{open ? t.noTasks : t.noTasksOver}</p>}
              <ul className={css['list']}>
                {first && row(first, true)}
                {rest.filter((item) => item.done === null).map((item) => row(item, false))}
                {rest.filter((item) => item.done !== null).map((item) => row(item, false))}
              </ul>
              {open && lead && incident.restoreLocked && standing.some((item) => item.locked) && (
                <div className="row">
                  <ReasonButton
                    label={t.release}
                    kind="danger"
                    title={t.releaseTitle}
                    reason={t.reason}
                    busy={release.isPending}
                    error={release.error}
                    onConfirm={(reason, close) => release.mutate({ params, body: { reason } }, { onSuccess: close })}
                  >
                    {t.releaseText}
                  </ReasonButton>
                </div>
              )}
              {open && (
                <form
                  className="stack"
                  onSubmit={(event) => {
                    event.preventDefault();
                    if (title.trim() !== '') void act({ kind: 'add', title: title.trim() }).then(() => setTitle(''));
                  }}
                >
                  <TextField label={t.addWhat} value={title} onChange={setTitle} required />
                  <Button type="submit" small>
                    {t.add}
                  </Button>
                </form>
              )}
            </div>
          );
        }}
      </Loaded>
      <FaultNote error={operate.error} />
    </Card>
  );
}
