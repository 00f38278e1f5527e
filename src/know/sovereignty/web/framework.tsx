import { z } from 'zod';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { DataTable } from '../../../web/parts/table.tsx';
import { useWords } from '../../../web/words.ts';
import objectives from '../objectives.json';
import { isHome } from '../reach.ts';
import type { SovereigntyView } from '../sovereignty.contract.ts';
import { de, en } from '../sovereignty.texts.ts';
import css from './sovereignty.module.css';

/** Names and weights of the EU framework (DG DIGIT, v1.2.1); nothing here becomes a SEAL level. */
const Objective = z.object({ id: z.string(), weight: z.number(), de: z.string(), en: z.string() });
const all = z.array(Objective).parse(objectives);

/** The eight objectives of the EU framework, with what can be said of them here, and "not assessed" where nothing can. */
export function Framework({ view }: { readonly view: SovereigntyView }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const { metrics, services } = view;
  const home = (shares: SovereigntyView['metrics']['direct']) =>
    w.percent(shares.filter(({ name }) => isHome(name)).reduce((sum, { share }) => sum + share, 0));
  const told = new Map([
    ['SOV-1', t.told['SOV-1'](home(metrics.direct))],
    ['SOV-2', t.told['SOV-2'](home(metrics.indirect))],
    ['SOV-4', t.told['SOV-4'](metrics.withoutFallback, metrics.count)],
    ['SOV-5', t.told['SOV-5'](services.filter(({ carriers }) => carriers.length > 0).length)],
  ]);
  return (
    <Card title={t.framework}>
      <p className={`small muted ${css['help']}`}>{t.frameworkHelp}</p>
      <DataTable
        caption={t.framework}
        rows={all}
        rowKey={({ id }) => id}
        empty={null}
        columns={[
          { key: 'name', label: t.objective, cell: (one) => `${one.id} ${one[language]}` },
          { key: 'weight', label: t.weight, align: 'end', cell: ({ weight }) => `${weight} %` },
          {
            key: 'finding',
            label: t.finding,
            cell: ({ id }) => told.get(id) ?? <span className="muted">{t.notAssessed}</span>,
          },
        ]}
      />
    </Card>
  );
}
