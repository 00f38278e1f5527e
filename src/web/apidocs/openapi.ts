import { z } from 'zod';

/** What the documentation shows of a JSON schema. */
export type DocSchema = {
  readonly type?: string | readonly string[] | undefined;
  readonly format?: string | undefined;
  readonly description?: string | undefined;
  readonly enum?: readonly unknown[] | undefined;
  readonly const?: unknown;
  readonly default?: unknown;
  readonly required?: readonly string[] | undefined;
  readonly properties?: Readonly<Record<string, DocSchema>> | undefined;
  readonly items?: DocSchema | undefined;
  readonly anyOf?: readonly DocSchema[] | undefined;
  readonly oneOf?: readonly DocSchema[] | undefined;
  readonly additionalProperties?: DocSchema | boolean | undefined;
};

const DocSchema: z.ZodType<DocSchema> = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  format: z.string().optional(),
  description: z.string().optional(),
  enum: z.array(z.unknown()).optional(),
  const: z.unknown().optional(),
  default: z.unknown().optional(),
  required: z.array(z.string()).optional(),
  properties: z
    .record(
      z.string(),
      z.lazy(() => DocSchema),
    )
    .optional(),
  // A list of fixed length says `items: false` behind its `prefixItems`.
  items: z
    .lazy(() => DocSchema)
    .optional()
    .catch(undefined),
  anyOf: z.array(z.lazy(() => DocSchema)).optional(),
  oneOf: z.array(z.lazy(() => DocSchema)).optional(),
  additionalProperties: z.union([z.boolean(), z.lazy(() => DocSchema)]).optional(),
});

const Content = z.record(z.string(), z.object({ schema: DocSchema.optional() }));

const Operation = z.object({
  summary: z.string().default(''),
  tags: z.array(z.string()).default([]),
  security: z.array(z.unknown()).optional(),
  parameters: z
    .array(z.object({ name: z.string(), in: z.string(), required: z.boolean().default(false), schema: DocSchema.default({}) }))
    .default([]),
  requestBody: z.object({ content: Content }).optional(),
  responses: z.record(z.string(), z.object({ content: Content.optional() })).default({}),
});

/** The parts of an OpenAPI 3.1 document that the documentation reads. */
export const OpenApi = z.object({
  info: z.object({ title: z.string(), version: z.string(), description: z.string().default('') }),
  paths: z.record(z.string(), z.record(z.string(), Operation)),
});

/** One endpoint as it is shown. */
export type Entry = {
  readonly method: string;
  readonly path: string;
  readonly summary: string;
  readonly tag: string;
  readonly open: boolean;
  readonly parameters: readonly { readonly name: string; readonly place: string; readonly required: boolean; readonly schema: DocSchema }[];
  readonly body: DocSchema | undefined;
  readonly answers: readonly { readonly status: string; readonly schema: DocSchema | undefined }[];
};

const schemaIn = (content: z.infer<typeof Content> | undefined): DocSchema | undefined => Object.values(content ?? {})[0]?.schema;

/** All endpoints, by group and path. */
export const entriesOf = (document: z.infer<typeof OpenApi>): readonly Entry[] =>
  Object.entries(document.paths)
    .flatMap(([path, methods]) =>
      Object.entries(methods).map(
        ([method, { summary, tags, security, parameters, requestBody, responses }]): Entry => ({
          method: method.toUpperCase(),
          path,
          summary,
          tag: tags[0] ?? '',
          open: security === undefined,
          parameters: parameters.map(({ name, in: place, required, schema }) => ({ name, place, required, schema })),
          body: schemaIn(requestBody?.content),
          answers: Object.entries(responses).map(([status, { content }]) => ({ status, schema: schemaIn(content) })),
        }),
      ),
    )
    .sort((a, b) => a.tag.localeCompare(b.tag) || a.path.localeCompare(b.path) || a.method.localeCompare(b.method));

const plain = (value: unknown): string => JSON.stringify(value);

/** A schema's type in a few words: `string (uuid)`, `"de" | "en"`, `array of object`. */
export function typeWords(schema: DocSchema): string {
  if (schema.const !== undefined) return plain(schema.const);
  if (schema.enum) return schema.enum.map(plain).join(' | ');
  const some = schema.anyOf ?? schema.oneOf;
  if (some) return [...new Set(some.map(typeWords))].join(' | ');
  const type = Array.isArray(schema.type) ? schema.type.join(' | ') : (schema.type ?? 'any');
  if (type === 'array') return `array of ${schema.items ? typeWords(schema.items) : 'any'}`;
  return schema.format ? `${String(type)} (${schema.format})` : String(type);
}

/** The properties of an object, of the items of an array of objects, or of the one object among several possibilities. */
export function propertiesOf(schema: DocSchema): readonly (readonly [name: string, schema: DocSchema, required: boolean])[] {
  if (schema.properties)
    return Object.entries(schema.properties).map(([name, inner]) => [name, inner, schema.required?.includes(name) ?? false] as const);
  if (schema.items) return propertiesOf(schema.items);
  const objects = (schema.anyOf ?? schema.oneOf ?? []).filter((one) => one.properties ?? one.items);
  return objects.length === 1 && objects[0] ? propertiesOf(objects[0]) : [];
}
