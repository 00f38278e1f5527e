import type { QueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../../../kernel/contract.ts';
import { call } from '../../../web/call.ts';
import { keyOf } from '../../../web/query.ts';
import { Answers } from '../answers.ts';
import { putGuide, readGuide } from '../selfcheck.contract.ts';

type Stored = AnswerOf<typeof readGuide>;
export type Saving = { readonly kind: 'saved' } | { readonly kind: 'saving' } | { readonly kind: 'failed'; readonly error: unknown };

/** What this browser holds and the server has not confirmed yet. */
const draftKey = (org: string) => `krisenfest-first-answer-${org}`;

/** Answers that did not reach the server the last time; none when somebody else went on since, for then theirs count. */
export function draftOf(org: string, revision: number): Answers | undefined {
  const text = localStorage.getItem(draftKey(org));
  if (text === null) return undefined;
  const draft = JSON.parse(text) as { revision?: unknown; answers?: unknown };
  const answers = Answers.safeParse(draft.answers);
  if (draft.revision === revision && answers.success) return answers.data;
  localStorage.removeItem(draftKey(org));
  return undefined;
}

export type Saver = {
  /** Keeps these answers: in this browser at once, on the server as soon as it takes them. One save at a time, the newest wins. */
  save(answers: Answers): void;
  /** Settles when everything is on the server; rejects when it is not. */
  flush(): Promise<void>;
};

export function saver(client: QueryClient, org: string, stored: Stored, tell: (saving: Saving) => void): Saver {
  let { revision, answers } = stored;
  let dirty = false;
  let running: Promise<void> | undefined;

  const send = async (): Promise<void> => {
    try {
      tell({ kind: 'saving' });
      while (dirty) {
        dirty = false;
        const sent = answers;
        const done = await call(putGuide, { org, body: { answers: sent, revision } });
        revision = done.revision;
        // Whoever comes back to this page goes on from here.
        client.setQueryData(keyOf(readGuide, org), (before: Stored | undefined) =>
          before ? { ...before, answers: sent, ...done } : before,
        );
        if (!dirty) localStorage.removeItem(draftKey(org));
      }
      tell({ kind: 'saved' });
    } catch (error) {
      dirty = true;
      tell({ kind: 'failed', error });
      throw error;
    } finally {
      running = undefined;
    }
  };
  const flush = async (): Promise<void> => {
    if (dirty || running) await (running ??= send());
  };
  return {
    flush,
    save: (next) => {
      answers = next;
      dirty = true;
      localStorage.setItem(draftKey(org), JSON.stringify({ revision, answers }));
      // The failure is told; the next answer or a press tries again.
      flush().catch(() => undefined);
    },
  };
}
