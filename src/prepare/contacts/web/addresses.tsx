import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { de, en } from '../contacts.texts.ts';
import { AddressKind, parseAddress, usuallyWithoutInternet } from '../contacts.ts';
import { de as faultsDe, en as faultsEn } from '../faults.texts.ts';
import css from './addresses.module.css';

/** An address while it is written: `withoutInternet` is null until somebody says otherwise than usual. */
export type Draft = {
  readonly key: string;
  readonly kind: AddressKind;
  readonly value: string;
  readonly label: string;
  readonly withoutInternet: boolean | null;
};

let made = 0;
export const newDraft = (kind: AddressKind = 'sms'): Draft => ({ key: `new${++made}`, kind, value: '', label: '', withoutInternet: null });

const usual = ({ kind, value }: Draft, company: string): boolean => {
  const parsed = parseAddress(kind, value);
  return usuallyWithoutInternet(kind, parsed.ok ? parsed.value : value, company);
};
/** What is wrong with an address that is written; nothing while it is empty. */
export const faultOf = (draft: Draft) => {
  if (draft.value.trim() === '') return undefined;
  const parsed = parseAddress(draft.kind, draft.value);
  return parsed.ok ? undefined : parsed.error;
};

const inputType: Readonly<Record<AddressKind, string>> = { email: 'email', sms: 'tel', phone: 'tel', webhook: 'url' };

type AddressesProps = {
  readonly drafts: readonly Draft[];
  /** Empty for people of the own house. */
  readonly company: string;
  readonly onChange: (drafts: readonly Draft[]) => void;
  /** Faults are shown only after the first try to save. */
  readonly strict: boolean;
};

/** The addresses of a contact, one a line, the first one first. */
export function Addresses({ drafts, company, onChange, strict }: AddressesProps) {
  const t = useTexts({ de, en });
  const faults = useTexts({ de: faultsDe, en: faultsEn });
  const change = (key: string, part: Partial<Draft>) =>
    onChange(drafts.map((draft) => (draft.key === key ? { ...draft, ...part } : draft)));
  return (
    <fieldset className={css['set']}>
      <legend>{t.addresses}</legend>
      <p className="small muted">{t.addressesHelp}</p>
      {drafts.map((draft, index) => {
        const fault = strict ? faultOf(draft) : undefined;
        const faultId = `${draft.key}-fault`;
        return (
          <div key={draft.key} className={css['row']}>
            <select
              aria-label={t.kindLabel(index + 1)}
              value={draft.kind}
              onChange={(event) => change(draft.key, { kind: AddressKind.parse(event.target.value), withoutInternet: null })}
            >
              {AddressKind.options.map((kind) => (
                <option key={kind} value={kind}>
                  {t.kind[kind]}
                </option>
              ))}
            </select>
            <input
              aria-label={t.value(index + 1)}
              type={inputType[draft.kind]}
              autoComplete="off"
              placeholder={t.placeholder[draft.kind]}
              value={draft.value}
              aria-invalid={fault !== undefined}
              aria-describedby={fault === undefined ? undefined : faultId}
              onChange={(event) => change(draft.key, { value: event.target.value })}
            />
            <input
              aria-label={t.label(index + 1)}
              autoComplete="off"
              placeholder={t.labelHint}
              value={draft.label}
              onChange={(event) => change(draft.key, { label: event.target.value.replaceAll(/[()]/g, '') })}
            />
            <label className={css['offline']}>
              <input
                type="checkbox"
                checked={draft.withoutInternet ?? usual(draft, company)}
                onChange={(event) => change(draft.key, { withoutInternet: event.target.checked })}
              />
              {t.withoutInternet}
            </label>
            <Button
              kind="plain"
              small
              aria-label={t.removeAddress(index + 1)}
              onClick={() => onChange(drafts.filter(({ key }) => key !== draft.key))}
            >
              <span aria-hidden="true">×</span>
            </Button>
            {fault !== undefined && (
              <p id={faultId} role="alert" className={css['fault']}>
                {faults.addressFault(fault)}
              </p>
            )}
          </div>
        );
      })}
      <div className="row">
        <Button small onClick={() => onChange([...drafts, newDraft('email')])}>
          {t.addAddress}
        </Button>
      </div>
    </fieldset>
  );
}
