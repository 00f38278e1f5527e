import { Link, useLocation } from 'wouter';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import type { PageProps } from '../../../web/pages.ts';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay, usePlaceZone } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords, type Words } from '../../../web/words.ts';
import { restorable } from '../../restores/restores.ts';
import { RestoreTest } from '../../restores/web/restoretest.tsx';
import { de as frontDe, en as frontEn } from '../behind.texts.ts';
import {
  type Check,
  getCheck,
  listProbeKinds,
  type ProbeKind,
  pauseCheck,
  removeCheck,
  resumeCheck,
  runCheck,
} from '../checks.contract.ts';
import { settledOf } from '../checks.ts';
import { sayDetail } from '../detail.texts.ts';
import * as list from '../list.texts.ts';
import { changeMany } from '../many.contract.ts';
import * as measured from '../measured.texts.ts';
import { de, en } from '../screens.texts.ts';
import { Address } from './address.tsx';
import { LineFact } from './byline.tsx';
import { Chart } from './chart.tsx';
import css from './checks.module.css';
import { Impact } from './impact.tsx';
import { Results } from './results.tsx';
import { CheckStateChip } from './state.tsx';
import { Uptime } from './uptime.tsx';

function headline({ name, shown, state, misses }: Check, t: typeof de, front: typeof frontDe, w: Words): string {
  const say = t.detail.headline;
  const settled = settledOf(state);
  switch (shown) {
    case 'up':
      return settled.kind === 'up' ? say.up(name, w.moment(settled.since)) : say.unknown(name);
    case 'down':
      return settled.kind === 'down' ? say.down(name, w.moment(settled.since)) : say.unknown(name);
    case 'suspect':
      return say.suspect(name, settled.kind === 'suspect' ? settled.misses : 1, misses);
    case 'maintenance':
      return state.kind === 'maintenance' ? say.maintenance(name, w.moment(state.until)) : say.unknown(name);
    case 'behind':
      return state.kind === 'behind' ? front.headline(name, state.because) : say.unknown(name);
    case 'warning':
    case 'unclear':
    case 'unknown':
    case 'untrusted':
    case 'paused':
      return say[shown](name);
  }
}

function Actions({ check }: { readonly check: Check }) {
  const t = useTexts({ de, en });
  const l = useTexts(list);
  const href = useHref();
  const toast = useToast();
  const [, go] = useLocation();
  const run = useAction(runCheck, { onDone: () => toast({ text: t.asked }) });
  const pause = useAction(pauseCheck);
  const resume = useAction(resumeCheck, { onDone: () => toast({ text: t.resumed }) });
  const back = useAction(changeMany);
  const remove = useAction(removeCheck, {
    onDone: () => {
      const undo = () => back.mutateAsync({ body: { ids: [check.id], deed: { kind: 'bring-back' } } });
      toast({ text: t.removed(check.name), undo });
      go(href('watch/checks'));
    },
  });
  const args = { params: { id: check.id } };
  const isPaused = check.state.kind === 'paused';
  return (
    <>
      {isPaused ? (
        <Button kind="main" onClick={() => resume.mutateAsync(args)}>
          {t.resume}
        </Button>
      ) : (
        <>
          <Button onClick={() => run.mutateAsync(args)}>{t.runNow}</Button>
          <Button
            onClick={async () => {
              await pause.mutateAsync(args);
              toast({ text: t.paused, undo: () => resume.mutateAsync(args) });
            }}
          >
            {t.pause}
          </Button>
        </>
      )}
      <LinkButton href={href(`watch/checks/${check.id}/edit`)}>{t.edit}</LinkButton>
      <LinkButton href={href(`watch/checks/new?from=${check.id}`)}>{l.clone}</LinkButton>
      <ConfirmButton label={t.remove} title={t.removeTitle(check.name)} confirm={t.remove} onConfirm={() => remove.mutateAsync(args)}>
        <p>{t.removeText}</p>
      </ConfirmButton>
      <FaultNote error={run.error ?? pause.error ?? resume.error} />
    </>
  );
}

/** How the last response time is made up. */
function Phases({ check: { last } }: { readonly check: Check }) {
  const t = useTexts(measured).phases;
  const w = useWords();
  const parts = (['dns', 'connect', 'tls', 'firstByte'] as const).flatMap((key) => {
    const ms = last?.phases[key];
    return ms === undefined ? [] : [{ key, label: t[key], ms }];
  });
  if (!last || parts.length < 2) return null;
  const known = parts.reduce((sum, { ms }) => sum + ms, 0);
  const all = [...parts, ...(last.ms - known > 1 ? [{ key: 'rest', label: t.rest, ms: last.ms - known }] : [])];
  return (
    <Card title={t.title}>
      <div className="stack">
        <div className={css['phases']} aria-hidden="true">
          {all.map(({ key, ms }, n) => (
            <span key={key} className={css[`phase${n}`]} style={{ flexGrow: Math.max(ms, 0.1) }} />
          ))}
        </div>
        <ul className={css['legend']}>
          {all.map(({ key, label, ms }, n) => (
            <li key={key}>
              <i className={css[`phase${n}`]} aria-hidden="true" />
              {label}: {w.number(ms, ms < 10 ? 1 : 0)} ms
            </li>
          ))}
        </ul>
      </div>
    </Card>
  );
}

function Facts({ check, kind }: { readonly check: Check; readonly kind: ProbeKind | undefined }) {
  const t = useTexts({ de, en });
  const l = useTexts(list);
  const w = useWords();
  const { language } = useLanguage();
  return (
    <Card title={t.settings.title}>
      <dl className={css['facts']}>
        <dt>{t.kind}</dt>
        <dd>{kind?.label[language] ?? check.kind}</dd>
        <dt>{t.settings.target}</dt>
        <dd className="mono">{check.target}</dd>
        {check.uplinkId !== null && <LineFact uplinkId={check.uplinkId} />}
        {check.group !== null && (
          <>
            <dt>{l.group}</dt>
            <dd>{check.group}</dd>
          </>
        )}
        {check.tags.length > 0 && (
          <>
            <dt>{l.tags}</dt>
            <dd>{check.tags.join(', ')}</dd>
          </>
        )}
        <dt>{t.settings.interval}</dt>
        <dd>{t.intervals[check.intervalMs] ?? t.otherInterval(w.span(check.intervalMs))}</dd>
        <dt>{t.settings.rule}</dt>
        <dd>{t.settings.rules(check.misses, check.recoveries)}</dd>
      </dl>
    </Card>
  );
}

function Whole({ check }: { readonly check: Check }) {
  const t = useTexts({ de, en });
  const front = useTexts({ de: frontDe, en: frontEn });
  const w = useWords();
  const { language } = useLanguage();
  const zone = usePlaceZone();
  const href = useHref();
  const mayWrite = useMay('watch.write');
  const kind = useQueryOf(listProbeKinds).data?.kinds.find((one) => one.kind === check.kind);
  const { last, lastAt, shown } = check;
  const seen = last === null || lastAt === null ? t.detail.never : t.detail.seen(w.ago(lastAt), sayDetail(last.detail, language, zone));
  const sub = shown === 'paused' ? t.detail.pausedSub : shown === 'unknown' && lastAt !== null ? `${seen} ${t.detail.stale}` : seen;
  return (
    <Page
      title={check.name}
      headline={headline(check, t, front, w)}
      sub={
        <>
          <CheckStateChip shown={shown} /> {sub}
        </>
      }
      actions={mayWrite && <Actions check={check} />}
    >
      <p className="no-print">
        <Link href={href('watch/checks')}>← {t.back}</Link>
      </p>
      <div className={css['detail']}>
        <div>
          <Impact check={check} />
        </div>
        <div className="stack">
          <Chart id={check.id} />
          <Uptime id={check.id} />
          <Results id={check.id} />
        </div>
        <div className="stack">
          {kind?.listens && <Address id={check.id} kind={check.kind} />}
          {restorable(check.kind) && <RestoreTest check={check} />}
          <Facts check={check} kind={kind} />
          <Phases check={check} />
        </div>
      </div>
    </Page>
  );
}

/** One check: how it stands, what depends on it, how it was. */
export default function CheckPage({ params }: PageProps) {
  const query = useQueryOf(getCheck, { params: { id: params['id'] ?? '' } }, { topics: ['check', 'observation'] });
  return <Loaded query={query}>{(check) => <Whole check={check} />}</Loaded>;
}
