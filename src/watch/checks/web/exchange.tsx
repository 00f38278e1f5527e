import { call } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { ImportDialog } from '../../../web/parts/importdialog.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { usePlace } from '../../../web/place.ts';
import { useAction } from '../../../web/query.ts';
import { type ImportLook, importChecks } from '../exchange/exchange.contract.ts';
import * as texts from '../exchange/exchange.texts.ts';
import { de as germanFaults } from '../faults.texts.ts';
import css from './checks.module.css';

const KINDS = ['added', 'changed', 'there', 'left'] as const;
const SHOWN = 200;

const countOf = ({ rows }: ImportLook, kind: (typeof KINDS)[number]): number => rows.filter(({ becomes }) => becomes === kind).length;
const worth = (look: ImportLook): number => countOf(look, 'added') + countOf(look, 'changed');

/** What would come in, entry by entry; what needs attention first. */
function Look({ look }: { readonly look: ImportLook }) {
  const t = useTexts(texts);
  const { language } = useLanguage();
  /** What the contract and the probes say of a setting, in the language of the interface. */
  const plain = (what: string) => {
    const [field = '', message = ''] = what.split(/: (.*)/s);
    return language === 'de' && germanFaults[message] ? `${field}: ${germanFaults[message].replace(/\.$/, '')}` : what;
  };
  const rank = ({ becomes, remarks }: ImportLook['rows'][number]) => (becomes === 'left' ? 0 : remarks.length > 0 ? 1 : 2);
  const rows = look.rows.toSorted((a, b) => rank(a) - rank(b));
  return (
    <div className="stack">
      <p>
        <strong>{t.formats[look.format]}:</strong>{' '}
        {KINDS.flatMap((kind) => (countOf(look, kind) > 0 ? [t.sum[kind](countOf(look, kind))] : [])).join(', ')}.{' '}
        {worth(look) === 0 && t.nothing} {look.alerts && t.alerts}
      </p>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- a region that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <div className={css['incoming']} tabIndex={0}>
        <table className={css['plain']}>
          <thead>
            <tr>
              <th scope="col">{t.where}</th>
              <th scope="col">{t.name}</th>
              <th scope="col">{t.what}</th>
            </tr>
          </thead>
          <tbody>
            {rows.slice(0, SHOWN).map(({ place, name, target, becomes, remarks }) => (
              <tr key={`${place.kind} ${place.number}`}>
                <td className={css['place']}>{t.place(place)}</td>
                <td>
                  {name || t.nameless}
                  {target !== null && <div className={css['second']}>{target}</div>}
                </td>
                <td>
                  {t.becomes[becomes]}
                  {remarks.map(({ code, what }) => (
                    <div key={`${code} ${what}`} className={css['second']}>
                      {t.remarks[code](code === 'faulty' ? plain(what) : what)}
                    </div>
                  ))}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </div>
  );
}

/** Brings in checks from another program's file, looked at first. */
export function ImportChecks() {
  const t = useTexts(texts);
  const { org } = usePlace();
  const toast = useToast();
  const bring = useAction(importChecks);
  return (
    <ImportDialog<ImportLook>
      label={t.label}
      title={t.title}
      accept={['.json', '.yaml', '.yml', '.csv']}
      read={(file) => call(importChecks, { org: org.slug, query: { preview: 'true' }, body: file })}
      preview={(look) => <Look look={look} />}
      acceptable={(look) => worth(look) > 0}
      onAccept={async (_, file) => {
        const done = await bring.mutateAsync({ query: {}, body: file });
        toast({ text: t.done(worth(done)) });
      }}
      problems={t.problems}
    >
      <p>{t.help}</p>
      <p className="muted">{t.twice}</p>
    </ImportDialog>
  );
}
