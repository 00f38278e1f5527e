import { useQuery } from '@tanstack/react-query';
import { lazy, Suspense } from 'react';
import { Redirect, Route, Switch } from 'wouter';
import { readMe } from '../trust/sessions/sessions.contract.ts';
import { readSetup } from '../trust/setup/setup.contract.ts';
import { call, ProblemError } from './call.ts';
import { Nowhere } from './nowhere.tsx';
import { OrganisationPages } from './organisationpages.tsx';
import { FaultPage } from './parts/fault.tsx';
import { Loading } from './parts/loading.tsx';
import { keyOf } from './query.ts';

const Login = lazy(() => import('../trust/sessions/web/login.tsx'));
const Setup = lazy(() => import('./welcome/welcome.tsx'));

const isLoggedOut = (error: unknown) => error instanceof ProblemError && error.status === 401;

/** Not logged in: log in, or set the installation up when nobody has yet. The address stays, so that a link leads on after the login. */
function Door() {
  const setup = useQuery({
    queryKey: keyOf(readSetup, undefined),
    queryFn: () => call(readSetup, {}),
    staleTime: Number.POSITIVE_INFINITY,
  });
  if (setup.isPending) return <Loading />;
  if (setup.isError) return <FaultPage error={setup.error} onRetry={() => void setup.refetch()} />;
  return setup.data.done ? <Login /> : <Setup needsCode={setup.data.needsCode} />;
}

/** Who is logged in decides what is shown. */
export function App() {
  const me = useQuery({ queryKey: keyOf(readMe, undefined), queryFn: () => call(readMe, {}), staleTime: 60_000 });
  if (me.isPending) return <Loading />;
  if (isLoggedOut(me.error))
    return (
      <Suspense fallback={<Loading />}>
        <Door />
      </Suspense>
    );
  if (!me.data) return <FaultPage error={me.error} onRetry={() => void me.refetch()} />;
  const [first] = me.data.organisations;
  return (
    <Suspense fallback={<Loading />}>
      <Switch>
        <Route path="/o/:org/*?">
          {({ org }) => {
            const membership = me.data.organisations.find(({ slug }) => slug === org);
            return membership ? (
              <OrganisationPages key={membership.slug} me={me.data} org={membership} />
            ) : (
              <Nowhere reason="no-organisation" home={first && `/o/${first.slug}`} />
            );
          }}
        </Route>
        <Route>{first ? <Redirect to={`/o/${first.slug}`} replace /> : <Nowhere reason="no-membership" home={undefined} />}</Route>
      </Switch>
    </Suspense>
  );
}
