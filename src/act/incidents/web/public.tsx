import { useState } from 'react';
import { listDarkPages } from '../../../prepare/darkpages/darkpages.contract.ts';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { useHref, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { previewPublication, publish, readPublication, showPreview, withdraw } from '../../darksite/darksite.contract.ts';
import type { IncidentView } from '../incidents.contract.ts';
import { de, en } from '../room.texts.ts';
import css from './room.module.css';

/** Going public: choose a page, look at it, decide. A decision of its own, never part of the alarm. */
export function Public({ incident, open, may }: { readonly incident: IncidentView; readonly open: boolean; readonly may: boolean }) {
  const { room: t } = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const { org } = usePlace();
  const href = useHref();
  const params = { id: incident.id };
  const [pageId, setPageId] = useState('');
  const pages = useQueryOf(listDarkPages, undefined, { topics: ['dark-page'], enabled: may });
  const query = useQueryOf(readPublication, { params }, { topics: ['darksite', 'publication', 'incident'] });
  const preview = useAction(previewPublication);
  const decide = useAction(publish);
  const back = useAction(withdraw);
  const choices = (pages.data?.pages ?? []).map((page) => ({ value: page.id, label: page.title }));
  const chosen = pageId === '' ? (choices[0]?.value ?? '') : pageId;
  return (
    <Card title={t.publication}>
      <Loaded query={query}>
        {(state) => (
          <div className="stack">
            <p>
              {state.state !== 'live' && t.standby}
              {state.state === 'live' && (state.switchedAt === null ? t.switching : t.live(w.time(state.switchedAt, true)))}{' '}
              {state.state === 'live' && state.seenAt !== null && t.seen(w.time(state.seenAt, true))}
            </p>
            {state.byItself && <p>{t.byItself}</p>}
            {state.fault !== null && <output>{state.fault}</output>}
            {state.exercise && <p className="muted">{t.exercise}</p>}
            {!state.exercise && state.noSwitch && <p className="muted">{t.noSwitch}</p>}
            {open && may && choices.length === 0 && <LinkButton href={href('prepare/emergency-site')}>{t.preparePage}</LinkButton>}
            {open && may && choices.length > 0 && (
              <>
                <SelectField label={t.page} value={chosen} onChange={setPageId} choices={choices} />
                <div className="row">
                  <Button onClick={() => preview.mutateAsync({ params, body: { pageId: chosen } })}>{t.preview}</Button>
                </div>
              </>
            )}
            {state.preview && (
              <iframe
                key={state.preview.hash}
                className={css['frame']}
                title={t.previewFrame}
                sandbox=""
                src={urlOf(showPreview, { org: org.slug, params, query: { lang: language } })}
              />
            )}
            {open && may && state.preview && !state.exercise && state.preview.hash !== state.hash && (
              <ConfirmButton
                label={t.publish}
                kind="main"
                title={t.publishTitle}
                confirm={t.publish}
                onConfirm={async () => {
                  await decide.mutateAsync({ params, body: { previewHash: state.preview?.hash ?? '' } });
                }}
              >
                <p>{t.publishText}</p>
              </ConfirmButton>
            )}
            {may && state.state === 'live' && <Button onClick={() => back.mutateAsync({ params })}>{t.withdraw}</Button>}
          </div>
        )}
      </Loaded>
      <FaultNote error={preview.error ?? back.error} />
    </Card>
  );
}
