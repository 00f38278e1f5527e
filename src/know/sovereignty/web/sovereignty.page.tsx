import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { strengthOf } from '../reach.ts';
import { exportExits, type ProviderView, readSovereignty, type ServiceView, type SovereigntyView } from '../sovereignty.contract.ts';
import { de, en } from '../sovereignty.texts.ts';
import { Correct } from './correction.tsx';
import { Figures, Shares } from './figures.tsx';
import { Framework } from './framework.tsx';
import { Law } from './law.tsx';
import css from './sovereignty.module.css';

type WithView = { readonly view: SovereigntyView };

function Processes({ view }: WithView) {
  const t = useTexts({ de, en });
  return (
    <Card title={t.processes}>
      <p className={`small muted ${css['help']}`}>{t.processesHelp}</p>
      <DataTable
        caption={t.processes}
        rows={[...view.processes].sort((a, b) => strengthOf(a.reach) - strengthOf(b.reach))}
        rowKey={({ key }) => key}
        empty={<p className="muted">{t.noProcesses}</p>}
        columns={[
          { key: 'name', label: t.processes, by: ({ name }) => name, cell: ({ name }) => name },
          { key: 'law', label: t.control, by: ({ reach }) => t.law[reach], cell: ({ reach }) => <Law law={reach} /> },
          {
            key: 'chain',
            label: t.through,
            by: ({ chain }) => chain.join(' '),
            cell: ({ chain }) => (chain.length === 0 ? '–' : chain.join(' → ')),
          },
        ]}
      />
    </Card>
  );
}

function Services({ view }: WithView) {
  const t = useTexts({ de, en });
  const { org } = usePlace();
  const { language } = useLanguage();
  const known = new Map(view.providers.map((one) => [one.key, one]));
  const partnerOf = ({ partner }: ServiceView) => (partner === null ? undefined : known.get(partner));
  const names = (keys: readonly string[]) => keys.map((key) => known.get(key)?.name ?? key).join(', ');
  return (
    <Card title={t.services}>
      <p className={`small muted ${css['help']}`}>{t.servicesHelp}</p>
      <DataTable
        caption={t.services}
        rows={view.services}
        rowKey={({ key }) => key}
        exportHref={urlOf(exportExits, { org: org.slug, query: { language } })}
        empty={<p className="muted">{t.emptyTitle}</p>}
        perPage={25}
        columns={[
          { key: 'name', label: t.service, by: ({ name }) => name, cell: ({ name }) => name },
          {
            key: 'location',
            label: t.location,
            by: ({ location }) => location || null,
            cell: ({ location }) => location || <span className="muted">{t.locationUnknown}</span>,
          },
          {
            key: 'partner',
            label: t.partner,
            by: (one) => partnerOf(one)?.legalEntity ?? null,
            cell: (one) => partnerOf(one)?.legalEntity || partnerOf(one)?.name || t.law.unknown,
          },
          {
            key: 'control',
            label: t.control,
            by: ({ direct }) => t.law[direct],
            cell: (one) => (
              <>
                <Law law={one.direct} />
                <div className="small muted">{partnerOf(one)?.ultimateParent}</div>
              </>
            ),
          },
          {
            key: 'carrier',
            label: t.carrier,
            by: ({ carriers }) => (carriers.length === 0 ? null : names(carriers)),
            cell: ({ carriers }) => (carriers.length === 0 ? <span className="muted">{t.carrierUnknown}</span> : names(carriers)),
          },
        ]}
      />
    </Card>
  );
}

function Source({ provider }: { readonly provider: ProviderView }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { origin, before } = provider;
  switch (origin.kind) {
    case 'entered':
      return t.entered;
    case 'catalogue':
      return (
        <>
          {t.catalogue(origin.on)}, {t.sure[origin.sure]}
          {origin.note !== '' && <div className="small muted">{origin.note}</div>}
        </>
      );
    case 'correction':
      return (
        <>
          {t.corrected(origin.by, w.date(origin.at))}
          <div className="small muted">{origin.note}</div>
          {before && (
            <div className="small muted">
              {t.instead([before.legalEntity, before.ultimateParent, before.reach].filter(Boolean).join(' · '))}
            </div>
          )}
        </>
      );
  }
}

function Providers({ view }: WithView) {
  const t = useTexts({ de, en });
  const mayWrite = useMay('know.write');
  return (
    <Card title={t.providers}>
      <DataTable
        caption={t.providers}
        rows={view.providers}
        rowKey={({ key }) => key}
        empty={<p className="muted">{t.emptyTitle}</p>}
        perPage={25}
        columns={[
          { key: 'name', label: t.provider, by: ({ name }) => name, cell: ({ name }) => name },
          {
            key: 'falls',
            label: t.control,
            by: ({ jurisdiction }) => t.law[jurisdiction],
            cell: ({ jurisdiction, ultimateParent }) => t.falls(jurisdiction, ultimateParent),
          },
          { key: 'source', label: t.source, by: ({ origin }) => origin.kind, cell: (provider) => <Source provider={provider} /> },
        ]}
        {...(mayWrite ? { actions: (provider: ProviderView) => <Correct provider={provider} /> } : {})}
      />
    </Card>
  );
}

/** Whose law reaches what the company depends on. */
export default function SovereigntyPage() {
  const t = useTexts({ de, en });
  const href = useHref();
  const query = useQueryOf(readSovereignty, undefined, { topics: ['node', 'sovereignty'] });
  return (
    <Loaded query={query}>
      {(view) => {
        if (view.services.length === 0 && view.providers.length === 0)
          return (
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
          );
        const us = view.services.filter(({ reach }) => reach === 'us').length;
        return (
          <Page
            title={t.title}
            headline={t.headline(us, view.services.length)}
            sub={t.sub}
            actions={
              <>
                <LinkButton kind="main" href={href('know/switch-off')}>
                  {t.toSwitchOff}
                </LinkButton>
                <LinkButton href={href('know/exit')}>{t.toExit}</LinkButton>
              </>
            }
          >
            <Processes view={view} />
            <Figures metrics={view.metrics} />
            <Shares metrics={view.metrics} />
            <Services view={view} />
            <Providers view={view} />
            <Framework view={view} />
          </Page>
        );
      }}
    </Loaded>
  );
}
