import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip, type Tone } from '../../../web/parts/chip.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { DialogButton } from '../../../web/parts/dialogbutton.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { SchemaNode } from '../../../web/parts/schema.ts';
import { SchemaForm, type Settings } from '../../../web/parts/schemaform.tsx';
import { useAction } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { changeStatusHosts, type PlaceView, type StatusPageView } from '../statuspage.contract.ts';
import { de, en } from '../statuspage.texts.ts';
import { placeOf } from '../statuspage.ts';
import css from './statuspage.module.css';
import { useFaults } from './usefaults.ts';

const tones: Readonly<Record<PlaceView['state'], Tone>> = { waiting: 'plain', there: 'ok', old: 'down', leaving: 'degraded' };

function NewPlace({ page, onDone }: { readonly page: StatusPageView; readonly onDone: () => void }) {
  const t = useTexts({ de, en }).places;
  const { language } = useLanguage();
  const [kind, setKind] = useState(page.kinds[0]?.kind ?? '');
  const [settings, setSettings] = useState<Settings>({});
  const save = useAction(changeStatusHosts, { onDone });
  const error = useFaults(save.error);
  const chosen = page.kinds.find((one) => one.kind === kind);
  return (
    <Form
      submit={t.submit}
      busy={save.isPending}
      error={error}
      onSubmit={() => save.mutate({ body: { hosts: [...page.hosts, { kind, settings }] } })}
    >
      {page.kinds.length > 1 && (
        <SelectField
          label={t.kind}
          value={kind}
          onChange={(next) => {
            setKind(next);
            setSettings({});
          }}
          choices={page.kinds.map((one) => ({ value: one.kind, label: one.label[language] }))}
        />
      )}
      {chosen && <p className="muted">{chosen.about[language]}</p>}
      {chosen && (
        <SchemaForm
          schema={SchemaNode.parse(chosen.schema)}
          value={settings}
          onChange={setSettings}
          pointer={`/hosts/${page.hosts.length}/settings`}
          error={error}
        />
      )}
    </Form>
  );
}

/** Where the page lies, how it stands there, and what to do where it does not. */
export function Places({ page, may }: { readonly page: StatusPageView; readonly may: boolean }) {
  const t = useTexts({ de, en }).places;
  const { language } = useLanguage();
  const w = useWords();
  const save = useAction(changeStatusHosts);
  const nameOf = ({ kind, settings }: PlaceView) => {
    const label = page.kinds.find((one) => one.kind === kind)?.label[language] ?? kind;
    return `${label} ${Object.values(settings).join(' ')}`;
  };
  return (
    <Card title={t.title}>
      <div className="stack">
        <p className="muted">{t.about}</p>
        {page.places.length === 0 ? (
          <p>{t.none}</p>
        ) : (
          <ul className={css['list']}>
            {page.places.map((place) => (
              <li key={placeOf(place)}>
                <div className={css['what']}>
                  <b>{nameOf(place)}</b> <Chip tone={tones[place.state]}>{t.states[place.state]}</Chip>{' '}
                  {place.state === 'there' && place.at !== null && <span className="small muted">{t.at(w.moment(place.at))}</span>}
                  {place.faultSince !== null && (
                    <>
                      <p>{(place.state === 'leaving' ? t.stuck : t.failing)(w.moment(place.faultSince))}</p>
                      {place.state === 'old' && <p>{place.at === null ? t.nothing : t.lies(w.moment(place.at))}</p>}
                      <details className="small">
                        <summary>{t.reason}</summary>
                        <p lang="en">{place.fault}</p>
                      </details>
                    </>
                  )}
                </div>
                {may && page.hosts.some((host) => placeOf(host) === placeOf(place)) && (
                  <ConfirmButton
                    kind="plain"
                    small
                    label={t.remove}
                    title={t.removeTitle(nameOf(place))}
                    confirm={t.remove}
                    onConfirm={() => save.mutateAsync({ body: { hosts: page.hosts.filter((host) => placeOf(host) !== placeOf(place)) } })}
                  >
                    <p>{t.removeText}</p>
                  </ConfirmButton>
                )}
              </li>
            ))}
          </ul>
        )}
        {may && (
          <DialogButton label={t.add} title={t.addTitle}>
            {(close) => <NewPlace page={page} onDone={close} />}
          </DialogButton>
        )}
      </div>
    </Card>
  );
}
