import { useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import type { Called } from '../../../../web/call.ts';
import { useTexts } from '../../../../web/language.tsx';
import { Button } from '../../../../web/parts/button.tsx';
import { Card } from '../../../../web/parts/card.tsx';
import { Chip } from '../../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../../web/parts/confirm.tsx';
import { useMay, usePlaceZone } from '../../../../web/place.ts';
import { useAction } from '../../../../web/query.ts';
import { useWords } from '../../../../web/words.ts';
import { type Group, putRota, type Rota, type readEscalation, removeAbsence, removeGroup, removeRota } from '../escalation.contract.ts';
import { de, en } from '../escalation.texts.ts';
import { AbsenceDialog, GroupDialog } from './absencedialog.tsx';
import css from './escalation.module.css';
import { RotaDialog, SwapDialog, withoutSwap } from './rotadialog.tsx';

type Whom = Called<typeof readEscalation>;

function useName({ people }: Whom): (id: string) => string {
  const { gone } = useTexts({ de, en });
  return (id) => people.find((one) => one.id === id)?.name ?? gone;
}

function RotaCard({ rota, whom }: { readonly rota: Rota; readonly whom: Whom }) {
  const t = useTexts({ de, en });
  const r = t.rotas;
  const w = useWords();
  const nameOf = useName(whom);
  const mayWrite = useMay('prepare.write');
  const [editing, setEditing] = useState<'rota' | 'swap' | undefined>();
  const remove = useAction(removeRota);
  const put = useAction(putRota);
  const [now, ...later] = rota.shifts;
  const swaps = rota.overrides.map((one, at) => ({ ...one, at })).filter(({ until }) => until > whom.now);
  return (
    <Card title={rota.name}>
      <div className="stack">
        {now && (
          <p>
            {r.now}: <strong>{nameOf(now.contactId)}</strong>{' '}
            <span className="muted">{now.until === null ? r.always : r.until(w.dateTime(now.until))}</span>{' '}
            {now.override && <Chip>{r.swapped}</Chip>}
          </p>
        )}
        {later.length > 0 && (
          <div>
            <p className="muted small">{r.next}</p>
            <ol className={css['list']}>
              {later.map((shift) => (
                <li key={shift.from}>
                  <span>
                    {nameOf(shift.contactId)} {shift.override && <Chip>{r.swapped}</Chip>}
                  </span>
                  <span className="muted">{r.from(w.dateTime(shift.from))}</span>
                </li>
              ))}
            </ol>
          </div>
        )}
        <p className="muted small">
          {r.every(rota.every.count, rota.every.unit)}, {r.handOver} {rota.handOver}
        </p>
        {swaps.length > 0 && (
          <div>
            <p className="muted small">{r.swaps}</p>
            <ul className={css['list']}>
              {swaps.map(({ at, contactId, from, until }) => (
                <li key={at}>
                  <span>
                    {nameOf(contactId)}{' '}
                    <span className="muted">
                      {w.dateTime(from)} {r.until(w.dateTime(until))}
                    </span>
                  </span>
                  {mayWrite && (
                    <Button
                      kind="plain"
                      small
                      onClick={() =>
                        put.mutate({ params: { id: rota.id }, body: { contents: withoutSwap(rota, at), revision: rota.revision } })
                      }
                    >
                      {r.removeSwap}
                    </Button>
                  )}
                </li>
              ))}
            </ul>
          </div>
        )}
        {mayWrite && (
          <div className="row no-print">
            <Button small onClick={() => setEditing('swap')}>
              {r.swap}
            </Button>
            <Button small onClick={() => setEditing('rota')}>
              {t.edit}
              <span className="visually-hidden"> {rota.name}</span>
            </Button>
            <ConfirmButton
              small
              kind="plain"
              label={t.remove}
              title={t.removeTitle(rota.name)}
              confirm={t.remove}
              problems={t.problems}
              onConfirm={() => remove.mutateAsync({ params: { id: rota.id } })}
            >
              {t.removeText}
            </ConfirmButton>
          </div>
        )}
      </div>
      {editing === 'rota' && <RotaDialog rota={rota} people={whom.people} onClose={() => setEditing(undefined)} />}
      {editing === 'swap' && <SwapDialog rota={rota} people={whom.people} now={whom.now} onClose={() => setEditing(undefined)} />}
    </Card>
  );
}

export function Rotas({ whom }: { readonly whom: Whom }) {
  const { rotas: r } = useTexts({ de, en });
  const mayWrite = useMay('prepare.write');
  const [adding, setAdding] = useState(false);
  return (
    <section className={css['section']}>
      <h2>{r.title}</h2>
      <p className="muted">{whom.rotas.length === 0 ? r.none : r.help}</p>
      <div className="columns">
        {whom.rotas.map((rota) => (
          <RotaCard key={rota.id} rota={rota} whom={whom} />
        ))}
      </div>
      {mayWrite && (
        <div className="row">
          <Button onClick={() => setAdding(true)}>{r.add}</Button>
        </div>
      )}
      {adding && <RotaDialog rota={undefined} people={whom.people} onClose={() => setAdding(false)} />}
    </section>
  );
}

export function Absences({ whom }: { readonly whom: Whom }) {
  const t = useTexts({ de, en });
  const a = t.absences;
  const w = useWords();
  const zone = usePlaceZone();
  const nameOf = useName(whom);
  const mayWrite = useMay('prepare.write');
  const [adding, setAdding] = useState(false);
  const remove = useAction(removeAbsence);
  const today = Temporal.Instant.fromEpochMilliseconds(whom.now).toZonedDateTimeISO(zone).toPlainDate().toString();
  const day = (text: string) => w.date(Temporal.PlainDate.from(text).toZonedDateTime(zone).epochMilliseconds);
  const coming = whom.absences.filter(({ until }) => until >= today).sort((x, y) => (x.from < y.from ? -1 : 1));
  return (
    <section className={css['section']}>
      <h2>{a.title}</h2>
      <p className="muted">{coming.length === 0 ? a.none : a.help}</p>
      {coming.length > 0 && (
        <Card>
          <ul className={css['list']}>
            {coming.map(({ id, contactId, from, until, standIn }) => (
              <li key={id}>
                <span>
                  <strong>{nameOf(contactId)}</strong> {a.span(day(from), day(until))}{' '}
                  {from <= today && <Chip tone="unknown">{a.now}</Chip>}
                  {standIn !== null && <span className="muted"> {a.standInIs(nameOf(standIn))}</span>}
                </span>
                {mayWrite && (
                  <ConfirmButton
                    small
                    kind="plain"
                    label={t.remove}
                    title={a.removeTitle(nameOf(contactId))}
                    confirm={t.remove}
                    onConfirm={() => remove.mutateAsync({ params: { id } })}
                  >
                    {a.removeText}
                  </ConfirmButton>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {mayWrite && (
        <div className="row">
          <Button onClick={() => setAdding(true)}>{a.add}</Button>
        </div>
      )}
      {adding && <AbsenceDialog people={whom.people} onClose={() => setAdding(false)} />}
    </section>
  );
}

export function Groups({ whom }: { readonly whom: Whom }) {
  const t = useTexts({ de, en });
  const g = t.groups;
  const nameOf = useName(whom);
  const mayWrite = useMay('prepare.write');
  const [editing, setEditing] = useState<Group | 'new' | undefined>();
  const remove = useAction(removeGroup);
  return (
    <section className={css['section']}>
      <h2>{g.title}</h2>
      <p className="muted">{whom.groups.length === 0 ? g.none : g.help}</p>
      {whom.groups.length > 0 && (
        <Card>
          <ul className={css['list']}>
            {whom.groups.map((group) => (
              <li key={group.id}>
                <span>
                  <strong>{group.name}</strong> <span className="muted">{g.count(group.members.length)}: </span>
                  {group.members.map(nameOf).join(', ')}
                </span>
                {mayWrite && (
                  <span className="row">
                    <Button small kind="plain" onClick={() => setEditing(group)}>
                      {t.edit}
                      <span className="visually-hidden"> {group.name}</span>
                    </Button>
                    <ConfirmButton
                      small
                      kind="plain"
                      label={t.remove}
                      title={t.removeTitle(group.name)}
                      confirm={t.remove}
                      problems={t.problems}
                      onConfirm={() => remove.mutateAsync({ params: { id: group.id } })}
                    >
                      {t.removeText}
                    </ConfirmButton>
                  </span>
                )}
              </li>
            ))}
          </ul>
        </Card>
      )}
      {mayWrite && (
        <div className="row">
          <Button onClick={() => setEditing('new')}>{g.add}</Button>
        </div>
      )}
      {editing !== undefined && (
        <GroupDialog group={editing === 'new' ? undefined : editing} people={whom.people} onClose={() => setEditing(undefined)} />
      )}
    </section>
  );
}
