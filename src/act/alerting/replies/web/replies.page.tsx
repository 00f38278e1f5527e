import { useTexts } from '../../../../web/language.tsx';
import { Loaded } from '../../../../web/parts/fault.tsx';
import { Page } from '../../../../web/parts/page.tsx';
import { useMay } from '../../../../web/place.ts';
import { useQueryOf } from '../../../../web/query.ts';
import { listChannels } from '../../channels.contract.ts';
import { SelfTestCard } from '../../selftest/web/selftestcard.tsx';
import { SmsAlarmCard } from '../../smsalarm/web/smsalarmcard.tsx';
import { readReplyMailbox } from '../replies.contract.ts';
import { de, en } from '../replies.texts.ts';
import { MailboxCard } from './mailboxcard.tsx';
import { Received } from './received.tsx';
import { listens, Ways } from './ways.tsx';

/** What comes back: where answers are read, and everything that came in. */
export default function RepliesPage() {
  const t = useTexts({ de, en });
  const mayRead = useMay('act.read');
  const channels = useQueryOf(listChannels, undefined, { topics: ['channel'] });
  const mailbox = useQueryOf(readReplyMailbox, undefined, { topics: ['mailbox'] });
  const mails = mailbox.data?.mailbox ? 1 : 0;
  const headline = channels.data && mailbox.data ? t.headline(channels.data.channels.filter(listens).length + mails) : t.title;
  return (
    <Page title={t.title} headline={headline} sub={t.sub}>
      <Loaded query={channels}>
        {(data) => (
          <div className="stack">
            <div className="columns">
              <Ways channels={data.channels} />
              <MailboxCard />
              <SelfTestCard />
              <SmsAlarmCard listening={data.channels.some(listens)} />
            </div>
            {mayRead && <Received />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
