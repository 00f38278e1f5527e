import type { Finding } from './finding.ts';
import { en } from './notchecked.texts.ts';
import type { NotChecked, Subject } from './notchecked.ts';

/** A scan as far as it is compared: each finding under its key of role and provider. */
export type Compared = { readonly findings: ReadonlyMap<string, Finding>; readonly notChecked: readonly NotChecked[] };

/** What differs between two scans of a domain, by the keys of findings. */
export type ScanChanges = {
  readonly added: readonly string[];
  readonly gone: readonly string[];
  /** Still there, but in use otherwise, or on other infrastructure. */
  readonly changed: readonly string[];
  /** What this scan could not check and the one before could: what is gone may be there still. */
  readonly uncertain: readonly Subject[];
};

/** Compares a scan with the one before it. How sure a finding is makes no difference, only what it says. */
export function changesSince(before: Compared, after: Compared): ScanChanges {
  // By the sentence, for scans from before there were codes hold nothing else.
  const subjects = ({ notChecked }: Compared) => new Map(notChecked.map(({ what }) => [en.what(what), what] as const));
  const unchecked = subjects(before);
  return {
    added: [...after.findings.keys()].filter((key) => !before.findings.has(key)),
    gone: [...before.findings.keys()].filter((key) => !after.findings.has(key)),
    changed: [...after.findings].flatMap(([key, now]) => {
      const then = before.findings.get(key);
      return then && (then.status !== now.status || then.runsOn !== now.runsOn) ? [key] : [];
    }),
    uncertain: [...subjects(after)].flatMap(([sentence, what]) => (unchecked.has(sentence) ? [] : [what])),
  };
}
