import { useState } from 'react';
import type { Called } from '../../../../web/call.ts';
import { useTexts } from '../../../../web/language.tsx';
import { Button, LinkButton } from '../../../../web/parts/button.tsx';
import { Card } from '../../../../web/parts/card.tsx';
import { Chip } from '../../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../../web/parts/confirm.tsx';
import { Empty } from '../../../../web/parts/empty.tsx';
import { FaultNote, Loaded } from '../../../../web/parts/fault.tsx';
import { Page } from '../../../../web/parts/page.tsx';
import { useToast } from '../../../../web/parts/toast.tsx';
import { useHref, useMay } from '../../../../web/place.ts';
import { useAction, useQueryOf } from '../../../../web/query.ts';
import { choosePolicy, type Policy, readEscalation, removePolicy } from '../escalation.contract.ts';
import { de, en } from '../escalation.texts.ts';
import type { Target } from '../policies.ts';
import css from './escalation.module.css';
import { type Choices, PolicyDialog } from './policydialog.tsx';
import { Absences, Groups, Rotas } from './whoelse.tsx';

type Whom = Called<typeof readEscalation>;

function useChoices({ people, roles, groups, rotas }: Whom): Choices {
  const { kind } = useTexts({ de, en });
  const of = (word: Target['kind'], items: readonly { readonly id: string; readonly name: string }[]) =>
    items.map(({ id, name }) => ({ target: { kind: word, id }, label: `${kind[word]}: ${name}` }));
  return [...of('rota', rotas), ...of('role', roles), ...of('group', groups), ...of('person', people)];
}

function PolicyCard({ policy, whom, choices }: { readonly policy: Policy; readonly whom: Whom; readonly choices: Choices }) {
  const t = useTexts({ de, en });
  const p = t.policies;
  const toast = useToast();
  const mayWrite = useMay('prepare.write');
  const [editing, setEditing] = useState(false);
  const choose = useAction(choosePolicy, { onDone: () => toast({ text: p.used }) });
  const remove = useAction(removePolicy);
  const used = whom.policyId === policy.id;
  const labelOf = (target: Target) =>
    choices.find((one) => one.target.kind === target.kind && one.target.id === target.id)?.label ?? t.gone;
  return (
    <Card title={policy.name} aside={used ? <Chip tone="petrol">{p.inUse}</Chip> : undefined}>
      <div className="stack">
        <ol className={css['list']}>
          {policy.steps.map((step) => (
            <li key={step.afterMinutes}>
              <span>{step.targets.map(labelOf).join(', ') || t.gone}</span>
              <span className="muted">{p.at(step.afterMinutes)}</span>
            </li>
          ))}
        </ol>
        <p className="muted small">{p.summary(policy.needed, policy.repeat)}</p>
        {mayWrite && (
          <div className="row no-print">
            {!used && (
              <Button small busy={choose.isPending} onClick={() => choose.mutate({ body: { policyId: policy.id } })}>
                {p.use}
                <span className="visually-hidden"> {policy.name}</span>
              </Button>
            )}
            <Button small onClick={() => setEditing(true)}>
              {t.edit}
              <span className="visually-hidden"> {policy.name}</span>
            </Button>
            {!used && (
              <ConfirmButton
                small
                kind="plain"
                label={
                  <>
                    {t.remove}
                    <span className="visually-hidden"> {policy.name}</span>
                  </>
                }
                title={t.removeTitle(policy.name)}
                confirm={t.remove}
                problems={t.problems}
                onConfirm={() => remove.mutateAsync({ params: { id: policy.id } })}
              >
                {t.removeText}
              </ConfirmButton>
            )}
          </div>
        )}
        <FaultNote error={choose.error} problems={t.problems} />
      </div>
      {editing && <PolicyDialog policy={policy} choices={choices} onClose={() => setEditing(false)} />}
    </Card>
  );
}

function Policies({ whom }: { readonly whom: Whom }) {
  const t = useTexts({ de, en });
  const p = t.policies;
  const toast = useToast();
  const mayWrite = useMay('prepare.write');
  const choices = useChoices(whom);
  const [adding, setAdding] = useState(false);
  const choose = useAction(choosePolicy, { onDone: () => toast({ text: p.used }) });
  return (
    <section className={css['section']}>
      <h2>{p.title}</h2>
      <p className="muted">{p.help}</p>
      <div className="columns">
        <Card title={p.builtin} aside={whom.policyId === null ? <Chip tone="petrol">{p.inUse}</Chip> : undefined}>
          <div className="stack">
            <p>{p.builtinText}</p>
            {mayWrite && whom.policyId !== null && (
              <div className="row">
                <Button small busy={choose.isPending} onClick={() => choose.mutate({ body: { policyId: null } })}>
                  {p.use}
                  <span className="visually-hidden"> {p.builtin}</span>
                </Button>
              </div>
            )}
          </div>
        </Card>
        {whom.policies.map((policy) => (
          <PolicyCard key={policy.id} policy={policy} whom={whom} choices={choices} />
        ))}
      </div>
      {mayWrite && (
        <div className="row">
          <Button onClick={() => setAdding(true)}>{p.add}</Button>
        </div>
      )}
      {adding && <PolicyDialog policy={undefined} choices={choices} onClose={() => setAdding(false)} />}
    </section>
  );
}

/** Whom alerts go to: escalation policies, who is on duty, groups, who is away. */
export default function EscalationPage() {
  const t = useTexts({ de, en });
  const href = useHref();
  const query = useQueryOf(readEscalation, undefined, { topics: ['escalation', 'contact', 'crisis-role'] });
  const policy = query.data?.policies.find(({ id }) => id === query.data?.policyId);
  return (
    <Page title={t.title} headline={!query.data ? t.title : policy ? t.headline(policy.name) : t.headlineTeam} sub={t.sub}>
      <Loaded query={query}>
        {(whom) =>
          whom.people.length === 0 ? (
            <Empty title={t.noContacts} action={<LinkButton href={href('prepare/contacts')}>{t.contacts}</LinkButton>} />
          ) : (
            <>
              <Policies whom={whom} />
              <Rotas whom={whom} />
              <Absences whom={whom} />
              <Groups whom={whom} />
            </>
          )
        }
      </Loaded>
    </Page>
  );
}
