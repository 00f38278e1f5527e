import { parseDuration } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { spanText } from '../../kernel/wording.ts';
import type { Model } from '../model/model.ts';
import { type Question, takenAlong } from './question.ts';
import type { ReadyScenario } from './readyscenario.ts';
import type { SimulationResult, When } from './simulate.ts';
import { de, en } from './whatif.texts.ts';

/** Milliseconds of a time; Infinity = never, undefined = not known. */
export const msWhen = (when: When): number | undefined => {
  if (when === null) return Number.POSITIVE_INFINITY;
  return when === 'unknown' ? undefined : (parseDuration(when) ?? undefined);
};

/** The question as a headline. */
export function headlineOf(model: Model, question: Question, scenario: ReadyScenario | undefined, language: Language): string {
  const t = language === 'de' ? de : en;
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  if (question.fail.length === 0) return scenario ? t.headlineStory(scenario.name[language], null) : t.askSomething;
  if (scenario) return t.headlineStory(scenario.name[language], question.forMs);
  if (question.law) return t.headlineLaw(t.laws[question.law], question.forMs);
  return t.headline(
    question.fail.map((id) => names.get(id) ?? id),
    question.forMs,
    question.malicious,
  );
}

/** What happens, in one or two sentences. */
export function answerOf(model: Model, question: Question, result: SimulationResult | undefined, language: Language): string {
  const t = language === 'de' ? de : en;
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const said: string[] = [];
  const [only] = question.fail;
  if (question.fail.length === 1 && only !== undefined) {
    const taken = takenAlong(model).get(only) ?? [];
    if (taken.length > 0)
      said.push(
        t.together(
          names.get(only) ?? only,
          taken.map((id) => names.get(id) ?? id),
        ),
      );
  }
  if (!result) return said.join(' ');
  const processes = Object.entries(result.processes);
  const hit = processes.filter(([, { state }]) => state === 'down' || state === 'degraded');
  const first = hit
    .map(([id, { downFrom }]) => ({ id, from: msWhen(downFrom) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.from - b.from)[0];
  const unknown = processes.some(([, { state }]) => state === 'unknown');
  if (!first) return [...said, unknown || processes.length === 0 ? t.notTold : t.nobodyHit].join(' ');
  if (Number.isFinite(first.from))
    said.push(t.firstStop(names.get(first.id) ?? first.id, first.from === 0 ? null : spanText(first.from, language)));
  const ends = hit.map(([, { upAt }]) => msWhen(upAt));
  const last = Math.max(...ends.map((ms) => ms ?? 0));
  if (ends.includes(undefined)) said.push(question.malicious && question.holdMs === null ? t.backUnknownHold : t.backUnknown);
  else said.push(Number.isFinite(last) ? t.allBack(spanText(last, language)) : t.neverBack);
  return said.join(' ');
}
