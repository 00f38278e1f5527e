import type { Instant } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { dateText, euroText, numberText } from '../../kernel/wording.ts';
import type { CutReport } from './cutreport.ts';
import { de, en } from './switchoff.texts.ts';
import type { Cut, CutState, SwitchOffScope } from './switchoff.ts';

/** What switchoff.typ sets: every word ready. */
export type PrintedCut = {
  readonly lang: Language;
  readonly organisation: string;
  readonly headline: string;
  readonly sub: string;
  readonly date: string;
  readonly times: readonly string[];
  readonly figures: readonly (readonly string[])[];
  readonly figuresHelp: readonly string[];
  readonly groups: readonly {
    readonly title: string;
    readonly rows: readonly { readonly name: string; readonly states: readonly CutState[]; readonly because: string }[];
    readonly more: string;
  }[];
  readonly words: Readonly<Record<string, string>>;
  readonly state: Readonly<Record<CutState, string>>;
  readonly measures: readonly { readonly title: string; readonly text: string }[];
};

/** A page holds so many lines of each kind; the worst come first. */
const MOST = { process: 12, service: 16 } as const;
const ORDER: readonly CutState[] = ['stops', 'degraded', 'expires', 'unknown', 'runs'];

/** The worst first, by what happens earliest. */
export const worstFirst = (cuts: readonly Cut[]): Cut[] =>
  [...cuts].sort((a, b) => {
    for (const [n, state] of a.states.entries()) {
      const difference = ORDER.indexOf(state) - ORDER.indexOf(b.states[n] ?? 'runs');
      if (difference !== 0) return difference;
    }
    return 0;
  });

/** Who is switched off, in words. */
export function whoOf(scope: SwitchOffScope, report: CutReport, t: typeof de): string {
  switch (scope.kind) {
    case 'us':
      return scope.investors ? t.usAndInvestors : t.us;
    case 'parent':
      return t.parent(scope.parent);
    case 'provider':
      return t.provider(report.gone.find(({ key }) => key === scope.key)?.name ?? scope.key);
  }
}

/** The sentence that says what a switch-off means at once. */
export function headlineOf(scope: SwitchOffScope, report: CutReport, t: typeof de): string {
  const who = whoOf(scope, report, t);
  if (report.gone.length === 0) return t.nobody(who);
  const services = report.cuts.filter(({ kind }) => kind === 'service');
  return t.headline(who, services.filter(({ states }) => states[0] === 'stops').length, services.length);
}

/** A step of a switch-off report in words: whom to leave, and what that avoids and takes. */
export function measureText(one: CutReport['measures'][number], t: typeof de, language: Language): { title: string; text: string } {
  const gain = one.avoided === null ? t.kept(one.kept) : t.avoided(euroText(Number(one.avoided.toPrecision(3)), language));
  const effort =
    one.effortDays === null || one.effortCost === null
      ? t.effortUnknown
      : t.effort(
          numberText(one.effortDays, language, one.effortDays % 1 === 0 ? 0 : 1),
          euroText(Number(one.effortCost.toPrecision(3)), language),
        );
  return { title: `${t.leave(one.provider)}: ${one.services.join(', ')}`, text: `${gain} · ${effort}` };
}

const NAMES_SHOWN = 8;

type Asked = {
  readonly report: CutReport;
  readonly scope: SwitchOffScope;
  readonly organisation: { readonly name: string; readonly zone: string };
  readonly now: Instant;
};

/** A switch-off in the words of one language, on one page. */
export function printedCut({ report, scope, organisation, now }: Asked, lang: Language): PrintedCut {
  const t = lang === 'de' ? de : en;
  const names = report.gone.map(({ name }) => name);
  const group = (kind: Cut['kind'], title: string) => {
    const all = worstFirst(report.cuts.filter((one) => one.kind === kind));
    const rows = all.slice(0, MOST[kind]).map(({ name, states, because }) => ({ name, states, because: because.at(-1) ?? '' }));
    return { title, rows, more: all.length > rows.length ? `+ ${all.length - rows.length}` : '' };
  };
  const amount = (value: number | null) => (value === null ? t.none : euroText(Number(value.toPrecision(3)), lang));
  return {
    lang,
    organisation: organisation.name,
    headline: headlineOf(scope, report, t),
    sub: t.sub(names.slice(0, NAMES_SHOWN).join(', '), Math.max(0, names.length - NAMES_SHOWN)),
    date: `${t.asOf} ${dateText(now, organisation.zone, lang)}`,
    times: t.at,
    figures: [
      [t.idle, ...report.idle.map((count) => (count === null ? t.none : numberText(count, lang)))],
      [t.cost, ...report.cost.map(amount)],
    ],
    figuresHelp: [t.idleHelp, t.costHelp],
    groups: [group('process', t.processes), group('service', t.services)].filter(({ rows }) => rows.length > 0),
    words: {
      name: t.name,
      because: t.because,
      measures: t.measures(report.measures.length),
      measuresHelp: t.measuresHelp,
      noMeasures: t.noMeasures,
      rules: t.rules,
    },
    state: t.state,
    measures: report.measures.map((one) => measureText(one, t, lang)),
  };
}
