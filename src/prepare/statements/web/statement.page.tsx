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
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { Scenario } from '../../plans/plans.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import { SaveBar } from '../../web/savebar.tsx';
import { useDraft } from '../../web/usedraft.ts';
import { Audience, faultsOf, onlyInOne, Purpose, placeholdersIn, previewOf, type Statement, type StatementContents } from '../audiences.ts';
import { placeholderLabel, sampleValues } from '../placeholders.texts.ts';
import { listStatements, putStatement } from '../statements.contract.ts';
import { de, en } from '../statements.texts.ts';
import css from './statements.module.css';
import { TextFields } from './textfields.tsx';

const ALWAYS = 'always';

const draftOf = ({ title, audience, purpose, scenario, text }: Statement): StatementContents => ({
  title,
  audience,
  purpose,
  scenario,
  text,
});

type Change = { readonly draft: StatementContents; readonly change: (part: Partial<StatementContents>) => void };

function About({ draft, change }: Change) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  return (
    <Card title={t.about}>
      <div className={css['values']}>
        <TextField label={t.name} value={draft.title} onChange={(title) => change({ title })} required />
        <SelectField
          label={t.forWhom}
          value={draft.audience}
          onChange={(audience) => change({ audience })}
          choices={Audience.options.map((one) => ({ value: one, label: t.audience[one] }))}
        />
        <SelectField
          label={t.kind}
          value={draft.purpose}
          onChange={(purpose) => change({ purpose })}
          choices={Purpose.options.map((one) => ({ value: one, label: t.purpose[one] }))}
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

/** How the text reads with sample values; what has none stays visible. */
function Preview({ draft }: { readonly draft: StatementContents }) {
  const t = useTexts({ de, en });
  const { language: shown } = useLanguage();
  const { org } = usePlace();
  const toast = useToast();
  const [language, setLanguage] = useState<Language>(shown);
  const [own, setOwn] = useState<Readonly<Record<string, string>>>({});
  const values = { ...sampleValues(language, org.name), ...own };
  const names = [...new Set([...placeholdersIn(draft.text.de), ...placeholdersIn(draft.text.en)])];
  const text = draft.text[language];
  const [subject, body] = [previewOf(text.subject, values), previewOf(text.body, values)];
  return (
    <>
      <Card title={t.values}>
        <div className="stack">
          <p className="muted">{names.length === 0 ? t.noPlaceholders : t.valuesText}</p>
          <div className={css['values']}>
            {names.map((name) => (
              <TextField
                key={name}
                label={placeholderLabel(name, shown)}
                value={own[name] ?? values[name] ?? ''}
                onChange={(value) => setOwn({ ...own, [name]: value })}
              />
            ))}
          </div>
        </div>
      </Card>
      <Card
        title={t.previewIn(t.languages[language])}
        aside={
          <div className="row">
            <Button small onClick={() => setLanguage(language === 'de' ? 'en' : 'de')}>
              {t.languages[language === 'de' ? 'en' : 'de']}
            </Button>
            <Button
              small
              onClick={async () => {
                await navigator.clipboard.writeText(`${subject}\n\n${body}`);
                toast({ text: t.copied });
              }}
            >
              {t.copy}
            </Button>
          </div>
        }
      >
        <div className={css['preview']} lang={language}>
          {subject && <h3>{subject}</h3>}
          {body}
        </div>
      </Card>
    </>
  );
}

function Editor({ statement }: { readonly statement: Statement }) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const { language: shown } = useLanguage();
  const toast = useToast();
  const href = useHref();
  const mayWrite = useMay('prepare.write');
  const { draft, change, changed, base, reset, saved } = useDraft<Statement, StatementContents>(statement, draftOf);
  const put = useAction(putStatement, {
    onDone: (next) => {
      saved(next);
      toast({ text: room.saved });
    },
  });
  const faults = [
    ...faultsOf(draft).map((fault) => t.fault(fault)),
    ...onlyInOne(draft).map(({ language, name }) => t.onlyInOne(language, placeholderLabel(name, shown))),
  ];
  const braces = faultsOf(draft).some(({ kind }) => kind === 'braces');
  return (
    <Page
      title={statement.title}
      headline={draft.title || t.blankTitle}
      sub={`${t.audience[draft.audience]}, ${t.purpose[draft.purpose]}`}
      actions={<Link href={href('prepare/statements')}>{t.back}</Link>}
    >
      {faults.length > 0 && (
        <Card title={t.faults} tone="degraded">
          <ul className={css['faults']}>
            {faults.map((fault) => (
              <li key={fault}>{fault}</li>
            ))}
          </ul>
        </Card>
      )}
      {mayWrite && (
        <>
          <div className={css['texts']}>
            {(['de', 'en'] as const).map((language) => (
              <TextFields
                key={language}
                language={language}
                text={draft.text[language]}
                onChange={(text) => change({ text: { ...draft.text, [language]: text } })}
              />
            ))}
          </div>
          <About draft={draft} change={change} />
        </>
      )}
      <Preview draft={draft} />
      {changed && (
        <SaveBar
          label={t.saveStatement}
          busy={put.isPending}
          error={put.error}
          disabled={braces}
          onSave={() => put.mutate({ params: { id: statement.id }, body: { ...draft, revision: base.revision } })}
          onReset={reset}
        />
      )}
    </Page>
  );
}

/** One statement in both languages, with its placeholders and how it will read. */
export default function StatementPage({ params }: PageProps) {
  const t = useTexts({ de, en });
  const query = useQueryOf(listStatements, undefined, { topics: ['statement'] });
  return (
    <Loaded query={query}>
      {({ statements }) => {
        const found = statements.find(({ id }) => id === params['id']);
        return found ? <Editor key={found.id} statement={found} /> : <FaultNote error={new Error(t.gone)} />;
      }}
    </Loaded>
  );
}
