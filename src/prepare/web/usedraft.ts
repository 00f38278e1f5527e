import { useState } from 'react';

/** Something that is edited on the screen and saved as a whole. */
export type Drafting<K, D> = {
  readonly draft: D;
  readonly change: (part: Partial<D>) => void;
  readonly changed: boolean;
  /** What the draft was begun from: its revision is what saving must find, or somebody was faster. */
  readonly base: K;
  readonly reset: () => void;
  /** After saving: the draft begins anew from what was saved. */
  readonly saved: (kept: K) => void;
};

/**
 * A draft of a kept document. While nothing was changed here, changes of others come in; once something was, the draft stands still and
 * the server refuses to overwrite what somebody else has saved meanwhile.
 */
export function useDraft<K extends { readonly revision: number }, D extends object>(kept: K, draftOf: (kept: K) => D): Drafting<K, D> {
  const [base, setBase] = useState(kept);
  const [draft, setDraft] = useState(() => draftOf(kept));
  const changed = JSON.stringify(draft) !== JSON.stringify(draftOf(base));
  const begin = (from: K) => {
    setBase(from);
    setDraft(draftOf(from));
  };
  if (!changed && kept.revision > base.revision) begin(kept);
  return { draft, changed, base, change: (part) => setDraft((was) => ({ ...was, ...part })), reset: () => begin(kept), saved: begin };
}
