import { on, type Route } from '../../http/route.ts';
import { writeCsv } from '../../kernel/csv.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { independenceOf } from './independence.cases.ts';
import { answerLifeline, exportIndependence, forgetLifelineAnswer, readIndependence } from './independence.contract.ts';
import { lifelineAnswers } from './independence.store.ts';
import { de, en } from './independence.texts.ts';
import { advice, nameOf, restsText, sentence, standingText } from './told.ts';

/** Only of these can a firm say that it has none. */
const MAY_BE_ABSENT = new Set(['site', 'status']);

export const independenceRoutes = (): Route[] => [
  on(readIndependence).handle(({ work }) => work(independenceOf)),
  on(exportIndependence).handle(async ({ work, query, org }) => {
    const t = query.language === 'de' ? de : en;
    const view = await work(independenceOf);
    const ways = [...view.purposes.flatMap(({ ways }) => ways), ...view.itself];
    const rows = ways.map((way) => [
      nameOf(way, t),
      standingText(way, t),
      restsText(way, view.nodes, t),
      sentence(way, t),
      advice(way, t) ?? '',
    ]);
    return { type: 'text/csv; charset=utf-8', body: writeCsv([t.columns, ...rows]), filename: t.file(org.name) };
  }),
  on(answerLifeline).handle(async ({ work, params, body, caller }) => {
    await work(async (tx) => {
      const view = await independenceOf(tx);
      const ways = [...view.purposes.flatMap(({ ways }) => ways), ...view.itself];
      if (!ways.some(({ key }) => key === params.key)) throw notFound('This way');
      if (body.kind === 'absent' && !MAY_BE_ABSENT.has(params.key))
        throw new Problem(422, 'not-absent', 'This cannot be missing: please say what it rests on.');
      const known = new Set(view.nodes.map(({ key }) => key));
      if (body.kind === 'on' && body.nodes.some((key) => !known.has(key)))
        throw new Problem(422, 'unknown-node', 'Something that is named here is not in the inventory (any more).');
      await lifelineAnswers(tx).say(params.key, body.kind === 'on' ? { ...body, nodes: [...new Set(body.nodes)] } : body, caller.name);
      await audit(tx).note(caller.name, 'lifeline.said', params.key, { ...body });
    });
    return undefined;
  }),
  on(forgetLifelineAnswer).handle(async ({ work, params, caller }) => {
    await work(async (tx) => {
      await lifelineAnswers(tx).forget(params.key);
      await audit(tx).note(caller.name, 'lifeline.forgotten', params.key, {});
    });
    return undefined;
  }),
];
