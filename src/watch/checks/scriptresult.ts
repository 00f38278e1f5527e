import { z } from 'zod';

const Message = z.string().max(300, 'must be at most 300 characters');

/** What a script says of its run. `tookMs`: how long it took. */
export const ScriptResult = z.object({
  state: z.enum(['ok', 'degraded', 'down'], 'must be ok, degraded or down'),
  message: Message.default(''),
  figures: z
    .record(z.string().min(1, 'must have a name').max(60, 'must have a name of at most 60 characters'), z.number('must be a number'))
    .refine((all) => Object.keys(all).length <= 20, 'must be at most 20 figures')
    .default({}),
  tookMs: z
    .number('must be a number of milliseconds')
    .min(0, 'must be a number of milliseconds')
    .max(604_800_000, 'must be at most a week')
    .optional(),
});
export type ScriptResult = z.output<typeof ScriptResult>;

const Told = { at: z.number().int(), message: Message, figures: z.record(z.string(), z.number()) };

/** A script's result as a check shows it. */
export const ScriptDetail = z.discriminatedUnion('code', [
  z.object({ code: z.literal('script-ok'), ...Told }),
  z.object({ code: z.literal('script-degraded'), ...Told }),
  z.object({ code: z.literal('script-down'), ...Told }),
]);
export type ScriptDetail = z.infer<typeof ScriptDetail>;

const CODES: ReadonlySet<string> = new Set(ScriptDetail.options.map(({ shape }) => shape.code.value));
export const isScriptDetail = (detail: { readonly code: string }): detail is ScriptDetail => CODES.has(detail.code);
