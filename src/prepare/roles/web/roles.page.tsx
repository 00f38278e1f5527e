import { useState } from 'react';
import { useSearchParams } from 'wouter';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { CallTreeLink } from '../../../web/parts/calltreelink.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { listContacts } from '../../contacts/contacts.contract.ts';
import type { Contact } from '../../contacts/contacts.ts';
import { de as readinessDe, en as readinessEn } from '../readiness.texts.ts';
import { readinessOf } from '../readiness.ts';
import { listCrisisRoles, startCrisisRoles } from '../roles.contract.ts';
import { de, en } from '../roles.texts.ts';
import { type CrisisRole, RoleKind, SMALL } from '../roles.ts';
import { Gaps } from './gaps.tsx';
import { RoleCard } from './rolecard.tsx';
import { RoleDialog } from './roledialog.tsx';
import css from './roles.module.css';

/** More roles for larger firms, one press each. */
function Advanced({ roles }: { readonly roles: readonly CrisisRole[] }) {
  const t = useTexts({ de, en });
  const start = useAction(startCrisisRoles);
  const [own, setOwn] = useState(false);
  const there = new Set(roles.map(({ kind }) => kind));
  const more = RoleKind.exclude(['own']).options.filter((kind) => !there.has(kind));
  return (
    <details className={css['advanced']}>
      <summary>{t.advanced}</summary>
      <div>
        <p className="muted">{t.advancedText}</p>
        <div className="row">
          {more.map((kind) => (
            <Button key={kind} small onClick={() => start.mutate({ body: { kinds: [kind] } })}>
              + {t.kinds[kind]}
            </Button>
          ))}
          <Button small onClick={() => setOwn(true)}>
            + {t.own}
          </Button>
        </div>
        <FaultNote error={start.error} />
      </div>
      <RoleDialog open={own} onClose={() => setOwn(false)} />
    </details>
  );
}

function Contents({ roles, contacts }: { readonly roles: readonly CrisisRole[]; readonly contacts: readonly Contact[] }) {
  const t = useTexts({ de, en });
  const mayWrite = useMay('prepare.write');
  const toast = useToast();
  const [search] = useSearchParams();
  const start = useAction(startCrisisRoles, { onDone: () => toast({ text: t.started }) });
  if (roles.length === 0)
    return (
      <>
        <Empty
          title={t.emptyTitle}
          action={
            mayWrite && (
              <Button kind="main" busy={start.isPending} onClick={() => start.mutate({ body: { kinds: ['decide', 'do', 'speak'] } })}>
                {t.start}
              </Button>
            )
          }
        >
          {t.emptyText}
        </Empty>
        <FaultNote error={start.error} />
      </>
    );
  const sought = search.get('role');
  const cards = (some: readonly CrisisRole[]) => (
    <div className={css['grid']}>
      {some.map((role) => (
        <RoleCard key={role.id} role={role} contacts={contacts} sought={role.id === sought} />
      ))}
    </div>
  );
  const small = roles.filter(({ kind }) => SMALL.includes(kind));
  const others = roles.filter(({ kind }) => !SMALL.includes(kind));
  return (
    <>
      <Gaps gaps={readinessOf(roles, contacts)} />
      {contacts.length === 0 && <p className="muted">{t.noContacts}</p>}
      {cards(small)}
      {others.length > 0 && cards(others)}
      {mayWrite && <Advanced roles={roles} />}
    </>
  );
}

/** Who does what in an emergency, and what is missing before it can be relied on. */
export default function RolesPage() {
  const t = useTexts({ de, en });
  const say = useTexts({ de: readinessDe, en: readinessEn });
  const roles = useQueryOf(listCrisisRoles, undefined, { topics: ['crisis-role', 'contact'] });
  const contacts = useQueryOf(listContacts, { query: {} }, { topics: ['contact'] });
  const gaps = roles.data && contacts.data ? readinessOf(roles.data.roles, contacts.data.contacts) : undefined;
  const [first] = gaps ?? [];
  const headline = gaps === undefined ? t.title : first === undefined ? t.ready : t.missing(say.gap(first), gaps.length - 1);
  return (
    <Page title={t.title} headline={headline} sub={t.sub} actions={(contacts.data?.contacts.length ?? 0) > 0 && <CallTreeLink />}>
      <Loaded query={roles}>
        {(answer) => <Loaded query={contacts}>{({ contacts: people }) => <Contents roles={answer.roles} contacts={people} />}</Loaded>}
      </Loaded>
    </Page>
  );
}
