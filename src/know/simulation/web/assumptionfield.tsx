import { formatDuration, parseDuration } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { TextField } from '../../../web/parts/field.tsx';
import { NumberField } from '../../../web/parts/numberfield.tsx';
import { Assumption } from '../assumption.ts';
import { de, en } from './compare.texts.ts';

type FieldProps = { readonly label: string; readonly value: Assumption; readonly onChange: (value: Assumption) => void };

/** The one number of an assumption, to be changed in place. What is no valid number is not given on. */
export function AssumptionField({ label, value, onChange }: FieldProps) {
  const t = useTexts({ de, en });
  const give = (next: unknown) => {
    const read = Assumption.safeParse(next);
    if (read.success) onChange(read.data);
  };
  const span = (text: string, put: (text: string) => unknown) => (
    <DurationField label={label} value={parseDuration(text) ?? null} onChange={(ms) => ms !== null && give(put(formatDuration(ms)))} />
  );
  switch (value.kind) {
    case 'time':
      return span(value.likely, (likely) => ({ ...value, likely }));
    case 'restart':
    case 'buffer':
    case 'response':
      return span(value.span, (text) => ({ ...value, span: text }));
    case 'cost':
      return <NumberField label={label} value={value.likely} onChange={(likely) => likely !== null && give({ ...value, likely })} />;
    case 'hands':
      return <NumberField label={label} value={value.slots} onChange={(slots) => slots !== null && give({ ...value, slots })} />;
    case 'alternative':
      return <TextField label={t.nameOf} value={value.name} onChange={(name) => give({ ...value, name })} />;
  }
}
