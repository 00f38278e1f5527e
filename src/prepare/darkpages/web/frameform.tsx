import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { AreaField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useFaults } from '../../../web/parts/usefaults.ts';
import { useAction } from '../../../web/query.ts';
import { de as roomDe, en as roomEn } from '../../prepare.texts.ts';
import type { PageContact } from '../content.ts';
import { putDarkSiteProfile } from '../darkpages.contract.ts';
import * as german from '../faults.texts.ts';
import type { DarkSiteProfile } from '../prepared.ts';
import { de, en } from '../screens.texts.ts';
import css from './darkpages.module.css';
import { LogoField } from './logofield.tsx';

type Draft = {
  readonly key: number;
  readonly de: string;
  readonly en: string;
  readonly phone: string;
  readonly email: string;
  readonly hoursDe: string;
  readonly hoursEn: string;
};

let made = 0;
const draftOf = (contact?: PageContact): Draft => ({
  key: ++made,
  de: contact?.label.de ?? '',
  en: contact?.label.en ?? '',
  phone: contact?.phone ?? '',
  email: contact?.email ?? '',
  hoursDe: contact?.hours?.de ?? '',
  hoursEn: contact?.hours?.en ?? '',
});

/** One language alone counts for both: better a German label on the English page than none. */
const both = (de: string, en: string) => ({ de: de.trim() || en.trim(), en: en.trim() || de.trim() });

const contactOf = ({ de, en, phone, email, hoursDe, hoursEn }: Draft): PageContact => ({
  label: both(de, en),
  ...(phone.trim() ? { phone: phone.trim() } : {}),
  ...(email.trim() ? { email: email.trim() } : {}),
  ...(hoursDe.trim() || hoursEn.trim() ? { hours: both(hoursDe, hoursEn) } : {}),
});

/** What stands on every page of the emergency website. */
export function FrameForm({ profile }: { readonly profile: DarkSiteProfile }) {
  const t = useTexts({ de, en });
  const room = useTexts({ de: roomDe, en: roomEn });
  const toast = useToast();
  const [site, setSite] = useState(profile.site ?? '');
  const [imprint, setImprint] = useState(profile.imprint);
  const [logo, setLogo] = useState(profile.logo);
  const [ways, setWays] = useState<readonly Draft[]>(() => (profile.contacts.length > 0 ? profile.contacts.map(draftOf) : [draftOf()]));
  const put = useAction(putDarkSiteProfile, { onDone: () => toast({ text: room.saved }) });
  const error = useFaults(put.error, german);
  const change = (key: number, part: Partial<Draft>) => setWays(ways.map((way) => (way.key === key ? { ...way, ...part } : way)));
  const submit = () => {
    const written = ways.filter(({ de: label, en: other, phone, email }) => label || other || phone || email);
    put.mutate({ body: { site: site.trim() === '' ? null : site.trim(), imprint, logo, contacts: written.map(contactOf) } });
  };
  return (
    <Card title={t.frame}>
      <Form onSubmit={submit} submit={t.saveFrame} busy={put.isPending} error={error} problems={room.problems}>
        <p className="muted">{t.frameText}</p>
        <TextField
          label={t.site}
          help={t.siteHelp}
          type="url"
          placeholder={t.sitePlaceholder}
          value={site}
          onChange={setSite}
          error={faultAt(error, '/site')}
        />
        <AreaField label={t.imprint} help={t.imprintHelp} rows={3} value={imprint} onChange={setImprint} />
        <LogoField value={logo} onChange={setLogo} />
        <h3>{t.contacts}</h3>
        <p className="small muted">{t.contactsHelp}</p>
        {ways.map((way, index) => (
          <fieldset key={way.key} className={css['contact']}>
            <legend>{t.contactN(index + 1)}</legend>
            <div className={css['fields']}>
              <TextField label={t.contactDe} value={way.de} onChange={(label) => change(way.key, { de: label })} />
              <TextField label={t.contactEn} value={way.en} onChange={(label) => change(way.key, { en: label })} />
              <TextField
                label={t.phone}
                type="tel"
                value={way.phone}
                onChange={(phone) => change(way.key, { phone })}
                error={faultAt(error, `/contacts/${index}/phone`)}
              />
              <TextField
                label={t.email}
                type="email"
                value={way.email}
                onChange={(email) => change(way.key, { email })}
                error={faultAt(error, `/contacts/${index}/email`)}
              />
              <TextField label={t.hoursDe} value={way.hoursDe} onChange={(hoursDe) => change(way.key, { hoursDe })} />
              <TextField label={t.hoursEn} value={way.hoursEn} onChange={(hoursEn) => change(way.key, { hoursEn })} />
            </div>
            <Button
              kind="plain"
              small
              aria-label={t.removeContact(index + 1)}
              onClick={() => setWays(ways.filter(({ key }) => key !== way.key))}
            >
              {room.remove}
            </Button>
          </fieldset>
        ))}
        <div className="row">
          <Button small onClick={() => setWays([...ways, draftOf()])}>
            {t.addContact}
          </Button>
        </div>
      </Form>
    </Card>
  );
}
