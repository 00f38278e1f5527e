import { lazy, Suspense, useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { SourceBadge } from '../../../web/parts/source.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useNow, useWords } from '../../../web/words.ts';
import { type FailingNode, markBack, putRestoreNote, removeRestoreNote } from '../situation.contract.ts';
import { de, en } from '../situation.texts.ts';
import css from './situation.module.css';

/** Loaded when somebody opens it: the first page stays light. */
const ExpectedEnd = lazy(() => import('./expectedend.tsx'));

const badges = { guess: 'assumed', contract: 'contract', tested: 'tested' } as const;

/** What people say about the way back: begun, done when; and that it is back, where no check sees it. */
function Deeds({ node }: { readonly node: FailingNode }) {
  const all = useTexts({ de, en });
  const t = all.restore;
  const may = { say: useMay('act.own'), lead: useMay('act.lead') };
  const [open, setOpen] = useState(false);
  const say = useAction(putRestoreNote);
  const forget = useAction(removeRestoreNote);
  const back = useAction(markBack);
  if (!may.say) return null;
  const params = { nodeId: node.nodeId };
  const { startedAt = null, expectedEnd = null } = node.restore ?? {};
  return (
    <div className="row no-print">
      {startedAt === null && (
        <Button
          small
          onClick={() => say.mutateAsync({ params, body: { startedAt: Date.now(), expectedEnd, note: node.restore?.note ?? '' } })}
        >
          {t.start}
        </Button>
      )}
      <Button small onClick={() => setOpen(true)}>
        {t.end}
      </Button>
      {node.restore && (
        <Button small kind="plain" onClick={() => forget.mutateAsync({ params })}>
          {t.takeBack}
        </Button>
      )}
      {may.lead && node.seenBy !== 'check' && (
        <ConfirmButton
          small
          kind="quiet"
          label={t.back}
          title={t.backTitle(node.name)}
          confirm={t.back}
          problems={all.problems}
          onConfirm={() => back.mutateAsync({ params })}
        >
          <p>{t.backText}</p>
        </ConfirmButton>
      )}
      <FaultNote error={say.error ?? forget.error} problems={all.problems} />
      {open && (
        <Suspense fallback={null}>
          <ExpectedEnd node={node} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </div>
  );
}

function WayBack({ node, attack }: { readonly node: FailingNode; readonly attack: boolean }) {
  const t = useTexts({ de, en }).restore;
  const w = useWords();
  const now = useNow();
  const { restore, planned, usual, teams } = node;
  const { startedAt = null, expectedEnd = null, by = '' } = restore ?? {};
  const late = expectedEnd !== null && expectedEnd < now;
  return (
    <div className="small">
      {startedAt !== null && <div>{t.begun(w.moment(startedAt), by)}</div>}
      {expectedEnd !== null && (
        <div>
          {t.expected(w.moment(expectedEnd), by)} {late && <Chip tone="degraded">{t.overdue}</Chip>}
        </div>
      )}
      {expectedEnd === null && attack && <div>{t.attackUnknown}</div>}
      {expectedEnd === null && !attack && (
        <div>{planned.end === null ? (usual ? t.waits : t.never) : t.plannedEnd(w.moment(planned.end), teams.join(', '))}</div>
      )}
      {restore && restore.note !== '' && <div className="muted">{restore.note}</div>}
      {usual && (
        <div className="muted">
          {t.usual(w.span(usual.ms))} <SourceBadge source={badges[usual.origin?.source ?? 'guess']} at={usual.origin?.at ?? null} />
          {usual.origin && usual.origin.evidence !== '' && ` ${usual.origin.evidence}`}
        </div>
      )}
    </div>
  );
}

/** Everything that is down, since when, who saw it, and its way back. */
export function BrokenNodes({ failing, attack }: { readonly failing: readonly FailingNode[]; readonly attack: boolean }) {
  const t = useTexts({ de, en });
  const w = useWords();
  return (
    <Card title={t.broken} tone="down">
      <ul className={css['list']}>
        {failing.map((node) => (
          <li key={node.nodeId} className={css['broken']}>
            <div>
              <strong>{node.name}</strong>
              <div className="small muted">{t.since(w.moment(node.from), t.seenBy[node.seenBy])}</div>
            </div>
            <WayBack node={node} attack={attack} />
            <Deeds node={node} />
          </li>
        ))}
      </ul>
    </Card>
  );
}
