import { useState } from 'react';
import { listStatements } from '../../../prepare/statements/statements.contract.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip } from '../../../web/parts/chip.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { Picks } from '../../../web/parts/picks.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { Phase } from '../publicincident.ts';
import {
  beginPublicIncident,
  type PublicIncidentView,
  removePublicIncident,
  restorePublicIncident,
  rewordPublicMessage,
  type StatusPageView,
  sayPublicMessage,
} from '../statuspage.contract.ts';
import { de, en } from '../statuspage.texts.ts';
import { inLanguage } from '../words.ts';
import css from './statuspage.module.css';
import { useFaults } from './usefaults.ts';
import { publicWords, type Typed, typed, WordsFields } from './wordsfields.tsx';

const NOTHING = typed(null);

function PhaseField({ value, onChange }: { readonly value: Phase; readonly onChange: (value: Phase) => void }) {
  const t = useTexts({ de, en });
  const choices = Phase.options.map((one) => ({ value: one, label: t.phases[one] }));
  return <SelectField label={t.incidents.phase} value={value} onChange={onChange} choices={choices} />;
}

type Prepared = { readonly subject: Typed; readonly body: Typed };

/** Words that were prepared beforehand, where there are any. */
function StatementField({ onChoose }: { readonly onChoose: (words: Prepared) => void }) {
  const { incidents: t } = useTexts({ de, en });
  const query = useQueryOf(listStatements, undefined, { topics: ['statement'] });
  const [chosen, setChosen] = useState('');
  const all = (query.data?.statements ?? []).filter(({ audience }) => ['customers', 'suppliers', 'press'].includes(audience));
  if (all.length === 0) return null;
  return (
    <SelectField
      label={t.statement}
      help={t.statementHelp}
      value={chosen}
      choices={all.map(({ id, title }) => ({ value: id, label: title }))}
      onChange={(id) => {
        setChosen(id);
        const text = all.find((one) => one.id === id)?.text;
        if (!text) return;
        onChoose({
          subject: { de: text.de.subject, en: text.en.subject },
          body: { de: text.de.body, en: text.en.body },
        });
      }}
    />
  );
}

function Begin({ page, onDone }: { readonly page: StatusPageView; readonly onDone: () => void }) {
  const { incidents: t } = useTexts({ de, en });
  const { language } = useLanguage();
  const [title, setTitle] = useState(NOTHING);
  const [text, setText] = useState(NOTHING);
  const [phase, setPhase] = useState<Phase>('investigating');
  const [components, setComponents] = useState<string[]>([]);
  const begin = useAction(beginPublicIncident, { onDone });
  const error = useFaults(begin.error);
  const { components: all } = page.live?.settings ?? page.draft;
  return (
    <Form
      submit={t.submit}
      busy={begin.isPending}
      error={error}
      onSubmit={() => begin.mutate({ body: { title: publicWords(title), components, message: { phase, text: publicWords(text) } } })}
    >
      <StatementField
        onChoose={({ subject, body }) => {
          setText(body);
          if (title.de === '') setTitle(subject);
        }}
      />
      <WordsFields label={t.name} help={t.nameHelp} value={title} onChange={setTitle} error={error} pointer="/title" />
      {all.length > 0 && (
        <Picks
          label={t.affects}
          items={all.map(({ key, name }) => ({ key, name: inLanguage(name, language).text }))}
          value={components}
          onChange={setComponents}
          search={t.search}
        />
      )}
      <PhaseField value={phase} onChange={setPhase} />
      <WordsFields label={t.text} help={t.textHelp} value={text} onChange={setText} error={error} pointer="/message/text" long />
    </Form>
  );
}

function Say({ incident, onDone }: { readonly incident: PublicIncidentView; readonly onDone: () => void }) {
  const { incidents: t, problems } = useTexts({ de, en });
  const [phase, setPhase] = useState<Phase>(incident.messages.at(-1)?.phase ?? 'investigating');
  const [text, setText] = useState(NOTHING);
  const say = useAction(sayPublicMessage, { onDone });
  const error = useFaults(say.error);
  return (
    <Form
      submit={t.submit}
      busy={say.isPending}
      error={error}
      problems={problems}
      onSubmit={() => say.mutate({ params: { id: incident.id }, body: { phase, text: publicWords(text) } })}
    >
      <StatementField onChoose={({ body }) => setText(body)} />
      <PhaseField value={phase} onChange={setPhase} />
      <WordsFields label={t.text} help={t.textHelp} value={text} onChange={setText} error={error} pointer="/text" long />
    </Form>
  );
}

type Rewording = { readonly incident: string; readonly message: PublicIncidentView['messages'][number] };

function Reword({ incident, message, onDone }: Rewording & { readonly onDone: () => void }) {
  const { incidents: t } = useTexts({ de, en });
  const [text, setText] = useState(typed(message.text));
  const reword = useAction(rewordPublicMessage, { onDone });
  const error = useFaults(reword.error);
  return (
    <Form
      submit={t.reword}
      busy={reword.isPending}
      error={error}
      onSubmit={() => reword.mutate({ params: { id: incident, message: message.id }, body: { text: publicWords(text) } })}
    >
      <p className="muted">{t.rewordText}</p>
      <WordsFields label={t.text} help={t.textHelp} value={text} onChange={setText} error={error} pointer="/text" long />
    </Form>
  );
}

type Opened =
  | { readonly kind: 'begin' }
  | { readonly kind: 'say'; readonly incident: PublicIncidentView }
  | ({ readonly kind: 'reword' } & Rewording);

/** What the public is told of disruptions: begin, say more, put right, take off. */
export function Incidents({ page, may }: { readonly page: StatusPageView; readonly may: boolean }) {
  const { incidents: t, phases } = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const toast = useToast();
  const [opened, setOpened] = useState<Opened | null>(null);
  const remove = useAction(removePublicIncident);
  const restore = useAction(restorePublicIncident);
  const say = (words: { readonly de: string; readonly en: string | null }) => inLanguage(words, language).text;
  const close = () => setOpened(null);
  const take = async ({ id, title }: PublicIncidentView) => {
    await remove.mutateAsync({ params: { id } });
    toast({ text: t.removed(say(title)), undo: () => restore.mutateAsync({ params: { id } }) });
  };
  const heading =
    opened?.kind === 'begin' ? t.beginTitle : opened?.kind === 'reword' ? t.rewordTitle : opened ? say(opened.incident.title) : '';
  return (
    <Card title={t.title}>
      <div className="stack">
        <p className="muted">{page.live ? t.about : t.aboutDraft}</p>
        {page.incidents.length === 0 && <p>{t.none}</p>}
        {page.incidents.length > 0 && (
          <ul className={css['list']}>
            {page.incidents.map((one) => (
              <li key={one.id}>
                <div className={css['what']}>
                  <b>{say(one.title)}</b>{' '}
                  <Chip tone={one.until === null ? 'down' : 'plain'}>{one.until === null ? t.chip.running : t.chip.over}</Chip>
                  <p className="small muted">
                    {one.until === null ? t.running(w.moment(one.from)) : t.over(w.moment(one.from), w.moment(one.until))}
                    {one.source === 'emergency' && `, ${t.emergency}`}
                  </p>
                  <ol className={css['messages']}>
                    {one.messages.map((message) => (
                      <li key={message.id}>
                        <span className="small muted">
                          {phases[message.phase].replace(/ \(.*\)$/, '')} · {t.by(w.moment(message.at), message.by)}
                        </span>
                        <p>{say(message.text)}</p>
                        {may && (
                          <Button kind="plain" small onClick={() => setOpened({ kind: 'reword', incident: one.id, message })}>
                            {t.reword}
                          </Button>
                        )}
                      </li>
                    ))}
                  </ol>
                </div>
                {may && (
                  <div className="row">
                    {one.until === null && (
                      <Button small onClick={() => setOpened({ kind: 'say', incident: one })}>
                        {t.say}
                      </Button>
                    )}
                    <Button kind="plain" small onClick={() => take(one)}>
                      {t.remove}
                    </Button>
                  </div>
                )}
              </li>
            ))}
          </ul>
        )}
        <FaultNote error={remove.error ?? restore.error} />
        {may && (
          <div>
            <Button kind={page.live ? 'main' : 'quiet'} onClick={() => setOpened({ kind: 'begin' })}>
              {t.begin}
            </Button>
          </div>
        )}
      </div>
      <Dialog open={opened !== null} onClose={close} title={heading} wide>
        {opened?.kind === 'begin' && <Begin page={page} onDone={close} />}
        {opened?.kind === 'say' && <Say incident={opened.incident} onDone={close} />}
        {opened?.kind === 'reword' && <Reword incident={opened.incident} message={opened.message} onDone={close} />}
      </Dialog>
    </Card>
  );
}
