import { instant } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { dateTimeText } from '../../kernel/wording.ts';
import { de, en } from './discovery.texts.ts';
import type { Asked, Status } from './finding.ts';
import type { NotChecked } from './notchecked.ts';
import type { NamedFinding } from './scansheet.ts';
import { toldIn } from './told.texts.ts';

type ToPrint = {
  readonly unicode: string;
  readonly askedAt: number;
  readonly endedAt: number | null;
  readonly findings: readonly NamedFinding[];
  readonly notChecked: readonly NotChecked[];
  readonly asked: readonly Asked[];
};

/** What scan.typ sets. */
export type PrintedScan = {
  readonly lang: Language;
  readonly organisation: string;
  readonly headline: string;
  readonly sub: string;
  readonly head: readonly string[];
  readonly groups: readonly { readonly title: string; readonly rows: readonly (readonly string[])[] }[];
  readonly notChecked: readonly string[];
  readonly asked: readonly string[];
};

const IN_USE: ReadonlySet<Status> = new Set<Status>(['observed', 'after-consent']);
const US = new Set(['US-CLOUD-Act', 'US-CLOUD-Act-via-parent']);

/** A scan in the words of one language: what is in use, then what is only a hint; what was not checked, and who was asked. */
export function printedScan(scan: ToPrint, organisation: { readonly name: string; readonly zone: string }, lang: Language): PrintedScan {
  const t = lang === 'de' ? de : en;
  const findings = scan.findings.filter(({ decision, role }) => decision !== 'rejected' && role !== 'subprocessor');
  const used = findings.filter(({ status }) => IN_USE.has(status));
  const rows = (list: typeof findings) =>
    list.map((one) => [
      t.roles[one.role],
      one.providerName,
      [t.reach(one.reach), one.ultimateParent ?? '', one.runsOnName === null ? '' : t.runsOn(one.runsOnName)]
        .filter((part) => part !== '')
        .join(', '),
      `${t.statuses[one.status]}, ${t.sure(one.confidence)}`,
    ]);
  const hints = findings.filter(({ status }) => !IN_USE.has(status));
  return {
    lang,
    organisation: organisation.name,
    headline: used.length === 0 ? t.nothingFound : t.headline(used.filter(({ reach }) => US.has(reach)).length, used.length),
    sub: `${scan.unicode} · ${dateTimeText(instant(scan.endedAt ?? scan.askedAt), organisation.zone, lang)}`,
    head: [t.columns.role, t.columns.provider, t.columns.reach, t.columns.status],
    groups: [
      { title: t.inUse, rows: rows(used) },
      { title: t.hints, rows: rows(hints) },
    ].filter((group) => group.rows.length > 0),
    notChecked: scan.notChecked.map(t.notChecked),
    asked: scan.asked.map(({ party, queries }) => t.asked(toldIn(lang, party), queries)),
  };
}
