import { useState } from 'react';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import type { Look } from '../look.ts';
import {
  changeStatusDraft,
  lookAtStatusPage,
  previewStatusPage,
  publishStatusPage,
  type StatusPageView,
  showStatusPreview,
  withdrawStatusPage,
} from '../statuspage.contract.ts';
import { de, en } from '../statuspage.texts.ts';
import css from './statuspage.module.css';

/** Whether visitors really find it, seen from this server. */
function LookButton() {
  const { publication: t, places } = useTexts({ de, en });
  const w = useWords();
  const may = useMay('settings.write');
  const look = useAction(lookAtStatusPage);
  const say = (seen: Look): string => {
    switch (seen.kind) {
      case 'newest':
      case 'older':
        return t.looks[seen.kind](w.moment(seen.writtenAt));
      case 'other':
        return t.looks.other(seen.status);
      case 'silent':
        return t.looks.silent;
    }
  };
  if (!may) return null;
  return (
    <div className="stack">
      <div>
        <Button onClick={() => look.mutateAsync({})}>{t.look}</Button>
      </div>
      {look.data && <output>{say(look.data)}</output>}
      {look.data?.kind === 'silent' && (
        <details className="small">
          <summary>{places.reason}</summary>
          <p lang="en">{look.data.reason}</p>
        </details>
      )}
      <FaultNote error={look.error} />
    </div>
  );
}

/** Look at it, then decide: exactly what was looked at goes public. */
export function Publication({ page, may }: { readonly page: StatusPageView; readonly may: boolean }) {
  const { publication: t, problems, changed } = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const toast = useToast();
  const { org } = usePlace();
  const [shown, setShown] = useState<'de' | 'en' | null>(null);
  const look = useAction(previewStatusPage);
  const publish = useAction(publishStatusPage, {
    onDone: () => {
      setShown(null);
      toast({ text: t.published });
    },
  });
  const withdraw = useAction(withdrawStatusPage, { onDone: () => toast({ text: t.withdrawn }) });
  const save = useAction(changeStatusDraft);
  const { live, draft, draftHash } = page;
  const differs = live !== null && !live.same;
  const ready = draft.components.length > 0 && page.hosts.length > 0;
  const preview = async () => {
    await look.mutateAsync({});
    setShown(language);
  };
  const discard = async () => {
    if (live === null) return;
    await save.mutateAsync({ body: live.settings });
    toast({ text: t.discarded, undo: () => save.mutateAsync({ body: draft }) });
  };
  return (
    <Card title={t.title}>
      <div className="stack">
        <p className="muted">{t.about}</p>
        {live && <p>{t.since(w.moment(live.since), live.by)}</p>}
        {differs && (
          <p>
            <b>{changed}</b>
          </p>
        )}
        {!ready && live === null && <p>{t.first}</p>}
        {!may && <p className="muted">{t.mayNot}</p>}
        {may && (
          <div className="row">
            {draft.components.length > 0 && <Button onClick={preview}>{t.preview}</Button>}
            {page.previewed && ready && (live === null || differs) && shown !== null && (
              <ConfirmButton
                kind="main"
                label={live === null ? t.publish : t.replace}
                title={t.publishTitle}
                confirm={live === null ? t.publish : t.replace}
                problems={problems}
                onConfirm={() => publish.mutateAsync({ body: { previewed: draftHash } })}
              >
                <p>{t.publishText}</p>
              </ConfirmButton>
            )}
            {differs && <Button onClick={discard}>{t.discard}</Button>}
            {live && (
              <ConfirmButton label={t.withdraw} title={t.withdrawTitle} confirm={t.withdraw} onConfirm={() => withdraw.mutateAsync({})}>
                <p>{t.withdrawText}</p>
              </ConfirmButton>
            )}
          </div>
        )}
        <FaultNote error={look.error ?? save.error} problems={problems} />
        {shown !== null && (
          <>
            <fieldset className={css['languages']}>
              <legend className="visually-hidden">{t.languages}</legend>
              {(['de', 'en'] as const).map((one) => (
                <Button key={one} small kind={one === shown ? 'quiet' : 'plain'} aria-pressed={one === shown} onClick={() => setShown(one)}>
                  {one === 'de' ? 'Deutsch' : 'English'}
                </Button>
              ))}
            </fieldset>
            <iframe
              key={`${draftHash} ${shown}`}
              className={css['frame']}
              title={t.frame}
              sandbox=""
              src={urlOf(showStatusPreview, { org: org.slug, query: { lang: shown } })}
            />
          </>
        )}
        {live && live.settings.address !== null && (
          <>
            <p>
              <a href={live.settings.address} target="_blank" rel="noreferrer">
                {t.open}
              </a>{' '}
              <code className={css['address']}>{live.settings.address}</code>
            </p>
            <LookButton />
            <details className="small">
              <summary>{t.badge}</summary>
              <p>{t.badges}</p>
              <code className={css['address']}>{new URL('badge.svg', live.settings.address).href}</code>
              {live.settings.components.map(({ key, name }) => (
                <p key={key}>
                  {name.de}: <code className={css['address']}>{new URL(`badge/${key}.svg`, live.settings.address ?? '').href}</code>
                </p>
              ))}
            </details>
          </>
        )}
      </div>
    </Card>
  );
}
