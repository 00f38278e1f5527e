import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { AnswerOf } from '../../../kernel/contract.ts';
import { usePlace } from '../../../web/place.ts';
import type { Answers } from '../answers.ts';
import type { readGuide } from '../selfcheck.contract.ts';
import { draftOf, type Saving, saver } from './saver.ts';

export type Guide = {
  readonly answers: Answers;
  /** `field` groups what is typed into one field to one step of undo. */
  change(next: Partial<Answers>, field?: string): void;
  readonly undo: (() => void) | undefined;
  readonly saving: Saving;
  retry(): void;
  /** Settles when everything said so far is kept; rejects when it is not. */
  kept(): Promise<void>;
};

const MOST_UNDO = 100;

/** The answers with undo; each is kept on the server at once, and in this browser until the server has it. */
export function useGuide(stored: AnswerOf<typeof readGuide>): Guide {
  const { org } = usePlace();
  const client = useQueryClient();
  const [draft] = useState(() => draftOf(org.slug, stored.revision));
  const [answers, setAnswers] = useState(draft ?? stored.answers);
  const [past, setPast] = useState<readonly { readonly answers: Answers; readonly field: string | undefined }[]>([]);
  const [saving, setSaving] = useState<Saving>({ kind: 'saved' });
  const [keeping] = useState(() => saver(client, org.slug, stored, setSaving));
  useEffect(() => {
    if (draft) keeping.save(draft);
  }, [draft, keeping]);

  const set = (next: Answers) => {
    setAnswers(next);
    keeping.save(next);
  };
  const last = past.at(-1);
  return {
    answers,
    change: (next, field) => {
      if (field === undefined || last?.field !== field) setPast([...past.slice(-MOST_UNDO), { answers, field }]);
      set({ ...answers, ...next });
    },
    undo:
      last === undefined
        ? undefined
        : () => {
            setPast(past.slice(0, -1));
            set(last.answers);
          },
    saving,
    retry: () => void keeping.flush().catch(() => undefined),
    kept: keeping.flush,
  };
}
