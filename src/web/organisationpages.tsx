import { lazy, Suspense, useEffect, useMemo, useState } from 'react';
import { Redirect, Route, Switch, useLocation } from 'wouter';
import type { Membership } from '../trust/organisations/organisations.contract.ts';
import type { Me } from '../trust/sessions/sessions.contract.ts';
import { ProblemError, Unreachable } from './call.ts';
import type { Counts } from './counts.ts';
import { useCrisis } from './crisis.ts';
import { Frame } from './frame/frame.tsx';
import { useLive } from './live.ts';
import { Nowhere } from './nowhere.tsx';
import { canKeep } from './offline/answers.ts';
import { pages, RAISE_PATH } from './pages.ts';
import { ErrorBoundary } from './parts/errorboundary.tsx';
import { Loading } from './parts/loading.tsx';
import { PlaceContext } from './place.ts';

const Counting = lazy(() => import('./counting.tsx'));

/** Each page is loaded when it is first shown; made once, so that it is not loaded again. */
const screens = pages.map((page) => ({ ...page, component: lazy(page.load) }));

/** Keeps on this device what is needed without the server. */
async function prepareOffline(org: Membership): Promise<void> {
  if (!canKeep()) return;
  try {
    const { provision } = await import('./offline/provision.ts');
    await provision(org);
  } catch (error) {
    // Away or refused just now: what could not be kept is asked for again at the next visit, and each screen says for itself what fails.
    if (!(error instanceof Unreachable || error instanceof ProblemError || error instanceof TypeError)) throw error;
  }
}

/** A new page starts at its top. */
function AtTop() {
  useEffect(() => {
    window.scrollTo(0, 0);
  }, []);
  return null;
}

function Framed({ org, me }: { readonly org: Membership; readonly me: Me }) {
  const live = useLive(org.slug);
  const crisis = useCrisis();
  const [counts, setCounts] = useState<Counts>({});
  const [path] = useLocation();
  useEffect(() => {
    // When the page stands and nobody waits for anything.
    const timer = setTimeout(() => void prepareOffline(org), 3000);
    return () => clearTimeout(timer);
  }, [org]);
  const seen = useMemo(() => screens.filter(({ right }) => org.rights.includes(right)), [org]);
  const home = seen.find(({ nav, path: at }) => nav && at !== RAISE_PATH);
  return (
    <Frame me={me} org={org} pages={seen} live={live} crisis={crisis} counts={counts}>
      <ErrorBoundary show="none">
        <Suspense fallback={null}>
          <Counting onCounts={setCounts} />
        </Suspense>
      </ErrorBoundary>
      <ErrorBoundary key={path}>
        <AtTop />
        <Suspense fallback={<Loading />}>
          <Switch>
            <Route path={`/o/${org.slug}`}>
              {home ? <Redirect to={`/o/${org.slug}/${home.path}`} replace /> : <Nowhere reason="no-page" home={undefined} />}
            </Route>
            {seen.map((page) => (
              <Route key={page.path} path={`/o/${org.slug}/${page.path}`} component={page.component} />
            ))}
            <Route>
              <Nowhere reason="no-page" home={`/o/${org.slug}`} />
            </Route>
          </Switch>
        </Suspense>
      </ErrorBoundary>
    </Frame>
  );
}

/** Everything below `/o/:org/`: the frame, and in it the page of the address. */
export function OrganisationPages({ me, org }: { readonly me: Me; readonly org: Membership }) {
  const place = useMemo(() => ({ me, org }), [me, org]);
  return (
    <PlaceContext.Provider value={place}>
      <Framed me={me} org={org} />
    </PlaceContext.Provider>
  );
}
