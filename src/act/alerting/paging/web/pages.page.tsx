import { useState } from 'react';
import type { Called } from '../../../../web/call.ts';
import { faultAt } from '../../../../web/call.ts';
import { useLanguage, useTexts } from '../../../../web/language.tsx';
import { Button, LinkButton } from '../../../../web/parts/button.tsx';
import { Card } from '../../../../web/parts/card.tsx';
import { Chip } from '../../../../web/parts/chip.tsx';
import { Empty } from '../../../../web/parts/empty.tsx';
import { Loaded } from '../../../../web/parts/fault.tsx';
import { CheckField, TextField } from '../../../../web/parts/field.tsx';
import { Form } from '../../../../web/parts/form.tsx';
import { NumberField } from '../../../../web/parts/numberfield.tsx';
import { Page } from '../../../../web/parts/page.tsx';
import { type Column, DataTable } from '../../../../web/parts/table.tsx';
import { useToast } from '../../../../web/parts/toast.tsx';
import { useFaults } from '../../../../web/parts/usefaults.ts';
import { useHref, useMay } from '../../../../web/place.ts';
import { useAction, useQueryOf } from '../../../../web/query.ts';
import { useWords } from '../../../../web/words.ts';
import { putAlertingSettings, readAlertingSettings } from '../../escalation/escalation.contract.ts';
import * as german from '../../faults.texts.ts';
import { type ConcernView, callFalse, readPaging } from '../paging.contract.ts';
import { de, en } from '../paging.texts.ts';
import css from './pages.module.css';

type Settings = Called<typeof readAlertingSettings>;

function Rule({ settings }: { readonly settings: Settings }) {
  const { screen: t } = useTexts({ de, en });
  const toast = useToast();
  const w = useWords();
  const mayWrite = useMay('settings.write');
  const [hours, setHours] = useState(settings.hours);
  const [wakeAbove, setWakeAbove] = useState<number | null>(settings.wakeAbove);
  const put = useAction(putAlertingSettings, { onDone: () => toast({ text: t.saved }) });
  const error = useFaults(put.error, german);
  const toggle = (day: number, on: boolean) =>
    setHours({ ...hours, days: on ? [...hours.days, day].sort() : hours.days.filter((one) => one !== day) });
  if (!mayWrite)
    return (
      <Card title={t.rule}>
        <p>
          {hours.days.map((day) => t.dayNames[day - 1]).join(', ')} {hours.start}–{hours.end}, {t.limit}: {w.euro(settings.wakeAbove)}
        </p>
      </Card>
    );
  return (
    <Card title={t.rule}>
      <Form onSubmit={() => put.mutate({ body: { hours, wakeAbove: wakeAbove ?? 0 } })} submit={t.save} busy={put.isPending} error={error}>
        <fieldset className={css['days']}>
          <legend>{t.days}</legend>
          {t.dayNames.map((name, n) => (
            <CheckField key={name} label={name} value={hours.days.includes(n + 1)} onChange={(on) => toggle(n + 1, on)} />
          ))}
        </fieldset>
        <div className={css['pair']}>
          <TextField type="time" label={t.start} value={hours.start} onChange={(start) => setHours({ ...hours, start })} required />
          <TextField
            type="time"
            label={t.end}
            value={hours.end}
            onChange={(end) => setHours({ ...hours, end })}
            help={hours.end !== '' && hours.end <= hours.start && t.nextDay}
            error={faultAt(error, '/hours/end')}
            required
          />
        </div>
        <NumberField label={t.limit} help={t.limitHelp} value={wakeAbove} onChange={setWakeAbove} required />
      </Form>
    </Card>
  );
}

function Course({ concern }: { readonly concern: ConcernView }) {
  const { screen: t } = useTexts({ de, en });
  const w = useWords();
  const { course, woke, dueAt, pagedAt } = concern;
  if (concern.calledFalseBy !== null) return <Chip>{t.calledFalse}</Chip>;
  if (course === 'covered') return <Chip>{t.covered}</Chip>;
  if (course === 'wait') return <Chip tone="unknown">{pagedAt === null ? t.waits : t.summarised}</Chip>;
  if (pagedAt === null && dueAt !== null) return <Chip tone="petrol">{t.bundled(w.time(dueAt))}</Chip>;
  return <Chip tone={woke ? 'degraded' : 'petrol'}>{woke ? t.woke : t.told}</Chip>;
}

/** What people were told of besides incidents, who was woken and why, and what to loosen. */
export default function PagesPage() {
  const texts = useTexts({ de, en });
  const t = texts.screen;
  const { language } = useLanguage();
  const w = useWords();
  const href = useHref();
  const mayCall = useMay('act.own');
  const query = useQueryOf(readPaging, undefined, { topics: ['page'] });
  const settings = useQueryOf(readAlertingSettings, undefined, { topics: ['escalation'] });
  const call = useAction(callFalse);
  const woken = query.data?.woken ?? 0;
  const columns: Column<ConcernView>[] = [
    {
      key: 'what',
      label: t.what,
      by: ({ title }) => title[language],
      cell: ({ title, detail, signals }) => (
        <>
          {title[language]}
          {signals > 1 && <span className="muted"> {t.signals(signals)}</span>}
          {detail[language] !== '' && <div className="muted small">{detail[language]}</div>}
        </>
      ),
    },
    {
      key: 'since',
      label: t.since,
      by: ({ openedAt }) => openedAt,
      cell: ({ openedAt, clearedAt }) => (
        <>
          {w.moment(openedAt)}
          <div className="muted small">{clearedAt === null ? t.lasts : t.over(w.moment(clearedAt))}</div>
        </>
      ),
    },
    { key: 'course', label: t.course, by: ({ course, woke }) => `${course}${woke}`, cell: (concern) => <Course concern={concern} /> },
    { key: 'why', label: t.why, cell: ({ because }) => because[language] },
  ];
  return (
    <Page title={t.title} headline={!query.data ? t.title : woken === 0 ? t.headlineNone : t.headline(woken)} sub={t.sub}>
      <Loaded query={query}>
        {({ concerns, proposals }) => (
          <div className="stack">
            {proposals.length > 0 && (
              <Card title={t.proposals} tone="degraded">
                <ul className={css['list']}>
                  {proposals.map(({ cause, title, times, people }) => (
                    <li key={cause}>
                      {t.proposal(title[language], times, people.join(', '))} {t.loosen}
                    </li>
                  ))}
                </ul>
                <LinkButton small href={href('watch/checks')}>
                  {t.toCheck}
                </LinkButton>
              </Card>
            )}
            <DataTable
              caption={t.caption}
              rows={concerns}
              rowKey={({ id }) => id}
              columns={columns}
              {...(mayCall
                ? {
                    actions: ({ id, woke, calledFalseBy }: ConcernView) =>
                      woke &&
                      calledFalseBy === null && (
                        <Button small kind="plain" onClick={() => call.mutateAsync({ params: { id } })}>
                          {t.callFalse}
                        </Button>
                      ),
                  }
                : {})}
              empty={<Empty title={t.empty} />}
            />
            {settings.data && <Rule settings={settings.data} />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
