import { instant } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { dateTimeText, euroRangeText, euroText, numberText, spanText } from '../../kernel/wording.ts';
import { modelFrom, sentenceOf } from '../inventory/checked.ts';
import type { Inventory } from '../inventory/inventory.ts';
import { hasCalendars, type Model } from '../model/model.ts';
import { likelyAnswer, sampledAnswer } from './answer.ts';
import { withAssumptions } from './assumption.ts';
import { bottleneckText } from './bottleneck.texts.ts';
import { bottlenecksOf } from './bottleneck.ts';
import { assumptionText, differenceText } from './compared.texts.ts';
import { compared } from './compared.ts';
import { timedJobs } from './hands.ts';
import { effectText, inputOriginText, inputRangeText, inputText } from './influence.texts.ts';
import { missedBecause } from './missed.ts';
import { type Question, requestOf } from './question.ts';
import { type ReadyScenario, STAGES } from './readyscenario.ts';
import { de, en } from './report.texts.ts';
import { whenText } from './resultsheet.ts';
import { END, positionOf, TICKS } from './scale.ts';
import { type Money, type ProcessResult, simulate } from './simulate.ts';
import { answerOf, headlineOf } from './told.ts';

/** A lane of the printed picture; positions are shares of its length. */
type PrintedLane = {
  readonly name: string;
  readonly parts: readonly { readonly from: number; readonly to: number; readonly state: string }[];
  readonly rto: number | null;
  readonly mtpd: number | null;
  readonly said: string;
};
type Rows = readonly (readonly string[])[];

/** What whatif.typ sets: every word and number ready to be printed. */
export type PrintedWhatIf = {
  readonly lang: Language;
  readonly words: Readonly<Record<string, string>>;
  readonly organisation: string;
  readonly title: string;
  readonly answer: string;
  readonly facts: readonly string[];
  readonly damage: readonly string[];
  readonly lanes: readonly PrintedLane[];
  readonly ticks: readonly { readonly at: number; readonly text: string }[];
  readonly because: Rows;
  readonly deadlocks: readonly string[];
  readonly plan: Rows;
  readonly movers: Rows;
  readonly difference: { readonly changes: readonly string[]; readonly sentence: string } | null;
  readonly steps: readonly { readonly stage: string; readonly lines: readonly string[] }[];
  readonly basis: string;
};

export type ReportRequest = {
  readonly inventory: Inventory;
  readonly question: Question;
  readonly scenario: ReadyScenario | undefined;
  readonly organisation: { readonly name: string; readonly zone: string };
  readonly now: number;
  readonly language: Language;
};

/** Three figures: more would promise what no model keeps. */
const rough = (amount: number): number => Number(amount.toPrecision(3));

function saidOf(one: ProcessResult | undefined, t: typeof de, language: Language): string {
  if (!one || one.state === 'unknown') return t.unknown;
  return one.recovered.planned === 'PT0S' ? t.staysLimited : `${t.planned} ${whenText(one.recovered.planned, language)}`;
}

/** What the changes make of it, in words; null when there are none. */
function differenceOf(model: Model, { inventory, question, now, language }: ReportRequest, before: ReturnType<typeof simulate>) {
  const t = language === 'de' ? de : en;
  if (question.changes.length === 0) return null;
  const changed = withAssumptions(inventory, question.changes).inventory;
  const read = modelFrom(changed);
  const names = new Map([...model.nodes, ...model.teams].map(({ id, name }) => [id, name]));
  const name = (id: string) => names.get(id) ?? id;
  const changes = question.changes.map((one) => assumptionText(one, name, language));
  if (!read.ok) return { changes, sentence: sentenceOf(read.error, changed).sentence };
  const after = simulate(read.value, { ...requestOf(question, read.value, now), runs: 0 });
  const money = (one: Money) => (one === null ? t.noEnd : one === 'unknown' ? t.unknown : euroText(rough(one), language));
  const difference = compared(before, after);
  return {
    changes,
    sentence: `${differenceText(difference, name, language)} ${t.today}: ${money(difference.before)}. ${t.changed}: ${money(difference.after)}.`,
  };
}

/** The simulation as a report, in the words of one language and the organisation's zone. `model` is the model of the inventory. */
export function reportOf(model: Model, request: ReportRequest): PrintedWhatIf {
  const { inventory, question, scenario, organisation, now, language } = request;
  const t = language === 'de' ? de : en;
  const names = new Map([...model.nodes, ...model.teams].map(({ id, name }) => [id, name]));
  const name = (id: string) => names.get(id) ?? id;
  const origins = new Map(inventory.nodes.map((node) => [node.key, node.origins]));
  const asked = requestOf(question, model, now);
  const { trace } = likelyAnswer(model, asked);
  const { result, influences } = sampledAnswer(model, asked, (node, field) => origins.get(node)?.[field]);
  const bottlenecks = bottlenecksOf(model, asked);
  const { cost } = result;
  const hit = model.nodes.filter(({ id }) => result.processes[id] && result.processes[id].state !== 'up');
  const sources = inventory.nodes.flatMap((node) => Object.values(node.origins).map(({ source }) => source));
  const count = (source: string) => sources.filter((one) => one === source).length;
  const words = Object.fromEntries(Object.entries(t).filter((entry): entry is [string, string] => typeof entry[1] === 'string'));
  const watched = { kind: 'cost' } as const;
  return {
    lang: language,
    words,
    organisation: organisation.name,
    title: headlineOf(model, question, scenario, language),
    answer: answerOf(model, question, result, language),
    facts: [
      ...(hasCalendars(model) && asked.at !== null ? [t.begins(dateTimeText(instant(asked.at), organisation.zone, language))] : []),
      t.made(dateTimeText(instant(now), organisation.zone, language)),
    ],
    damage: [
      cost.likely === null ? t.noEnd : cost.likely === 'unknown' ? t.unknown : euroText(rough(cost.likely), language),
      typeof cost.p10 === 'number' && typeof cost.p90 === 'number'
        ? t.damageRange(euroRangeText(rough(cost.p10), rough(cost.p90), language))
        : '',
    ],
    lanes: hit.map((node) => {
      const one = result.processes[node.id];
      const steps = trace.get(node.id) ?? [];
      return {
        name: node.name,
        parts: steps.flatMap(({ at, state }, n) =>
          state === 'up' || at >= END ? [] : [{ from: positionOf(at), to: positionOf(steps[n + 1]?.at ?? END), state }],
        ),
        rto: node.rto === null ? null : positionOf(node.rto),
        mtpd: node.mtpd === null ? null : positionOf(node.mtpd),
        said: saidOf(one, t, language),
      };
    }),
    ticks: TICKS.map(({ ms }, n) => ({ at: positionOf(ms), text: t.scale[n] ?? '' })),
    because: missedBecause(result, bottlenecks, (one) => bottleneckText(model, one, language)).map(({ processes, sentence }) => [
      processes.map(name).join(', '),
      sentence,
    ]),
    deadlocks: result.deadlocks.map((circle) => [...circle, circle[0] ?? ''].map(name).join(' → ')),
    plan: timedJobs(result).map(({ node, from, to, teams }) => {
      const known = origins.get(node);
      const source = (question.malicious ? known?.['rebuild'] : undefined) ?? known?.['restore'] ?? known?.['replace'];
      return [
        name(node),
        teams.length === 0 ? t.nobody : teams.map(name).join(', '),
        from === 0 ? t.now : spanText(from, language),
        spanText(to, language),
        t.sources[source?.source ?? 'guess'],
      ];
    }),
    movers: influences.map((one) => [
      inputText(one.input, name, language),
      `${inputRangeText(one, language)} (${inputOriginText(one, now, language)})`,
      effectText(one, watched, language),
    ]),
    difference: differenceOf(model, request, result),
    steps: scenario
      ? [
          ...STAGES.map((stage) => ({ stage: t.stages[stage], lines: scenario.first[stage].map((line) => line[language]) })),
          { stage: t.decisions, lines: scenario.decisions.map((line) => line[language]) },
        ]
      : [],
    basis: t.basis(numberText(asked.runs, language), count('guess'), count('contract'), count('tested')),
  };
}
