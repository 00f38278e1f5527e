import { useState } from 'react';
import { useLocation } from 'wouter';
import { listPlans } from '../../../prepare/plans/plans.contract.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { FaultNote } from '../../../web/parts/fault.tsx';
import { SelectField, TextField } from '../../../web/parts/field.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useAction, useQueryOf } from '../../../web/query.ts';
import { raiseIncident } from '../incidents.contract.ts';
import { de, en } from '../room.texts.ts';

/** The alarm: one sentence at most, one press. The level and everything else come after. */
export default function RaisePage() {
  const t = useTexts({ de, en }).raise;
  const href = useHref();
  const [, go] = useLocation();
  const [title, setTitle] = useState('');
  const [planId, setPlanId] = useState('');
  const mayRead = useMay('prepare.read');
  const plans = useQueryOf(listPlans, undefined, { topics: ['plan'], enabled: mayRead });
  const raise = useAction(raiseIncident, { onDone: (incident) => go(href(`act/incidents/${incident.id}`)) });
  const press = (mode: 'actual' | 'exercise') =>
    raise.mutateAsync({ body: { mode, ...(title.trim() === '' ? {} : { title: title.trim() }), ...(planId === '' ? {} : { planId }) } });
  const choices = (plans.data?.plans ?? []).map((plan) => ({ value: plan.id, label: plan.title }));
  return (
    <Page title={t.title} headline={t.headline} sub={t.sub}>
      <Card>
        <div className="stack">
          <TextField label={t.what} help={t.whatHelp} value={title} onChange={setTitle} />
          {choices.length > 0 && (
            <SelectField label={t.plan} value={planId} onChange={setPlanId} choices={[{ value: '', label: t.noPlan }, ...choices]} />
          )}
          <div className="row">
            <Button kind="crisis" onClick={() => press('actual')}>
              {t.go}
            </Button>
            <Button onClick={() => press('exercise')}>{t.drill}</Button>
          </div>
          <p className="muted">{t.drillHelp}</p>
          <FaultNote error={raise.error} />
        </div>
      </Card>
    </Page>
  );
}
