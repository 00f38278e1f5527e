import { useState } from 'react';
import { HOUR } from '../../../kernel/instant.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { TextField } from '../../../web/parts/field.tsx';
import { useAction } from '../../../web/query.ts';
import { useNow } from '../../../web/words.ts';
import { type FailingNode, putRestoreNote } from '../situation.contract.ts';
import { de, en } from '../situation.texts.ts';

/** Asks when a broken node is expected back. */
export default function ExpectedEnd({ node, onClose }: { readonly node: FailingNode; readonly onClose: () => void }) {
  const all = useTexts({ de, en });
  const t = all.restore;
  const now = useNow();
  const [ms, setMs] = useState<number | null>(4 * HOUR);
  const [note, setNote] = useState(node.restore?.note ?? '');
  const say = useAction(putRestoreNote, { onDone: onClose });
  const startedAt = node.restore?.startedAt ?? null;
  const save = () =>
    say.mutateAsync({ params: { nodeId: node.nodeId }, body: { startedAt, expectedEnd: now + (ms ?? 0), note: note.trim() } });
  return (
    <Dialog open onClose={onClose} title={t.endTitle(node.name)}>
      <p className="muted">{t.endHelp}</p>
      <DurationField label={t.span} value={ms} onChange={setMs} />
      <TextField label={t.note} value={note} onChange={setNote} />
      <FaultNote error={say.error} problems={all.problems} />
      <div className="row">
        <Button kind="main" disabled={ms === null} onClick={save}>
          {t.save}
        </Button>
      </div>
    </Dialog>
  );
}
