import { useCallback, useEffect, useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useNow } from '../../../web/words.ts';
import { modelFrom } from '../../inventory/checked.ts';
import { type InventoryView, readInventory } from '../../inventory/inventory.contract.ts';
import type { Model } from '../../model/model.ts';
import { type Assumption, subjectOf } from '../assumption.ts';
import { NO_QUESTION, nextOpenHour, requestOf } from '../question.ts';
import type { ReadyScenario } from '../readyscenario.ts';
import { listReadyScenarios } from '../simulation.contract.ts';
import { answerOf, headlineOf } from '../told.ts';
import { de, en } from '../whatif.texts.ts';
import { Advanced } from './advanced.tsx';
import { Announced } from './announced.tsx';
import { Choose } from './choose.tsx';
import { Clock } from './clock.ts';
import { ClockBar } from './clockbar.tsx';
import { Compare } from './compare.tsx';
import { Deadlocks } from './deadlocks.tsx';
import { Dearest } from './dearest.tsx';
import { Damage } from './euros.tsx';
import { FirstSteps } from './firststeps.tsx';
import { Hands } from './hands.tsx';
import { Lanes } from './lanes.tsx';
import { Reasons } from './reasons.tsx';
import { Share } from './share.tsx';
import css from './simulator.module.css';
import { Stage } from './stage.tsx';
import { UnsaidTimes } from './unsaid.tsx';
import { clockIn, useQuestion } from './usequestion.ts';
import { useQuickWorker, useSimulation } from './usesimulation.ts';

const NO_CHANGES: readonly Assumption[] = [];

type WhatIfProps = { readonly inventory: InventoryView; readonly model: Model; readonly scenarios: readonly ReadyScenario[] };

function WhatIf({ inventory, model, scenarios }: WhatIfProps) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const href = useHref();
  const [search] = useSearchParams();
  const [question, setQuestion] = useQuestion(model);
  const [clock] = useState(() => new Clock(clockIn(search)));
  // A calendar needs a day and an hour: the next at which somebody works, to the hour, so that the answer stands still.
  const now = Math.floor(useNow() / 3_600_000) * 3_600_000;
  const hour = useMemo(() => nextOpenHour(model, now), [model, now]);
  const asked = question.fail.length > 0;
  const request = asked ? requestOf(question, model, hour) : undefined;
  const quick = useQuickWorker(inventory);
  const { simulated } = useSimulation(quick, inventory, NO_CHANGES, request);
  const { simulated: compared, fault } = useSimulation(
    quick,
    inventory,
    question.changes,
    question.changes.length > 0 ? request : undefined,
  );
  const scenario = scenarios.find(({ key }) => key === question.scenario);
  const answer = asked && simulated.kind === 'done' ? simulated.answer : undefined;
  const broken = useMemo(
    () => (answer ? Object.entries(answer.result.nodes).flatMap(([id, node]) => (node.broken ? [id] : [])) : []),
    [answer],
  );
  // The address makes a new question of every change; what does not hang on the changes is not drawn anew for them.
  const latest = useRef({ question, setQuestion });
  useEffect(() => {
    latest.current = { question, setQuestion };
  });
  const change = useCallback(
    (changes: readonly Assumption[]) => latest.current.setQuestion({ ...latest.current.question, changes: oneEach(changes) }),
    [],
  );
  const changeToo = useCallback((one: Assumption) => change([...latest.current.question.changes, one]), [change]);
  const failed = useSame(question.fail);
  const map = `${href('know/map')}?${new URLSearchParams(question.fail.map((id) => ['fail', id])).toString()}`;
  return (
    <Page
      title={t.title}
      headline={headlineOf(model, question, scenario, language)}
      sub={asked ? answerOf(model, question, answer?.result, language) : t.askSub}
      actions={answer && <Damage answer={answer} />}
    >
      <Card>
        <Choose model={model} inventory={inventory} scenarios={scenarios} question={question} now={hour} onChange={setQuestion} />
      </Card>
      {!asked && <Dearest model={model} at={hour} onAsk={(node) => setQuestion({ ...NO_QUESTION, fail: [node] })} />}
      {asked && simulated.kind === 'working' && <p className="muted">{t.working}</p>}
      {asked && simulated.kind === 'failed' && <p role="alert">{t.failed(simulated.message)}</p>}
      {answer && (
        <div className={css['scope']}>
          <Announced model={model} trace={answer.trace} clock={clock} />
          <Card title={t.lanes}>
            <Lanes model={model} course={answer} malicious={question.malicious} clock={clock} />
          </Card>
          <ClockBar clock={clock} answer={answer} />
          <div className="columns">
            <Hands model={model} inventory={inventory} answer={answer} malicious={question.malicious} clock={clock} />
            <FirstSteps failed={failed} malicious={question.malicious} broken={broken} scenario={scenario} clock={clock} />
          </div>
          <UnsaidTimes model={model} result={answer.result} malicious={question.malicious} />
          <Deadlocks model={model} result={answer.result} />
          <Reasons model={model} inventory={inventory} answer={answer} onChange={changeToo} />
          <Compare
            model={model}
            inventory={inventory}
            malicious={question.malicious}
            answer={answer}
            changes={question.changes}
            changed={compared.kind === 'done' ? compared.answer : undefined}
            fault={fault}
            onChanges={change}
          />
          <Stage inventory={inventory} trace={answer.trace} clock={clock} mapHref={map} />
          <Advanced answer={answer} />
          <Share model={model} question={question} answer={answer} clock={clock} at={hour} />
        </div>
      )}
    </Page>
  );
}

/** The same list as before, as long as it says the same. */
function useSame(list: readonly string[]): readonly string[] {
  const key = list.join('\n');
  // oxlint-disable-next-line react-hooks/exhaustive-deps -- compared by what it says
  return useMemo(() => list, [key]);
}

/** Of two changes of the same number the later counts. */
const oneEach = (changes: readonly Assumption[]): Assumption[] => [...new Map(changes.map((one) => [subjectOf(one), one])).values()];

/** An empty model: nobody knows, which is not "nothing happens". */
function Nothing() {
  const t = useTexts({ de, en });
  const href = useHref();
  return (
    <Page title={t.title} headline={t.askSomething} sub={t.emptyUnknown}>
      <Empty
        title={t.empty}
        action={
          <LinkButton kind="main" href={href('know/inventory')}>
            {t.toInventory}
          </LinkButton>
        }
      >
        {t.emptyText}
      </Empty>
    </Page>
  );
}

/** "Was wäre, wenn": choose what fails, drag the clock, see who stops when, what it costs, how it comes back. */
export default function WhatIfPage() {
  const query = useQueryOf(readInventory, undefined, { topics: ['node'] });
  const stories = useQueryOf(listReadyScenarios);
  return (
    <Loaded query={query}>{(inventory) => <Modelled key="model" inventory={inventory} scenarios={stories.data?.scenarios ?? []} />}</Loaded>
  );
}

function Modelled({ inventory, scenarios }: { readonly inventory: InventoryView; readonly scenarios: readonly ReadyScenario[] }) {
  const read = useMemo(() => modelFrom(inventory), [inventory]);
  return read.ok && read.value.nodes.length > 0 ? <WhatIf inventory={inventory} model={read.value} scenarios={scenarios} /> : <Nothing />;
}
