import { movingText } from '../../../know/simulation/influence.texts.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Movers } from '../../../web/parts/movers.tsx';
import { useQueryOf } from '../../../web/query.ts';
import { readMovers } from '../situation.contract.ts';
import { de, en } from '../situation.texts.ts';

const orNever = (ms: number | null): number => ms ?? Number.POSITIVE_INFINITY;

/** The three numbers on which the forecast hangs most, with where they come from; nothing where there are none. */
export default function LiveMovers() {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const query = useQueryOf(readMovers, undefined, { topics: ['incident', 'asset', 'check', 'signal', 'node'], every: 60_000 });
  const { process = null, movers = [] } = query.data ?? {};
  if (!process || movers.length === 0) return null;
  return (
    <Card title={t.movers(process.name)}>
      <div className="stack">
        <Movers
          moving={movers.map(({ backAtLow, backAtHigh, ...one }) => {
            const influence = { ...one, resultAtLow: orNever(backAtLow), resultAtHigh: orNever(backAtHigh) };
            return movingText(influence, { kind: 'recovered', process: process.id }, (name) => name, language);
          })}
        />
        <p className="small muted">{t.moversHelp}</p>
      </div>
    </Card>
  );
}
