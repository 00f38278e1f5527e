import { useState } from 'react';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref, useMay, usePlace } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { exportIndependence, type LifelineView, type PurposeView, readIndependence } from '../independence.contract.ts';
import { de, en } from '../independence.texts.ts';
import { headline } from '../told.ts';
import { AnswerDialog } from './answerdialog.tsx';
import css from './independence.module.css';
import { StandingChip, Way } from './way.tsx';

/** A purpose with several ways: one that is left is enough, so it has a standing of its own. */
const Several = ({ purpose, standing }: PurposeView) => {
  const t = useTexts({ de, en });
  return (
    <div className={css['purpose']}>
      <h3>{t.purpose[purpose]}</h3>
      <StandingChip standing={standing} />
      <span className="small muted">{t.manyWays}</span>
    </div>
  );
};

/** Whether what an emergency needs shares a provider, a network or a login with what has failed; and krisenfest itself. */
export default function IndependencePage() {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const href = useHref();
  const { org } = usePlace();
  const mayAnswer = useMay('prepare.write');
  const [asked, setAsked] = useState<LifelineView | undefined>();
  const topics = ['independence', 'channel', 'node', 'inventory', 'model', 'darksite', 'check', 'organisation'];
  const query = useQueryOf(readIndependence, undefined, { topics });
  return (
    <Page
      title={t.title}
      headline={query.data ? headline(query.data, t) : t.title}
      sub={t.sub}
      actions={
        <LinkButton href={urlOf(exportIndependence, { org: org.slug, query: { language } })} download>
          {t.export}
        </LinkButton>
      }
    >
      <Loaded query={query}>
        {({ purposes, itself, machine, nodes }) => {
          const way = (one: LifelineView) => (
            <Way key={one.key} way={one} nodes={nodes} onAnswer={mayAnswer ? () => setAsked(one) : undefined} />
          );
          return (
            <div className="stack">
              {nodes.length === 0 && (
                <Empty title={t.firstInventory} action={<LinkButton href={href('know/inventory')}>{t.toInventory}</LinkButton>} />
              )}
              <Card title={t.ways}>
                {purposes.map((one) => (
                  <div key={one.purpose} className={css['part']}>
                    {one.ways.length > 1 && <Several {...one} />}
                    {one.ways.length === 0 && (
                      <Empty title={t.none} action={<LinkButton href={href('settings/channels')}>{t.channels}</LinkButton>} />
                    )}
                    <ul className={css['ways']}>{one.ways.map(way)}</ul>
                  </div>
                ))}
              </Card>
              <Card title={t.own}>
                <p className="muted">{t.ownHelp}</p>
                {machine.virtual !== null && <p>{t.virtual(machine.virtual)}</p>}
                {machine.inDomain === true && <p>{t.inDomain}</p>}
                <ul className={css['ways']}>{itself.map(way)}</ul>
              </Card>
            </div>
          );
        }}
      </Loaded>
      {asked && query.data && <AnswerDialog way={asked} nodes={query.data.nodes} onClose={() => setAsked(undefined)} />}
    </Page>
  );
}
