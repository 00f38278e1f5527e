import { useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { instant } from '../../../../kernel/instant.ts';
import { faultAt } from '../../../../web/call.ts';
import { useTexts } from '../../../../web/language.tsx';
import { Button } from '../../../../web/parts/button.tsx';
import { Dialog } from '../../../../web/parts/dialog.tsx';
import { SelectField, TextField } from '../../../../web/parts/field.tsx';
import { Form } from '../../../../web/parts/form.tsx';
import { useToast } from '../../../../web/parts/toast.tsx';
import { useFaults } from '../../../../web/parts/usefaults.ts';
import { usePlaceZone } from '../../../../web/place.ts';
import { useAction } from '../../../../web/query.ts';
import * as german from '../../faults.texts.ts';
import { addRota, putRota, type Rota } from '../escalation.contract.ts';
import { de, en } from '../escalation.texts.ts';
import type { RotaContents } from '../rota.ts';
import css from './escalation.module.css';
import { PeopleField } from './peoplefield.tsx';

type Named = { readonly id: string; readonly name: string };

const contentsOf = ({ id: _i, revision: _r, updatedAt: _u, shifts: _s, overrides, ...rota }: Rota): RotaContents => ({
  ...rota,
  overrides: overrides.map(({ from, until, contactId }) => ({ from: instant(from), until: instant(until), contactId })),
});

const MOST_COUNT = 8;

type RotaDialogProps = { readonly rota: Rota | undefined; readonly people: readonly Named[]; readonly onClose: () => void };

/** A duty rota: who takes turns, how long a turn is, when it is handed over. */
export function RotaDialog({ rota, people, onClose }: RotaDialogProps) {
  const t = useTexts({ de, en });
  const r = t.rotas;
  const zone = usePlaceZone();
  const toast = useToast();
  const [contents, setContents] = useState<RotaContents>(
    rota
      ? contentsOf(rota)
      : {
          name: '',
          people: [],
          every: { unit: 'week', count: 1 },
          handOver: '08:00',
          start: Temporal.Now.plainDateISO(zone).toString(),
          overrides: [],
        },
  );
  const set = (change: Partial<RotaContents>) => setContents({ ...contents, ...change });
  const done = () => {
    toast({ text: t.saved });
    onClose();
  };
  const add = useAction(addRota, { onDone: done });
  const put = useAction(putRota, { onDone: done });
  const { error: refusal, isPending } = rota ? put : add;
  const error = useFaults(refusal, german);
  const fault = (field: string) => faultAt(error, `/${field}`) ?? faultAt(error, `/contents/${field}`);
  const { every } = contents;
  return (
    <Dialog open onClose={onClose} wide title={rota?.name ?? r.addTitle}>
      <Form
        onSubmit={() =>
          rota ? put.mutate({ params: { id: rota.id }, body: { contents, revision: rota.revision } }) : add.mutate({ body: contents })
        }
        submit={t.save}
        busy={isPending}
        error={error}
        problems={t.problems}
        aside={
          <Button kind="plain" onClick={onClose}>
            {t.cancel}
          </Button>
        }
      >
        <TextField label={t.name} value={contents.name} onChange={(name) => set({ name })} error={fault('name')} required />
        <PeopleField
          label={r.people}
          people={people}
          value={contents.people}
          onChange={(ids) => set({ people: ids })}
          error={fault('people')}
          ordered
        />
        <div className={css['pair']}>
          <SelectField
            label={r.unit}
            value={every.unit}
            choices={[
              { value: 'week', label: r.units.week },
              { value: 'day', label: r.units.day },
            ]}
            onChange={(unit) => set({ every: { ...every, unit: unit === 'day' ? 'day' : 'week' } })}
          />
          <SelectField
            label={r.count}
            value={String(every.count)}
            choices={Array.from({ length: MOST_COUNT }, (_, n) => ({ value: String(n + 1), label: String(n + 1) }))}
            onChange={(count) => set({ every: { ...every, count: Number(count) || 1 } })}
          />
        </div>
        <div className={css['pair']}>
          <TextField
            type="date"
            label={r.start}
            value={contents.start}
            onChange={(start) => set({ start })}
            error={fault('start')}
            required
          />
          <TextField
            type="time"
            label={r.handOver}
            help={r.handOverHelp}
            value={contents.handOver}
            onChange={(handOver) => set({ handOver })}
            error={fault('handOver')}
            required
          />
        </div>
      </Form>
    </Dialog>
  );
}

/** `2026-11-24T20:00` on the clock of the zone. */
const written = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
const read = (text: string, zone: string): number => Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds;

type SwapDialogProps = { readonly rota: Rota; readonly people: readonly Named[]; readonly now: number; readonly onClose: () => void };

/** Somebody else takes over for a while. */
export function SwapDialog({ rota, people, now, onClose }: SwapDialogProps) {
  const t = useTexts({ de, en });
  const r = t.rotas;
  const zone = usePlaceZone();
  const toast = useToast();
  const [contactId, setContactId] = useState('');
  const [from, setFrom] = useState(written(now, zone));
  const [until, setUntil] = useState(written(rota.shifts[0]?.until ?? now + 86_400_000, zone));
  const put = useAction(putRota, {
    onDone: () => {
      toast({ text: t.saved });
      onClose();
    },
  });
  const wrong = from !== '' && until !== '' && until <= from;
  const save = () => {
    if (wrong || contactId === '') return;
    const contents = contentsOf(rota);
    const override = { from: instant(read(from, zone)), until: instant(read(until, zone)), contactId };
    put.mutate({
      params: { id: rota.id },
      // What is long over goes with the next swap, so that the list stays one that people can look through.
      body: {
        contents: { ...contents, overrides: [...contents.overrides.filter((one) => one.until > now), override] },
        revision: rota.revision,
      },
    });
  };
  return (
    <Dialog open onClose={onClose} title={r.swapTitle(rota.name)}>
      <Form onSubmit={save} submit={t.save} busy={put.isPending} error={put.error} problems={t.problems}>
        <SelectField
          label={r.swapWho}
          value={contactId}
          choices={people.map(({ id, name }) => ({ value: id, label: name }))}
          onChange={setContactId}
          required
        />
        <div className={css['pair']}>
          <TextField type="datetime-local" label={r.swapFrom} value={from} onChange={setFrom} required />
          <TextField
            type="datetime-local"
            label={r.swapUntil}
            value={until}
            onChange={setUntil}
            error={wrong ? r.swapOrder : undefined}
            required
          />
        </div>
      </Form>
    </Dialog>
  );
}

/** The rota without one of its swaps. */
export const withoutSwap = (rota: Rota, at: number): RotaContents => {
  const contents = contentsOf(rota);
  return { ...contents, overrides: contents.overrides.filter((_, i) => i !== at) };
};
