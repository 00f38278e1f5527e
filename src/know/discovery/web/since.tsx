import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useHref, usePlace } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { compareScan, downloadScan, exportScan, printScan, type ScanDifference, type ScanView } from '../discovery.contract.ts';
import { de as wordsDe, en as wordsEn } from '../discovery.texts.ts';
import { de, en } from './scan.texts.ts';

type Named = ScanDifference['added'];

function Line({ label, items }: { readonly label: string; readonly items: Named }) {
  const words = useTexts({ de: wordsDe, en: wordsEn });
  if (items.length === 0) return null;
  return (
    <li>
      <strong>{label}</strong>: {items.map(({ role, name }) => `${words.roles[role]} (${name})`).join(', ')}
    </li>
  );
}

/** What is new and what went since the scan before of the same domain. Nothing while there is none. */
export function Since({ scan }: { readonly scan: ScanView }) {
  const t = useTexts({ de, en });
  const words = useTexts({ de: wordsDe, en: wordsEn });
  const w = useWords();
  const { data } = useQueryOf(compareScan, { params: { id: scan.id } }, { topics: ['scan'], enabled: scan.state === 'done' });
  if (!data?.before) return null;
  const { before, added, gone, changed, uncertain } = data;
  const same = added.length + gone.length + changed.length === 0;
  return (
    <Card title={t.sinceBefore(w.moment(before.at))}>
      {same ? (
        <p>{t.sameAsBefore}</p>
      ) : (
        <ul>
          <Line label={t.isNew} items={added} />
          <Line label={t.isGone} items={gone} />
          <Line label={t.isChanged} items={changed} />
        </ul>
      )}
      {uncertain.length > 0 && <p className="small muted">{t.uncertain(uncertain.map(words.gaps.what).join(', '))}</p>}
    </Card>
  );
}

/** What can be done with a finished scan: keep it as a file, and see what follows from it. */
export function After({ scan }: { readonly scan: ScanView }) {
  const t = useTexts({ de, en });
  const href = useHref();
  const { org } = usePlace();
  const { language } = useLanguage();
  const file = { org: org.slug, params: { id: scan.id }, query: { language } };
  return (
    <Card title={t.goOn}>
      <div className="row">
        <LinkButton href={href('know/sovereignty')}>{t.toSovereignty}</LinkButton>
        <LinkButton href={href('know/switch-off')}>{t.toSwitchOff}</LinkButton>
        <LinkButton small href={urlOf(printScan, file)} download>
          PDF
        </LinkButton>
        <LinkButton small href={urlOf(exportScan, file)} download>
          CSV
        </LinkButton>
        <LinkButton small href={urlOf(downloadScan, { org: org.slug, params: { id: scan.id } })} download>
          JSON
        </LinkButton>
      </div>
      <p className="small muted">{t.goOnHelp}</p>
    </Card>
  );
}
