import { useLocation } from 'wouter';
import { useLanguage, useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote, Loaded } from '../../../web/parts/fault.tsx';
import { useToast } from '../../../web/parts/toast.tsx';
import { useHref } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { addPlanFromTemplate, listPlanTemplates } from '../plans.contract.ts';
import { de, en } from '../plans.texts.ts';
import type { Plan } from '../plans.ts';
import css from './plans.module.css';

/** Templates whose scenario has no plan yet; taking one opens the plan. */
export function Templates({ plans }: { readonly plans: readonly Plan[] }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const toast = useToast();
  const href = useHref();
  const [, go] = useLocation();
  const query = useQueryOf(listPlanTemplates);
  const use = useAction(addPlanFromTemplate, {
    onDone: (plan) => {
      toast({ text: t.taken(plan.title) });
      go(href(`prepare/plans/${plan.id}`));
    },
  });
  return (
    <Loaded query={query}>
      {({ templates }) => {
        const left = templates.filter(({ scenario }) => !plans.some((plan) => plan.scenario === scenario));
        if (left.length === 0) return null;
        return (
          <section className="stack" aria-labelledby="plan-templates">
            <h2 id="plan-templates">{t.templates}</h2>
            <FaultNote error={use.error} />
            <div className={css['templates']}>
              {left.map(({ key, title, summary, steps }) => (
                <Card key={key}>
                  <div className={css['template']}>
                    <h3>{title[language]}</h3>
                    <p className="muted">{summary[language]}</p>
                    <div className="row">
                      <Button
                        small
                        busy={use.isPending && use.variables.params.key === key}
                        aria-label={`${t.use}: ${title[language]}`}
                        onClick={() => use.mutate({ params: { key }, body: {} })}
                      >
                        {t.use}
                      </Button>
                      <span className="small muted">{t.templateSteps(steps)}</span>
                    </div>
                  </div>
                </Card>
              ))}
            </div>
          </section>
        );
      }}
    </Loaded>
  );
}
