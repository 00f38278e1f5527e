import { useId, useState } from 'react';
import { DAY } from '../../../kernel/instant.ts';
import { urlOf } from '../../../web/call.ts';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import type { PageProps } from '../../../web/pages.ts';
import { LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref, usePlace } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { de, en } from '../exit.texts.ts';
import { categoryOf, priceCases } from '../exit.ts';
import { type ExitView, listExits, printLetter } from '../sovereignty.contract.ts';
import { ExportTests } from './exporttests.tsx';
import { PlanForm } from './planform.tsx';
import css from './sovereignty.module.css';

/** What a price rise would cost, beside rises that have happened. */
function Prices({ monthlyCost }: { readonly monthlyCost: number | null }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const id = useId();
  const [rise, setRise] = useState(15);
  return (
    <Card title={t.prices}>
      {monthlyCost === null ? (
        <p className="muted">{t.noCost}</p>
      ) : (
        <div className={css['slider']}>
          <label htmlFor={id}>
            {t.rise}: <strong>+{w.percent(rise / 100)}</strong>
          </label>
          <input id={id} type="range" min={0} max={50} value={rise} onChange={(event) => setRise(Number(event.currentTarget.value))} />
          <output htmlFor={id}>{t.costs(w.euro((monthlyCost * rise) / 100), w.euro((monthlyCost * rise * 12) / 100))}</output>
        </div>
      )}
      <p className="small muted">{t.priceCases}</p>
      <ul className="small muted">
        {priceCases.map(({ on, low, high, who }) => (
          <li key={on}>
            {w.date(Date.parse(on))}: {who[language]}, +{t.range(w.number(low * 100, 1), w.number(high * 100, 1))} %
          </li>
        ))}
      </ul>
    </Card>
  );
}

function Letter({ exit }: { readonly exit: ExitView }) {
  const t = useTexts({ de, en });
  const { org } = usePlace();
  const { language } = useLanguage();
  const address = (kind: 'question' | 'switch') =>
    urlOf(printLetter, { org: org.slug, params: { key: exit.key }, query: { language, kind } });
  return (
    <Card title={t.letter}>
      <p className={`small muted ${css['help']}`}>{t.letterHelp(categoryOf(exit.plan.category).dataAct)}</p>
      <div className="row">
        <LinkButton href={address('question')} download>
          {t.question}
        </LinkButton>
        <LinkButton href={address('switch')} download>
          {t.switch}
        </LinkButton>
      </div>
    </Card>
  );
}

function Plan({ exit }: { readonly exit: ExitView }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const w = useWords();
  const href = useHref();
  const { plan, saved, tightest, verdict } = exit;
  const category = categoryOf(plan.category);
  const state = saved === null ? t.suggested : t.savedBy(saved.by, w.moment(saved.at));
  const against = tightest === null ? t.noTarget : `${t.against(tightest.name, w.span(tightest.mtpdMs))}: ${t.verdict[verdict]}.`;
  return (
    <Page
      title={`${exit.name} · ${t.title}`}
      headline={t.planHeadline(exit.name, plan.switchDays === null ? null : w.span(plan.switchDays * DAY))}
      sub={`${against} ${state}.`}
      actions={
        <>
          <LinkButton href={`${href('know/inventory')}?node=${encodeURIComponent(exit.key)}`}>{t.inModel}</LinkButton>
          <LinkButton kind="plain" href={href('know/exit')}>
            {t.back}
          </LinkButton>
        </>
      }
    >
      <div className={css['two']}>
        <Card title={t.plan}>
          {exit.noticeBy !== null && <p>{t.noticeBy(w.date(Date.parse(exit.noticeBy)))}</p>}
          <PlanForm key={saved?.at ?? 0} exit={exit} />
        </Card>
        <div className="stack">
          <Card title={t.stops}>
            <p>{category.stops[language]}</p>
            <p className="small muted">
              {t.fallback}: {category.fallback[language]}
            </p>
          </Card>
          <ExportTests exit={exit} />
          <Prices monthlyCost={plan.monthlyCost} />
          <Letter exit={exit} />
        </div>
      </div>
    </Page>
  );
}

/** The plan to leave one service. */
export default function ExitPage({ params }: PageProps) {
  const t = useTexts({ de, en });
  const href = useHref();
  const key = decodeURIComponent(params['key'] ?? '');
  const query = useQueryOf(listExits, undefined, { topics: ['node', 'sovereignty'] });
  return (
    <Loaded query={query}>
      {({ exits }) => {
        const exit = exits.find((one) => one.key === key);
        return exit ? (
          <Plan exit={exit} />
        ) : (
          <Page title={t.title} headline={t.gone}>
            <Empty title={t.emptyText} action={<LinkButton href={href('know/exit')}>{t.back}</LinkButton>} />
          </Page>
        );
      }}
    </Loaded>
  );
}
