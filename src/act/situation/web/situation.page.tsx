import { lazy, Suspense } from 'react';
import type { AnswerOf } from '../../../kernel/contract.ts';
import { instant } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { LoadSample } from '../../../web/welcome/loadsample.tsx';
import { useNow, useWords } from '../../../web/words.ts';
import { readSituation } from '../situation.contract.ts';
import { de, en } from '../situation.texts.ts';
import { BrokenNodes } from './broken.tsx';
import { ProcessRow } from './business.tsx';
import { Forecast } from './forecast.tsx';
import { Next } from './next.tsx';
import { ScanNotice } from './scannews.tsx';
import css from './situation.module.css';
import { SwitchedOffCard } from './switchedoff.tsx';

/** Loaded when something is broken: the first page stays light. */
const LiveMovers = lazy(() => import('./livemovers.tsx'));

type Situation = AnswerOf<typeof readSituation>;

const isHit = ({ state }: Situation['processes'][number]): boolean => state === 'down' || state === 'degraded';

/** A sentence that says what matters now. What nobody looks at is unknown, never calm. */
function headlineOf(
  { failing, processes, incidents, empty, watching, switchedOff }: Situation,
  t: typeof de,
  span: (ms: number) => string,
  now: number,
): string {
  if (empty && incidents.length === 0) return t.empty;
  const hit = processes.filter(isHit);
  const [soonest] = hit.filter(({ downFrom }) => (downFrom ?? 0) > now).sort((a, b) => (a.downFrom ?? 0) - (b.downFrom ?? 0));
  const stands = hit.find(({ capacityNow }) => capacityNow === 0);
  const [incident] = incidents;
  if (failing.length > 0) {
    const names = [...new Set(failing.map(({ name }) => name))].slice(0, 3);
    const first = t.failing(names.join(', '), names.length > 1);
    if (stands) return `${first} ${t.stops(stands.name)}`;
    if (soonest?.downFrom) return `${first} ${t.stopsIn(soonest.name, span(instant(soonest.downFrom) - now))}`;
    return hit.length === 0 ? `${first} ${t.nobodyHit}` : first;
  }
  if (switchedOff.length > 0) return t.off.headline(switchedOff.map(({ nodeId, name }) => (nodeId === null ? t.off.all : name)).join(', '));
  if (incident) return t.open(incident.title);
  return watching.checked === 0 && watching.checks === 0 ? t.unwatched : t.calm(watching.checked, watching.of);
}

function Business({ situation }: { readonly situation: Situation }) {
  const t = useTexts({ de, en });
  const href = useHref();
  const { processes, failing, empty } = situation;
  if (empty)
    return (
      <>
        <p>{t.emptyHow}</p>
        <div className="row">
          <LinkButton kind="main" href={href('know/first-answer')}>
            {t.begin}
          </LinkButton>
          <LinkButton href={href('know/inventory')}>{t.byHand}</LinkButton>
        </div>
        <LoadSample />
      </>
    );
  const order = ({ state }: Situation['processes'][number]) => ({ down: 0, degraded: 1, unknown: 2, up: 3 })[state];
  return (
    <ul className={css['list']}>
      {[...processes]
        .sort((a, b) => order(a) - order(b) || (a.downFrom ?? 0) - (b.downFrom ?? 0))
        .map((process) => (
          <ProcessRow key={process.id} process={process} failing={failing} attack={situation.attack} />
        ))}
    </ul>
  );
}

/** Home: what is wrong, what it means for the business, what to do next, how it goes on. */
export default function SituationPage() {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const href = useHref();
  const mayWatch = useMay('watch.write');
  const query = useQueryOf(readSituation, undefined, {
    topics: ['incident', 'asset', 'check', 'checklist', 'plan', 'signal'],
    every: 60_000,
  });
  return (
    <Loaded query={query}>
      {(situation) => {
        const { failing, attack, watching, empty, processes, switchedOff } = situation;
        const [first] = failing;
        const hit = processes.filter(isHit);
        const since = first && t.since(w.moment(first.from), t.seenBy[first.seenBy]);
        const sub = attack ? `${since ?? ''} ${t.attack}`.trim() : since;
        const unwatched = !empty && watching.checks === 0;
        return (
          <Page title={t.title} headline={headlineOf(situation, t, w.span, now)} sub={sub}>
            <div className={css['columns']}>
              <div>
                <Next situation={situation}>
                  {unwatched && (
                    <>
                      <p>{t.unwatchedHow}</p>
                      {mayWatch && (
                        <div>
                          <LinkButton href={href('watch/checks')}>{t.toChecks}</LinkButton>
                        </div>
                      )}
                    </>
                  )}
                </Next>
              </div>
              <div>
                <Card title={t.business}>
                  <Business situation={situation} />
                </Card>
              </div>
              <div className="stack">
                {switchedOff.length > 0 && <SwitchedOffCard off={switchedOff} />}
                {failing.length > 0 && <BrokenNodes failing={failing} attack={attack} />}
              </div>
            </div>
            {hit.length > 0 && <Forecast processes={hit} />}
            {hit.length > 0 && !attack && (
              <Suspense fallback={null}>
                <LiveMovers />
              </Suspense>
            )}
            <ScanNotice />
          </Page>
        );
      }}
    </Loaded>
  );
}
