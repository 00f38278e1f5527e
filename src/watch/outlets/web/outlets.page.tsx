import { useState } from 'react';
import { Link } from 'wouter';
import { faultAt } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { ConfirmButton } from '../../../web/parts/confirm.tsx';
import { DialogButton } from '../../../web/parts/dialogbutton.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { Secret } from '../../../web/parts/secret.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { listChecks } from '../../checks/checks.contract.ts';
import { addBadge, type Badge, type BadgeOf, closeMetrics, listOutlets, openMetrics, removeBadge } from '../outlets.contract.ts';
import * as texts from '../outlets.texts.ts';
import css from './outlets.module.css';

/** What Prometheus is told to fetch it. */
function scrapeConfig(url: string, token: string, slug: string): string {
  const { protocol, host } = new URL(url);
  return [
    'scrape_configs:',
    `  - job_name: krisenfest-${slug}`,
    `    scheme: ${protocol.replace(':', '')}`,
    '    authorization:',
    `      credentials: ${token}`,
    '    static_configs:',
    `      - targets: ['${host}']`,
  ].join('\n');
}

function Metrics({ metrics }: { readonly metrics: { readonly madeAt: number; readonly madeBy: string } | null }) {
  const t = useTexts(texts).metrics;
  const w = useWords();
  const { org } = usePlace();
  const may = useMay('settings.write');
  const [made, setMade] = useState<{ readonly token: string; readonly url: string }>();
  const open = useAction(openMetrics, { onDone: setMade });
  const close = useAction(closeMetrics, { onDone: () => setMade(undefined) });
  return (
    <Card title={t.title}>
      <div className="stack">
        <p>{t.about}</p>
        <p className="muted">{metrics ? t.on(w.moment(metrics.madeAt), metrics.madeBy) : t.off}</p>
        {made && (
          <>
            <p>{t.once}</p>
            <pre className={css['example']}>{scrapeConfig(made.url, made.token, org.slug)}</pre>
            <Secret value={made.token} label={t.secret} />
          </>
        )}
        {may && (
          <div className="row">
            {metrics ? (
              <>
                <ConfirmButton kind="quiet" label={t.renew} title={t.renewTitle} confirm={t.renew} onConfirm={() => open.mutateAsync({})}>
                  <p>{t.renewText}</p>
                </ConfirmButton>
                <ConfirmButton label={t.close} title={t.closeTitle} confirm={t.close} onConfirm={() => close.mutateAsync({})}>
                  <p>{t.closeText}</p>
                </ConfirmButton>
              </>
            ) : (
              <Button onClick={() => open.mutateAsync({})}>{t.open}</Button>
            )}
          </div>
        )}
        <FaultNote error={open.error} />
      </div>
    </Card>
  );
}

/** `check <id>` and `group <name>` in one list. */
const ofKey = (key: string): BadgeOf =>
  key.startsWith('check ') ? { kind: 'check', id: key.slice(6) } : { kind: 'group', name: key.slice(6) };

function NewBadge({ onDone }: { readonly onDone: () => void }) {
  const t = useTexts(texts).badges;
  const toast = useToast();
  const checks = useQueryOf(listChecks, { query: {} }, { topics: ['check'] });
  const [of, setOf] = useState('');
  const [label, setLabel] = useState('');
  const add = useAction(addBadge, {
    onDone: () => {
      toast({ text: t.done });
      onDone();
    },
  });
  return (
    <Loaded query={checks}>
      {({ checks: all }) => {
        const groups = [...new Set(all.flatMap(({ group }) => (group === null ? [] : [group])))].sort();
        if (all.length === 0) return <p>{t.noChecks}</p>;
        return (
          <Form onSubmit={() => add.mutate({ body: { of: ofKey(of), label } })} submit={t.publish} busy={add.isPending} error={add.error}>
            <SelectField
              label={t.of}
              value={of}
              required
              onChange={setOf}
              choices={[
                ...groups.map((name) => ({ value: `group ${name}`, label: t.group(name) })),
                ...all.map(({ id, name }) => ({ value: `check ${id}`, label: name })),
              ]}
            />
            <TextField label={t.label} help={t.labelHelp} value={label} required error={faultAt(add.error, '/label')} onChange={setLabel} />
          </Form>
        );
      }}
    </Loaded>
  );
}

function Badges({ badges }: { readonly badges: readonly Badge[] }) {
  const t = useTexts(texts).badges;
  const href = useHref();
  const w = useWords();
  const { language } = useLanguage();
  const toast = useToast();
  const may = useMay('settings.write');
  const remove = useAction(removeBadge, { onDone: () => toast({ text: t.gone }) });
  return (
    <Card title={t.title}>
      <div className="stack">
        <p>{t.about}</p>
        <p>
          <Link href={href('prepare/status-page')}>{t.page}</Link>
        </p>
        {badges.length === 0 ? (
          <p className="muted">{t.none}</p>
        ) : (
          <ul className={css['badges']}>
            {badges.map(({ id, label, url, madeAt, madeBy }) => (
              <li key={id}>
                <div>
                  <img src={`${new URL(url).pathname}?lang=${language}`} alt={t.preview(label)} height={22} />
                </div>
                <code>{url}.svg</code>
                <span className="small muted">{t.by(w.moment(madeAt), madeBy)}</span>
                {may && (
                  <ConfirmButton
                    small
                    label={t.withdraw}
                    title={t.withdrawTitle(label)}
                    confirm={t.withdraw}
                    onConfirm={() => remove.mutateAsync({ params: { id } })}
                  >
                    <p>{t.withdrawText}</p>
                  </ConfirmButton>
                )}
              </li>
            ))}
          </ul>
        )}
        {may && (
          <DialogButton label={t.add} title={t.addTitle}>
            {(close) => <NewBadge onDone={close} />}
          </DialogButton>
        )}
      </div>
    </Card>
  );
}

/** What of the checks is seen from outside. */
export default function OutletsPage() {
  const t = useTexts(texts);
  const query = useQueryOf(listOutlets, undefined, { topics: ['outlet'] });
  const { metrics, badges } = query.data ?? { metrics: null, badges: [] };
  const anything = metrics !== null || badges.length > 0;
  return (
    <Page
      title={t.title}
      headline={query.data ? (anything ? t.headline.some(metrics !== null, badges.length) : t.headline.nothing) : t.title}
      sub={t.sub}
    >
      <Loaded query={query}>
        {(all) => (
          <div className="stack">
            <Badges badges={all.badges} />
            <Metrics metrics={all.metrics} />
          </div>
        )}
      </Loaded>
    </Page>
  );
}
