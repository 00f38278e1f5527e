import { type ReactNode, useState } from 'react';
import { DAY, formatDuration } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { AreaField, CheckField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { Picks } from '../../../web/parts/picks.tsx';
import { usePlace } from '../../../web/place.ts';
import type { InventoryView } from '../inventory.contract.ts';
import { type InventoryNode, ProviderDetails } from '../inventory.ts';
import { msOf, RESOURCE_KINDS } from '../inview.ts';
import { de, en } from '../screens.texts.ts';
import css from './inventory.module.css';
import { CostFields, type Draft, EstimateFields, SpanFields } from './numbers.tsx';

type FieldsProps = { readonly draft: Draft; readonly onChange: (part: Partial<Draft>) => void };
type WithInventory = FieldsProps & { readonly inventory: InventoryView; readonly own: string };

const itemsOf = (inventory: InventoryView, own: string, t: typeof de) =>
  inventory.nodes.filter(({ key }) => key !== own).map(({ key, name, kind }) => ({ key, name, hint: t.kind[kind] }));

function HoursField({ draft, onChange }: FieldsProps) {
  const t = useTexts({ de, en });
  const { org } = usePlace();
  const set = (text: string) => {
    const open = text.split('\n').filter((line) => line.trim() !== '');
    onChange({ hours: open.length === 0 ? null : { tz: draft.hours?.tz ?? org.zone, open: text.split('\n') } });
  };
  return <AreaField label={t.hours} help={t.hoursHelp} rows={2} value={draft.hours?.open.join('\n') ?? ''} onChange={set} />;
}

function Backups({ draft, onChange, inventory, own }: WithInventory) {
  const t = useTexts({ de, en });
  const { backups } = draft;
  const set = (n: number, part: Partial<Draft['backups'][number]>) =>
    onChange({ backups: backups.map((backup, i) => (i === n ? { ...backup, ...part } : backup)) });
  return (
    <fieldset className={css['group']}>
      <legend>{t.backups}</legend>
      {backups.map((backup, n) => (
        // oxlint-disable-next-line react/no-array-index-key -- backups have no name of their own
        <div key={n} className="stack">
          <DurationField label={t.backupEvery} value={msOf(backup.every)} onChange={(ms) => set(n, { every: formatDuration(ms ?? DAY) })} />
          <Picks
            label={t.backupNeeds}
            help={t.backupNeedsHelp}
            items={itemsOf(inventory, own, t)}
            value={backup.needs}
            onChange={(needs) => set(n, { needs })}
            search={t.chooseNeed}
          />
          <div>
            <Button small kind="plain" onClick={() => onChange({ backups: backups.filter((_, i) => i !== n) })}>
              {t.removeBackup}
            </Button>
          </div>
        </div>
      ))}
      <div>
        <Button small onClick={() => onChange({ backups: [...backups, { every: 'P1D', needs: [] }] })}>
          {t.addBackup}
        </Button>
      </div>
    </fieldset>
  );
}

function ProviderFields({ draft, onChange }: FieldsProps) {
  const t = useTexts({ de, en });
  const { provider } = draft;
  const set = (part: Partial<ProviderDetails>) => onChange({ provider: { ...(provider ?? ProviderDetails.parse({})), ...part } });
  return (
    <>
      <CheckField
        label={t.isProvider}
        value={provider !== null}
        onChange={(on) => onChange({ provider: on ? ProviderDetails.parse({}) : null })}
      />
      {provider && (
        <fieldset className={css['group']}>
          <legend>{t.provider}</legend>
          <div className={css['three']}>
            <TextField label={t.legalEntity} value={provider.legalEntity} onChange={(legalEntity) => set({ legalEntity })} />
            <TextField label={t.parent} value={provider.ultimateParent} onChange={(ultimateParent) => set({ ultimateParent })} />
            <TextField label={t.country} value={provider.country} onChange={(country) => set({ country })} />
            <TextField label={t.phone} type="tel" value={provider.phone} onChange={(phone) => set({ phone })} />
          </div>
          <TextField label={t.reach} help={t.reachHelp} value={provider.reach} onChange={(reach) => set({ reach })} />
          <TextField label={t.contract} help={t.contractHelp} value={provider.contract} onChange={(contract) => set({ contract })} />
          <TextField label={t.website} type="url" value={provider.website} onChange={(website) => set({ website })} />
        </fieldset>
      )}
    </>
  );
}

function ProcessFields({ draft, onChange }: FieldsProps) {
  const t = useTexts({ de, en });
  const [rto, mtpd] = [msOf(draft.rto), msOf(draft.mtpd)];
  return (
    <>
      <SpanFields draft={draft} field="mtpd" onChange={onChange} />
      <SpanFields draft={draft} field="rto" onChange={onChange} />
      {rto !== null && mtpd !== null && rto > mtpd && <p className={css['warn']}>{t.mtpdShorter}</p>}
      <CostFields draft={draft} onChange={onChange} />
    </>
  );
}

function Advanced({ children }: { readonly children: ReactNode }) {
  const t = useTexts({ de, en });
  return (
    <details className={css['advanced']}>
      <summary>{t.more}</summary>
      <div>{children}</div>
    </details>
  );
}

type NodeFormProps = {
  readonly node: InventoryNode;
  readonly inventory: InventoryView;
  readonly busy: boolean;
  readonly error: unknown;
  readonly onSave: (contents: Draft) => unknown;
  readonly onCancel: () => void;
};

/** Everything that can be said of one entry; what few need stands under "Erweitert". */
export function NodeForm({ node, inventory, busy, error, onSave, onCancel }: NodeFormProps) {
  const t = useTexts({ de, en });
  const { key, ...contents } = node;
  const [draft, setDraft] = useState<Draft>(contents);
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const isProcess = draft.kind === 'process';
  const isCause = draft.kind === 'cause';
  const common = { draft, onChange: change };
  const teams = inventory.teams.map((team) => ({ key: team.key, name: team.name }));
  const hours = draft.hours && { ...draft.hours, open: draft.hours.open.map((line) => line.trim()).filter((line) => line !== '') };
  return (
    <Form
      onSubmit={() => onSave({ ...draft, hours })}
      submit={t.save}
      busy={busy}
      error={error}
      problems={t.problems}
      aside={
        <Button kind="plain" onClick={onCancel}>
          {t.cancel}
        </Button>
      }
    >
      <TextField label={t.name} value={draft.name} onChange={(name) => change({ name })} required />
      {!isProcess && !isCause && (
        <SelectField
          label={t.kindLabel}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
          choices={RESOURCE_KINDS.map((kind) => ({ value: kind, label: t.kind[kind] }))}
        />
      )}
      {isProcess && <ProcessFields {...common} />}
      {isCause && <ProviderFields {...common} />}
      <EstimateFields field="restore" {...common} />
      {draft.restore && (
        <Picks
          label={t.restoredBy}
          help={t.restoredByHelp}
          items={teams}
          none={t.noTeams}
          value={draft.restoredBy}
          onChange={(restoredBy) => change({ restoredBy })}
          search={t.chooseNeed}
        />
      )}
      <Picks
        label={t.causes}
        help={t.causesHelp}
        items={itemsOf(inventory, key, t)}
        value={draft.cause}
        onChange={(cause) => change({ cause })}
        search={t.chooseNeed}
      />
      <CheckField label={t.asked} help={t.askedHelp} value={draft.asked} onChange={(asked) => change({ asked })} />
      <AreaField label={t.note} rows={2} value={draft.note} onChange={(note) => change({ note })} />
      <Advanced>
        {isProcess && <SpanFields field="rpo" {...common} />}
        {isProcess && (
          <NumberField
            label={t.minimum}
            help={t.minimumHelp}
            value={Math.round(draft.minimum * 1000) / 10}
            onChange={(percent) => change({ minimum: Math.min(100, Math.max(0, percent ?? 100)) / 100 })}
          />
        )}
        {isProcess && <HoursField {...common} />}
        {!isProcess && <Backups {...common} inventory={inventory} own={key} />}
        <EstimateFields field="replace" {...common} />
        <EstimateFields field="rebuild" {...common} />
        <SpanFields field="restart" {...common} />
      </Advanced>
    </Form>
  );
}
