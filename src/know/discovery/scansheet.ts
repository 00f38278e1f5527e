import { writeCsv } from '../../kernel/csv.ts';
import type { Language } from '../../kernel/languages.ts';
import { de, en } from './discovery.texts.ts';
import type { Finding } from './finding.ts';
import type { NotChecked } from './notchecked.ts';

/** A finding with the names that the catalogue knows. */
export type NamedFinding = Finding & {
  readonly providerName: string;
  readonly legalEntity: string | null;
  readonly ultimateParent: string | null;
  readonly runsOnName: string | null;
  readonly decision: 'confirmed' | 'rejected' | null;
};

/**
 * The findings of a scan as a table, one line each, with the first piece of evidence and the command that repeats it; below
 * them what could not be checked, with the reason.
 */
export function scanSheet(findings: readonly NamedFinding[], notChecked: readonly NotChecked[], language: Language): string {
  const t = language === 'de' ? de : en;
  const c = t.columns;
  const number = (value: number) => (language === 'de' ? String(value).replace('.', ',') : String(value));
  return writeCsv([
    [c.role, c.provider, t.legalEntity, t.parent, c.reach, t.carrier, c.status, t.confidence, c.sure, t.seeYourself],
    ...findings.map((one) => [
      t.roles[one.role],
      one.providerName,
      one.legalEntity ?? '',
      one.ultimateParent ?? '',
      t.reach(one.reach),
      one.runsOnName ?? '',
      t.statuses[one.status],
      number(one.confidence),
      one.evidence.map(({ kind, name, value }) => `${kind} ${name} ${value}`).join(' | '),
      one.evidence[0]?.check ?? '',
    ]),
    ...notChecked.map(({ what, why }) => [t.gaps.what(what), '', '', '', '', '', t.unchecked, '', t.gaps.why(why), '']),
  ]);
}
