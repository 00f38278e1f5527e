import { writeCsv } from '../../kernel/csv.ts';
import type { Language } from '../../kernel/languages.ts';
import type { FindingView } from './discovery.contract.ts';
import { de, en } from './discovery.texts.ts';

/** The findings of a scan as a table, one line each, with the first piece of evidence and the command that repeats it. */
export function scanSheet(findings: readonly FindingView[], language: Language): string {
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
  ]);
}
