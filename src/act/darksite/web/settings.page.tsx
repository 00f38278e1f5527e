import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useFaults } from '../../../web/parts/usefaults.ts';
import { useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { changePolicy, readPolicy } from '../../incidents/incidents.contract.ts';
import type { IncidentPolicy } from '../../incidents/incidents.ts';
import { changeDarkSiteSettings, type DarkSiteSettingsView, readDarkSiteSettings, readProxyConfig } from '../darksite.contract.ts';
import * as german from '../faults.texts.ts';
import { de, en } from '../settings.texts.ts';
import { Neutral } from './neutral.tsx';
import css from './settings.module.css';

/** What the owner allows to happen by itself. */
function Policy({ policy, may }: { readonly policy: IncidentPolicy; readonly may: boolean }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const [onOutage, setOnOutage] = useState(policy.onOutage);
  const [minutes, setMinutes] = useState(String(policy.escalateAfterMinutes));
  const save = useAction(changePolicy, { onDone: () => toast({ text: t.saved }) });
  return (
    <Card title={t.policyTitle}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate({ body: { version: 1, onOutage, escalateAfterMinutes: Number(minutes) } });
        }}
      >
        <SelectField
          label={t.policy}
          help={t.policyHelp}
          value={onOutage}
          onChange={setOnOutage}
          disabled={!may}
          choices={(['propose', 'open'] as const).map((value) => ({ value, label: t.onOutage[value] }))}
        />
        <TextField
          label={t.escalate}
          help={t.escalateHelp}
          value={minutes}
          onChange={setMinutes}
          disabled={!may}
          error={faultAt(save.error, '/escalateAfterMinutes')}
        />
        {may && (
          <Button type="submit" kind="main" busy={save.isPending}>
            {t.save}
          </Button>
        )}
        <FaultNote error={save.error} />
      </form>
    </Card>
  );
}

/** The generated configuration, with what the administrator does. */
function Generated() {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const query = useQueryOf(readProxyConfig, undefined, { topics: ['darksite'] });
  return (
    <Loaded query={query}>
      {(config) =>
        config === null
          ? null
          : (['nginx', 'caddy'] as const).map((kind) => (
              <Card key={kind} title={`${kind === 'nginx' ? 'nginx' : 'Caddy'}: ${t.steps}`}>
                <ol>
                  {config[kind].steps[language].map((step) => (
                    <li key={step}>{step}</li>
                  ))}
                </ol>
                {[config[kind].snippet, config[kind].whole].map((file) => (
                  <details key={file.path} className={css['details']}>
                    <summary>{file.path}</summary>
                    <pre className={css['file']}>{file.content}</pre>
                  </details>
                ))}
              </Card>
            ))
      }
    </Loaded>
  );
}

/** The web server in front: names, where the usual site runs, the flag file that both look at. */
function Proxy({ settings, may }: { readonly settings: DarkSiteSettingsView; readonly may: boolean }) {
  const t = useTexts({ de, en });
  const toast = useToast();
  const { org } = usePlace();
  const { proxy } = settings;
  const [names, setNames] = useState(proxy?.names.join(' ') ?? '');
  const [upstream, setUpstream] = useState(proxy?.upstream ?? '');
  const [origin, setOrigin] = useState(proxy?.emergency.origin ?? window.location.origin);
  const [flag, setFlag] = useState(proxy?.flag ?? `/var/lib/krisenfest/switch/${org.slug}.on`);
  const [phone, setPhone] = useState(proxy?.phone ?? '');
  const [lookAt, setLookAt] = useState(settings.lookAt ?? '');
  const save = useAction(changeDarkSiteSettings, { onDone: () => toast({ text: t.saved }) });
  const error = useFaults(save.error, german);
  const { policy, publishers, switches } = settings;
  const others = switches.filter((one) => one.kind !== 'flag-file');
  return (
    <Card title={t.proxy}>
      <form
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const next = {
            slug: org.slug.slice(0, 40),
            names: names.split(/[\s,]+/).filter((name) => name !== ''),
            upstream,
            emergency: { origin, path: `/notfall/${org.slug}` },
            flag,
            retryAfter: proxy?.retryAfter ?? 600,
            ...(phone === '' ? {} : { phone }),
          };
          const body = {
            policy,
            publishers,
            switches: [...others, { kind: 'flag-file', settings: { path: flag } }],
            proxy: next,
            lookAt: lookAt === '' ? null : lookAt,
          };
          save.mutate({ body });
        }}
      >
        <p className="muted">{t.proxyHelp}</p>
        <TextField label={t.names} help={t.namesHelp} value={names} onChange={setNames} required error={faultAt(error, '/proxy/names/0')} />
        <TextField
          label={t.upstream}
          help={t.upstreamHelp}
          value={upstream}
          onChange={setUpstream}
          required
          error={faultAt(error, '/proxy/upstream')}
        />
        <TextField
          label={t.origin}
          help={t.originHelp}
          value={origin}
          onChange={setOrigin}
          required
          error={faultAt(error, '/proxy/emergency/origin')}
        />
        <TextField label={t.flag} help={t.flagHelp} value={flag} onChange={setFlag} required error={faultAt(error, '/proxy/flag')} />
        <TextField label={t.phone} help={t.phoneHelp} value={phone} onChange={setPhone} error={faultAt(error, '/proxy/phone')} />
        <TextField label={t.lookAt} help={t.lookAtHelp} value={lookAt} onChange={setLookAt} error={faultAt(error, '/lookAt')} />
        {may && (
          <Button type="submit" kind="main" busy={save.isPending}>
            {t.save}
          </Button>
        )}
        <FaultNote error={error} />
      </form>
    </Card>
  );
}

/** Settings of the act room: what may happen by itself, and the switch of the emergency website. */
export default function ActSettingsPage() {
  const t = useTexts({ de, en });
  const may = useMay('settings.write');
  const policy = useQueryOf(readPolicy, undefined, { topics: ['incident'] });
  const settings = useQueryOf(readDarkSiteSettings, undefined, { topics: ['darksite'] });
  return (
    <Page title={t.title} headline={t.headline}>
      <div className="stack">
        <Loaded query={policy}>{(rules) => <Policy policy={rules} may={may} />}</Loaded>
        <Loaded query={settings}>
          {(view) => (
            <>
              <Neutral settings={view} may={may} />
              <Proxy settings={view} may={may} />
            </>
          )}
        </Loaded>
        <Generated />
      </div>
    </Page>
  );
}
