import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import type { Check } from '../checks.contract.ts';
import * as list from '../list.texts.ts';
import type { Deed } from '../many.contract.ts';
import { de, en } from '../screens.texts.ts';
import { GroupField } from './groupfield.tsx';
import { PRESETS } from './presets.ts';
import { TagsField } from './tagsfield.tsx';
import { useFaults } from './usefaults.ts';

type DeedFormProps = {
  /** The chosen ones. */
  readonly checks: readonly Check[];
  readonly all: readonly Check[];
  readonly error: unknown;
  readonly busy: boolean;
  readonly onDeed: (deed: Deed) => Promise<void>;
};

/** The value that all of them have, or else `other`. */
const common = <T,>(values: readonly T[], other: T): T => {
  const [first, ...rest] = values;
  return first !== undefined && rest.every((one) => one === first) ? first : other;
};

/** A refusal is told beside the form's button; nothing more is to do with it here. */
const sent = (done: Promise<void>) => done.catch(() => undefined);

export function IntervalForm({ checks, error, busy, onDeed }: DeedFormProps) {
  const t = useTexts({ de, en });
  const l = useTexts(list).many;
  const [intervalMs, setInterval] = useState(() =>
    common(
      checks.map((check) => check.intervalMs),
      60_000,
    ),
  );
  const spans = PRESETS.includes(intervalMs) ? PRESETS : [intervalMs, ...PRESETS];
  return (
    <Form onSubmit={() => sent(onDeed({ kind: 'interval', intervalMs }))} submit={l.apply} busy={busy} error={error}>
      <SelectField
        label={t.interval}
        value={String(intervalMs)}
        onChange={(text) => setInterval(Number(text))}
        choices={spans.map((span) => ({ value: String(span), label: t.intervals[span] ?? t.otherInterval(`${span / 1000} s`) }))}
      />
    </Form>
  );
}

export function GroupForm({ checks, all, error, busy, onDeed }: DeedFormProps) {
  const l = useTexts(list).many;
  const [group, setGroup] = useState(() =>
    common(
      checks.map((check) => check.group),
      null,
    ),
  );
  const faults = useFaults(error);
  return (
    <Form onSubmit={() => sent(onDeed({ kind: 'group', group }))} submit={l.apply} busy={busy} error={faults}>
      <GroupField label={l.groupField} value={group} onChange={setGroup} checks={all} error={faultAt(faults, '/deed/group')} />
    </Form>
  );
}

export function TagsForm({ error, busy, onDeed }: DeedFormProps) {
  const l = useTexts(list);
  const [add, setAdd] = useState<readonly string[]>([]);
  const [drop, setDrop] = useState<readonly string[]>([]);
  return (
    <Form onSubmit={() => sent(onDeed({ kind: 'tags', add: [...add], drop: [...drop] }))} submit={l.many.apply} busy={busy} error={error}>
      <TagsField label={l.many.add} help={l.tagsHelp} value={add} onChange={setAdd} />
      <TagsField label={l.many.drop} value={drop} onChange={setDrop} />
    </Form>
  );
}

const HOUR_MS = 3_600_000;

export function MaintenanceForm({ error, busy, onDeed }: DeedFormProps) {
  const l = useTexts(list).many;
  const [name, setName] = useState('');
  const [forMs, setFor] = useState<number | null>(2 * HOUR_MS);
  const faults = useFaults(error);
  return (
    <Form onSubmit={() => sent(onDeed({ kind: 'maintenance', name, forMs: forMs ?? 0 }))} submit={l.begin} busy={busy} error={faults}>
      <p>{l.maintenanceText}</p>
      <TextField
        label={l.reason}
        placeholder={l.reasonExample}
        value={name}
        required
        onChange={setName}
        error={faultAt(faults, '/deed/name')}
      />
      <DurationField label={l.howLong} value={forMs} onChange={setFor} error={faultAt(faults, '/deed/forMs')} />
    </Form>
  );
}
