import { useState } from 'react';
import { faultAt } from '../../../web/call.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { DurationField } from '../../../web/parts/durationfield.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Form } from '../../../web/parts/form.tsx';
import { Secret } from '../../../web/parts/secret.tsx';
import { useAction } from '../../../web/query.ts';
import { recipesOf } from '../howto.ts';
import { de, en } from '../screens.texts.ts';
import { Critical, clearAfterOf, criticalOf, SourceKind } from '../source.ts';
import { addSource, changeSource, type SourceView } from '../sources.contract.ts';
import css from './signals.module.css';

export type HowToOf = Pick<SourceView, 'name' | 'kind' | 'proof' | 'url'> & { readonly secret: string | null };

/** What to paste into the sender; with the secret only right after it was made. */
export function HowTo({ of, onClose }: { readonly of: HowToOf | undefined; readonly onClose: () => void }) {
  const all = useTexts({ de, en });
  const t = all.sources;
  return (
    <Dialog open={of !== undefined} onClose={onClose} title={of ? t.made(of.name) : ''} wide>
      {of && (
        <div className="stack">
          {of.secret === null ? (
            <p>{t.secretGone}</p>
          ) : (
            <>
              <p>{t.secretText}</p>
              <Secret value={of.secret} label={t.secret} />
            </>
          )}
          <p className="small">
            {t.address}: <code>{of.url}</code>
          </p>
          <p>{all.kindHelp[of.kind]}</p>
          {recipesOf(of.kind, of.proof, of.url, of.secret ?? t.yourSecret).map(({ where, text }) => (
            <div key={where}>
              <strong className="small mono">{where}</strong>
              <pre className={css['raw']}>{text}</pre>
            </div>
          ))}
          <div className="row">
            <Button kind="main" onClick={onClose}>
              {t.noted}
            </Button>
          </div>
        </div>
      )}
    </Dialog>
  );
}

type Settings = Pick<SourceView, 'name' | 'kind' | 'proof' | 'critical' | 'clearAfterMs' | 'expectMs'>;

const blank: Settings = {
  name: '',
  kind: 'uptimekuma',
  proof: 'token',
  critical: criticalOf('uptimekuma'),
  clearAfterMs: clearAfterOf('uptimekuma'),
  expectMs: null,
};

/** The settings of a sender; a new one has its kind and its proof to choose too. */
function Fields({ known, onMade, onSaved }: SourceFormProps) {
  const all = useTexts({ de, en });
  const t = all.sources;
  const [is, set] = useState<Settings>(known ?? blank);
  const put = (more: Partial<Settings>) => set((was) => ({ ...was, ...more }));
  const add = useAction(addSource, { onDone: ({ url, secret }) => onMade({ ...is, url, secret }) });
  const change = useAction(changeSource, { onDone: onSaved });
  const { name, kind, proof, critical, clearAfterMs, expectMs } = is;
  const settings = { name, critical, clearAfterMs, expectMs };
  const error = add.error ?? change.error;
  const save = () =>
    known ? change.mutate({ params: { id: known.id }, body: settings }) : add.mutate({ body: { ...settings, kind, proof } });
  const choose = (next: SourceKind) =>
    put({ kind: next, proof: next === 'generic' ? 'signed' : 'token', critical: criticalOf(next), clearAfterMs: clearAfterOf(next) });
  return (
    <Form onSubmit={save} submit={known ? t.save : t.add} busy={add.isPending || change.isPending} error={error}>
      <TextField
        label={t.name}
        help={t.nameHelp}
        value={name}
        onChange={(next) => put({ name: next })}
        error={faultAt(error, '/name')}
        required
      />
      {!known && (
        <SelectField
          label={t.kind}
          value={kind}
          onChange={choose}
          choices={SourceKind.options.map((value) => ({ value, label: all.kinds[value] }))}
        />
      )}
      {!known && kind === 'generic' && (
        <SelectField
          label={t.proof}
          help={t.proofHelp}
          value={proof}
          onChange={(next) => put({ proof: next })}
          choices={(['signed', 'token'] as const).map((value) => ({ value, label: t.proofs[value] }))}
        />
      )}
      <SelectField
        label={t.criticalLabel}
        help={t.criticalHelp}
        value={critical}
        onChange={(next) => put({ critical: next })}
        choices={Critical.options.map((value) => ({ value, label: all.critical[value] }))}
      />
      <DurationField label={t.expect} value={expectMs} onChange={(next) => put({ expectMs: next })} error={faultAt(error, '/expectMs')} />
      <p className="small muted">{t.expectHelp}</p>
      <DurationField
        label={t.clearAfter}
        value={clearAfterMs}
        onChange={(next) => put({ clearAfterMs: next })}
        error={faultAt(error, '/clearAfterMs')}
      />
      <p className="small muted">{t.clearAfterHelp}</p>
    </Form>
  );
}

type SourceFormProps = {
  /** The one to change; undefined: a new one. */
  readonly known: SourceView | undefined;
  readonly onMade: (made: HowToOf) => void;
  readonly onSaved: () => void;
};

/** A sender to make or to change. */
export function SourceDialog({ open, onClose, ...rest }: SourceFormProps & { readonly open: boolean; readonly onClose: () => void }) {
  const t = useTexts({ de, en }).sources;
  return (
    <Dialog open={open} onClose={onClose} title={rest.known ? rest.known.name : t.add}>
      <Fields {...rest} />
    </Dialog>
  );
}
