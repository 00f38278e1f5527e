import { type ReactNode, useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Chip, type Tone } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { AreaField, SelectField } from '../../../web/parts/field.tsx';
import { SourceBadge } from '../../../web/parts/source.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useNow, useWords } from '../../../web/words.ts';
import { addMeasure, implementMeasure, moveMeasure, removeMeasure, takeBackMeasure, tryMeasure } from '../measures.contract.ts';
import { de, en } from '../measures.texts.ts';
import { isOpen, type Measure, type MeasureState } from '../measures.ts';
import { fromProposal, type Proposal } from '../proposals.ts';
import { rough } from './beforeafter.tsx';
import type { Item, Worth } from './board.ts';
import css from './measures.module.css';

const tones: Readonly<Record<MeasureState, Tone>> = {
  proposed: 'plain',
  decided: 'petrol',
  'in-progress': 'petrol',
  done: 'ok',
  tested: 'ok',
  rejected: 'plain',
};
const sourceBadges = { guess: 'assumed', contract: 'contract', tested: 'tested' } as const;

/** What the engine says it is worth. */
function Figures({ item, worth }: { readonly item: Item; readonly worth: Worth }) {
  const t = useTexts({ de, en });
  const w = useWords();
  if (worth.kind === 'waiting') return <span className="muted">{t.waiting}</span>;
  if (worth.kind === 'nothing') return <span className="small muted">{t.noEffect}</span>;
  if (worth.kind !== 'weighed') return <span className="small muted">{t.misfit}</span>;
  const { avoided, targetsSaved, perEuro } = worth.figures;
  const likely = avoided.likely;
  const perHour = typeof likely === 'number' && item.hours > 0 ? likely / item.hours : null;
  return (
    <>
      {likely === null ? (
        <strong>{t.endless}</strong>
      ) : typeof likely === 'number' && Math.round(likely) !== 0 ? (
        <>
          <span className="small muted">{t.avoided}</span>
          <span className={css['amount']}>{w.euro(rough(likely))}</span>
          {typeof avoided.p90 === 'number' && avoided.p90 > likely && (
            <div className="small muted">{t.inBad(w.euro(rough(avoided.p90)))}</div>
          )}
        </>
      ) : (
        <span className="muted">{t.avoidedNothing}</span>
      )}
      {targetsSaved > 0 && <div className="small">{t.targets(targetsSaved)}</div>}
      {targetsSaved < 0 && <div className="small">{t.fewerTargets(-targetsSaved)}</div>}
      {perEuro !== null && perEuro > 0 && <div className="small">{t.perEuro(w.euro(perEuro, perEuro < 10 ? 2 : 0))}</div>}
      {perHour !== null && perHour > 0 && <div className="small">{t.perHour(w.euro(rough(perHour)))}</div>}
    </>
  );
}

/** Take a proposal up, or say no to it for good. */
function ProposalDeeds({ proposal }: { readonly proposal: Proposal }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [why, setWhy] = useState('');
  const add = useAction(addMeasure);
  const put = (rejected: string | null) => add.mutateAsync({ body: { ...fromProposal(proposal), rejected } });
  return (
    <>
      <Button
        small
        kind="main"
        onClick={async () => {
          await put(null);
          toast({ text: t.taken(proposal.title) });
        }}
      >
        {t.take}
      </Button>
      <ConfirmButton
        small
        kind="quiet"
        label={t.reject}
        title={t.rejectTitle(proposal.title)}
        confirm={t.reject}
        onConfirm={() => put(why)}
      >
        <p>{t.rejectText}</p>
        <AreaField label={t.rejectWhy} value={why} onChange={setWhy} rows={2} />
      </ConfirmButton>
      <FaultNote error={add.error} />
    </>
  );
}

function DoneDeeds({ measure }: { readonly measure: Measure }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [open, setOpen] = useState(false);
  const [evidence, setEvidence] = useState('');
  const back = useAction(takeBackMeasure);
  const tried = useAction(tryMeasure);
  const params = { id: measure.id };
  return (
    <>
      <Button small onClick={() => setOpen(true)}>
        {t.tryIt}
      </Button>
      <Button
        small
        kind="plain"
        onClick={async () => {
          await back.mutateAsync({ params });
          toast({ text: t.takenBack });
        }}
      >
        {t.takeBack}
      </Button>
      <FaultNote error={back.error} problems={t.problems} />
      <Dialog open={open} onClose={() => setOpen(false)} title={t.tryTitle(measure.title)}>
        <p className="muted">{t.tryText}</p>
        <AreaField label={t.evidence} value={evidence} onChange={setEvidence} rows={2} required />
        <FaultNote error={tried.error} problems={t.problems} />
        <div className="row">
          <Button
            kind="main"
            disabled={evidence.trim().length < 3}
            onClick={async () => {
              await tried.mutateAsync({ params, body: { evidence: evidence.trim() } });
              setOpen(false);
            }}
          >
            {t.tryIt}
          </Button>
        </div>
      </Dialog>
    </>
  );
}

const MOVES = ['proposed', 'decided', 'in-progress'] as const;

function OpenDeeds({ measure, fits }: { readonly measure: Measure; readonly fits: boolean }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const mayChangeModel = useMay('know.write');
  const [why, setWhy] = useState('');
  const move = useAction(moveMeasure);
  const implement = useAction(implementMeasure);
  const back = useAction(takeBackMeasure);
  const params = { id: measure.id };
  const { state } = measure.progress;
  return (
    <>
      <SelectField
        label={<span className="visually-hidden">{t.progress}</span>}
        value={MOVES.find((one) => one === state) ?? ''}
        onChange={(next) => move.mutate({ params, body: { state: next } })}
        choices={MOVES.map((value) => ({ value, label: t.state[value] }))}
      />
      {mayChangeModel && fits && (
        <ConfirmButton
          small
          kind="quiet"
          label={t.implement}
          title={t.implementTitle(measure.title)}
          confirm={t.implement}
          problems={t.problems}
          onConfirm={async () => {
            await implement.mutateAsync({ params });
            toast({ text: t.implemented, undo: () => back.mutateAsync({ params }) });
          }}
        >
          <p>{t.implementText}</p>
        </ConfirmButton>
      )}
      <ConfirmButton
        small
        kind="quiet"
        label={t.reject}
        title={t.rejectTitle(measure.title)}
        confirm={t.reject}
        onConfirm={() => move.mutateAsync({ params, body: { state: 'rejected', reason: why } })}
      >
        <p>{t.rejectText}</p>
        <AreaField label={t.rejectWhy} value={why} onChange={setWhy} rows={2} />
      </ConfirmButton>
      <FaultNote error={move.error} problems={t.problems} />
    </>
  );
}

function RejectedDeeds({ measure }: { readonly measure: Measure }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const move = useAction(moveMeasure);
  const remove = useAction(removeMeasure);
  const params = { id: measure.id };
  return (
    <>
      <Button small onClick={() => move.mutateAsync({ params, body: { state: 'proposed' } })}>
        {t.reopen}
      </Button>
      <ConfirmButton
        small
        label={t.remove}
        title={t.removeTitle(measure.title)}
        confirm={t.remove}
        onConfirm={async () => {
          await remove.mutateAsync({ params });
          toast({ text: t.removed });
        }}
      >
        <p>{t.removeText}</p>
      </ConfirmButton>
      <FaultNote error={move.error} />
    </>
  );
}

function StateOf({ item }: { readonly item: Item }) {
  const t = useTexts({ de, en });
  if (item.from.kind === 'proposal')
    return (
      <Chip tone="unknown">
        {t.suggestion}: {t.rule[item.from.proposal.rule]}
      </Chip>
    );
  const { state } = item.from.measure.progress;
  return <Chip tone={tones[state]}>{t.state[state]}</Chip>;
}

/** Who and until when; and what was said about its end. */
function Care({ measure }: { readonly measure: Measure }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const now = useNow();
  const { progress, owner, dueAt } = measure;
  const late = isOpen(measure) && dueAt !== null && dueAt < now;
  return (
    <>
      <span>{owner === '' ? (isOpen(measure) ? t.nobody : '') : owner}</span>
      {dueAt !== null && <span>{t.due(w.date(dueAt))}</span>}
      {late && <Chip tone="degraded">{t.overdue}</Chip>}
      {progress.state === 'tested' && <span>{`${w.date(progress.at)}: ${progress.evidence}`}</span>}
      {progress.state === 'rejected' && progress.reason !== '' && <span>{progress.reason}</span>}
    </>
  );
}

type Props = {
  readonly item: Item;
  readonly rank: number | null;
  readonly worth: Worth | null;
  readonly onLook: () => void;
  readonly more?: ReactNode;
};

/** One line of the board: what, why, what it is worth, what can be done with it. */
export function BoardItem({ item, rank, worth, onLook, more }: Props) {
  const t = useTexts({ de, en });
  const w = useWords();
  const may = useMay('learn.write');
  const { from } = item;
  const measure = from.kind === 'measure' ? from.measure : undefined;
  return (
    <li className={css['item']}>
      <span className={css['rank']}>{rank === null ? '' : rank}</span>
      <div>
        <h3>{item.title}</h3>
        {item.reason !== '' && <p className="muted">{item.reason}</p>}
        <div className={`small muted ${css['facts']}`}>
          <StateOf item={item} />
          <span>
            {t.price(w.euro(item.cost), w.number(item.hours, 1))} <SourceBadge source={sourceBadges[item.priceSource]} />
          </span>
          {measure && <Care measure={measure} />}
        </div>
      </div>
      <div className={css['figures']}>{worth && <Figures item={item} worth={worth} />}</div>
      <div className={`row no-print ${css['buttons']}`}>
        <Button small onClick={onLook}>
          {t.look}
        </Button>
        {may && more}
        {may && from.kind === 'proposal' && <ProposalDeeds proposal={from.proposal} />}
        {may && measure && isOpen(measure) && <OpenDeeds measure={measure} fits={worth?.kind !== 'misfit'} />}
        {may && measure && (measure.progress.state === 'done' || measure.progress.state === 'tested') && <DoneDeeds measure={measure} />}
        {may && measure?.progress.state === 'rejected' && <RejectedDeeds measure={measure} />}
      </div>
    </li>
  );
}
