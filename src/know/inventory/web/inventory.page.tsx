import { useSearchParams } from 'wouter';
import { urlOf } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { readInventory, readModelFile } from '../inventory.contract.ts';
import { isUnasked, type Section, sectionOf } from '../inview.ts';
import { de, en } from '../screens.texts.ts';
import { Dependencies } from './dependencies.tsx';
import { InventoryImport } from './imports.tsx';
import { NodeDialog } from './nodedialog.tsx';
import { Nodes } from './nodes.tsx';
import { Tabs } from './tabs.tsx';
import { Teams } from './teams.tsx';

const TABS = ['processes', 'resources', 'providers', 'dependencies', 'teams'] as const;
type Tab = (typeof TABS)[number];

/** Everything the company consists of and depends on. */
export default function InventoryPage() {
  const t = useTexts({ de, en });
  const { org } = usePlace();
  const mayWrite = useMay('know.write');
  const [search, setSearch] = useSearchParams();
  const query = useQueryOf(readInventory, undefined, { topics: ['node'] });
  const inventory = query.data;
  const opened = inventory?.nodes.find(({ key }) => key === search.get('node'));
  const tab: Tab = TABS.find((one) => one === search.get('tab')) ?? (opened ? sectionOf(opened) : 'processes');
  const go = (next: Readonly<Record<string, string>>) => setSearch(next, { replace: true });
  const count = (section: Section) => inventory?.nodes.filter((node) => sectionOf(node) === section).length ?? 0;
  const counts: Readonly<Record<Tab, number>> = {
    processes: count('processes'),
    resources: count('resources'),
    providers: count('providers'),
    dependencies: inventory?.dependencies.length ?? 0,
    teams: inventory?.teams.length ?? 0,
  };
  const unasked = inventory?.nodes.filter((node) => isUnasked(node, inventory.dependencies)).length ?? 0;
  const headline =
    inventory === undefined
      ? t.title
      : inventory.nodes.length === 0
        ? t.emptyHeadline
        : t.headline(counts.processes, counts.resources + counts.providers, unasked);
  return (
    <Page
      title={t.title}
      headline={headline}
      sub={t.sub}
      actions={
        <>
          {mayWrite && <InventoryImport />}
          <LinkButton href={urlOf(readModelFile, { org: org.slug })} download={`${org.slug}-modell.json`}>
            {t.exportModel}
          </LinkButton>
        </>
      }
    >
      <Loaded query={query}>
        {(all) => (
          <>
            <Tabs
              label={t.title}
              tabs={TABS.map((value) => ({ value, label: t.tabs[value], count: counts[value] }))}
              value={tab}
              onChange={(next) => go({ tab: next })}
            >
              {tab === 'dependencies' ? (
                <Dependencies inventory={all} />
              ) : tab === 'teams' ? (
                <Teams key={all.response} inventory={all} />
              ) : (
                <Nodes key={tab} section={tab} inventory={all} onOpen={(key) => go({ tab, node: key })} />
              )}
            </Tabs>
            <NodeDialog node={opened} inventory={all} onClose={() => go({ tab })} />
          </>
        )}
      </Loaded>
    </Page>
  );
}
