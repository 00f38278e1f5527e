import { lazy, type ReactNode, Suspense } from 'react';
import type { AnswerOf } from '../../../kernel/contract.ts';
import { displayPhone } from '../../../prepare/contacts/phone.ts';
import { useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import type { readSituation } from '../situation.contract.ts';
import { de, en } from '../situation.texts.ts';
import css from './situation.module.css';

/** Loaded when an outage waits for an answer: the first page stays light. */
const Proposal = lazy(() => import('./proposal.tsx'));

const Phone = ({ number }: { readonly number: string }) => <a href={`tel:${number.replaceAll(' ', '')}`}>{displayPhone(number)}</a>;

/** Whom to ring and what to do, first things first. */
export function Next({ situation, children }: { readonly situation: AnswerOf<typeof readSituation>; readonly children?: ReactNode }) {
  const t = useTexts({ de, en });
  const href = useHref();
  const mayKnow = useMay('know.read');
  const { incidents, failing, calls, plan, watching, empty } = situation;
  const open = incidents.find((one) => one.progress.state === 'open');
  const proposals = incidents.filter((one) => one.progress.state === 'proposed');
  // Where nobody looks, there is something to do.
  const idle = proposals.length === 0 && !open && failing.length === 0 && watching.checks > 0;
  const begin = empty && !open && proposals.length === 0;
  const inModel = failing.filter(({ nodeId }) => !nodeId.startsWith('check:'));
  return (
    <Card title={t.next}>
      <div className="stack">
        {proposals.map((incident) => (
          <Suspense key={incident.id} fallback={null}>
            <Proposal incident={incident} />
          </Suspense>
        ))}
        {(calls.length > 0 || (plan && plan.steps.length > 0)) && (
          <ol className={css['next']}>
            {calls.map(({ name, phone, about }) => (
              <li key={name}>
                {t.call(name)}:{' '}
                <strong>
                  <Phone number={phone} />
                </strong>
                <div className="small muted">{t.about(about)}</div>
              </li>
            ))}
            {plan?.steps.map(({ id, title, role, who, phone, locked }) => (
              <li key={id}>
                {title}
                <div className="small muted">
                  {[role, who].filter(Boolean).join(', ')} {phone !== '' && <Phone number={phone} />} {locked && `(${t.locked})`}
                </div>
              </li>
            ))}
          </ol>
        )}
        {plan && <p className="small muted">{t.plan(plan.title)}</p>}
        {(open || (mayKnow && inModel.length > 0)) && (
          <div className="row">
            {open && (
              <LinkButton kind="main" href={href(`act/incidents/${open.id}`)}>
                {t.toRoom}
              </LinkButton>
            )}
            {mayKnow && inModel.length > 0 && (
              <LinkButton href={`${href('know/what-if')}?${new URLSearchParams(inModel.map(({ nodeId }) => ['fail', nodeId])).toString()}`}>
                {t.simulate}
              </LinkButton>
            )}
          </div>
        )}
        {begin && <p>{t.beginHow}</p>}
        {idle && (
          <>
            <p>{t.nothing}</p>
            <p className="muted">{t.readiness}</p>
          </>
        )}
        {children}
      </div>
    </Card>
  );
}
