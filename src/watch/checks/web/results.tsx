import { useState } from 'react';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Chip, StateChip } from '../../../web/parts/chip.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { usePlaceZone } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useNow, useWords } from '../../../web/words.ts';
import { checkHistory } from '../checks.contract.ts';
import { sayDetail } from '../detail.texts.ts';
import * as measured from '../measured.texts.ts';
import { de, en } from '../screens.texts.ts';
import css from './checks.module.css';

const PER_PAGE = 15;
const states = { up: 'ok', down: 'down', unclear: 'unknown' } as const;

/** Single measurements, newest first, a page at a time. */
export function Results({ id }: { readonly id: string }) {
  const t = useTexts({ de, en });
  const said = useTexts(measured).results;
  const w = useWords();
  const { language } = useLanguage();
  const zone = usePlaceZone();
  const today = w.date(useNow());
  const [before, setBefore] = useState<number | undefined>();
  const asked = { limit: PER_PAGE, ...(before === undefined ? {} : { before }) };
  const query = useQueryOf(checkHistory, { params: { id }, query: asked }, { topics: ['check', 'observation'], keep: true });
  return (
    <Card title={said.title}>
      <div className="stack">
        <p className="muted small">{said.sub}</p>
        <Loaded query={query}>
          {({ results }) => (
            <>
              {results.length === 0 ? (
                <p className="muted">{said.none}</p>
              ) : (
                <div className={css['scroll']}>
                  <table className={css['plain']}>
                    <caption className="visually-hidden">{said.title}</caption>
                    <thead>
                      <tr>
                        <th scope="col">{said.at}</th>
                        <th scope="col">{said.result}</th>
                        <th scope="col">{t.response}</th>
                      </tr>
                    </thead>
                    <tbody>
                      {results.map(({ at, outcome, ms, detail, maintenance }) => (
                        <tr key={at}>
                          <td>
                            {w.date(at) !== today && `${w.date(at)}, `}
                            {w.time(at, true)}
                          </td>
                          <td>
                            {detail === null ? said.ok : <StateChip state={states[outcome]} word={sayDetail(detail, language, zone)} />}{' '}
                            {maintenance && <Chip>{said.inMaintenance}</Chip>}
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
                    {said.newest}
                  </Button>
                )}
                {results.length === PER_PAGE && (
                  <Button small onClick={() => setBefore(results.at(-1)?.at)}>
                    {said.older}
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
