import { useMemo, useState } from 'react';
import { useSearchParams } from 'wouter';
import { DAY, formatDuration, parseDuration } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useNow, useWords, type Words } from '../../../web/words.ts';
import { modelFrom } from '../../inventory/checked.ts';
import { type InventoryView, readInventory } from '../../inventory/inventory.contract.ts';
import { hasCalendars, type Model } from '../../model/model.ts';
import { NO_FAILURE, type SimulationRequest, type SimulationResult } from '../simulate.ts';
import { Choose } from './choose.tsx';
import css from './lanes.module.css';
import { Lanes, msWhen } from './lanes.tsx';
import { type Question, takenAlong } from './question.ts';
import { Restores } from './restores.tsx';
import { type Simulated, useSimulation } from './usesimulation.ts';
import { de, en } from './whatif.texts.ts';

const spanIn = (text: string | null): number | null => (text === null ? null : (parseDuration(text) ?? null));

/** The question stands in the address, so that it can be kept and sent on. */
function useQuestion(model: Model | undefined): [Question, (question: Question) => void] {
  const [search, setSearch] = useSearchParams();
  const known = new Set(model?.nodes.map(({ id }) => id));
  const question: Question = {
    fail: search.getAll('fail').filter((id) => known.has(id)),
    forMs: spanIn(search.get('for')),
    malicious: search.get('attack') !== null,
    holdMs: spanIn(search.get('hold')),
    dwellMs: spanIn(search.get('dwell')),
  };
  const set = ({ fail, forMs, malicious, holdMs, dwellMs }: Question) => {
    const next = new URLSearchParams(fail.map((id) => ['fail', id]));
    if (forMs !== null) next.set('for', formatDuration(forMs));
    if (malicious) next.set('attack', '1');
    if (malicious && holdMs !== null) next.set('hold', formatDuration(holdMs));
    if (malicious && dwellMs !== null) next.set('dwell', formatDuration(dwellMs));
    setSearch(next, { replace: true });
  };
  return [question, set];
}

/** What happens, in one or two sentences. */
function answer(model: Model, question: Question, result: SimulationResult | undefined, t: typeof de, w: Words): string {
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const along = takenAlong(model);
  const said: string[] = [];
  const [only] = question.fail;
  if (question.fail.length === 1 && only !== undefined) {
    const taken = along.get(only) ?? [];
    if (taken.length > 0)
      said.push(
        t.together(
          names.get(only) ?? only,
          taken.map((id) => names.get(id) ?? id),
        ),
      );
  }
  if (!result) return said.join(' ');
  const hit = Object.entries(result.processes).filter(([, { state }]) => state === 'down' || state === 'degraded');
  const first = hit
    .map(([id, { downFrom }]) => ({ id, from: msWhen(downFrom) ?? Number.POSITIVE_INFINITY }))
    .sort((a, b) => a.from - b.from)[0];
  const unknown = Object.values(result.processes).some(({ state }) => state === 'unknown');
  if (!first) return [...said, unknown ? t.notTold : t.nobodyHit].join(' ');
  said.push(t.firstStop(names.get(first.id) ?? first.id, first.from === 0 ? null : w.span(first.from)));
  const last = Math.max(...hit.map(([, { upAt }]) => msWhen(upAt) ?? Number.POSITIVE_INFINITY));
  said.push(Number.isFinite(last) ? t.allBack(w.span(last)) : t.neverBack);
  return said.join(' ');
}

/** Three figures: more would promise what no model keeps. */
const rough = (amount: number): number => Number(amount.toPrecision(3));

function Damage({ simulated }: { readonly simulated: Simulated }) {
  const t = useTexts({ de, en });
  const w = useWords();
  if (simulated.kind !== 'done') return null;
  const { cost } = simulated.result;
  const likely = cost.likely === null ? t.neverEnds : cost.likely === 'unknown' ? t.notKnown : w.euro(rough(cost.likely));
  const spread = typeof cost.p10 === 'number' && typeof cost.p90 === 'number' ? t.range(w.euroRange(rough(cost.p10), rough(cost.p90))) : '';
  return (
    <div className={css['damage']}>
      <span className="small muted">{t.damage}</span>
      <strong>{likely}</strong>
      <span className="small muted">{simulated.sampled ? spread : t.counting}</span>
    </div>
  );
}

function WhatIf({ inventory }: { readonly inventory: InventoryView }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const model = useMemo(() => {
    const read = modelFrom(inventory);
    return read.ok ? read.value : undefined;
  }, [inventory]);
  const [question, setQuestion] = useQuestion(model);
  const [clock, setClock] = useState<number>(DAY);
  // A calendar needs a day and an hour; the present one, to the hour, so that the answer stands still.
  const hour = Math.floor(useNow() / 3_600_000) * 3_600_000;
  const asked = question.fail.length > 0;
  const request: SimulationRequest | undefined =
    model && asked ? { ...NO_FAILURE, ...question, fail: [...question.fail], at: hasCalendars(model) ? hour : null } : undefined;
  const simulated = useSimulation(model, request);
  if (!model || model.nodes.length === 0)
    return (
      <Page title={t.title} headline={t.askSomething}>
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
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  const course = asked && simulated.kind === 'done' ? simulated : undefined;
  const result = course?.result;
  const map = `${href('know/map')}?${new URLSearchParams(question.fail.map((id) => ['fail', id])).toString()}`;
  return (
    <Page
      title={t.title}
      headline={
        asked
          ? t.headline(
              question.fail.map((id) => names.get(id) ?? id),
              question.forMs,
              question.malicious,
            )
          : t.askSomething
      }
      sub={asked ? answer(model, question, result, t, w) : t.askSub}
      actions={asked && <Damage simulated={simulated} />}
    >
      <Card>
        <Choose model={model} question={question} onChange={setQuestion} />
      </Card>
      {asked && simulated.kind === 'working' && <p className="muted">{t.working}</p>}
      {asked && simulated.kind === 'failed' && <p role="alert">{t.failed(simulated.message)}</p>}
      {course && result && (
        <>
          <Card title={t.lanes} aside={<LinkButton href={map}>{t.showMap}</LinkButton>}>
            <Lanes model={model} course={course} malicious={question.malicious} clock={clock} onClock={setClock} />
          </Card>
          <div className="columns">
            <Restores model={model} result={result} sampled={course.sampled} />
            {result.deadlocks.length > 0 && (
              <Card title={t.deadlock} tone="down">
                <div className="stack">
                  {result.deadlocks.map((circle) => (
                    <p key={circle.join(' ')}>{t.deadlockText(circle.map((id) => names.get(id) ?? id))}</p>
                  ))}
                  <p className="small muted">{t.deadlockHelp}</p>
                </div>
              </Card>
            )}
          </div>
        </>
      )}
    </Page>
  );
}

/** "Was wäre, wenn": choose what fails, see who stops when, what it costs, how it comes back. */
export default function WhatIfPage() {
  const query = useQueryOf(readInventory, undefined, { topics: ['node'] });
  return <Loaded query={query}>{(inventory) => <WhatIf inventory={inventory} />}</Loaded>;
}
