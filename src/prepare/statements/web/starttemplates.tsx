import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { CheckField } from '../../../web/parts/field.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import type { Statement } from '../audiences.ts';
import { addStatementsFromTemplates, listStatementTemplates } from '../statements.contract.ts';
import { de, en } from '../statements.texts.ts';
import css from './statements.module.css';

type Offer = Pick<Statement, 'audience' | 'purpose' | 'scenario'> & { readonly key: string; readonly title: { de: string; en: string } };

function Choose({
  offers,
  taken,
  onClose,
}: {
  readonly offers: readonly Offer[];
  readonly taken: readonly Statement[];
  readonly onClose: () => void;
}) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const { language } = useLanguage();
  const toast = useToast();
  const isThere = (offer: Offer) =>
    taken.some((one) => one.audience === offer.audience && one.purpose === offer.purpose && one.scenario === offer.scenario);
  const [keys, setKeys] = useState<readonly string[]>(() =>
    offers.filter((offer) => offer.purpose === 'holding' && offer.scenario === null && !isThere(offer)).map(({ key }) => key),
  );
  const make = useAction(addStatementsFromTemplates, {
    onDone: ({ statements }) => {
      toast({ text: t.made(statements.length) });
      onClose();
    },
  });
  return (
    <div className="stack">
      <p className="muted">{t.startText}</p>
      <div className={css['choices']}>
        {offers.map((offer) => (
          <CheckField
            key={offer.key}
            label={offer.title[language]}
            help={[t.purpose[offer.purpose], offer.scenario === null ? t.always : room.scenario[offer.scenario]].join(', ')}
            value={keys.includes(offer.key)}
            onChange={(on) => setKeys(on ? [...keys, offer.key] : keys.filter((key) => key !== offer.key))}
          />
        ))}
      </div>
      <FaultNote error={make.error} />
      <div className="row">
        <Button kind="main" disabled={keys.length === 0} busy={make.isPending} onClick={() => make.mutate({ body: { keys: [...keys] } })}>
          {t.make(keys.length)}
        </Button>
        <Button kind="plain" onClick={onClose}>
          {room.cancel}
        </Button>
      </div>
    </div>
  );
}

/** Makes several statements at one go, from templates in both languages. */
export function StartTemplates({ taken, main }: { readonly taken: readonly Statement[]; readonly main: boolean }) {
  const t = useTexts({ de, en });
  const [open, setOpen] = useState(false);
  const query = useQueryOf(listStatementTemplates, undefined, { enabled: open });
  return (
    <>
      <Button kind={main ? 'main' : 'quiet'} onClick={() => setOpen(true)}>
        {t.start}
      </Button>
      <Dialog open={open} onClose={() => setOpen(false)} title={t.startTitle}>
        <Loaded query={query}>{({ templates }) => <Choose offers={templates} taken={taken} onClose={() => setOpen(false)} />}</Loaded>
      </Dialog>
    </>
  );
}
