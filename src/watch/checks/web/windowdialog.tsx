import { useState } from 'react';
import { Temporal } from 'temporal-polyfill';
import { instant } from '../../../kernel/instant.ts';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { CheckField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { usePlaceZone } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { addMaintenance, changeMaintenance, listChecks, type WindowInput } from '../checks.contract.ts';
import { de, en } from '../maintenance.texts.ts';
import type { MaintenanceWindow, WindowTimes } from '../windows.ts';
import css from './checks.module.css';
import { useFaults } from './usefaults.ts';

/** `2026-11-24T20:00` on the clock of the zone, as the browser's field wants and gives it. */
const written = (at: number, zone: string): string =>
  Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDateTime().toString({ smallestUnit: 'minute' });
const read = (text: string, zone: string): number | undefined =>
  /^\d{4}-\d\d-\d\dT\d\d:\d\d/.test(text) ? Temporal.PlainDateTime.from(text).toZonedDateTime(zone).epochMilliseconds : undefined;

const HOUR = 3_600_000;
const nextHour = (): number => Math.ceil(Date.now() / HOUR) * HOUR;

type TimesProps = { readonly times: WindowTimes; readonly onChange: (times: WindowTimes) => void; readonly error: unknown };

function Once({ times, onChange, error }: TimesProps & { readonly times: WindowTimes & { kind: 'once' } }) {
  const t = useTexts({ de, en });
  const zone = usePlaceZone();
  const field = (key: 'from' | 'until', label: string) => (
    <TextField
      type="datetime-local"
      label={label}
      value={written(times[key], zone)}
      error={faultAt(error, `/times/${key}`)}
      onChange={(text) => {
        const at = read(text, zone);
        if (at !== undefined) onChange({ ...times, [key]: instant(at) });
      }}
    />
  );
  return (
    <div className={css['pair']}>
      {field('from', t.from)}
      {field('until', t.until)}
    </div>
  );
}

function Weekly({ times, onChange, error }: TimesProps & { readonly times: WindowTimes & { kind: 'weekly' } }) {
  const t = useTexts({ de, en });
  const toggle = (day: number, on: boolean) =>
    onChange({ ...times, days: on ? [...times.days, day].sort() : times.days.filter((one) => one !== day) });
  return (
    <div className="stack">
      <fieldset className={css['weekdays']}>
        <legend>{t.days}</legend>
        {t.weekdays.map((name, n) => (
          <CheckField key={name} label={name} value={times.days.includes(n + 1)} onChange={(on) => toggle(n + 1, on)} />
        ))}
      </fieldset>
      <div className={css['pair']}>
        <TextField type="time" label={t.start} value={times.start} onChange={(start) => onChange({ ...times, start })} required />
        <TextField
          type="time"
          label={t.end}
          value={times.end}
          error={faultAt(error, '/times/end')}
          onChange={(end) => onChange({ ...times, end })}
          required
        />
      </div>
      {times.end < times.start && <p className="small muted">{t.overnight}</p>}
    </div>
  );
}

/** Which checks the window is about: all, or those that are ticked. */
function Which({
  checkIds,
  onChange,
  error,
}: {
  readonly checkIds: readonly string[] | null;
  readonly onChange: (ids: string[] | null) => void;
  readonly error: unknown;
}) {
  const t = useTexts({ de, en });
  const checks = useQueryOf(listChecks, { query: {} }, { topics: ['check'] }).data?.checks ?? [];
  return (
    <>
      <SelectField
        label={t.which}
        value={checkIds === null ? 'all' : 'some'}
        error={faultAt(error, '/checkIds')}
        onChange={(choice) => onChange(choice === 'all' ? null : [])}
        choices={[
          { value: 'all', label: t.everything },
          { value: 'some', label: t.chosen },
        ]}
      />
      {checkIds !== null && (
        <fieldset className={css['picks']}>
          <legend className="visually-hidden">{t.which}</legend>
          {checks.map(({ id, name }) => (
            <CheckField
              key={id}
              label={name}
              value={checkIds.includes(id)}
              onChange={(on) => onChange(on ? [...checkIds, id] : checkIds.filter((one) => one !== id))}
            />
          ))}
        </fieldset>
      )}
    </>
  );
}

type WindowDialogProps = {
  readonly open: boolean;
  /** The window to change; without it a new one is entered. */
  readonly item: MaintenanceWindow | undefined;
  readonly onClose: () => void;
};

/** Enters or changes a maintenance window. Give it a `key` per window. */
export function WindowDialog({ open, item: window, onClose }: WindowDialogProps) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const zone = usePlaceZone();
  const onDone = () => {
    toast({ text: t.saved });
    onClose();
  };
  const add = useAction(addMaintenance, { onDone });
  const change = useAction(changeMaintenance, { onDone });
  const [draft, setDraft] = useState<WindowInput>(
    () => window ?? { name: '', times: { kind: 'once', from: instant(nextHour()), until: instant(nextHour() + 2 * HOUR) }, checkIds: null },
  );
  const body = { name: draft.name, times: draft.times, checkIds: draft.checkIds };
  const save = () => (window ? change.mutate({ params: { id: window.id }, body }) : add.mutate({ body }));
  const error = useFaults(window ? change.error : add.error);
  const { times } = draft;
  const setTimes = (next: WindowTimes) => setDraft({ ...draft, times: next });
  return (
    <Dialog open={open} onClose={onClose} title={window ? t.edit : t.add}>
      <Form onSubmit={save} submit={t.save} busy={add.isPending || change.isPending} error={error}>
        <TextField
          label={t.name}
          placeholder={t.namePlaceholder}
          value={draft.name}
          required
          error={faultAt(error, '/name')}
          onChange={(name) => setDraft({ ...draft, name })}
        />
        <SelectField
          label={t.how}
          help={t.zone(zone)}
          value={times.kind}
          onChange={(kind) =>
            setTimes(
              kind === 'weekly'
                ? { kind, days: [7], start: '02:00', end: '04:00' }
                : { kind, from: instant(nextHour()), until: instant(nextHour() + 2 * HOUR) },
            )
          }
          choices={[
            { value: 'once', label: t.once },
            { value: 'weekly', label: t.weekly },
          ]}
        />
        {times.kind === 'once' ? (
          <Once times={times} onChange={setTimes} error={error} />
        ) : (
          <Weekly times={times} onChange={setTimes} error={error} />
        )}
        <Which checkIds={draft.checkIds} onChange={(checkIds) => setDraft({ ...draft, checkIds })} error={error} />
      </Form>
    </Dialog>
  );
}
