import { useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction } from '../../../web/query.ts';
import type { Check } from '../checks.contract.ts';
import * as list from '../list.texts.ts';
import { changeMany, type Deed } from '../many.contract.ts';
import css from './checks.module.css';
import { GroupForm, IntervalForm, MaintenanceForm, TagsForm } from './manyforms.tsx';

type Asks = 'interval' | 'group' | 'tags' | 'maintenance';
const ASKS: readonly Asks[] = ['interval', 'group', 'tags', 'maintenance'];

type ManyProps = {
  readonly checks: readonly Check[];
  /** All checks: their groups and tags are offered. */
  readonly groups: readonly Check[];
  readonly onDone: () => void;
};

/** What can be done with the chosen checks, at the foot of the screen while there are any. */
export function Many({ checks, groups, onDone }: ManyProps) {
  const t = useTexts(list).many;
  const toast = useToast();
  const [asks, setAsks] = useState<Asks | null>(null);
  const change = useAction(changeMany);
  const ids = checks.map(({ id }) => id);

  const enact = async (deed: Deed) => {
    const { changed } = await change.mutateAsync({ body: { ids, deed } });
    const undone = (kind: 'resume' | 'pause' | 'bring-back') => async () => {
      const back = await change.mutateAsync({ body: { ids: changed, deed: { kind } } });
      toast({ text: t.done[kind](back.changed.length) });
    };
    const undo = deed.kind === 'pause' ? undone('resume') : deed.kind === 'remove' ? undone('bring-back') : undefined;
    toast({ text: t.done[deed.kind](changed.length), ...(undo && changed.length > 0 ? { undo } : {}) });
    setAsks(null);
    onDone();
  };

  const titles = { interval: t.intervalTitle, group: t.groupTitle, tags: t.tagsTitle, maintenance: t.maintenanceTitle };
  const forms = { interval: IntervalForm, group: GroupForm, tags: TagsForm, maintenance: MaintenanceForm };
  const Form = asks && forms[asks];
  return (
    <section className={`no-print ${css['many']}`} aria-label={t.title}>
      <output>{t.chosen(checks.length)}</output>
      <div className="row">
        {checks.some(({ state }) => state.kind !== 'paused') && (
          <Button small onClick={() => enact({ kind: 'pause' })}>
            {t.pause}
          </Button>
        )}
        {checks.some(({ state }) => state.kind === 'paused') && (
          <Button small onClick={() => enact({ kind: 'resume' })}>
            {t.resume}
          </Button>
        )}
        {ASKS.map((kind) => (
          <Button key={kind} small onClick={() => setAsks(kind)}>
            {t[kind]}
          </Button>
        ))}
        <ConfirmButton
          small
          label={t.remove}
          title={t.removeTitle(checks.length)}
          confirm={t.remove}
          onConfirm={() => enact({ kind: 'remove' })}
        >
          <p>{t.removeText}</p>
        </ConfirmButton>
        <Button small kind="plain" onClick={onDone}>
          {t.none}
        </Button>
      </div>
      {asks === null && <FaultNote error={change.error} />}
      <Dialog open={asks !== null} onClose={() => setAsks(null)} title={asks ? titles[asks](checks.length) : ''}>
        {Form && <Form checks={checks} all={groups} error={change.error} busy={change.isPending} onDeed={enact} />}
      </Dialog>
    </section>
  );
}
