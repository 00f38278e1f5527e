import { Link } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Chip, type State, StateChip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useEditing } from '../../../web/parts/useediting.ts';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { CheckStateChip } from '../../checks/web/state.tsx';
import { listUplinks, removeUplink, type UplinkView } from '../uplinks.contract.ts';
import { de, en } from '../uplinks.texts.ts';
import type { Standing } from '../uplinks.ts';
import { UplinkDialog } from './uplinkdialog.tsx';

const looks: Readonly<Record<Standing, State>> = { works: 'ok', dead: 'down', unsure: 'unknown', unchecked: 'unknown' };

/** What matters now, in a sentence. */
function headline(all: readonly UplinkView[], { headline: say }: typeof de): string {
  const oneThat = (standing: Standing, role?: UplinkView['role']) =>
    all.find((one) => one.standing === standing && (role === undefined || one.role === role));
  if (all.length === 0) return say.none;
  if (all.every(({ standing }) => standing === 'dead')) return say.offline;
  const mainDead = oneThat('dead', 'main');
  if (mainDead) return say.mainDead(mainDead.name);
  const spareDead = oneThat('dead', 'spare');
  if (spareDead) return say.spareDead(spareDead.name);
  const unsure = oneThat('unsure');
  if (unsure) return say.unsure(unsure.name);
  const unchecked = oneThat('unchecked');
  return unchecked ? say.unchecked(unchecked.name) : say.fine(all.length);
}

function RemoveUplink({ uplink: { id, name, checks } }: { readonly uplink: UplinkView }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const remove = useAction(removeUplink, { onDone: () => toast({ text: t.removed(name) }) });
  if (checks.length > 0) return null;
  return (
    <ConfirmButton
      label={t.remove}
      kind="plain"
      small
      title={t.removeTitle(name)}
      confirm={t.remove}
      onConfirm={() => remove.mutateAsync({ params: { id } })}
    >
      <p>{t.removeText}</p>
    </ConfirmButton>
  );
}

function columnsOf(t: typeof de, href: (path: string) => string, mayWrite: boolean): readonly Column<UplinkView>[] {
  return [
    { key: 'name', label: t.name, by: ({ name }) => name, cell: ({ name }) => name },
    { key: 'role', label: t.role, by: ({ role }) => role, cell: ({ role }) => <Chip>{t.roles[role]}</Chip> },
    {
      key: 'standing',
      label: t.standing,
      by: ({ standing }) => standing,
      cell: ({ standing }) => <StateChip state={looks[standing]} word={t.standings[standing]} />,
    },
    {
      key: 'how',
      label: t.how,
      cell: ({ via, addresses }) => (
        <>
          <span className="mono">{via.kind === 'interface' ? via.name : via.address}</span>
          {via.kind === 'interface' && <div className="small muted">{addresses.join(', ') || t.noAddress}</div>}
          {via.kind === 'address' && addresses.length === 0 && <div className="small muted">{t.noAddress}</div>}
        </>
      ),
    },
    {
      key: 'checks',
      label: t.checks,
      cell: ({ id, name, checks }) => (
        <div className="stack">
          {checks.map((check) => (
            <div key={check.id}>
              <Link href={href(`watch/checks/${check.id}`)}>{check.name}</Link> <CheckStateChip shown={check.shown} />
            </div>
          ))}
          {checks.length === 0 && mayWrite && (
            <div>
              <LinkButton
                small
                href={`${href('watch/checks/new')}?${new URLSearchParams({ kind: 'ping', name: t.checkName(name), line: id })}`}
              >
                {t.addCheck}
              </LinkButton>
            </div>
          )}
        </div>
      ),
    },
  ];
}

/** The lines to the Internet, each with the checks that go out by it. */
export default function UplinksPage() {
  const t = useTexts({ de, en });
  const href = useHref();
  const mayWrite = useMay('watch.write');
  const editing = useEditing<UplinkView>();
  const query = useQueryOf(listUplinks, undefined, { topics: ['check'], every: 30_000 });
  const all = query.data?.uplinks ?? [];
  const add = (
    <Button kind="main" onClick={editing.add}>
      {t.add}
    </Button>
  );
  return (
    <Page title={t.title} headline={query.data ? headline(all, t) : t.title} sub={t.sub} actions={mayWrite && all.length > 0 && add}>
      <Loaded query={query}>
        {({ uplinks }) => (
          <DataTable
            caption={t.title}
            rows={uplinks}
            rowKey={({ id }) => id}
            columns={columnsOf(t, href, mayWrite)}
            empty={
              <Empty title={t.emptyTitle} action={mayWrite && add}>
                {t.emptyText}
              </Empty>
            }
            {...(mayWrite
              ? {
                  actions: (uplink: UplinkView) => (
                    <>
                      <Button small onClick={() => editing.change(uplink)}>
                        {t.change}
                      </Button>
                      <RemoveUplink uplink={uplink} />
                    </>
                  ),
                }
              : {})}
          />
        )}
      </Loaded>
      <UplinkDialog
        key={editing.key}
        {...editing.dialog}
        role={all.some(({ role }) => role === 'main') ? 'spare' : 'main'}
        machine={query.data?.interfaces ?? []}
      />
    </Page>
  );
}
