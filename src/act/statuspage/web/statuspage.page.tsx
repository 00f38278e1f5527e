import { useTexts } from '../../../web/language.tsx';
import { Loaded } from '../../../web/parts/fault.tsx';
import { Page } from '../../../web/parts/page.tsx';
import { useMay } from '../../../web/place.ts';
import { useQueryOf } from '../../../web/query.ts';
import { readStatusPage, type StatusPageView } from '../statuspage.contract.ts';
import { de, en } from '../statuspage.texts.ts';
import { Components } from './components.tsx';
import { Incidents } from './incidents.tsx';
import { Places } from './places.tsx';
import { Publication } from './publication.tsx';
import { Settings } from './settings.tsx';

/** How the page as a whole stands: the worst first. */
function headlineOf({ live, draft, places }: StatusPageView): keyof typeof de.headline {
  const some = (state: StatusPageView['places'][number]['state']) => places.some((place) => place.state === state);
  if (live === null) return some('leaving') ? 'leaving' : draft.components.length === 0 ? 'none' : 'draft';
  if (some('old')) return 'fault';
  return some('waiting') ? 'waiting' : 'live';
}

/** The public status page: what it shows, where it lies, what it says, and whether it is public. */
export default function StatusPagePage() {
  const t = useTexts({ de, en });
  const publishes = useMay('act.publish');
  const setsUp = useMay('settings.write');
  const query = useQueryOf(readStatusPage, undefined, { topics: ['statuspage', 'check'] });
  return (
    <Page title={t.title} headline={query.data ? t.headline[headlineOf(query.data)] : t.title} sub={t.sub}>
      <Loaded query={query}>
        {(page) => {
          // Typing goes on while services come and go; other settings from elsewhere begin the form anew.
          const { components: _, ...settings } = page.draft;
          const incidents = <Incidents page={page} may={publishes} />;
          return (
            <div className="stack">
              {page.live !== null && incidents}
              <Components page={page} may={publishes} />
              <Places page={page} may={setsUp} />
              <Settings key={JSON.stringify(settings)} draft={page.draft} may={publishes} />
              <Publication page={page} may={publishes} />
              {page.live === null && page.draft.components.length > 0 && incidents}
            </div>
          );
        }}
      </Loaded>
    </Page>
  );
}
