import { Fragment } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { useQueryOf } from '../../../web/query.ts';
import { useWords, type Words } from '../../../web/words.ts';
import { type CatalogueEntry, readCatalogueRecord } from '../catalogue.contract.ts';
import { de, en } from '../catalogue.texts.ts';
import { de as wordsDe, en as wordsEn } from '../discovery.texts.ts';
import css from './catalogue.module.css';

/** `2026-06-17` as a date; of some only the month is known: `2026-04` as 04/2026. */
export const verifiedText = (iso: string, w: Words): string =>
  iso.length === 7 ? iso.split('-').reverse().join('/') : w.date(Date.parse(iso));

function Others({
  title,
  others,
  onOpen,
}: {
  readonly title: string;
  readonly others: CatalogueEntry['alternatives'];
  readonly onOpen: (id: string) => void;
}) {
  if (others.length === 0) return null;
  return (
    <>
      <dt>{title}</dt>
      <dd className="row">
        {others.map(({ id, name }) => (
          <Button key={id} small onClick={() => onOpen(id)}>
            {name}
          </Button>
        ))}
      </dd>
    </>
  );
}

function Correction({ id }: { readonly id: string }) {
  const t = useTexts({ de, en });
  const query = useQueryOf(readCatalogueRecord, { params: { id } });
  return (
    <>
      <p>{t.wrongOwn}</p>
      <p>{t.wrongAll}</p>
      <p className="small muted">{t.record}</p>
      <Loaded query={query}>
        {(record) => (
          <textarea className={css['record']} readOnly rows={14} aria-label={t.record} value={JSON.stringify(record, null, 1)} />
        )}
      </Loaded>
    </>
  );
}

/** One provider: who owns it, since when that is known, how it is recognised, what could replace it, and how to correct that. */
export function Entry({ entry, onOpen }: { readonly entry: CatalogueEntry; readonly onOpen: (id: string) => void }) {
  const { language } = useLanguage();
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const w = useWords();
  const facts: readonly (readonly [string, string | null])[] = [
    [t.column.role, words.roles[entry.role]],
    [t.column.partner, entry.legalEntity],
    [t.column.parent, entry.ultimateParent],
    [
      t.column.country,
      [entry.country, entry.parentCountry].filter((one, n, all) => one !== null && all.indexOf(one) === n).join(' / ') || null,
    ],
    [t.column.reach, words.hangsOn(entry.reach, entry.ultimateParent)],
    [t.column.verified, entry.verifiedOn === null ? t.byHand : verifiedText(entry.verifiedOn, w)],
    [t.confidenceLabel, t.confidence[entry.confidence]],
    [t.source, entry.source.join('; ')],
    [t.note, entry.note?.[language] ?? null],
  ];
  return (
    <>
      <dl className={css['facts']}>
        {facts.map(([title, value]) =>
          value === null ? null : (
            <Fragment key={title}>
              <dt>{title}</dt>
              <dd>{value}</dd>
            </Fragment>
          ),
        )}
        {entry.statusPage !== null && (
          <>
            <dt>{t.statusPage}</dt>
            <dd>
              <a href={entry.statusPage} rel="noreferrer noopener" target="_blank">
                {entry.statusPage}
              </a>
            </dd>
          </>
        )}
        <Others title={t.runsOn} others={entry.runsOn} onOpen={onOpen} />
        <Others title={t.column.alternatives} others={entry.alternatives} onOpen={onOpen} />
      </dl>
      <details className={css['details']}>
        <summary>{t.signs}</summary>
        <dl className={css['facts']}>
          {entry.signs.map(({ kind, patterns }) => (
            <Fragment key={kind}>
              <dt>{t.signKinds[kind] ?? kind}</dt>
              <dd className={css['patterns']}>{patterns.join(', ')}</dd>
            </Fragment>
          ))}
        </dl>
      </details>
      <details className={css['details']}>
        <summary>{t.wrong}</summary>
        <Correction id={entry.id} />
      </details>
    </>
  );
}
