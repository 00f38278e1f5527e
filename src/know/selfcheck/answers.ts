import { z } from 'zod';

const Id = z.string().min(1).max(60);
const Span = z.string().max(20);

/** When a process earns its money. `usual` = as in the branch. */
export const When = z.enum(['usual', 'weekdays', 'saturday', 'daily', 'always']);
export type When = z.infer<typeof When>;

export const Importance = z.enum(['vital', 'slower', 'none', 'unknown']);
export type Importance = z.infer<typeof Importance>;

/** `second`: another one runs beside it, independent; `same`: beside it, but at the same provider or device; a span: can be switched to. */
export const StandIn = z.enum(['no', 'second', 'same', 'PT4H', 'P1D', 'P3D', 'unknown']);
export type StandIn = z.infer<typeof StandIn>;

export const Hands = z.enum(['one', 'two', 'provider', 'both', 'nobody', 'unknown']);
export type Hands = z.infer<typeof Hands>;

const ByAsset = <T extends z.ZodType>(value: T) => z.record(Id, value).default({});

/**
 * What somebody has said on the guided page so far. What is not there was not asked yet; `unknown` was asked, and nobody knew: both
 * leave the branch's guess, and both come back as questions.
 */
export const Answers = z.object({
  version: z.literal(1).default(1),
  branch: z.string().max(40).nullable().default(null),
  employees: z.number().int().min(1).max(100_000).nullable().default(null),
  /** Euro a year. */
  revenue: z.number().min(0).max(1e12).nullable().default(null),
  /** The processes that earn the money: how long each may stand still (null = the branch's guess), and when it runs. */
  processes: ByAsset(z.object({ standstill: Span.nullable().default(null), when: When.default('usual') })),
  /** Processes that the branch does not have. */
  own: z
    .array(z.object({ name: z.string().trim().min(1).max(120), standstill: Span.nullable() }))
    .max(30)
    .default([]),
  /** Question 1: which systems are truly critical? */
  importance: ByAsset(Importance),
  /** Question 2: who is behind it? The id of a provider, `house`, `unknown`, or `=Name`. */
  provider: ByAsset(z.string().max(120)),
  /** What a scan of the domain knows of the providers that were taken over from it, by `=Name`. */
  found: z
    .record(z.string().max(120), z.object({ country: z.string().max(60), reach: z.string().max(60), catalogueId: z.string().max(120) }))
    .default({}),
  /** Question 3: how long can we go on without it, and how? A span, or `unknown`. */
  holds: ByAsset(Span),
  how: ByAsset(z.string().max(300)),
  /** Question 4: what can stand in, and how long does it take to bring it back? */
  standIn: ByAsset(StandIn),
  restore: ByAsset(Span),
  hands: Hands.nullable().default(null),
  /** Question 5: can everybody be reached while mail, chat and telephone are gone? */
  reach: z.enum(['tried', 'paper', 'no', 'unknown']).nullable().default(null),
  /** Question 6: who notices, and what is listened for? */
  watch: z.enum(['always', 'hours', 'no', 'unknown']).nullable().default(null),
  listens: z.array(z.enum(['outage', 'attack', 'rumour'])).default([]),
  /** Question 7: do people know what to do? */
  ready: z.enum(['tried', 'written', 'no', 'unknown']).nullable().default(null),
});
export type Answers = z.infer<typeof Answers>;

export const NOTHING_SAID: Answers = Answers.parse({});

/** How many things have been said, for "gets better with each answer". */
export const saidIn = (answers: Answers): number => {
  const { branch, employees, revenue, hands, reach, watch, ready } = answers;
  const single = [branch, employees, revenue, hands, reach, watch, ready].filter((one) => one !== null && one !== 'unknown').length;
  const known = (record: Readonly<Record<string, string>>) => Object.values(record).filter((one) => one !== 'unknown').length;
  const processes = Object.values(answers.processes).reduce(
    (n, { standstill, when }) => n + 1 + (standstill ? 1 : 0) + (when === 'usual' ? 0 : 1),
    0,
  );
  const { importance, provider, holds, standIn, restore } = answers;
  return (
    single +
    processes +
    answers.own.length +
    answers.listens.length +
    [importance, provider, holds, standIn, restore].reduce((n, one) => n + known(one), 0)
  );
};

/** How often the answer was "I do not know": each comes back as a question. */
export const unknownIn = ({ hands, reach, watch, ready, ...answers }: Answers): number => {
  const { importance, provider, holds, standIn, restore } = answers;
  const lists = [importance, provider, holds, standIn, restore].flatMap((record): string[] => Object.values(record));
  return [hands, reach, watch, ready, ...lists].filter((one) => one === 'unknown').length;
};
