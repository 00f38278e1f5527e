import { useState } from 'react';
import { Link } from 'wouter';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import type { PageProps } from '../../../web/pages.ts';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { CheckField, SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { nodeChoices, useInventory } from '../../checks/web/nodes.ts';
import { de, en } from '../screens.texts.ts';
import { assignSignal, clearSignal, readSignal, type SignalDetail } from '../signals.contract.ts';
import { de as wordsDe, en as wordsEn } from '../signals.texts.ts';
import { SeverityChip } from './look.tsx';
import css from './signals.module.css';

/** A person ends it, with the reason. What a check or an incident says ends there. */
function Clear({ signal }: { readonly signal: SignalDetail }) {
  const all = useTexts({ de, en });
  const t = all.one;
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [reason, setReason] = useState('');
  const clear = useAction(clearSignal, {
    onDone: () => {
      toast({ text: t.clearedToast });
      setOpen(false);
    },
  });
  return (
    <>
      <Button kind="main" onClick={() => setOpen(true)}>
        {t.clear}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.clearTitle}>
        <Form
          onSubmit={() => clear.mutate({ params: { id: signal.id }, body: { reason } })}
          submit={t.clearDo}
          busy={clear.isPending}
          error={clear.error}
          problems={all.problems}
        >
          <TextField
            label={t.reason}
            help={t.clearHelp}
            value={reason}
            onChange={setReason}
            error={faultAt(clear.error, '/reason')}
            required
          />
        </Form>
      </Dialog>
    </>
  );
}

/** Which asset it is about; with one tick more, also from now on. */
function Assign({ signal }: { readonly signal: SignalDetail }) {
  const t = useTexts({ de, en }).one;
  const toast = useToast();
  const href = useHref();
  const { inventory } = useInventory();
  const [which, setWhich] = useState(signal.nodeId ?? '-');
  const [first] = signal.names;
  const [always, setAlways] = useState(true);
  const assign = useAction(assignSignal, {
    onDone: ({ moved }) => toast({ text: moved > 0 ? t.assignedMore(moved) : t.assigned }),
  });
  const save = () => {
    const nodeId = which === '-' ? null : which;
    const rule = always && nodeId !== null && first !== undefined ? first : null;
    return assign.mutate({ params: { id: signal.id }, body: { nodeId, always: rule } });
  };
  const simulate = signal.nodeId !== null && (
    <LinkButton href={`${href('know/what-if')}?${new URLSearchParams({ fail: signal.nodeId })}`}>{t.simulate}</LinkButton>
  );
  if (!inventory) return null;
  return (
    <Card title={t.assign}>
      <Form onSubmit={save} submit={t.save} busy={assign.isPending} error={assign.error} aside={simulate}>
        <p className="muted">{t.assignHelp}</p>
        <SelectField label={t.assignWhich} value={which} onChange={setWhich} choices={nodeChoices(inventory, t.nobody)} />
        {first !== undefined && <CheckField label={t.always(first)} value={always} onChange={setAlways} />}
      </Form>
    </Card>
  );
}

function Facts({ signal }: { readonly signal: SignalDetail }) {
  const t = useTexts({ de, en }).one;
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const w = useWords();
  const clock = signal.evidence[0]?.clock ?? 'receipt';
  return (
    <Card title={t.facts}>
      <dl className={css['facts']}>
        <dt>{t.since}</dt>
        <dd>
          {w.moment(signal.since)} ({clock === 'sender' ? t.sinceSender : t.sinceReceipt})
        </dd>
        <dt>{t.received}</dt>
        <dd>{w.moment(signal.receivedAt)}</dd>
        <dt>{t.last}</dt>
        <dd>{w.moment(signal.lastAt)}</dd>
        <dt>{t.count}</dt>
        <dd>{w.number(signal.count)}</dd>
        {signal.names.length > 0 && (
          <>
            <dt>{t.names}</dt>
            <dd>{signal.names.join(', ')}</dd>
          </>
        )}
        <dt>{t.key}</dt>
        <dd className="mono small">{signal.key}</dd>
        {signal.dueAt !== null && (
          <>
            <dt>{t.due}</dt>
            <dd>{signal.meaning === 'switched-off' ? w.until(signal.dueAt) : t.dueUnless(w.until(signal.dueAt))}</dd>
          </>
        )}
        {signal.cleared && (
          <>
            <dt>{t.cleared}</dt>
            <dd>
              {w.moment(signal.cleared.at)}: {words.clearedBy(signal.cleared)}
            </dd>
          </>
        )}
      </dl>
    </Card>
  );
}

/** JSON as people can read it; whatever else as it is. */
function readable(body: string): string {
  try {
    return JSON.stringify(JSON.parse(body), null, 2);
  } catch (error) {
    if (error instanceof SyntaxError) return body;
    throw error;
  }
}

function Proofs({ signal }: { readonly signal: SignalDetail }) {
  const t = useTexts({ de, en }).one;
  const w = useWords();
  return (
    <Card title={t.evidence}>
      <p className="muted small">{t.evidenceHelp}</p>
      <ul className={css['plainList']}>
        {signal.evidence.map((piece) => (
          <li key={`${piece.receivedAt} ${piece.says} ${piece.body}`}>
            <strong>{w.moment(piece.receivedAt)}</strong> {t.says[piece.says]} {piece.cut && <Chip>{t.cut}</Chip>}
            <div className={css['second']}>
              {piece.sentAt === null ? t.noSent : t.sentAt(w.dateTime(piece.sentAt))}{' '}
              {piece.sentAt !== null && piece.clock === 'receipt' && t.disbelieved}
            </div>
            <pre className={css['raw']}>{readable(piece.body)}</pre>
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Whole({ signal }: { readonly signal: SignalDetail }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const href = useHref();
  const mayWrite = useMay('watch.write');
  const open = signal.cleared === null;
  const others = signal.source !== 'checks' && signal.meaning !== 'attack' && signal.meaning !== 'switched-off';
  return (
    <Page
      title={signal.title}
      headline={signal.title}
      sub={
        <>
          <SeverityChip severity={signal.severity} cleared={signal.cleared} /> {words.meanings[signal.meaning]},{' '}
          {open ? t.one.open : t.one.over}, {words.senderOf(signal)}
          {signal.asset !== null && `, ${signal.asset}`}
          {signal.quiet && `. ${t.list.quiet}`}
        </>
      }
      actions={open && others && mayWrite && <Clear signal={signal} />}
    >
      <p className="no-print">
        <Link href={href('watch/signals')}>← {t.one.back}</Link>
      </p>
      <div className={css['columns']}>
        <div className="stack">
          <Facts signal={signal} />
          {open && others && signal.source !== 'silence' && mayWrite && <Assign signal={signal} />}
        </div>
        <Proofs signal={signal} />
      </div>
    </Page>
  );
}

/** One signal: what it says, since when by whose clock, what it rests on. */
export default function SignalPage({ params }: PageProps) {
  const query = useQueryOf(readSignal, { params: { id: params['id'] ?? '' } }, { topics: ['signal', 'asset'], every: 30_000 });
  return <Loaded query={query}>{(signal) => <Whole signal={signal} />}</Loaded>;
}
