import { formatDuration } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { SOURCES } from '../../model/model.ts';
import type { NodeContents, Origin } from '../inventory.ts';
import { msOf } from '../inview.ts';
import { de, en } from '../screens.texts.ts';
import css from './inventory.module.css';

export type Draft = NodeContents;
type Change = (part: Partial<Draft>) => void;

/** Where a number comes from, and what shows it. A changed source is dated by the server when it is saved. */
export function OriginFields({ draft, field, onChange }: { readonly draft: Draft; readonly field: string; readonly onChange: Change }) {
  const t = useTexts({ de, en });
  const origin = draft.origins[field];
  const set = (part: Partial<Origin>) =>
    onChange({ origins: { ...draft.origins, [field]: { source: 'guess', at: 0, evidence: '', ...origin, ...part } } });
  return (
    <>
      <SelectField
        label={t.source}
        value={origin?.source ?? 'guess'}
        onChange={(source) => set({ source })}
        choices={SOURCES.map((value) => ({ value, label: t.sources[value] }))}
      />
      {origin !== undefined && origin.source !== 'guess' && (
        <TextField label={t.evidence} help={t.evidenceHelp} value={origin.evidence} onChange={(evidence) => set({ evidence })} />
      )}
    </>
  );
}

type SpanProps = { readonly draft: Draft; readonly field: 'rto' | 'mtpd' | 'rpo' | 'restart'; readonly onChange: Change };

/** A span of a node with its origin. */
export function SpanFields({ draft, field, onChange }: SpanProps) {
  const t = useTexts({ de, en });
  const help = { rto: t.rtoHelp, mtpd: t.mtpdHelp, rpo: t.rpoHelp, restart: t.restartHelp }[field];
  return (
    <fieldset className={css['group']}>
      <legend>{t[field]}</legend>
      <p className="small muted">{help}</p>
      <div className={css['three']}>
        <DurationField
          label={t.span}
          value={msOf(draft[field])}
          onChange={(ms) => onChange({ [field]: ms === null ? null : formatDuration(ms) })}
        />
        {draft[field] !== null && <OriginFields draft={draft} field={field} onChange={onChange} />}
      </div>
    </fieldset>
  );
}

type EstimateProps = { readonly draft: Draft; readonly field: 'restore' | 'replace' | 'rebuild'; readonly onChange: Change };

/** A time as three points; best and worst follow the likely one until they are said. */
export function EstimateFields({ draft, field, onChange }: EstimateProps) {
  const t = useTexts({ de, en });
  const estimate = draft[field];
  const help = { restore: t.restoreHelp, replace: t.replaceHelp, rebuild: t.rebuildHelp }[field];
  const set = (point: 'best' | 'likely' | 'worst', ms: number | null) => {
    if (ms === null) {
      if (point === 'likely') onChange({ [field]: null });
      else if (estimate) onChange({ [field]: { ...estimate, [point]: estimate.likely } });
      return;
    }
    const span = formatDuration(ms);
    const before = estimate ?? { best: span, likely: span, worst: span, source: draft.origins[field]?.source ?? 'guess' };
    const follows = point === 'likely';
    onChange({
      [field]: {
        ...before,
        ...(follows && before.best === before.likely ? { best: span } : {}),
        ...(follows && before.worst === before.likely ? { worst: span } : {}),
        [point]: span,
      },
    });
  };
  const [best, likely, worst] = [msOf(estimate?.best), msOf(estimate?.likely), msOf(estimate?.worst)];
  const disordered = best !== null && likely !== null && worst !== null && (best > likely || worst < likely);
  return (
    <fieldset className={css['group']}>
      <legend>{t[field]}</legend>
      <p className="small muted">{help}</p>
      <div className={css['three']}>
        <DurationField label={t.likely} value={likely} onChange={(ms) => set('likely', ms)} />
        {estimate && <DurationField key={`best ${estimate.best}`} label={t.best} value={best} onChange={(ms) => set('best', ms)} />}
        {estimate && <DurationField key={`worst ${estimate.worst}`} label={t.worst} value={worst} onChange={(ms) => set('worst', ms)} />}
        {estimate && <OriginFields draft={draft} field={field} onChange={(part) => onChange(withSource(part, field, draft))} />}
      </div>
      {disordered && <p className={`small ${css['warn']}`}>{t.disordered}</p>}
    </fieldset>
  );
}

/** An estimate carries its source itself. */
function withSource(part: Partial<Draft>, field: 'restore' | 'replace' | 'rebuild', draft: Draft): Partial<Draft> {
  const source = part.origins?.[field]?.source;
  const estimate = draft[field];
  return source && estimate ? { ...part, [field]: { ...estimate, source } } : part;
}

/** Euro per hour as a range. */
export function CostFields({ draft, onChange }: { readonly draft: Draft; readonly onChange: Change }) {
  const t = useTexts({ de, en });
  const cost = draft.costPerHour;
  const set = (point: 'low' | 'likely' | 'high', value: number | null) => {
    if (value === null && point === 'likely') return onChange({ costPerHour: null });
    const before = cost ?? { low: value ?? 0, likely: value ?? 0, high: value ?? 0 };
    const amount = value ?? before.likely;
    const follows = point === 'likely';
    return onChange({
      costPerHour: {
        ...before,
        ...(follows && (before.low === before.likely || before.low > amount) ? { low: amount } : {}),
        ...(follows && (before.high === before.likely || before.high < amount) ? { high: amount } : {}),
        [point]: amount,
      },
    });
  };
  return (
    <fieldset className={css['group']}>
      <legend>{t.cost}</legend>
      <p className="small muted">{t.costHelp}</p>
      <div className={css['three']}>
        <NumberField label={t.costLikely} value={cost?.likely ?? null} onChange={(value) => set('likely', value)} />
        {cost && <NumberField label={t.costLow} value={cost.low} onChange={(value) => set('low', value)} />}
        {cost && <NumberField label={t.costHigh} value={cost.high} onChange={(value) => set('high', value)} />}
        {cost && <OriginFields draft={draft} field="costPerHour" onChange={onChange} />}
      </div>
      {cost && (cost.low > cost.likely || cost.high < cost.likely) && <p className={`small ${css['warn']}`}>{t.disordered}</p>}
    </fieldset>
  );
}
