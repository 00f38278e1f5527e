import { useMemo, useState } from 'react';
import { modelFrom } from '../../../know/inventory/checked.ts';
import { readInventory } from '../../../know/inventory/inventory.contract.ts';
import { hasCalendars, type Model } from '../../../know/model/model.ts';
import { useTexts } from '../../../web/language.tsx';
import { Button, LinkButton } from '../../../web/parts/button.tsx';
import { Card } from '../../../web/parts/card.tsx';
import { Dialog } from '../../../web/parts/dialog.tsx';
import { Empty } from '../../../web/parts/empty.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { SelectField } from '../../../web/parts/field.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { Progress } from '../../../web/parts/progress.tsx';
import { useHref, useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { useWords } from '../../../web/words.ts';
import { listMeasures } from '../measures.contract.ts';
import { de, en } from '../measures.texts.ts';
import { isOpen, type Measure } from '../measures.ts';
import type { ExpectedScenario } from '../scenarios.ts';
import { BeforeAfter, rough, WhatChanges } from './beforeafter.tsx';
import { type Item, ORDERS, type Order, ofMeasure, ofProposal, ranked, togetherOnly, weighable, worthOf } from './board.ts';
import { BoardItem } from './item.tsx';
import { MeasureForm } from './measureform.tsx';
import css from './measures.module.css';
import { OutAndIn } from './outandin.tsx';
import { Scenarios } from './scenarios.tsx';
import { useWeighing } from './useweighing.ts';

type Loadeds = {
  readonly model: Model;
  readonly measures: readonly Measure[];
  readonly scenarios: readonly ExpectedScenario[];
  readonly usual: boolean;
};

type Ranked = ReturnType<typeof ranked>;

/** A calendar needs a day and an hour: always the same, a working morning (10:00 in Berlin), so that the order does not change by the hour. */
const A_TUESDAY = Date.UTC(2026, 2, 3, 9);

/** What matters now, in a sentence. */
function headlineOf(order: Ranked, weighing: boolean, t: typeof de, euro: (amount: number) => string): string {
  const [first] = order;
  if (weighing && first?.worth.kind !== 'weighed') return t.weighing;
  if (!first) return t.nothing;
  const likely = first.worth.kind === 'weighed' ? first.worth.figures.avoided.likely : 0;
  if (likely === null) return t.bestEndless(first.item.title);
  return typeof likely === 'number' && likely >= 1 ? t.best(first.item.title, euro(rough(likely))) : t.noneWorth;
}

function Board({ model, measures, scenarios, usual }: Loadeds) {
  const t = useTexts({ de, en });
  const w = useWords();
  const may = useMay('learn.write');
  const at = hasCalendars(model) ? A_TUESDAY : null;
  const [order, setOrder] = useState<Order>('perEuro');
  const [looked, setLooked] = useState<Item | undefined>();
  const [form, setForm] = useState<{ readonly measure?: Measure } | undefined>();

  const open = measures.filter(isOpen);
  const toWeigh = useMemo(
    () => weighable(model, measures).map(({ id, cost, hours, edit }) => ({ id, cost, hours, edit })),
    [model, measures],
  );
  const known = useMemo(() => measures.flatMap(({ proposal }) => (proposal === null ? [] : [proposal])), [measures]);
  const { proposals, report, share, failed } = useWeighing({ model, at, measures: toWeigh, scenarios, known });
  const fresh = proposals.filter(({ key }) => !known.includes(key));
  const items = [...open.map(ofMeasure), ...fresh.map(ofProposal)].map((item) => ({ item, worth: worthOf(model, item, report) }));
  const inOrder = ranked(items, order, model.company.hourlyRate ?? 0);
  const titles = new Map(items.map(({ item }) => [item.id, item.title]));
  const pairs = report ? togetherOnly(report).filter(({ ids }) => ids.every((id) => titles.has(id))) : [];
  const done = measures.filter(({ progress: { state } }) => state === 'done' || state === 'tested');
  const rejected = measures.filter(({ progress: { state } }) => state === 'rejected');

  return (
    <Page
      title={t.title}
      headline={headlineOf(inOrder, share !== undefined, t, w.euro)}
      sub={at === null ? t.sub(scenarios.length, usual) : `${t.sub(scenarios.length, usual)} ${t.tuesday}`}
      actions={
        may && (
          <>
            <Button kind="main" onClick={() => setForm({})}>
              {t.form.add}
            </Button>
            <Scenarios scenarios={scenarios} usual={usual} />
          </>
        )
      }
    >
      {share !== undefined && <Progress share={share}>{t.looking}</Progress>}
      {failed !== undefined && <p role="alert">{t.stopped + failed}</p>}
      {pairs.length > 0 && (
        <Card title={t.pairs}>
          <ul>
            {pairs.slice(0, 5).map(({ ids: [a, b], avoided: { likely } }) => (
              <li key={`${a} ${b}`}>
                {t.pair(titles.get(a) ?? '', titles.get(b) ?? '', typeof likely === 'number' ? w.euro(rough(likely)) : t.endlessLoss)}
              </li>
            ))}
          </ul>
        </Card>
      )}
      <Card
        title={t.list(inOrder.length)}
        aside={
          <SelectField
            label={<span className="visually-hidden">{t.order}</span>}
            value={order}
            onChange={setOrder}
            choices={ORDERS.map((value) => ({ value, label: t.orders[value] }))}
          />
        }
      >
        {inOrder.length === 0 ? (
          <p className="muted">{share === undefined ? t.nothing : t.looking}</p>
        ) : (
          <ol className={css['list']}>
            {inOrder.map(({ item, worth }, n) => (
              <BoardItem
                key={item.id}
                item={item}
                rank={worth.kind === 'weighed' ? n + 1 : null}
                worth={worth}
                onLook={() => setLooked(item)}
                more={
                  item.from.kind === 'measure' && (
                    <Button small onClick={() => setForm(item.from.kind === 'measure' ? { measure: item.from.measure } : {})}>
                      {t.change}
                    </Button>
                  )
                }
              />
            ))}
          </ol>
        )}
      </Card>
      {[
        { title: t.done, list: done },
        { title: t.rejected, list: rejected },
      ].map(
        ({ title, list }) =>
          list.length > 0 && (
            <Card key={title} title={title}>
              <ul className={css['list']}>
                {list.map((measure) => (
                  <BoardItem
                    key={measure.id}
                    item={ofMeasure(measure)}
                    rank={null}
                    worth={null}
                    onLook={() => setLooked(ofMeasure(measure))}
                  />
                ))}
              </ul>
            </Card>
          ),
      )}
      <Card title={t.more}>
        <OutAndIn />
      </Card>
      <Dialog open={looked !== undefined} onClose={() => setLooked(undefined)} title={looked?.title ?? ''} wide>
        {looked && (
          <>
            {looked.reason !== '' && <p>{looked.reason}</p>}
            <WhatChanges model={model} edit={looked.edit} />
            {/* What is done is in the model already. */}
            {(looked.from.kind === 'proposal' || isOpen(looked.from.measure)) && (
              <BeforeAfter model={model} at={at} edit={looked.edit} scenarios={scenarios} />
            )}
          </>
        )}
      </Dialog>
      <MeasureForm model={model} open={form !== undefined} measure={form?.measure} onClose={() => setForm(undefined)} />
    </Page>
  );
}

/** The board of measures: what is worth doing, best first, with what it changes and what it costs. */
export default function MeasuresPage() {
  const t = useTexts({ de, en });
  const href = useHref();
  const board = useQueryOf(listMeasures, undefined, { topics: ['measure', 'node'] });
  const inventory = useQueryOf(readInventory, undefined, { topics: ['node'] });
  const model = useMemo(() => {
    const read = inventory.data && modelFrom(inventory.data);
    return read?.ok ? read.value : undefined;
  }, [inventory.data]);
  return (
    <Loaded query={inventory}>
      {() => (
        <Loaded query={board}>
          {(loaded) =>
            model && model.nodes.length > 0 ? (
              <Board model={model} {...loaded} />
            ) : (
              <Page title={t.title} headline={t.empty}>
                <Empty
                  title={t.emptyText}
                  action={
                    <LinkButton kind="main" href={href('know/inventory')}>
                      {t.toInventory}
                    </LinkButton>
                  }
                />
              </Page>
            )
          }
        </Loaded>
      )}
    </Loaded>
  );
}
