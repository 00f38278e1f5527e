import { z } from 'zod';
import { on, type Route } from '../../../http/route.ts';
import { writeCsv } from '../../../kernel/csv.ts';
import { dateTimeText } from '../../../kernel/wording.ts';
import { audit } from '../../../trust/audit/audit.store.ts';
import { changedSettings, newSettings } from '../channels.cases.ts';
import { wayIsOver } from '../paging/deadway.on.ts';
import { replyMailbox } from './mailbox.store.ts';
import { MAILBOX_CAUSE, Mailbox } from './mailbox.ts';
import { exportReplies, listReplies, putReplyMailbox, readReplyMailbox, removeReplyMailbox } from './replies.contract.ts';
import { replies } from './replies.store.ts';
import { de, en } from './replies.texts.ts';

const MOST = 500;
const schema = z.toJSONSchema(Mailbox, { io: 'input' }) as Record<string, unknown>;

export const replyRoutes = (): Route[] => [
  on(readReplyMailbox).handle(({ work }) =>
    work(async (tx) => {
      const known = await replyMailbox(tx).find();
      if (!known) return { mailbox: null, schema };
      const { settings, lookedAt, trouble } = known;
      return { mailbox: { settings: { ...settings.open }, secretsSet: Object.keys(settings.secret), lookedAt, trouble }, schema };
    }),
  ),
  on(putReplyMailbox).handle(({ work, body, caller }) =>
    work(async (tx) => {
      const before = await replyMailbox(tx).find();
      const next = before ? changedSettings(Mailbox, body.settings, before.settings) : newSettings(Mailbox, body.settings);
      await replyMailbox(tx).save(next);
      await audit(tx).note(caller.name, 'reply-mailbox.changed', '', { address: next.open['address'] });
      return undefined;
    }),
  ),
  on(removeReplyMailbox).handle(({ work, caller }) =>
    work(async (tx) => {
      const address = (await replyMailbox(tx).answersGoTo())?.address;
      await replyMailbox(tx).remove();
      if (address !== undefined) await wayIsOver(tx, MAILBOX_CAUSE, address, caller.name);
      await audit(tx).note(caller.name, 'reply-mailbox.removed', '', {});
      return undefined;
    }),
  ),
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
