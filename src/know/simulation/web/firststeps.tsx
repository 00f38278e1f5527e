import { memo, useCallback } from 'react';
import { Link } from 'wouter';
import { earliestTimes, inOrder } from '../../../prepare/plans/order.ts';
import { listPlans } from '../../../prepare/plans/plans.contract.ts';
import { type Plan, planFor } from '../../../prepare/plans/plans.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { type ReadyScenario, STAGES, stageAt } from '../readyscenario.ts';
import { type Clock, useMoment } from './clock.ts';
import css from './simulator.module.css';
import { de, en } from './simulator.texts.ts';

const MINUTE = 60_000;
/** So many steps are seen at once: what is on now, and what comes next. */
const SHOWN = 5;

/** An attack has a plan of its own, which begins with evidence; for a defect it would be wrong. */
const fitting = (plans: readonly Plan[], malicious: boolean): readonly Plan[] =>
  malicious ? plans : plans.filter(({ scenario }) => scenario !== 'ransomware');

/** The plan for what fails: the one bound to it, else the one written for this kind of emergency. */
function planOf(
  plans: readonly Plan[],
  failed: readonly string[],
  broken: readonly string[],
  scenario: ReadyScenario | undefined,
): Plan | undefined {
  const kind = scenario?.plan ?? null;
  return (
    (kind === null ? undefined : plans.find((plan) => plan.scenario === kind)) ??
    planFor(plans, failed) ??
    planFor(plans, broken) ??
    undefined
  );
}

/** The steps of the plan that are on at the clock. */
function PlanSteps({ plan, clock }: { readonly plan: Plan; readonly clock: Clock }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const times = earliestTimes(plan.steps);
  const ordered = inOrder(plan.steps);
  const slots = times.ok ? times.value : new Map<string, { start: number; end: number }>();
  const steps = ordered.ok ? ordered.value : plan.steps;
  const endOf = (id: string) => (slots.get(id)?.end ?? 0) * MINUTE;
  const startOf = (id: string) => (slots.get(id)?.start ?? 0) * MINUTE;
  // Drawn again only when a step begins or ends.
  const on = useMoment(
    clock,
    useCallback(
      (now: number) => steps.map(({ id }) => (endOf(id) <= now ? 2 : startOf(id) <= now ? 1 : 0)).join(''),
      // oxlint-disable-next-line react-hooks/exhaustive-deps -- times and order are computed from the plan alone
      [plan],
    ),
  );
  const states = on.split('').map(Number);
  const done = states.filter((state) => state === 2).length;
  const open = steps.flatMap((step, n) => (states[n] === 2 ? [] : [{ step, now: states[n] === 1 }]));
  return (
    <>
      {done > 0 && <p className="small muted">{t.stepsDone(done, steps.length)}</p>}
      {open.length === 0 && <p>{t.stepsAllDone}</p>}
      <ol className={css['steps']}>
        {open.slice(0, SHOWN).map(({ step, now }) => (
          <li key={step.id} className={now ? css['now'] : undefined}>
            <div>
              <strong>{step.title}</strong>
              {step.locksUntilDefect && <div className="small muted">{t.locked}</div>}
            </div>
            <span className="small muted">
              {now ? t.stepNow : t.stepFrom(w.span(startOf(step.id)))}
              {step.minutes === null ? '' : ` · ${t.takes(w.span(step.minutes * MINUTE))}`}
            </span>
          </li>
        ))}
      </ol>
      {open.length > SHOWN && <p className="small muted">{t.moreSteps(open.length - SHOWN)}</p>}
    </>
  );
}

/** What the ready scenario says for the stretch in which the clock stands. */
function StorySteps({ scenario, clock }: { readonly scenario: ReadyScenario; readonly clock: Clock }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const stage = useMoment(clock, stageAt);
  return (
    <div className="stack">
      {STAGES.map((one) => (
        <div key={one} className={one === stage ? css['now'] : css['later']}>
          <h3>{t.stages[one]}</h3>
          {one === stage && (
            <ul className={css['lines']}>
              {scenario.first[one].map((line) => (
                <li key={line.de}>{line[language]}</li>
              ))}
            </ul>
          )}
        </div>
      ))}
      <div>
        <h3>{t.decisions}</h3>
        <ul className={css['lines']}>
          {scenario.decisions.map((line) => (
            <li key={line.de}>{line[language]}</li>
          ))}
        </ul>
      </div>
    </div>
  );
}

type FirstStepsProps = {
  readonly failed: readonly string[];
  readonly malicious: boolean;
  readonly broken: readonly string[];
  readonly scenario: ReadyScenario | undefined;
  readonly clock: Clock;
};

/** What to do at the moment of the clock: from the emergency plan that fits, else from the scenario. */
export const FirstSteps = memo(function FirstSteps({ failed, malicious, broken, scenario, clock }: FirstStepsProps) {
  const t = useTexts({ de, en });
  const href = useHref();
  const may = useMay('prepare.read');
  const plans = useQueryOf(listPlans, undefined, { topics: ['plan'], enabled: may });
  const plan = planOf(fitting(plans.data?.plans ?? [], malicious), failed, broken, scenario);
  return (
    <Card title={t.firstSteps}>
      <div className="stack">
        {plan && (
          <>
            <p className="small">
              {t.fromPlan} <Link href={href(`prepare/plans/${plan.id}`)}>{plan.title}</Link>
            </p>
            <PlanSteps key={plan.id} plan={plan} clock={clock} />
          </>
        )}
        {!plan && scenario && <StorySteps scenario={scenario} clock={clock} />}
        {!plan && (
          <p className="small muted">
            {scenario ? t.noPlanStory : t.noPlan} {may && <Link href={href('prepare/plans')}>{t.toPlans}</Link>}
          </p>
        )}
        {plan && scenario && (
          <details>
            <summary>{t.storyToo}</summary>
            <StorySteps scenario={scenario} clock={clock} />
          </details>
        )}
      </div>
    </Card>
  );
});
