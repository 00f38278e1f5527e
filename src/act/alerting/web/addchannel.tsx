import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { de, en } from '../alerting.texts.ts';
import type { ChannelKind } from '../channels.contract.ts';
import { ChannelDialog } from './channelform.tsx';
import css from './channels.module.css';
import { Marks } from './marks.tsx';

const GROUPS = ['sms', 'email', 'phone', 'others'] as const;
const groupOf = ({ reaches }: ChannelKind) => GROUPS.find((group) => group === reaches) ?? 'others';

/** The button that adds a channel: first the kind, then its form. */
export function AddChannel({ kinds }: { readonly kinds: readonly ChannelKind[] }) {
  const { channels: t } = useTexts({ de, en });
  const { language } = useLanguage();
  const [open, setOpen] = useState(false);
  const [chosen, setChosen] = useState<ChannelKind | undefined>();
  const choose = (kind: ChannelKind) => {
    setOpen(false);
    setChosen(kind);
  };
  return (
    <>
      <Button kind="main" onClick={() => setOpen(true)}>
        {t.add}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.addTitle} wide>
        {GROUPS.map((group) => {
          const inside = kinds.filter((kind) => kind.offered && groupOf(kind) === group);
          return inside.length === 0 ? null : (
            <section key={group}>
              <h3 className={css['group']}>{t.groups[group]}</h3>
              <ul className={css['kinds']}>
                {inside.map((kind) => (
                  <li key={kind.kind}>
                    <div>
                      <strong>{kind.label[language]}</strong>
                      <Marks kind={kind} />
                      <p className="muted small">{kind.hint[language]}</p>
                    </div>
                    <Button small aria-label={t.setUp(kind.label[language])} onClick={() => choose(kind)}>
                      {t.choose}
                    </Button>
                  </li>
                ))}
              </ul>
            </section>
          );
        })}
      </Dialog>
      {chosen && <ChannelDialog kind={chosen} onClose={() => setChosen(undefined)} />}
    </>
  );
}
