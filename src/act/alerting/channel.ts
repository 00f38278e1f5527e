import type { z } from 'zod';
import type { Bilingual } from '../../kernel/languages.ts';
import type { Outcome, Reason } from './alerting.ts';
import type { Message } from './compose.ts';

/** Does the way work when the company's Internet line is down? `depends`: on where the other side stands; the sentence says it. */
export type WithoutInternet = { readonly answer: 'yes' | 'no' | 'depends'; readonly sentence: Bilingual };

/** What a channel gets besides its settings and the message. */
export type SendContext = {
  /** The other side stops being waited for when this aborts (deadline, or the house closes). */
  readonly signal: AbortSignal;
  /** When the delivery was made: the same for every attempt. */
  readonly createdAt: number;
};

/** Whether a way seems to work, looked at now and then without sending anything. */
export type Look = { readonly ok: true } | { readonly ok: false; readonly reason: Reason };

/**
 * The port of a channel: how a message leaves the house. One file in `channels/` and one line in its `index.ts`.
 * `Config` is what people set up; its secret fields are marked by `.meta({ secret: true })`.
 */
export type Channel<Config = unknown> = {
  readonly kind: string;
  readonly label: Bilingual;
  /** One sentence: what it needs, for the person who sets it up. */
  readonly hint: Bilingual;
  readonly withoutInternet: WithoutInternet;
  /** Kind of the contacts' addresses that it can reach. */
  readonly reaches: string;
  readonly config: z.ZodType<Config>;
  /** Messages under way at once on one node. */
  readonly atOnce: number;
  /** After this many ms an attempt is stopped and tried again later. */
  readonly deadlineMs: number;
  /** An address of its own that gets every alert once, besides people; null where there is none. */
  broadcastTo(config: Config): string | null;
  /** Hands a message over. Gives a refusal as a value; throws only for faults of our own. */
  send(config: Config, address: string, message: Message, context: SendContext): Promise<Outcome>;
  /** Looks whether the way is alive, where that can be seen without sending. */
  look?(config: Config, now: number): Promise<Look>;
};
