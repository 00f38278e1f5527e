import { useState } from 'react';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useWords, type Words } from '../../../web/words.ts';
import { de as discoveryDe, en as discoveryEn } from '../../discovery/discovery.texts.ts';
import type { NodeKind } from '../../model/model.ts';
import { exportSheet, type InventoryView } from '../inventory.contract.ts';
import type { InventoryNode } from '../inventory.ts';
import { dependantsOf, isUnasked, msOf, needsOf, originOf, RESOURCE_KINDS, type Section, sectionOf } from '../inview.ts';
import { de, en } from '../screens.texts.ts';
import { EstimateFigure, Figure, SpanFigure } from './figure.tsx';
import { QuickAdd } from './quickadd.tsx';
import { RemoveNode } from './removal.tsx';

type NodesProps = {
  readonly section: Section;
  readonly inventory: InventoryView;
  readonly onOpen: (key: string) => void;
};

/** What it needs, or that nobody has been asked yet: that is not green. */
function NeedsCell({ node, inventory, onOpen }: { readonly node: InventoryNode } & Omit<NodesProps, 'section'>) {
  const t = useTexts({ de, en });
  const mayWrite = useMay('know.write');
  const names = new Map(inventory.nodes.map(({ key, name }) => [key, name]));
  const mine = needsOf(inventory.dependencies, node.key).map(({ on }) => on.map((key) => names.get(key) ?? key).join(' / '));
  const all = [...mine, ...node.cause.map((key) => names.get(key) ?? key)];
  if (isUnasked(node, inventory.dependencies))
    return (
      <span>
        <Chip tone="unknown">{t.notAsked}</Chip>
        {mayWrite && (
          <Button small kind="plain" onClick={() => onOpen(node.key)} aria-label={`${node.name}: ${t.answerNow}`}>
            {t.answerNow}
          </Button>
        )}
      </span>
    );
  if (all.length === 0) return <span className="muted">{t.needsNothing}</span>;
  return (
    <span>
      {all.slice(0, 3).join(', ')}
      {all.length > 3 && <span className="muted"> {t.andMore(all.length - 3)}</span>}
    </span>
  );
}

function columnsOf(
  { section, inventory, onOpen }: NodesProps,
  t: typeof de,
  w: Words,
  reach: (text: string) => string,
): readonly Column<InventoryNode>[] {
  const name: Column<InventoryNode> = {
    key: 'name',
    label: t.name,
    by: (node) => node.name,
    cell: (node) => (
      <>
        {node.name}
        {section === 'resources' && <div className="small muted">{t.kind[node.kind]}</div>}
      </>
    ),
  };
  const needs: Column<InventoryNode> = {
    key: 'needs',
    label: t.needs,
    by: (node) => needsOf(inventory.dependencies, node.key).length,
    cell: (node) => <NeedsCell node={node} inventory={inventory} onOpen={onOpen} />,
  };
  const neededBy: Column<InventoryNode> = {
    key: 'neededBy',
    label: t.neededBy,
    by: (node) => dependantsOf(inventory, node.key).length,
    cell: (node) => {
      const count = dependantsOf(inventory, node.key).length;
      return <span className={count === 0 ? 'muted' : undefined}>{t.neededByCount(count)}</span>;
    },
  };
  const restore: Column<InventoryNode> = {
    key: 'restore',
    label: t.restoreShort,
    by: (node) => msOf(node.restore?.likely),
    cell: (node) => <EstimateFigure node={node} field="restore" />,
  };
  switch (section) {
    case 'processes':
      return [
        name,
        { key: 'rto', label: t.rtoShort, by: (node) => msOf(node.rto), cell: (node) => <SpanFigure node={node} field="rto" /> },
        { key: 'mtpd', label: t.mtpdShort, by: (node) => msOf(node.mtpd), cell: (node) => <SpanFigure node={node} field="mtpd" /> },
        {
          key: 'cost',
          label: t.costShort,
          by: (node) => node.costPerHour?.likely ?? null,
          cell: (node) =>
            node.costPerHour ? (
              <Figure origin={originOf(node, 'costPerHour')}>{w.euroRange(node.costPerHour.low, node.costPerHour.high)}</Figure>
            ) : (
              <span className="muted">–</span>
            ),
        },
        needs,
      ];
    case 'resources':
      return [name, restore, needs, neededBy];
    case 'providers':
      return [
        name,
        {
          key: 'company',
          label: t.legalEntity,
          by: (node) => node.provider?.legalEntity ?? '',
          cell: ({ provider }) =>
            provider && provider.legalEntity !== '' ? (
              <>
                {provider.legalEntity}
                {provider.ultimateParent !== '' && <div className="small muted">{provider.ultimateParent}</div>}
              </>
            ) : (
              <span className="muted">–</span>
            ),
        },
        {
          key: 'reach',
          label: t.reach,
          by: (node) => node.provider?.reach ?? '',
          cell: ({ provider }) =>
            provider && provider.reach !== '' && provider.reach !== 'unknown' ? (
              reach(provider.reach)
            ) : (
              <Chip tone="unknown">{t.notAsked}</Chip>
            ),
        },
        {
          key: 'phone',
          label: t.phone,
          by: (node) => node.provider?.phone ?? '',
          cell: ({ provider }) => <Phone number={provider?.phone} />,
        },
        restore,
        neededBy,
      ];
    default:
      return section satisfies never;
  }
}

const Phone = ({ number }: { readonly number: string | undefined }) =>
  number ? <a href={`tel:${number.replaceAll(/[^+\d]/g, '')}`}>{number}</a> : <span className="muted">–</span>;

function KindFilter({ value, onChange }: { readonly value: NodeKind | 'all'; readonly onChange: (kind: NodeKind | 'all') => void }) {
  const t = useTexts({ de, en });
  return (
    <SelectField
      label={<span className="visually-hidden">{t.filterKind}</span>}
      value={value}
      onChange={onChange}
      choices={[{ value: 'all' as const, label: t.allKinds }, ...RESOURCE_KINDS.map((kind) => ({ value: kind, label: t.kind[kind] }))]}
    />
  );
}

/** The table of processes, resources or providers, with the quickest way to add one above it. */
export function Nodes(props: NodesProps) {
  const { section, inventory, onOpen } = props;
  const t = useTexts({ de, en });
  const reach = useTexts({ de: discoveryDe, en: discoveryEn }).reach;
  const w = useWords();
  const { org } = usePlace();
  const href = useHref();
  const { language } = useLanguage();
  const mayWrite = useMay('know.write');
  const [kind, setKind] = useState<NodeKind | 'all'>('all');
  const all = inventory.nodes.filter((node) => sectionOf(node) === section);
  const rows = kind === 'all' ? all : all.filter((node) => node.kind === kind);
  const scan = <LinkButton href={href('know/scan')}>{t.toScan}</LinkButton>;
  const first = <LinkButton href={href('know/first-answer')}>{t.toFirstAnswer}</LinkButton>;
  return (
    <>
      {mayWrite && <QuickAdd section={section} onAdded={({ key }) => (section === 'providers' ? undefined : onOpen(key))} />}
      {all.length === 0 ? (
        <Empty title={t[`${section}Empty`]} action={section === 'providers' ? scan : first}>
          {t[`${section}EmptyText`]}
        </Empty>
      ) : (
        <DataTable
          caption={t.tabs[section]}
          rows={rows}
          rowKey={({ key }) => key}
          columns={columnsOf(props, t, w, reach)}
          exportHref={urlOf(exportSheet, { org: org.slug, query: { what: 'nodes', language } })}
          tools={section === 'resources' ? <KindFilter value={kind} onChange={setKind} /> : section === 'providers' ? scan : undefined}
          empty={
            <>
              <KindFilter value={kind} onChange={setKind} />
              <p className="muted">{t.resourcesEmpty}</p>
            </>
          }
          {...(mayWrite
            ? {
                actions: (node: InventoryNode) => (
                  <>
                    <Button small onClick={() => onOpen(node.key)} aria-label={`${node.name}: ${t.edit}`}>
                      {t.edit}
                    </Button>
                    <RemoveNode node={node} inventory={inventory} />
                  </>
                ),
              }
            : {})}
        />
      )}
    </>
  );
}
