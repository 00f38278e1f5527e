import { z } from 'zod';

/** What a field of an adapter's settings says about itself, in `.meta(…)`; the form of the interface is drawn from it. */
export type FieldMeta = {
  readonly label: { readonly de: string; readonly en: string };
  readonly help?: { readonly de: string; readonly en: string };
  /** Sealed at rest, never shown again. */
  readonly secret?: boolean;
  /** Where the secrets are sent to: changing it asks for the secrets again, so that nobody can have them sent elsewhere. */
  readonly destination?: boolean;
  readonly placeholder?: string;
  /** Words of the options of a choice. */
  readonly options?: Readonly<Record<string, { readonly de: string; readonly en: string }>>;
  readonly multiline?: boolean;
};

export type Settings = Readonly<Record<string, unknown>>;

const shapeOf = (schema: z.ZodType): Readonly<Record<string, z.core.$ZodType>> => (schema instanceof z.ZodObject ? schema.shape : {});

const marked = (schema: z.ZodType, mark: 'secret' | 'destination'): string[] =>
  Object.entries(shapeOf(schema)).flatMap(([name, field]) => (z.globalRegistry.get(field)?.[mark] === true ? [name] : []));

/** Names of the fields that are secrets. */
export const secretFields = (schema: z.ZodType): string[] => marked(schema, 'secret');

export type Split = { readonly open: Settings; readonly secret: Settings };

/** Parts parsed settings into what may be shown and what must be sealed. */
export function splitSecrets(schema: z.ZodType, settings: Settings): Split {
  const names = new Set(secretFields(schema));
  const entries = Object.entries(settings);
  return {
    open: Object.fromEntries(entries.filter(([name]) => !names.has(name))),
    secret: Object.fromEntries(entries.filter(([name, value]) => names.has(name) && value !== undefined && value !== '')),
  };
}

/** Fills the secrets that a change left out from those that are kept; `filled` names them. */
export function fillSecrets(
  schema: z.ZodType,
  given: Settings,
  before: Split,
): { readonly settings: Settings; readonly filled: readonly string[] } {
  const filled = secretFields(schema).filter(
    (name) => (given[name] === undefined || given[name] === '') && before.secret[name] !== undefined,
  );
  return { settings: { ...given, ...Object.fromEntries(filled.map((name) => [name, before.secret[name]])) }, filled };
}

/** Do the new settings send secrets somewhere else than before? Then they have to be given again. */
export const leadsElsewhere = (schema: z.ZodType, settings: Settings, before: Split): boolean =>
  marked(schema, 'destination').some((name) => settings[name] !== before.open[name]);

/** Takes secrets out of a sentence, should the other side have echoed one. */
export function withoutSecrets<T extends Readonly<Record<string, string>>>(sentence: T, secret: Settings): T {
  const values = Object.values(secret).filter((value): value is string => typeof value === 'string' && value.length > 3);
  const clean = (text: string) => values.reduce((cleaned, value) => cleaned.replaceAll(value, '•••'), text);
  return Object.fromEntries(Object.entries(sentence).map(([language, text]) => [language, clean(text)])) as T;
}
