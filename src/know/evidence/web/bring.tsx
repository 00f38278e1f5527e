import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { CheckField, SelectField } from '../../../web/parts/field.tsx';
import { FileDrop } from '../../../web/parts/filedrop.tsx';
import { Progress } from '../../../web/parts/progress.tsx';
import { usePlace } from '../../../web/place.ts';
import { upload } from '../../../web/upload.ts';
import { bringEvidence, type KindView } from '../evidence.contract.ts';
import type { Kind } from '../evidence.ts';
import css from './evidence.module.css';
import { de, en } from './inside.texts.ts';
import { de as stepsDe, en as stepsEn } from './steps.texts.ts';

/** Kinds that show what single people do. */
const OF_PEOPLE: ReadonlySet<Kind> = new Set<Kind>(['pihole', 'adguard', 'dnsmasq']);

export function Steps({ kind }: { readonly kind: Kind }) {
  const steps = useTexts({ de: stepsDe, en: stepsEn })[kind];
  return (
    <div className={css['steps']}>
      <p>{steps.gives}</p>
      <ol>
        {steps.steps.map((step) => (
          <li key={step}>{step}</li>
        ))}
      </ol>
    </div>
  );
}

type Sending = { readonly name: string; readonly share: number; readonly stop: AbortController };

/** Chooses a kind and a file; says before what will be kept of it, and asks for a yes where it shows what people do. */
export function Bring({ kinds, disabled }: { readonly kinds: readonly KindView[]; readonly disabled: boolean }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const { org } = usePlace();
  const [open, setOpen] = useState(false);
  const [kind, setKind] = useState<Kind>('creditors');
  const [settled, setSettled] = useState(false);
  const [sending, setSending] = useState<Sending | undefined>();
  const [error, setError] = useState<unknown>();
  const chosen = kinds.find((one) => one.kind === kind);
  const ofPeople = OF_PEOPLE.has(kind);
  const close = () => {
    sending?.stop.abort();
    setOpen(false);
    setSending(undefined);
    setError(undefined);
    setSettled(false);
  };
  const send = async (file: File) => {
    const stop = new AbortController();
    setError(undefined);
    setSending({ name: file.name, share: 0, stop });
    try {
      await upload(
        bringEvidence,
        { org: org.slug, query: { kind, name: file.name.slice(0, 200) }, body: file, signal: stop.signal },
        (share) => setSending({ name: file.name, share, stop }),
      );
      close();
    } catch (fault) {
      setSending(undefined);
      if (!stop.signal.aborted) setError(fault);
    }
  };
  return (
    <>
      <Button kind="main" disabled={disabled} onClick={() => setOpen(true)}>
        {t.bring}
      </Button>
      <Dialog open={open} onClose={close} title={t.bring} wide>
        {sending ? (
          <Progress share={sending.share} onStop={() => sending.stop.abort()}>
            {t.uploading(sending.name)}
          </Progress>
        ) : (
          <>
            <SelectField
              label={t.kind}
              value={kind}
              onChange={(next) => {
                setKind(next);
                setSettled(false);
              }}
              choices={kinds.map((one) => ({ value: one.kind, label: one.label[language] }))}
            />
            <details className={css['details']} open>
              <summary>{t.how}</summary>
              <Steps kind={kind} />
            </details>
            {ofPeople ? (
              <section className={css['privacy']} aria-label={t.privacyTitle}>
                <strong>{t.privacyTitle}</strong>
                <p>{t.privacy}</p>
                <p>{t.privacyKept}</p>
                <CheckField label={t.privacyYes} value={settled} onChange={setSettled} />
              </section>
            ) : (
              <p className="small muted">{t.fileGone}</p>
            )}
            {chosen && (!ofPeople || settled) && <FileDrop key={kind} accept={chosen.endings} limit={chosen.maxBytes} onFile={send} />}
            <FaultNote error={error} problems={t.problems} />
          </>
        )}
      </Dialog>
    </>
  );
}
