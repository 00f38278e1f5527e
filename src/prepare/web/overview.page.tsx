import { Link } from 'wouter';
import { readAlertReadiness } from '../../act/alerting/channels.contract.ts';
import { readIndependence } from '../../act/independence/independence.contract.ts';
import { de as apartDe, en as apartEn } from '../../act/independence/independence.texts.ts';
import { headline as apartHeadline } from '../../act/independence/told.ts';
import { useTexts } from '../../web/language.tsx';
import { CallTreeLink } from '../../web/parts/calltreelink.tsx';
import { Card } from '../../web/parts/card.tsx';
import { Chip } from '../../web/parts/chip.tsx';
import { FaultNote } from '../../web/parts/fault.tsx';
import { Loading } from '../../web/parts/loading.tsx';
import { Page } from '../../web/parts/page.tsx';
import { useHref } from '../../web/place.ts';
import { useQueryOf } from '../../web/query.ts';
import { listContacts } from '../contacts/contacts.contract.ts';
import { reachableWithoutInternet } from '../contacts/contacts.ts';
import { listDarkPages } from '../darkpages/darkpages.contract.ts';
import { de as siteDe, en as siteEn } from '../darkpages/screens.texts.ts';
import { de, en } from '../overview.texts.ts';
import { listPlans } from '../plans/plans.contract.ts';
import { de as readinessDe, en as readinessEn } from '../roles/readiness.texts.ts';
import { readinessOf } from '../roles/readiness.ts';
import { listCrisisRoles } from '../roles/roles.contract.ts';
import { missingAudiences } from '../statements/audiences.ts';
import { listStatements } from '../statements/statements.contract.ts';
import { de as statementDe, en as statementEn } from '../statements/statements.texts.ts';
import css from './overview.module.css';

/** One part of the preparation: how it stands, and the sentences that say why. */
type Part = {
  readonly path: string;
  readonly label: string;
  readonly state: 'done' | 'partly' | 'missing' | 'not-ready' | 'unknown';
  readonly says: readonly string[];
};

/** `some`: there is somebody to ring. */
function useParts(): { readonly parts: readonly Part[] | undefined; readonly some: boolean; readonly error: unknown } {
  const t = useTexts({ de, en });
  const gap = useTexts({ de: readinessDe, en: readinessEn });
  const site = useTexts({ de: siteDe, en: siteEn });
  const words = useTexts({ de: statementDe, en: statementEn });
  const contacts = useQueryOf(listContacts, { query: {} }, { topics: ['contact'] });
  const roles = useQueryOf(listCrisisRoles, undefined, { topics: ['crisis-role', 'contact'] });
  const plans = useQueryOf(listPlans, undefined, { topics: ['plan'] });
  const statements = useQueryOf(listStatements, undefined, { topics: ['statement'] });
  const pages = useQueryOf(listDarkPages, undefined, { topics: ['dark-page', 'organisation'] });
  const reach = useQueryOf(readAlertReadiness, undefined, { topics: ['delivery', 'contact', 'channel'] });
  const apart = useQueryOf(readIndependence, undefined, { topics: ['independence', 'channel', 'node', 'inventory', 'darksite'] });
  const apartWords = useTexts({ de: apartDe, en: apartEn });
  const error = contacts.error ?? roles.error ?? plans.error ?? statements.error ?? pages.error ?? reach.error ?? apart.error;
  if (!contacts.data || !roles.data || !plans.data || !statements.data || !pages.data || !reach.data || !apart.data)
    return { parts: undefined, some: false, error };

  const people = contacts.data.contacts;
  const offline = people.filter(reachableWithoutInternet).length;
  const gaps = readinessOf(roles.data.roles, people);
  const alerted = reach.data.contacts;
  const unready = alerted.filter((one) => one.unready !== null).length;
  const unbound = plans.data.plans.filter(({ nodeIds }) => nodeIds.length === 0).length;
  const lacking = missingAudiences(statements.data.statements);
  const neutral = pages.data.pages.filter(({ kind }) => kind === 'outage');
  const released = neutral.some(({ approval }) => approval.state === 'valid');
  const count = { contacts: people.length, plans: plans.data.plans.length, statements: statements.data.statements.length };
  const parts: readonly Part[] = [
    {
      path: 'prepare/contacts',
      label: t.contacts,
      state: count.contacts === 0 ? 'missing' : offline === 0 ? 'partly' : 'done',
      says: [
        count.contacts === 0 ? t.contactsNone : offline === 0 ? t.contactsOffline(count.contacts) : t.contactsSome(count.contacts, offline),
      ],
    },
    {
      path: 'prepare/roles',
      label: t.roles,
      state: roles.data.roles.length === 0 ? 'missing' : gaps.length > 0 ? 'partly' : 'done',
      says: gaps.length === 0 ? [t.rolesReady(roles.data.roles.length)] : gaps.slice(0, 3).map((one) => gap.gap(one)),
    },
    {
      path: 'prepare/reachability',
      label: t.reach,
      state: alerted.length === 0 ? 'missing' : unready > 0 ? 'not-ready' : 'done',
      says: [alerted.length === 0 ? t.reachNone : unready > 0 ? t.reachOpen(unready, alerted.length) : t.reachAll(alerted.length)],
    },
    {
      path: 'prepare/independence',
      label: t.apart,
      state: apart.data.nodes.length === 0 ? 'missing' : APART[apart.data.verdict],
      says: [apartHeadline(apart.data, apartWords)],
    },
    {
      path: 'prepare/plans',
      label: t.plans,
      state: count.plans === 0 ? 'missing' : unbound > 0 ? 'partly' : 'done',
      says: [count.plans === 0 ? t.plansNone : t.plansSome(count.plans), ...(unbound > 0 ? [t.plansUnbound(unbound)] : [])],
    },
    {
      path: 'prepare/statements',
      label: t.statements,
      state: count.statements === 0 ? 'missing' : lacking.length > 0 ? 'partly' : 'done',
      says: [
        count.statements === 0
          ? t.statementsNone
          : lacking.length > 0
            ? t.statementsMissing(lacking.map((one) => words.audience[one]))
            : t.statementsSome(count.statements),
      ],
    },
    {
      path: 'prepare/emergency-site',
      label: t.site,
      state: neutral.length === 0 ? 'missing' : !released || pages.data.profile.site === null ? 'partly' : 'done',
      says: [
        neutral.length === 0 ? t.siteNone : t.siteSome(pages.data.pages.length),
        ...(neutral.length > 0 && pages.data.profile.site === null ? [t.siteNoAddress] : []),
        ...(neutral.length > 0 && !released ? [site.unreleased] : []),
      ],
    },
  ];
  return { parts, some: people.length > 0, error: undefined };
}

const APART = { ready: 'done', 'not-ready': 'not-ready', unknown: 'unknown' } as const;
const tone = { done: 'ok', partly: 'degraded', missing: 'unknown', 'not-ready': 'down', unknown: 'unknown' } as const;

/** How well the firm is prepared, part by part, and what to do next. */
export default function OverviewPage() {
  const t = useTexts({ de, en });
  const href = useHref();
  const { parts, some, error } = useParts();
  const open = parts?.filter(({ state }) => state !== 'done').length ?? 0;
  const fresh = parts?.every(({ state }) => state === 'missing') ?? false;
  const headline = parts === undefined ? t.title : fresh ? t.begin : open === 0 ? t.ready : t.open(open);
  return (
    <Page title={t.title} headline={headline} sub={t.sub} actions={some && <CallTreeLink />}>
      <FaultNote error={error} />
      {parts === undefined && !error && <Loading />}
      {parts && (
        <Card>
          <ul className={css['list']}>
            {parts.map(({ path, label, state, says }) => (
              <li key={path}>
                <Link href={href(path)}>{label}</Link>
                <div className={css['says']}>
                  {says.map((one) => (
                    <span key={one}>{one}</span>
                  ))}
                </div>
                <Chip tone={tone[state]}>{state === 'not-ready' ? t.notReady : t[state]}</Chip>
              </li>
            ))}
          </ul>
        </Card>
      )}
    </Page>
  );
}
