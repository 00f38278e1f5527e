import { Movers } from '../../../know/simulation/web/movers.tsx';
import { useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { useQueryOf } from '../../../web/query.ts';
import { readMovers } from '../situation.contract.ts';
import { de, en } from '../situation.texts.ts';

const orNever = (ms: number | null): number => ms ?? Number.POSITIVE_INFINITY;

/** The three numbers on which the forecast hangs most, with where they come from; nothing where there are none. */
export default function LiveMovers() {
  const t = useTexts({ de, en });
  const query = useQueryOf(readMovers, undefined, { topics: ['incident', 'asset', 'check', 'signal', 'node'], every: 60_000 });
  const { process = null, movers = [] } = query.data ?? {};
  if (!process || movers.length === 0) return null;
  return (
    <Card title={t.movers(process.name)}>
      <div className="stack">
        <Movers
          influences={movers.map(({ backAtLow, backAtHigh, ...one }) => ({
            ...one,
            resultAtLow: orNever(backAtLow),
            resultAtHigh: orNever(backAtHigh),
          }))}
          watched={{ kind: 'recovered', process: process.id }}
          name={(id) => id}
        />
        <p className="small muted">{t.moversHelp}</p>
      </div>
    </Card>
  );
}
