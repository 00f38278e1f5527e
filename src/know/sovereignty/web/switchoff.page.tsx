import { useSearchParams } from 'wouter';
import { parseDuration } from '../../../kernel/instant.ts';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip, StateMark } from '../../../web/parts/chip.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { CheckField, SelectField } from '../../../web/parts/field.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref, usePlace } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { headlineOf, measureText, worstFirst } from '../cutprint.ts';
import type { CutReport } from '../cutreport.ts';
import { printSwitchOff, readSovereignty, readSwitchOff, type SovereigntyView } from '../sovereignty.contract.ts';
import { parentOf } from '../standing.ts';
import { de, en } from '../switchoff.texts.ts';
import type { Cut, CutState, SwitchOffScope } from '../switchoff.ts';
import css from './sovereignty.module.css';

const TONES = { stops: 'down', degraded: 'degraded', expires: 'degraded', unknown: 'unknown', runs: 'ok' } as const;
const NAMES_SHOWN = 8;

function State({ state, from }: { readonly state: CutState; readonly from: string | null }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const span = state === 'expires' && from !== null ? parseDuration(from) : undefined;
  return (
    <Chip tone={TONES[state]}>
      <StateMark state={TONES[state]} /> {t.state[state]}
      {span !== undefined && ` ${w.inSpan(span)}`}
    </Chip>
  );
}

/** Rows by what happens to each at the four times. */
function Cuts({ title, cuts, empty }: { readonly title: string; readonly cuts: readonly Cut[]; readonly empty?: string }) {
  const t = useTexts({ de, en });
  return (
    <Card title={title}>
      {cuts.length === 0 ? (
        <p className="muted">{empty}</p>
      ) : (
        <table className={css['cuts']}>
          <caption className="visually-hidden">{title}</caption>
          <thead>
            <tr>
              <th scope="col">{t.name}</th>
              {t.at.map((at) => (
                <th key={at} scope="col">
                  {at}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {worstFirst(cuts).map(({ key, name, states, because, from }) => (
              <tr key={key}>
                <th scope="row">
                  {name}
                  {because.length > 0 && (
                    <small>
                      {t.because} {because.at(-1)}
                    </small>
                  )}
                </th>
                {states.map((state, n) => (
                  <td key={t.at[n]}>
                    <span className={css['at']} aria-hidden="true">
                      {t.at[n]}
                    </span>
                    <State state={state} from={n === 0 ? from : null} />
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </Card>
  );
}

function Cost({ report }: { readonly report: CutReport }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const rows = [
    { label: t.idle, help: t.idleHelp, cells: report.idle.map((one) => (one === null ? t.none : w.number(one))) },
    { label: t.cost, help: t.costHelp, cells: report.cost.map((one) => (one === null ? t.none : w.euro(Number(one.toPrecision(3))))) },
  ];
  return (
    <Card title={t.cost}>
      <table className={css['cuts']}>
        <caption className="visually-hidden">{t.cost}</caption>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{t.name}</span>
            </th>
            {t.at.map((at) => (
              <th key={at} scope="col">
                {at}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map(({ label, help, cells }) => (
            <tr key={label}>
              <th scope="row">
                {label}
                <small>{help}</small>
              </th>
              {cells.map((cell, n) => (
                <td key={t.at[n]}>
                  <span className={css['at']} aria-hidden="true">
                    {t.at[n]}
                  </span>
                  {cell}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </Card>
  );
}

function Measures({ measures }: Pick<CutReport, 'measures'>) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const words = measures.map((one) => measureText(one, t, language));
  return (
    <Card title={t.measures(measures.length)}>
      {words.length === 0 ? (
        <p className="muted">{t.noMeasures}</p>
      ) : (
        <ol className={css['steps']}>
          {words.map(({ title, text }) => (
            <li key={title}>
              <strong>{title}</strong>
              <div className="muted">{text}</div>
            </li>
          ))}
        </ol>
      )}
      <p className="small muted">{t.measuresHelp}</p>
    </Card>
  );
}

type Query = { kind: 'us' | 'parent' | 'provider'; parent?: string; key?: string; investors?: 'true' };

/** The scope stands in the address, so that it can be kept and sent on. */
function useScope(view: SovereigntyView): [SwitchOffScope, Query, (next: Query) => void] {
  const [search, setSearch] = useSearchParams();
  const parents = new Set(view.providers.map(parentOf));
  const parent = search.get('parent');
  const key = search.get('provider');
  const investors = search.get('investors') === 'true';
  const set = (next: Query) =>
    setSearch(
      {
        ...(next.parent === undefined ? {} : { parent: next.parent }),
        ...(next.key === undefined ? {} : { provider: next.key }),
        ...(next.investors === undefined ? {} : { investors: next.investors }),
      },
      { replace: true },
    );
  if (parent !== null && parents.has(parent)) return [{ kind: 'parent', parent }, { kind: 'parent', parent }, set];
  if (key !== null && view.providers.some((one) => one.key === key)) return [{ kind: 'provider', key }, { kind: 'provider', key }, set];
  return [{ kind: 'us', investors }, { kind: 'us', ...(investors ? { investors: 'true' as const } : {}) }, set];
}

function Ask({
  view,
  scope,
  onChange,
}: {
  readonly view: SovereigntyView;
  readonly scope: SwitchOffScope;
  readonly onChange: (query: Query) => void;
}) {
  const t = useTexts({ de, en });
  const parents = [...new Set(view.providers.map(parentOf))].sort((a, b) => a.localeCompare(b));
  const [firstParent = ''] = view.metrics.parents.map(({ name }) => name).filter((name) => parents.includes(name));
  const firstKey = view.providers[0]?.key ?? '';
  return (
    <div className="no-print">
      <Card>
        <div className={css['ask']}>
          <SelectField
            label={t.who}
            value={scope.kind}
            choices={(['us', 'parent', 'provider'] as const).map((value) => ({ value, label: t.scopes[value] }))}
            onChange={(kind) =>
              onChange(
                kind === 'us'
                  ? { kind }
                  : kind === 'parent'
                    ? { kind, parent: firstParent || (parents[0] ?? '') }
                    : { kind, key: firstKey },
              )
            }
          />
          {scope.kind === 'us' && (
            <CheckField
              label={t.investors}
              value={scope.investors}
              onChange={(investors) => onChange({ kind: 'us', ...(investors ? { investors: 'true' } : {}) })}
            />
          )}
          {scope.kind === 'parent' && (
            <SelectField
              label={t.which}
              value={scope.parent}
              choices={parents.map((value) => ({ value, label: value }))}
              onChange={(parent) => onChange({ kind: 'parent', parent })}
            />
          )}
          {scope.kind === 'provider' && (
            <SelectField
              label={t.which}
              value={scope.key}
              choices={view.providers.map(({ key, name }) => ({ value: key, label: name }))}
              onChange={(key) => onChange({ kind: 'provider', key })}
            />
          )}
        </div>
      </Card>
    </div>
  );
}

function SwitchOff({ view }: { readonly view: SovereigntyView }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { org } = usePlace();
  const [scope, query, setQuery] = useScope(view);
  const asked = useQueryOf(readSwitchOff, { query }, { topics: ['node', 'sovereignty'], keep: true });
  return (
    <Loaded query={asked}>
      {(report) => {
        const names = report.gone.map(({ name }) => name);
        return (
          <Page
            title={t.title}
            headline={headlineOf(scope, report, t)}
            sub={names.length === 0 ? t.rules : t.sub(names.slice(0, NAMES_SHOWN).join(', '), Math.max(0, names.length - NAMES_SHOWN))}
            actions={
              <LinkButton kind="main" href={urlOf(printSwitchOff, { org: org.slug, query: { ...query, language } })} download>
                {t.print}
              </LinkButton>
            }
          >
            <Ask view={view} scope={scope} onChange={setQuery} />
            <Cost report={report} />
            <Cuts title={t.processes} cuts={report.cuts.filter(({ kind }) => kind === 'process')} empty={t.noProcesses} />
            <Measures measures={report.measures} />
            <Cuts title={t.services} cuts={report.cuts.filter(({ kind }) => kind === 'service')} />
            <p className="small muted">{t.rules}</p>
          </Page>
        );
      }}
    </Loaded>
  );
}

/** "Alle US-Dienste aus": what stops, when, what it costs and what to do first, on one page. */
export default function SwitchOffPage() {
  const t = useTexts({ de, en });
  const href = useHref();
  const query = useQueryOf(readSovereignty, undefined, { topics: ['node', 'sovereignty'] });
  return (
    <Loaded query={query}>
      {(view) =>
        view.providers.length === 0 ? (
          <Page title={t.title} headline={t.emptyTitle}>
            <Empty
              title={t.emptyText}
              action={
                <LinkButton kind="main" href={href('know/scan')}>
                  {t.toScan}
                </LinkButton>
              }
            />
          </Page>
        ) : (
          <SwitchOff view={view} />
        )
      }
    </Loaded>
  );
}
