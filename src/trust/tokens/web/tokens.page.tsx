import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../web/parts/table.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useNow, useWords } from '../../../web/words.ts';
import { de as peopleDe, en as peopleEn } from '../../people/people.texts.ts';
import { listTokens, revokeToken, type Token } from '../tokens.contract.ts';
import { de, en } from '../tokens.texts.ts';
import { NewToken } from './newtoken.tsx';

function List({ tokens }: { readonly tokens: readonly Token[] }) {
  const t = useTexts({ de, en });
  const { roles } = useTexts({ de: peopleDe, en: peopleEn });
  const w = useWords();
  const now = useNow();
  const href = useHref();
  const toast = useToast();
  const mayWrite = useMay('people.write');
  const revoke = useAction(revokeToken);
  const columns: Column<Token>[] = [
    { key: 'name', label: t.name, by: ({ name }) => name, cell: ({ name }) => name },
    {
      key: 'scope',
      label: t.scope,
      by: ({ scope }) => t.scopes[scope],
      cell: ({ scope, role }) => (
        <>
          {t.scopes[scope]} <span className="muted small">· {roles[role]}</span>
        </>
      ),
    },
    { key: 'created', label: t.created, by: ({ createdAt }) => createdAt, cell: (one) => t.by(one.createdBy, w.ago(one.createdAt)) },
    {
      key: 'used',
      label: t.used,
      by: ({ lastUsedAt }) => lastUsedAt,
      cell: ({ lastUsedAt }) => (lastUsedAt === null ? <span className="muted">{t.never}</span> : w.ago(lastUsedAt)),
    },
    {
      key: 'expires',
      label: t.expires,
      by: ({ expiresAt }) => expiresAt,
      cell: ({ expiresAt }) =>
        expiresAt === null ? t.unlimited : expiresAt <= now ? <Chip tone="degraded">{t.expired}</Chip> : w.date(expiresAt),
    },
  ];
  const deeds = ({ id, name }: Token) => (
    <ConfirmButton
      small
      label={
        <>
          {t.revoke}
          <span className="visually-hidden"> {name}</span>
        </>
      }
      title={t.revokeTitle(name)}
      confirm={t.revoke}
      onConfirm={async () => {
        await revoke.mutateAsync({ params: { id } });
        toast({ text: t.revoked(name) });
      }}
    >
      {t.revokeText}
    </ConfirmButton>
  );
  return (
    <DataTable
      caption={t.caption}
      rows={tokens}
      rowKey={({ id }) => id}
      columns={columns}
      {...(mayWrite ? { actions: deeds } : {})}
      empty={
        <Empty title={t.emptyTitle} action={<LinkButton href={href('settings/api')}>{t.docs}</LinkButton>}>
          {t.emptyText}
        </Empty>
      }
    />
  );
}

/** Which programs may do what here. */
export default function TokensPage() {
  const t = useTexts({ de, en });
  const mayWrite = useMay('people.write');
  const tokens = useQueryOf(listTokens, undefined, { topics: ['token'] });
  return (
    <Page
      title={t.title}
      headline={tokens.data ? t.headline(tokens.data.tokens.length) : t.title}
      sub={t.sub}
      actions={mayWrite ? <NewToken /> : undefined}
    >
      <Loaded query={tokens}>{(data) => <List tokens={data.tokens} />}</Loaded>
    </Page>
  );
}
