import type { AnswerOf } from '../../../kernel/contract.ts';
import { instant } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { StateChip } from '../../../web/parts/chip.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { LoadSample } from '../../../web/welcome/loadsample.tsx';
import { useNow, useWords } from '../../../web/words.ts';
import { dismissProposal, type IncidentView, openProposal } from '../../incidents/incidents.contract.ts';
import { type AffectedProcess, readSituation } from '../situation.contract.ts';
import { de, en } from '../situation.texts.ts';
import css from './situation.module.css';

const marks = { down: 'down', degraded: 'degraded', unknown: 'unknown', up: 'ok' } as const;

/** One process: how it stands, when it becomes critical, what it costs. */
function ProcessRow({ process }: { readonly process: AffectedProcess }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const { state, downFrom, mtpdAt, capacityNow } = process;
  const later = downFrom !== null && downFrom > now;
  const critical = mtpdAt === null ? null : mtpdAt > now ? t.criticalIn(w.until(mtpdAt)) : t.critical;
  return (
    <li className={css['row']}>
      <div>
        <strong>{process.name}</strong>
        <div className="muted">{state === 'unknown' ? t.unasked : later ? t.downIn(w.until(downFrom)) : critical}</div>
      </div>
      <StateChip state={later ? 'degraded' : marks[state]} word={t.state[state]} />
      <div className={css['cost']}>
        {capacityNow < 1 && process.costPerHour.likely > 0 && t.perHour(w.euroRange(process.costPerHour.low, process.costPerHour.high))}
      </div>
    </li>
  );
}

/** The question that waits: is the confirmed outage an emergency? */
function Proposal({ incident }: { readonly incident: IncidentView }) {
  const t = useTexts({ de, en });
  const may = { open: useMay('act.raise'), dismiss: useMay('act.lead') };
  const open = useAction(openProposal);
  const dismiss = useAction(dismissProposal);
  return (
    <div>
      <p>{t.proposal}</p>
      <div className="row">
        {may.open && (
          <Button kind="main" onClick={() => open.mutateAsync({ params: { id: incident.id } })}>
            {t.openIncident}
          </Button>
        )}
        {may.dismiss && <Button onClick={() => dismiss.mutateAsync({ params: { id: incident.id } })}>{t.dismiss}</Button>}
      </div>
      <FaultNote error={open.error ?? dismiss.error} />
    </div>
  );
}

function headlineOf(
  { failing, processes, incidents, empty }: AnswerOf<typeof readSituation>,
  t: typeof de,
  span: (ms: number) => string,
  now: number,
): string {
  if (empty && incidents.length === 0) return t.empty;
  const hit = processes.filter((process) => process.state === 'down' || process.state === 'degraded');
  const [soonest] = hit.filter((process) => (process.downFrom ?? 0) > now).sort((a, b) => (a.downFrom ?? 0) - (b.downFrom ?? 0));
  const [stands] = hit.filter((process) => process.capacityNow === 0);
  const [incident] = incidents;
  if (failing.length > 0) {
    const first = t.failing([...new Set(failing.map((one) => one.name))].slice(0, 3).join(', '));
    if (soonest?.downFrom) return `${first} ${t.stopsIn(soonest.name, span(instant(soonest.downFrom) - now))}`;
    return stands ? `${first} ${t.stops(stands.name)}` : first;
  }
  return incident ? t.open(incident.title) : t.calm;
}

/** Home: what is wrong, what it means for the business, what to do next. */
export default function SituationPage() {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const href = useHref();
  const query = useQueryOf(readSituation, undefined, { topics: ['incident', 'asset', 'check'], every: 60_000 });
  return (
    <Loaded query={query}>
      {(situation) => {
        const { incidents, processes, failing, empty } = situation;
        const since = failing.length > 0 ? t.since(w.moment(Math.min(...failing.map((one) => one.from)))) : undefined;
        const open = incidents.find((one) => one.progress.state === 'open');
        const proposals = incidents.filter((one) => one.progress.state === 'proposed');
        return (
          <Page title={t.title} headline={headlineOf(situation, t, w.span, now)} sub={since}>
            <div className={css['columns']}>
              <Card title={t.business}>
                {empty ? (
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
                ) : (
                  <ul className={css['list']}>
                    {processes.map((process) => (
                      <ProcessRow key={process.id} process={process} />
                    ))}
                  </ul>
                )}
              </Card>
              <Card title={t.next}>
                {proposals.map((incident) => (
                  <Proposal key={incident.id} incident={incident} />
                ))}
                {open && (
                  <LinkButton kind="main" href={href(`act/incidents/${open.id}`)}>
                    {t.toRoom}
                  </LinkButton>
                )}
                {proposals.length === 0 && !open && (
                  <>
                    <p>{t.nothing}</p>
                    <p className="muted">{t.readiness}</p>
                  </>
                )}
              </Card>
            </div>
          </Page>
        );
      }}
    </Loaded>
  );
}
