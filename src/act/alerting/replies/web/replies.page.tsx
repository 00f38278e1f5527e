import { useTexts } from '../../../../web/language.tsx';
import { Loaded } from '../../../../web/parts/fault.tsx';
import { Page } from '../../../../web/parts/page.tsx';
import { useMay } from '../../../../web/place.ts';
import { useQueryOf } from '../../../../web/query.ts';
import { listChannels } from '../../channels.contract.ts';
import { de, en } from '../replies.texts.ts';
import { Received } from './received.tsx';
import { listens, Ways } from './ways.tsx';

/** What comes back: where answers are read, and everything that came in. */
export default function RepliesPage() {
  const t = useTexts({ de, en });
  const mayRead = useMay('act.read');
  const channels = useQueryOf(listChannels, undefined, { topics: ['channel'] });
  const headline = channels.data ? t.headline(channels.data.channels.filter(listens).length) : t.title;
  return (
    <Page title={t.title} headline={headline} sub={t.sub}>
      <Loaded query={channels}>
        {(data) => (
          <div className="stack">
            <Ways channels={data.channels} />
            {mayRead && <Received />}
          </div>
        )}
      </Loaded>
    </Page>
  );
}
