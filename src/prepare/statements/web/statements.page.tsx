import { Link, useLocation } from 'wouter';
import { urlOf } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import { type Audience, faultsOf, missingAudiences, onlyInOne, type Statement } from '../audiences.ts';
import { addStatement, exportStatements, listStatements, putStatement, removeStatement } from '../statements.contract.ts';
import { de, en } from '../statements.texts.ts';
import { StartTemplates } from './starttemplates.tsx';

/** Removes a statement after asking, and brings it back when that was wrong. */
function RemoveStatement({ statement }: { readonly statement: Statement }) {
  const room = useTexts({ de: roomDe, en: roomEn });
  const toast = useToast();
  const remove = useAction(removeStatement);
  const bringBack = useAction(putStatement);
  const { id, revision: _r, updatedAt: _u, ...contents } = statement;
  return (
    <ConfirmButton
      label={room.remove}
      kind="plain"
      small
      title={room.removeTitle(statement.title)}
      confirm={room.remove}
      onConfirm={async () => {
        await remove.mutateAsync({ params: { id } });
        toast({ text: room.removed(statement.title), undo: () => bringBack.mutateAsync({ params: { id }, body: contents }) });
      }}
    >
      <p>{room.canUndo}</p>
    </ConfirmButton>
  );
}

function useColumns(): readonly Column<Statement>[] {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const href = useHref();
  const when = ({ scenario }: Statement) => (scenario === null ? t.always : room.scenario[scenario]);
  return [
    {
      key: 'title',
      label: t.name,
      by: ({ title }) => title,
      cell: ({ id, title }) => <Link href={href(`prepare/statements/${id}`)}>{title}</Link>,
    },
    { key: 'audience', label: t.forWhom, by: ({ audience }) => t.audience[audience], cell: ({ audience }) => t.audience[audience] },
    { key: 'purpose', label: t.kind, by: ({ purpose }) => t.purpose[purpose], cell: ({ purpose }) => t.purpose[purpose] },
    { key: 'scenario', label: t.scenario, by: when, cell: when },
    {
      key: 'state',
      label: t.state,
      cell: (statement) => {
        const open = faultsOf(statement).length + onlyInOne(statement).length;
        return open === 0 ? <Chip tone="ok">{t.complete}</Chip> : <Chip tone="degraded">{t.incomplete(open)}</Chip>;
      },
    },
  ];
}

/** Texts for the first hour, by audience. */
export default function StatementsPage() {
  const t = useTexts({ de, en });
  const { org } = usePlace();
  const href = useHref();
  const [, go] = useLocation();
  const mayWrite = useMay('prepare.write');
  const query = useQueryOf(listStatements, undefined, { topics: ['statement'] });
  const columns = useColumns();
  const blank = useAction(addStatement, { onDone: ({ id }) => go(href(`prepare/statements/${id}`)) });
  const all = query.data?.statements;
  const say = (audiences: readonly Audience[]) => audiences.map((audience) => t.audience[audience]);
  const missing = missingAudiences(all ?? []);
  const headline =
    all === undefined
      ? t.title
      : all.length === 0
        ? t.emptyHeadline
        : missing.length > 0
          ? t.headlineMissing(say(missing))
          : t.headlineReady(all.length);
  const empty = { subject: '', body: '' };
  return (
    <Page
      title={t.title}
      headline={headline}
      sub={t.sub}
      actions={
        mayWrite && (
          <>
            {all !== undefined && all.length > 0 && <StartTemplates taken={all} main={false} />}
            <Button
              onClick={() =>
                blank.mutateAsync({
                  body: { title: t.blankTitle, audience: 'customers', purpose: 'holding', text: { de: empty, en: empty } },
                })
              }
            >
              {t.blank}
            </Button>
          </>
        )
      }
    >
      <Loaded query={query}>
        {({ statements }) => (
          <DataTable
            caption={t.title}
            rows={statements}
            rowKey={({ id }) => id}
            columns={columns}
            exportHref={urlOf(exportStatements, { org: org.slug })}
            empty={
              <Empty title={t.emptyTitle} action={mayWrite ? <StartTemplates taken={[]} main /> : undefined}>
                {t.emptyText}
              </Empty>
            }
            actions={(statement) => (
              <>
                <LinkButton small href={href(`prepare/statements/${statement.id}`)}>
                  {t.open}
                </LinkButton>
                {mayWrite && <RemoveStatement statement={statement} />}
              </>
            )}
          />
        )}
      </Loaded>
    </Page>
  );
}
