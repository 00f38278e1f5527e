import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useHref, usePlace } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { type CatalogueEntry, exportCatalogue, listCatalogue } from '../catalogue.contract.ts';
import { de, en } from '../catalogue.texts.ts';
import { de as wordsDe, en as wordsEn } from '../discovery.texts.ts';
import css from './catalogue.module.css';
import { Entry, verifiedText } from './catalogueentry.tsx';
import { ReachDot } from './picture.tsx';
import { reachTone } from './reach.ts';

type Filter = keyof typeof de.filters;
const matches: Readonly<Record<Filter, (one: CatalogueEntry) => boolean>> = {
  all: () => true,
  used: ({ nodeKey }) => nodeKey !== null,
  provider: ({ kind }) => kind === 'provider',
  software: ({ kind }) => kind === 'software',
  unverified: ({ verifiedOn }) => verifiedOn === null,
};
const FILTERS = Object.keys(matches) as Filter[];

function Table({ entries, onOpen }: { readonly entries: readonly CatalogueEntry[]; readonly onOpen: (id: string) => void }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const { language } = useLanguage();
  const { org } = usePlace();
  const w = useWords();
  const [filter, setFilter] = useState<Filter>('all');
  return (
    <>
      <div className={css['filter']}>
        <SelectField
          label={t.filter}
          value={filter}
          onChange={setFilter}
          choices={FILTERS.map((value) => ({ value, label: `${t.filters[value]} (${entries.filter(matches[value]).length})` }))}
        />
      </div>
      <DataTable
        key={filter}
        caption={t.title}
        rows={entries.filter(matches[filter])}
        rowKey={({ id }) => id}
        exportHref={urlOf(exportCatalogue, { org: org.slug, query: { language } })}
        empty={<p className="muted">{t.none}</p>}
        columns={[
          {
            key: 'name',
            label: t.column.name,
            by: ({ name }) => name,
            cell: ({ name, nodeKey }) => (
              <>
                {name} {nodeKey !== null && <Chip tone="petrol">{t.inInventory}</Chip>}
              </>
            ),
          },
          { key: 'role', label: t.column.role, by: ({ role }) => words.roles[role], cell: ({ role }) => words.roles[role] },
          {
            key: 'parent',
            label: t.column.parent,
            by: ({ ultimateParent, legalEntity }) => ultimateParent ?? legalEntity,
            cell: ({ ultimateParent, legalEntity }) => ultimateParent ?? legalEntity,
          },
          {
            key: 'reach',
            label: t.column.reach,
            by: ({ reach }) => words.reach(reach),
            cell: ({ reach }) => (
              <>
                <ReachDot tone={reachTone(reach)} /> {words.reach(reach)}
              </>
            ),
          },
          {
            key: 'verified',
            label: t.column.verified,
            by: ({ verifiedOn }) => verifiedOn,
            cell: ({ verifiedOn }) => (verifiedOn === null ? <span className="muted">{t.byHand}</span> : verifiedText(verifiedOn, w)),
          },
        ]}
        actions={({ id }) => (
          <Button small onClick={() => onOpen(id)}>
            {t.open}
          </Button>
        )}
      />
    </>
  );
}

/** The providers krisenfest knows, each with its owner, its signs and what could replace it. The one shown stands in the address. */
export default function CataloguePage() {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const [search, setSearch] = useSearchParams();
  const query = useQueryOf(listCatalogue, undefined, { topics: ['node'] });
  const entries = query.data?.entries ?? [];
  const verified = entries.filter(({ verifiedOn }) => verifiedOn !== null);
  const newest = verified
    .map(({ verifiedOn }) => verifiedOn ?? '')
    .sort()
    .at(-1);
  const shown = entries.find(({ id }) => id === search.get('provider'));
  const open = (id: string) => setSearch({ provider: id });
  return (
    <Page
      title={t.title}
      headline={query.data ? t.headline(entries.length, entries.filter(matches.used).length) : t.title}
      sub={t.sub(verified.length, newest === undefined ? null : verifiedText(newest, w))}
    >
      <Loaded query={query}>{(all) => <Table entries={all.entries} onOpen={open} />}</Loaded>
      <Dialog open={shown !== undefined} onClose={() => setSearch({})} title={shown?.name ?? ''} wide>
        {shown && (
          <>
            <Entry key={shown.id} entry={shown} onOpen={open} />
            {shown.nodeKey !== null && (
              <div className="row">
                <LinkButton small href={`${href('know/inventory')}?node=${encodeURIComponent(shown.nodeKey)}`}>
                  {t.inInventory}
                </LinkButton>
              </div>
            )}
          </>
        )}
      </Dialog>
    </Page>
  );
}
