import { useState } from 'react';
import { useTexts } from '../../../../web/language.tsx';
import { Button } from '../../../../web/parts/button.tsx';
import { Card } from '../../../../web/parts/card.tsx';
import { Chip } from '../../../../web/parts/chip.tsx';
import { FaultNote, Loaded } from '../../../../web/parts/fault.tsx';
import { useToast } from '../../../../web/parts/toast.tsx';
import { useMay } from '../../../../web/place.ts';
import { useAction, useQueryOf } from '../../../../web/query.ts';
import { useWords } from '../../../../web/words.ts';
import { readSmsAlarm, unlockSmsAlarm } from '../smsalarm.contract.ts';
import { de, en } from '../smsalarm.texts.ts';
import css from './smsalarm.module.css';
import { SmsAlarmDialog } from './smsalarmdialog.tsx';

/** Whether a text message may open an incident. `listening`: some modem's incoming messages are read at all. */
export function SmsAlarmCard({ listening }: { readonly listening: boolean }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const toast = useToast();
  const mayWrite = useMay('settings.write');
  const [open, setOpen] = useState(false);
  const query = useQueryOf(readSmsAlarm, undefined, { topics: ['smsalarm', 'reply'] });
  const unlock = useAction(unlockSmsAlarm, { onDone: () => toast({ text: t.unlocked }) });
  const state = query.data;
  const chip = !state ? undefined : state.locked ? (
    <Chip tone="down">{t.isLocked}</Chip>
  ) : (
    <Chip tone={state.on ? (listening ? 'ok' : 'unknown') : 'plain'}>{state.on ? t.isOn : t.isOff}</Chip>
  );
  return (
    <Card title={t.title} aside={chip} tone={state?.locked ? 'down' : 'plain'}>
      <Loaded query={query}>
        {(view) => (
          <div className={`stack ${css['text']}`}>
            <p>{view.on ? t.on(view.words.map(({ word }) => word).join(', '), view.senders.length) : t.off}</p>
            {view.on && <p className="muted small">{t.example(view.words[0]?.word ?? '')}</p>}
            {view.on && !listening && <p>{t.deaf}</p>}
            {view.locked && <p>{t.locked(view.locked.senders.join(', '), w.moment(view.locked.until))}</p>}
            <FaultNote error={unlock.error} />
            {mayWrite && (
              <div className="row no-print">
                <Button small onClick={() => setOpen(true)}>
                  {t.change}
                </Button>
                {view.locked && (
                  <Button small onClick={() => unlock.mutateAsync({})}>
                    {t.unlock}
                  </Button>
                )}
              </div>
            )}
            {open && <SmsAlarmDialog view={view} onClose={() => setOpen(false)} />}
          </div>
        )}
      </Loaded>
    </Card>
  );
}
