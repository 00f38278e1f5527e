import type { Bilingual } from '../../kernel/languages.ts';
import { faultAt, faultWithin } from '../call.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { AreaField, CheckField, PasswordField, SelectField, TextField } from './field.tsx';
import { NumberField } from './numberfield.tsx';
import { de, en } from './parts.texts.ts';
import { controlOf, type SchemaNode } from './schema.ts';
import css from './schemaform.module.css';

export type Settings = Readonly<Record<string, unknown>>;

type NodeProps = {
  readonly name: string;
  readonly node: SchemaNode;
  readonly required: boolean;
  readonly value: unknown;
  readonly onChange: (value: unknown) => void;
  /** JSON pointer of this node in the body that is sent, for its fault. */
  readonly pointer: string;
  readonly error: unknown;
  readonly kept: readonly string[];
};

const textOf = (value: unknown): string => (typeof value === 'string' || typeof value === 'number' ? String(value) : '');

const record = (value: unknown): Settings => (typeof value === 'object' && value !== null ? { ...value } : {});

function Node({ name, node, required, value, onChange, pointer, error, kept }: NodeProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const say = (words: Bilingual | undefined, otherwise: string | undefined) => words?.[language] ?? otherwise;
  const label = say(node.label, node.title) ?? name;
  const isKept = kept.includes(name);
  const said = say(node.help, node.description);
  const help = isKept ? [said, t.secretKept].filter(Boolean).join(' ') : said;
  const shared = {
    label,
    name,
    error: faultAt(error, pointer),
    required: required && !isKept && node.default === undefined,
    ...(help === undefined ? {} : { help }),
  };
  const shown = value ?? node.default;
  const control = controlOf(node);
  switch (control.kind) {
    case 'fixed':
    case 'foreign':
      return null;
    case 'choice':
      return (
        <SelectField
          {...shared}
          value={textOf(shown)}
          onChange={onChange}
          choices={control.values.map((one) => ({ value: one, label: say(node.options?.[one], one) ?? one }))}
        />
      );
    case 'yes-no':
      return <CheckField {...shared} required={false} value={shown === true} onChange={onChange} />;
    case 'number':
      return (
        <NumberField
          {...shared}
          value={typeof shown === 'number' ? shown : null}
          onChange={(next) => onChange(next === null ? undefined : next)}
        />
      );
    case 'lines':
      return (
        <AreaField
          {...shared}
          error={shared.error ?? faultWithin(error, pointer)}
          value={Array.isArray(shown) ? shown.map(textOf).join('\n') : ''}
          onChange={(text) => onChange(text === '' ? undefined : text.split('\n'))}
        />
      );
    case 'text': {
      const change = (text: string) => onChange(text === '' ? undefined : text);
      const placeholder = isKept ? '••••••••' : node.placeholder;
      if (control.as === 'area') return <AreaField {...shared} value={textOf(shown)} onChange={change} />;
      if (control.as === 'secret') return <PasswordField {...shared} autoComplete="off" value={textOf(shown)} onChange={change} />;
      return (
        <TextField
          {...shared}
          type={control.as}
          value={textOf(shown)}
          onChange={change}
          {...(placeholder === undefined ? {} : { placeholder })}
        />
      );
    }
    case 'group':
      return (
        <fieldset className={css['group']}>
          <legend>{label}</legend>
          <Fields fields={control.fields} value={record(shown)} onChange={onChange} pointer={pointer} error={error} kept={kept} />
        </fieldset>
      );
    case 'either': {
      const { by, cases } = control;
      const chosen = record(shown)[by];
      const current = cases.find((one) => one.properties?.[by]?.const === chosen);
      const words = (one: SchemaNode) => {
        const constant = textOf(one.properties?.[by]?.const);
        return { value: constant, label: say(one.label ?? node.options?.[constant], one.title) ?? constant };
      };
      const inside = current && controlOf(current);
      return (
        <fieldset className={css['group']}>
          <legend className="visually-hidden">{label}</legend>
          <SelectField {...shared} value={textOf(chosen)} onChange={(next) => onChange({ [by]: next })} choices={cases.map(words)} />
          {inside?.kind === 'group' && (
            <Fields fields={inside.fields} value={record(shown)} onChange={onChange} pointer={pointer} error={error} kept={kept} />
          )}
        </fieldset>
      );
    }
    default:
      return control satisfies never;
  }
}

type FieldsProps = {
  readonly fields: readonly (readonly [name: string, node: SchemaNode, required: boolean])[];
  readonly value: Settings;
  readonly onChange: (value: Settings) => void;
  readonly pointer: string;
  readonly error: unknown;
  readonly kept: readonly string[];
};

function Fields({ fields, value, onChange, pointer, error, kept }: FieldsProps) {
  return fields.map(([name, node, required]) => (
    <Node
      key={name}
      name={name}
      node={node}
      required={required}
      value={value[name]}
      onChange={(next) => {
        const { [name]: _, ...others } = value;
        onChange(next === undefined ? others : { ...others, [name]: next });
      }}
      pointer={`${pointer}/${name}`}
      error={error}
      kept={kept}
    />
  ));
}

type SchemaFormProps = {
  /** `z.toJSONSchema` of the adapter's config as the server gives it; parse it with `SchemaNode` (schema.ts). */
  readonly schema: SchemaNode;
  readonly value: Settings;
  readonly onChange: (value: Settings) => void;
  /** Where the settings lie in the body that is sent, as in `/settings`. */
  readonly pointer?: string;
  /** The error of the last try; its faults appear at their fields. */
  readonly error?: unknown;
  /** Secrets that are set already and never shown again. */
  readonly kept?: readonly string[];
};

/** The fields of an adapter's settings (channel, probe, publisher, switch), drawn from its schema; goes into a `<Form>`. */
export function SchemaForm({ schema, value, onChange, pointer = '', error, kept = [] }: SchemaFormProps) {
  const control = controlOf(schema);
  if (control.kind === 'group')
    return <Fields fields={control.fields} value={value} onChange={onChange} pointer={pointer} error={error} kept={kept} />;
  return (
    <Node
      name=""
      node={schema}
      required
      value={value}
      onChange={(next) => onChange(record(next))}
      pointer={pointer}
      error={error}
      kept={kept}
    />
  );
}
