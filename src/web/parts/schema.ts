import { z } from 'zod';
import { Bilingual } from '../../kernel/languages.ts';

const Scalar = z.union([z.string(), z.number(), z.boolean(), z.null()]);

/** What the form understands of a JSON schema as `z.toJSONSchema` writes it, with what the fields say of themselves in `.meta(…)`. */
export type SchemaNode = z.infer<typeof Own> & {
  readonly properties?: Readonly<Record<string, SchemaNode>> | undefined;
  readonly items?: SchemaNode | undefined;
  readonly anyOf?: readonly SchemaNode[] | undefined;
  readonly oneOf?: readonly SchemaNode[] | undefined;
};

const Own = z.object({
  type: z.union([z.string(), z.array(z.string())]).optional(),
  required: z.array(z.string()).optional(),
  enum: z.array(Scalar).optional(),
  const: Scalar.optional(),
  default: z.unknown().optional(),
  format: z.string().optional(),
  title: z.string().optional(),
  description: z.string().optional(),
  label: Bilingual.optional(),
  help: Bilingual.optional(),
  secret: z.boolean().optional(),
  multiline: z.boolean().optional(),
  placeholder: z.string().optional(),
  options: z.record(z.string(), Bilingual).optional(),
});

/** Reads a JSON schema that came from the server. */
export const SchemaNode: z.ZodType<SchemaNode> = Own.extend({
  properties: z
    .record(
      z.string(),
      z.lazy(() => SchemaNode),
    )
    .optional(),
  items: z.lazy(() => SchemaNode).optional(),
  anyOf: z.array(z.lazy(() => SchemaNode)).optional(),
  oneOf: z.array(z.lazy(() => SchemaNode)).optional(),
});

/** The control that a node is filled in with. */
export type Control =
  | { readonly kind: 'fixed'; readonly value: unknown }
  | { readonly kind: 'choice'; readonly values: readonly string[] }
  | { readonly kind: 'yes-no' }
  | { readonly kind: 'number' }
  | { readonly kind: 'text'; readonly as: 'text' | 'email' | 'url' | 'secret' | 'area' }
  | { readonly kind: 'lines' }
  | { readonly kind: 'group'; readonly fields: readonly (readonly [name: string, node: SchemaNode, required: boolean])[] }
  | { readonly kind: 'either'; readonly by: string; readonly cases: readonly SchemaNode[] }
  | { readonly kind: 'foreign' };

const optionsOf = (node: SchemaNode) => node.anyOf ?? node.oneOf;

/** `T | null` is filled in like `T`. */
const withoutNull = (node: SchemaNode): SchemaNode => {
  const some = optionsOf(node)?.filter(({ type }) => type !== 'null');
  const [only] = some ?? [];
  if (some?.length !== 1 || !only) return node;
  const { anyOf: _, oneOf: __, ...said } = node;
  return { ...only, ...Object.fromEntries(Object.entries(said).filter(([, value]) => value !== undefined)) };
};

/** The property that tells the cases of a union apart: one that is a constant in all of them. */
const tellingProperty = (cases: readonly SchemaNode[]): string | undefined =>
  Object.keys(cases[0]?.properties ?? {}).find((name) => cases.every((one) => one.properties?.[name]?.const !== undefined));

/** Decides how a node is filled in. */
export function controlOf(given: SchemaNode): Control {
  const node = withoutNull(given);
  const type = Array.isArray(node.type) ? node.type.find((one) => one !== 'null') : node.type;
  if (node.const !== undefined) return { kind: 'fixed', value: node.const };
  const cases = optionsOf(node);
  const by = cases && tellingProperty(cases);
  if (cases && by !== undefined) return { kind: 'either', by, cases };
  if (node.enum) return { kind: 'choice', values: node.enum.map(String) };
  if (node.properties)
    return {
      kind: 'group',
      fields: Object.entries(node.properties).map(([name, field]) => [name, field, node.required?.includes(name) ?? false] as const),
    };
  if (type === 'boolean') return { kind: 'yes-no' };
  if (type === 'number' || type === 'integer') return { kind: 'number' };
  if (type === 'array' && node.items && controlOf(node.items).kind === 'text') return { kind: 'lines' };
  if (type !== 'string') return { kind: 'foreign' };
  if (node.secret) return { kind: 'text', as: 'secret' };
  if (node.multiline) return { kind: 'text', as: 'area' };
  if (node.format === 'email') return { kind: 'text', as: 'email' };
  return { kind: 'text', as: node.format === 'uri' ? 'url' : 'text' };
}
