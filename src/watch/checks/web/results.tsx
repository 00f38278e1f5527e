import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip, StateChip } from '../../../web/parts/chip.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { usePlaceZone } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { checkHistory } from '../checks.contract.ts';
import { sayDetail } from '../detail.texts.ts';
import { de, en } from '../screens.texts.ts';
import css from './checks.module.css';

const PER_PAGE = 15;
const states = { up: 'ok', down: 'down', unclear: 'unknown' } as const;

/** Single measurements, newest first, a page at a time. */
export function Results({ id }: { readonly id: string }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const { language } = useLanguage();
  const zone = usePlaceZone();
  const [before, setBefore] = useState<number | undefined>();
  const asked = { limit: PER_PAGE, ...(before === undefined ? {} : { before }) };
  const query = useQueryOf(checkHistory, { params: { id }, query: asked }, { topics: ['check', 'observation'], keep: true });
  return (
    <Card title={t.results.title}>
      <div className="stack">
        <p className="muted small">{t.results.sub}</p>
        <Loaded query={query}>
          {({ results }) => (
            <>
              {results.length === 0 ? (
                <p className="muted">{t.results.none}</p>
              ) : (
                <div className={css['scroll']}>
                  <table className={css['plain']}>
                    <caption className="visually-hidden">{t.results.title}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{t.results.at}</th>
                        <th scope="col">{t.results.result}</th>
                        <th scope="col">{t.response}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {results.map(({ at, outcome, ms, detail, maintenance }) => (
                        <tr key={at}>
                          <td>{w.time(at, true)}</td>
                          <td>
                            {detail === null ? (
                              t.results.ok
                            ) : (
                              <StateChip state={states[outcome]} word={sayDetail(detail, language, zone)} />
                            )}{' '}
                            {maintenance && <Chip>{t.results.inMaintenance}</Chip>}
                          </td>
                          <td>{w.number(ms)} ms</td>
                        </tr>
                      ))}
                    </tbody>
                  </table>
                </div>
              )}
              <div className="row">
                {before !== undefined && (
                  <Button small onClick={() => setBefore(undefined)}>
                    {t.results.newest}
                  </Button>
                )}
                {results.length === PER_PAGE && (
                  <Button small onClick={() => setBefore(results.at(-1)?.at)}>
                    {t.results.older}
                  </Button>
                )}
              </div>
            </>
          )}
        </Loaded>
      </div>
    </Card>
  );
}
