import { lazy, memo, Suspense, useMemo, useState } from 'react';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Loading } from '../../../web/parts/loading.tsx';
import { useWords } from '../../../web/words.ts';
import type { Answer } from '../answer.ts';
import { lossAt } from '../exceedance.ts';
import { de, en } from '../report.texts.ts';
import { rough } from './euros.tsx';
import css from './hands.module.css';

const Curve = lazy(() => import('./curve.tsx'));

/** With these shares the table says which loss is exceeded. */
const SHARES = [0.9, 0.75, 0.5, 0.25, 0.1, 0.05, 0.01];

function Exceeded({ answer }: { readonly answer: Answer }) {
  const t = useTexts({ de, en });
  const w = useWords();
  const exceedance = answer.sampled?.exceedance;
  const { euro, percent } = w;
  const points = exceedance?.points;
  const curve = useMemo(
    () =>
      points && {
        points,
        labels: { loss: t.loss, share: t.share },
        euro: (amount: number) => euro(rough(amount)),
        percent,
      },
    // oxlint-disable-next-line react-hooks/exhaustive-deps -- the words change with the language alone, as `t` does
    [points, t],
  );
  if (!answer.sampled) return <p className="muted">{t.counting}</p>;
  if (!exceedance || !curve) return <p>{t.lossUnknown}</p>;
  return (
    <>
      {exceedance.endless > 0 && <p>{t.endless(w.percent(exceedance.endless))}</p>}
      {curve.points.length > 1 && (
        <Suspense fallback={<Loading />}>
          <Curve {...curve} />
        </Suspense>
      )}
      {curve.points.length > 0 && (
        <div className={css['table']}>
          <table>
            <caption className="visually-hidden">{t.exceedance}</caption>
            <thead>
              <tr>
                <th scope="col">{t.share}</th>
                <th scope="col">{t.loss}</th>
              </tr>
            </thead>
            <tbody>
              {SHARES.map((share) => {
                const loss = lossAt(exceedance, share);
                return (
                  <tr key={share}>
                    <th scope="row">{t.moreThan(w.percent(share))}</th>
                    <td>{loss === null ? t.lossEndless : euro(rough(loss))}</td>
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      <p className="small muted">{t.exceedanceHelp}</p>
    </>
  );
}

/** For those who want to know more: how likely it is to lose more than a sum. */
export const Advanced = memo(function Advanced({ answer }: { readonly answer: Answer }) {
  const t = useTexts({ de, en });
  const [open, setOpen] = useState(false);
  return (
    <Card>
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)} className={css['table']}>
        <summary>{t.advanced}</summary>
        {open && (
          <div className="stack" style={{ marginTop: 12 }}>
            <h2>{t.exceedance}</h2>
            <Exceeded answer={answer} />
          </div>
        )}
      </details>
    </Card>
  );
});
