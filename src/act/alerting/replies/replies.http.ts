import { on, type Route } from '../../../http/route.ts';
import { writeCsv } from '../../../kernel/csv.ts';
import { dateTimeText } from '../../../kernel/wording.ts';
import { exportReplies, listReplies } from './replies.contract.ts';
import { replies } from './replies.store.ts';
import { de, en } from './replies.texts.ts';

const MOST = 500;

export const replyRoutes = (): Route[] => [
  on(listReplies).handle(({ work }) => work(async (tx) => ({ replies: await replies(tx).list(MOST) }))),
  on(exportReplies).handle(async ({ work, org }) => {
    const t = org.language === 'de' ? de : en;
    const rows = (await work((tx) => replies(tx).list(MOST))).map((one) => [
      dateTimeText(one.at, org.zone, org.language),
      one.sender,
      one.name ?? '',
      one.text,
      t.verdict[one.verdict],
      one.subject ?? '',
      one.answer ?? '',
    ]);
    return { type: 'text/csv; charset=utf-8', body: writeCsv([t.columns, ...rows]), filename: t.file(org.name) };
  }),
];
