import { useState } from 'react';
import { DAY, HOUR, instant } from '../../../kernel/instant.ts';
import { type Model, SOURCES } from '../../../know/model/model.ts';
import { useTexts } from '../../../web/language.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { AreaField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { fasterRestore, longerBuffer, moreHands, offSite, restingOn, second, wayOut } from '../edits.ts';
import { addMeasure, changeMeasure } from '../measures.contract.ts';
import { de, en } from '../measures.texts.ts';
import { type Measure, type MeasureContents, type MeasureEdit, NO_CHANGE } from '../measures.ts';

const KINDS = ['none', 'second', 'faster', 'buffer', 'off-site', 'way-out', 'hands'] as const;
type Kind = (typeof KINDS)[number];
type Timed = 'faster' | 'buffer' | 'off-site' | 'way-out';
const isTimed = (kind: Kind): kind is Timed => kind === 'faster' || kind === 'buffer' || kind === 'off-site' || kind === 'way-out';
const usualSpan: Readonly<Record<Timed, number>> = { faster: 4 * HOUR, buffer: 8 * HOUR, 'off-site': DAY, 'way-out': 3 * DAY };

type Change = { readonly kind: Kind; readonly subject: string; readonly ms: number | null };

/** The change that the form says; undefined while something is missing. */
function editOf(model: Model, { kind, subject, ms }: Change, secondName: (name: string) => string): MeasureEdit | undefined {
  if (kind === 'none') return NO_CHANGE;
  if (kind === 'hands') {
    const team = model.teams.find(({ id }) => id === subject);
    return team && moreHands(team);
  }
  const node = model.nodes.find(({ id }) => id === subject);
  if (!node) return undefined;
  if (kind === 'second') return second(model, node, secondName(node.name));
  if (ms === null || ms <= 0) return undefined;
  switch (kind) {
    case 'faster':
      return fasterRestore(node, ms);
    case 'buffer':
      return longerBuffer(model, node.id, ms);
    case 'off-site':
      return offSite(node, ms);
    case 'way-out':
      return wayOut([node], { best: (ms / 2) as typeof DAY, likely: ms as typeof DAY, worst: (ms * 3) as typeof DAY });
  }
}

/** The things to which such a change can be made. */
const subjectsOf = (model: Model, kind: Kind): { readonly id: string; readonly name: string }[] => {
  if (kind === 'none') return [];
  if (kind === 'hands') return [...model.teams];
  return model.nodes.filter((node) => {
    if (node.kind === 'process') return false;
    if (kind === 'second' || kind === 'buffer') return restingOn(model, node.id).length > 0;
    if (kind === 'way-out') return node.causes.length > 0;
    return node.kind !== 'cause' && (kind !== 'off-site' || node.kind === 'system' || node.kind === 'data');
  });
};

const dayText = (at: number | null): string => (at === null ? '' : new Date(at).toISOString().slice(0, 10));

type FormProps = {
  readonly model: Model;
  readonly open: boolean;
  readonly onClose: () => void;
  /** The measure that is changed; without it a new one is made. */
  readonly measure?: Measure | undefined;
};

const EMPTY: MeasureContents = {
  title: '',
  reason: '',
  edit: NO_CHANGE,
  cost: 0,
  hours: 0,
  priceSource: 'guess',
  owner: '',
  dueAt: null,
  proposal: null,
};

function Fields({ model, measure, onClose }: Omit<FormProps, 'open'>) {
  const all = useTexts({ de, en });
  const t = all.form;
  const w = useWords();
  const toast = useToast();
  const [contents, setContents] = useState<MeasureContents>(measure ?? EMPTY);
  const [change, setChange] = useState<Change | undefined>(measure ? undefined : { kind: 'none', subject: '', ms: null });
  const [missing, setMissing] = useState(false);
  const add = useAction(addMeasure);
  const alter = useAction(changeMeasure);
  const set = (part: Partial<MeasureContents>) => setContents({ ...contents, ...part });
  const { title, reason, cost, hours, priceSource, owner, dueAt } = contents;
  const save = async () => {
    const edit = change ? editOf(model, change, t.secondName) : contents.edit;
    setMissing(edit === undefined);
    if (edit === undefined) return;
    const body = { title, reason, edit, cost, hours, priceSource, owner, dueAt, proposal: contents.proposal };
    if (measure) await alter.mutateAsync({ params: { id: measure.id }, body });
    else await add.mutateAsync({ body });
    toast({ text: t.saved });
    onClose();
  };
  return (
    <Form onSubmit={save} submit={t.save} busy={add.isPending || alter.isPending} error={add.error ?? alter.error} problems={all.problems}>
      <TextField label={t.title} help={t.titleHelp} value={title} onChange={(next) => set({ title: next })} required name="title" />
      <AreaField label={t.reason} value={reason} onChange={(next) => set({ reason: next })} rows={2} />
      {change && (
        <>
          <SelectField
            label={t.kind}
            help={t.kindHelp}
            value={change.kind}
            onChange={(kind) => setChange({ kind, subject: '', ms: isTimed(kind) ? usualSpan[kind] : null })}
            choices={KINDS.map((value) => ({ value, label: t.kinds[value] }))}
          />
          {change.kind !== 'none' && (
            <SelectField
              label={change.kind === 'hands' ? t.team : t.subject}
              value={change.subject}
              error={missing && change.subject === '' ? t.incomplete : undefined}
              onChange={(subject) => setChange({ ...change, subject })}
              choices={subjectsOf(model, change.kind).map(({ id, name }) => ({ value: id, label: name }))}
            />
          )}
          {isTimed(change.kind) && (
            <DurationField
              key={change.kind}
              label={t.span[change.kind]}
              value={change.ms}
              error={missing && !change.ms ? t.incomplete : undefined}
              onChange={(ms) => setChange({ ...change, ms })}
            />
          )}
        </>
      )}
      <NumberField label={t.cost} help={t.costHelp} value={cost} onChange={(next) => set({ cost: next ?? 0 })} />
      <NumberField
        label={t.hours}
        help={t.hoursHelp(w.euro(model.company.hourlyRate ?? 0, 2))}
        value={hours}
        onChange={(next) => set({ hours: next ?? 0 })}
      />
      <SelectField
        label={t.source}
        value={priceSource}
        onChange={(next) => set({ priceSource: next })}
        choices={SOURCES.map((value) => ({ value, label: all.sources[value] }))}
      />
      <TextField label={t.owner} value={owner} onChange={(next) => set({ owner: next })} />
      <TextField
        label={t.due}
        type="date"
        value={dayText(dueAt)}
        // Noon, so that it is the same day in every zone of Europe.
        onChange={(next) => set({ dueAt: next === '' ? null : instant(Date.parse(`${next}T12:00:00Z`)) })}
      />
    </Form>
  );
}

/** A measure as people write it: what, why, what it changes, what it costs, who, until when. */
export function MeasureForm({ open, onClose, measure, model }: FormProps) {
  const t = useTexts({ de, en }).form;
  return (
    <Dialog open={open} onClose={onClose} title={measure ? t.editTitle : t.addTitle} wide>
      <Fields model={model} measure={measure} onClose={onClose} />
    </Dialog>
  );
}
