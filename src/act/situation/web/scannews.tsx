import { listScanNews, takeNoteOfScan } from '../../../know/discovery/repeat.contract.ts';
import { de, en } from '../../../know/discovery/repeat.texts.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';

/** What the monthly scan of a domain found changed, until somebody takes note of it. Nothing while there is none. */
export function ScanNotice() {
  const t = useTexts({ de, en });
  const w = useWords();
  const href = useHref();
  const mayRead = useMay('know.read');
  const mayWrite = useMay('know.write');
  const { data } = useQueryOf(listScanNews, undefined, { topics: ['scan'], enabled: mayRead });
  const note = useAction(takeNoteOfScan);
  if (!data || data.news.length === 0) return null;
  return (
    <Card title={t.newsTitle}>
      {data.news.map((one) => (
        <div key={one.id}>
          <p>
            {t.news(one, w.moment(one.at))} {one.uncertain.length > 0 && t.uncertain(one.uncertain.length)}
          </p>
          <div className="row">
            <LinkButton small href={`${href('know/scan')}?scan=${one.id}`}>
              {t.look}
            </LinkButton>
            {mayWrite && (
              <Button kind="plain" small onClick={() => note.mutateAsync({ params: { id: one.id } }).catch(() => undefined)}>
                {t.seen}
              </Button>
            )}
          </div>
        </div>
      ))}
      <FaultNote error={note.error} />
    </Card>
  );
}
