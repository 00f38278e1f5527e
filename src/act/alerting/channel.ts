import type { z } from 'zod';
import type { Bilingual } from '../../kernel/languages.ts';
import type { Settings } from '../../kernel/secretfields.ts';
import type { Outcome, Reason } from './alerting.ts';
import type { Message } from './compose.ts';

/** Does the way work when the company's Internet line is down? `depends`: on where the other side stands; the sentence says it. */
export type WithoutInternet = { readonly answer: 'yes' | 'no' | 'depends'; readonly sentence: Bilingual };

/** Does the way work when no service of somebody else's takes part, beside the telephone network? `depends` as above. */
export type WithoutCloud = { readonly answer: 'yes' | 'no' | 'depends'; readonly sentence: Bilingual };

/**
 * Does the way hang on something that an attacker who holds the company's accounts reads or stops? `own-mail`: its mailboxes;
 * `own-login`: its accounts at a chat or cloud service.
 */
export type Shares = { readonly answer: 'own-mail' | 'own-login' | 'nothing'; readonly sentence: Bilingual };

/** What a channel gets besides its settings and the message. */
export type SendContext = {
  /** The other side stops being waited for when this aborts (deadline, or the house closes). */
  readonly signal: AbortSignal;
  /** When the delivery was made: the same for every attempt. */
  readonly createdAt: number;
};

/** Whether a way seems to work, looked at now and then without sending anything. */
export type Look = { readonly ok: true } | { readonly ok: false; readonly reason: Reason };

/** A text that somebody has sent to the number of a way. `name`: the same text keeps it, however often the folder is read. */
export type Received = {
  readonly name: string;
  /** As the network says it: a number with its plus, or a name that cannot be answered. */
  readonly from: string;
  readonly text: string;
  readonly files: readonly string[];
};

/** Where texts to the number of a way come in. */
export type Inbox = {
  /** The folder: two ways with the same one share a modem. */
  readonly place: string;
  /** The number of the SIM card, where somebody has entered it: then the way can test itself. */
  readonly ownNumber: string | null;
  /** What lies there, the oldest first. Throws where the folder cannot be read. */
  read(now: number): Promise<readonly Received[]>;
  remove(received: Received): Promise<void>;
};

/**
 * The port of a channel: how a message leaves the house. One file in `channels/` and one line in its `index.ts`.
 * `Config` is what people set up; its secret fields are marked by `.meta({ secret: true })`.
 */
export type Channel<Config> = {
  readonly kind: string;
  /** Works where it is set up, and is not offered any more. */
  readonly retired?: true;
  readonly label: Bilingual;
  /** One sentence: what it needs, for the person who sets it up. */
  readonly hint: Bilingual;
  readonly withoutInternet: WithoutInternet;
  readonly withoutCloud: WithoutCloud;
  readonly shares: Shares;
  /** What the looks see and what they do not: a way that nobody looks at is not taken for a healthy one. */
  readonly watched: Bilingual;
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
  /** Looks whether the way is alive, where that can be seen without sending. Comes to an end when `signal` aborts. */
  look?(config: Config, now: number, signal: AbortSignal): Promise<Look>;
  /** While it is alive it is looked at no more often than this; without it with every turn of the looks. */
  readonly looksEveryMs?: number;
  /**
   * Looks after what it has taken and not yet sent. Gives the keys of messages (see `messageKey`) that it could not send after all, each
   * as long as it knows of it.
   */
  returned?(config: Config, now: number): Promise<readonly string[]>;
  /** Where answers come in; null where nobody has set that up. */
  inbox?(config: Config): Inbox | null;
};

/** A channel together with settings that fit it. */
export type ReadyChannel = {
  readonly broadcastTo: string | null;
  send(address: string, message: Message, context: SendContext): Promise<Outcome>;
  /** Null where nothing can be seen. */
  readonly look: ((now: number, signal: AbortSignal) => Promise<Look>) | null;
  returned(now: number): Promise<readonly string[]>;
  readonly inbox: Inbox | null;
};

/** A channel as the registry lists it: settings go in as they were stored and are parsed here. */
export type KnownChannel = Omit<Channel<unknown>, 'config' | 'broadcastTo' | 'send' | 'look' | 'returned' | 'inbox'> & {
  readonly config: z.ZodType;
  /** The channel with these settings, or what is wrong with them. */
  with(settings: Settings): { readonly ok: true; readonly value: ReadyChannel } | { readonly ok: false; readonly error: z.ZodError };
};

/** Puts a channel into the registry. */
export function known<Config>(channel: Channel<Config>): KnownChannel {
  const { config, broadcastTo, send, look, returned, inbox, ...rest } = channel;
  return {
    ...rest,
    config,
    with: (settings) => {
      const parsed = config.safeParse(settings);
      if (!parsed.success) return { ok: false, error: parsed.error };
      const { data } = parsed;
      return {
        ok: true,
        value: {
          broadcastTo: broadcastTo(data),
          send: (address, message, context) => send(data, address, message, context),
          look: look ? (now, signal) => look(data, now, signal) : null,
          returned: async (now) => (returned ? returned(data, now) : []),
          inbox: inbox?.(data) ?? null,
        },
      };
    },
  };
}
