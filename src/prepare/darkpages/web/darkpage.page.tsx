import { useState } from 'react';
import { Link } from 'wouter';
import type { Language } from '../../../kernel/languages.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import type { PageProps } from '../../../web/pages.ts';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { Scenario } from '../../plans/plans.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import { placeholderLabel } from '../../statements/placeholders.texts.ts';
import { SaveBar } from '../../web/savebar.tsx';
import { useDraft } from '../../web/usedraft.ts';
import type { PageText } from '../content.ts';
import { type DarkPageAnswer, listDarkPages, putDarkPage } from '../darkpages.contract.ts';
import { de, en } from '../screens.texts.ts';
import { ApprovalButtons, ApprovalChip } from './approval.tsx';
import css from './darkpages.module.css';
import { FromStatement, PageFields, type TextDraft } from './pagefields.tsx';
import { Preview } from './preview.tsx';

type Draft = Pick<DarkPageAnswer, 'title' | 'kind' | 'scenario'> & { readonly text: Readonly<Record<Language, TextDraft>> };

const written = ({ headline, whatHappened, works, doesNot, howToReach }: PageText): TextDraft => ({
  headline,
  whatHappened,
  works: works.join('\n'),
  doesNot: doesNot.join('\n'),
  howToReach,
});
const lines = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean);
const read = ({ works, doesNot, ...rest }: TextDraft): PageText => ({ ...rest, works: lines(works), doesNot: lines(doesNot) });

const draftOf = ({ title, kind, scenario, text }: DarkPageAnswer): Draft => ({
  title,
  kind,
  scenario,
  text: { de: written(text.de), en: written(text.en) },
});

const ALWAYS = 'always';

function About({ draft, change }: { readonly draft: Draft; readonly change: (part: Partial<Draft>) => void }) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  return (
    <Card title={t.about}>
      <div className={css['fields']}>
        <TextField label={t.name} value={draft.title} onChange={(title) => change({ title })} required />
        <SelectField
          label={t.kind}
          value={draft.kind}
          onChange={(kind) => change({ kind })}
          choices={[
            { value: 'outage', label: t.kinds.outage },
            { value: 'crisis', label: t.kinds.crisis },
          ]}
        />
        <SelectField
          label={t.scenario}
          value={draft.scenario ?? ALWAYS}
          onChange={(scenario) => change({ scenario: scenario === ALWAYS ? null : scenario })}
          choices={[{ value: ALWAYS, label: t.always }, ...Scenario.options.map((one) => ({ value: one, label: room.scenario[one] }))]}
        />
      </div>
    </Card>
  );
}

function Editor({ page }: { readonly page: DarkPageAnswer }) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const { language: shown } = useLanguage();
  const toast = useToast();
  const href = useHref();
  const mayWrite = useMay('prepare.write');
  const [language, setLanguage] = useState<Language>(shown);
  const { draft, change, changed, base, reset, saved } = useDraft<DarkPageAnswer, Draft>(page, draftOf);
  const put = useAction(putDarkPage, {
    onDone: (next) => {
      saved(next);
      toast({ text: room.saved });
    },
  });
  const setText = (text: TextDraft) => change({ text: { ...draft.text, [language]: text } });
  const save = () => {
    const text = { de: read(draft.text.de), en: read(draft.text.en) };
    put.mutate({ params: { id: page.id }, body: { ...draft, text, revision: base.revision } });
  };
  return (
    <Page
      title={page.title}
      headline={draft.title}
      sub={<ApprovalChip page={page} />}
      actions={
        <>
          <Link href={href('prepare/emergency-site')}>{t.back}</Link>
          {!changed && <ApprovalButtons page={page} />}
        </>
      }
    >
      {page.malformed.length > 0 && <FaultNote error={new Error(t.malformed(page.malformed))} />}
      {page.placeholders.length > 0 && (
        <p className="muted">{t.placeholders(page.placeholders.map((name) => placeholderLabel(name, shown)))}</p>
      )}
      <div className={css['sides']}>
        {mayWrite && (
          <Card
            title={t.languages[language]}
            aside={
              <Button small onClick={() => setLanguage(language === 'de' ? 'en' : 'de')}>
                {t.languages[language === 'de' ? 'en' : 'de']}
              </Button>
            }
          >
            <div className="stack">
              <FromStatement
                onTake={(body) =>
                  change({
                    text: {
                      de: { ...draft.text.de, whatHappened: body.de || draft.text.de.whatHappened },
                      en: { ...draft.text.en, whatHappened: body.en || draft.text.en.whatHappened },
                    },
                  })
                }
              />
              <PageFields key={language} text={draft.text[language]} onChange={setText} />
            </div>
          </Card>
        )}
        <Preview page={page} stale={changed} />
      </div>
      {mayWrite && <About draft={draft} change={change} />}
      {changed && <SaveBar label={t.savePage} busy={put.isPending} error={put.error} onSave={save} onReset={reset} />}
    </Page>
  );
}

/** One page of the emergency website: its words in both languages beside the rendered page. */
export default function DarkPagePage({ params }: PageProps) {
  const t = useTexts({ de, en });
  const query = useQueryOf(listDarkPages, undefined, { topics: ['dark-page', 'organisation'] });
  return (
    <Loaded query={query}>
      {({ pages }) => {
        const found = pages.find(({ id }) => id === params['id']);
        return found ? <Editor key={found.id} page={found} /> : <FaultNote error={new Error(t.gone)} />;
      }}
    </Loaded>
  );
}
