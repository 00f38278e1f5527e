import type { WorkAcross } from '../../../db/work.ts';
import type { Worker } from '../../../jobs/worker.ts';
import type { Clock } from '../../../kernel/clock.ts';
import { type Instant, MINUTE, plus, SECOND } from '../../../kernel/instant.ts';
import { withoutSecrets } from '../../../kernel/secretfields.ts';
import { sha256Hex } from '../../../kernel/sha256.ts';
import { OutboundError } from '../../../outbound/failure.ts';
import type { Reason } from '../alerting.ts';
import { because } from '../channels/refusal.texts.ts';
import { unreached } from '../channels/unreached.ts';
import { wayIsDead, wayIsOver } from '../paging/deadway.on.ts';
import { de, en } from '../paging/paging.texts.ts';
import { hearMail } from './mail.cases.ts';
import { everyMailbox, replyMailbox } from './mailbox.store.ts';
import { MAILBOX_CAUSE, type Mailbox } from './mailbox.ts';
import { MailboxRefusal, watchMailbox } from './readers/imap.ts';
import { readMail } from './readers/mime.ts';

const LOOK_EVERY = 5 * SECOND;
const AGAIN_AFTER = 20 * SECOND;
const DEAD_AFTER = 5 * MINUTE;

/** What went wrong with the mailbox, as a sentence; undefined for a fault of our own. */
function reasonFor(error: unknown, { host, password }: Mailbox): Reason | undefined {
  if (error instanceof OutboundError) {
    const outcome = unreached(error, host);
    return outcome.kind === 'refused' ? outcome.reason : because.closed(host);
  }
  if (!(error instanceof MailboxRefusal)) return undefined;
  const clean = (reason: Reason) => withoutSecrets(reason, { password });
  switch (error.kind) {
    case 'login':
      return clean(because.login(host, error.message));
    case 'folder':
      return clean(because.noFolder(host, error.message));
    case 'starttls':
      return because.noStartTls(host);
    case 'other':
      return clean(because.notTaken(host, error.message));
  }
}

type Watch = {
  readonly version: Instant;
  readonly closing: AbortController;
  readonly done: Promise<void>;
  over: boolean;
  endedAt: Instant;
};

/** Keeps one conversation open with each mailbox of answers, and notes when one cannot be read; after five minutes that is told. */
export function mailboxWorker(workAcross: WorkAcross, clock: Clock, onFault: (where: string, error: unknown) => void): Worker {
  const watches = new Map<string, Watch>();

  async function note(org: string, { address }: Mailbox, reason: Reason | null): Promise<void> {
    await workAcross(async (across) => {
      const tx = across.in(org);
      const since = await replyMailbox(tx).noteLook(reason);
      if (reason === null || since === null) return wayIsOver(tx, MAILBOX_CAUSE, address);
      if (tx.now - since < DEAD_AFTER) return;
      const title = { de: de.own.mailboxDead, en: en.own.mailboxDead };
      const says = { de: de.own.mailboxSignal, en: en.own.mailboxSignal };
      await wayIsDead(tx, { cause: MAILBOX_CAUSE, name: address, since, title, detail: reason, says, alone: false });
    });
  }

  async function watch(org: string, mailbox: Mailbox, closing: AbortSignal): Promise<void> {
    try {
      await watchMailbox(mailbox, clock, closing, {
        alive: () => note(org, mailbox, null),
        hear: ({ uid, validity, raw }) => {
          const place = sha256Hex(JSON.stringify(['mail', mailbox.host, mailbox.user, mailbox.folder, validity, uid]));
          return workAcross((across) => hearMail(across, org, place, readMail(raw)));
        },
      });
    } catch (error) {
      const reason = reasonFor(error, mailbox);
      if (reason === undefined) onFault('mailbox of answers', error);
      await note(org, mailbox, reason ?? because.faulty());
    }
  }

  const end = (org: string, { closing }: Watch) => {
    watches.delete(org);
    closing.abort();
  };

  return {
    name: 'reply-mailboxes',
    wakesOn: [],
    run: async ({ signal }) => {
      const wanted = new Map((await workAcross(everyMailbox)).map((one) => [one.org, one]));
      for (const [org, one] of watches) if (wanted.get(org)?.updatedAt !== one.version) end(org, one);
      for (const [org, { mailbox, updatedAt }] of wanted) {
        const before = watches.get(org);
        if (signal.aborted || (before && (!before.over || clock.now() - before.endedAt < AGAIN_AFTER))) continue;
        const closing = new AbortController();
        const one: Watch = {
          version: updatedAt,
          closing,
          over: false,
          endedAt: updatedAt,
          done: watch(org, mailbox, closing.signal)
            .catch((error: unknown) => onFault('mailbox of answers', error))
            .finally(() => {
              one.over = true;
              one.endedAt = clock.now();
            }),
        };
        watches.set(org, one);
      }
      return plus(clock.now(), LOOK_EVERY);
    },
    finish: async () => {
      const open = [...watches.values()];
      for (const { closing } of open) closing.abort();
      await Promise.all(open.map(({ done }) => done));
    },
  };
}
