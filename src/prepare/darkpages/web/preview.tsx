import { useState } from 'react';
import type { Language } from '../../../kernel/languages.ts';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { SwitchField } from '../../../web/parts/field.tsx';
import { usePlace } from '../../../web/place.ts';
import { type DarkPageAnswer, previewDarkPage } from '../darkpages.contract.ts';
import { de, en } from '../screens.texts.ts';
import css from './darkpages.module.css';
import { Weight } from './weight.tsx';

/** The rendered page, as visitors get it, in a frame where no script could run. */
export function Preview({ page, stale }: { readonly page: DarkPageAnswer; readonly stale: boolean }) {
  const t = useTexts({ de, en });
  const { org } = usePlace();
  const { language: shown } = useLanguage();
  const [language, setLanguage] = useState<Language>(shown);
  const [exercise, setExercise] = useState(false);
  const url = urlOf(previewDarkPage, {
    org: org.slug,
    params: { id: page.id },
    query: { lang: language, mode: exercise ? 'exercise' : 'actual' },
  }).replace('/preview?', '/preview/?');
  return (
    <Card title={t.preview} aside={<Weight weight={page.weight} />}>
      <div className="stack">
        <div className="row">
          {(['de', 'en'] as const).map((one) => (
            <Button
              key={one}
              small
              kind={one === language ? 'main' : 'quiet'}
              aria-pressed={one === language}
              onClick={() => setLanguage(one)}
            >
              {t.languages[one]}
            </Button>
          ))}
          <SwitchField label={t.asExercise} value={exercise} onChange={setExercise} />
        </div>
        <p className="small muted">{stale ? t.previewStale : t.previewSaved}</p>
        <iframe
          key={`${url} ${page.revision}`}
          className={css['frame']}
          src={url}
          title={t.previewTitle(page.title)}
          sandbox="allow-same-origin"
        />
        <p className="small">
          <a href={url} target="_blank" rel="noreferrer">
            {t.previewTab}
          </a>
        </p>
      </div>
    </Card>
  );
}
