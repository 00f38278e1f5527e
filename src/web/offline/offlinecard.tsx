import { useEffect, useState } from 'react';
import { useTexts } from '../language.tsx';
import { Card } from '../parts/card.tsx';
import { keptSoFar } from './answers.ts';
import { de, en } from './offline.texts.ts';

type State = { readonly kind: 'impossible' } | { readonly kind: 'soon' } | { readonly kind: 'ready'; readonly count: number };

async function look(): Promise<State> {
  if (!('serviceWorker' in navigator) || (await navigator.serviceWorker.getRegistration()) === undefined) return { kind: 'impossible' };
  const { count, shell } = await keptSoFar();
  return shell && count > 0 && navigator.serviceWorker.controller ? { kind: 'ready', count } : { kind: 'soon' };
}

/** Whether this device opens the interface without the server, and what lies on it. */
export function OfflineCard() {
  const t = useTexts({ de, en });
  const [state, setState] = useState<State | undefined>();
  useEffect(() => {
    void look().then(setState);
  }, []);
  if (!state) return null;
  return (
    <Card title={t.title}>
      {state.kind === 'ready' ? (
        <div className="stack">
          <p>{t.ready}</p>
          <p>{t.what(state.count)}</p>
          <p className="muted">{t.forget}</p>
        </div>
      ) : (
        <p>{t[state.kind]}</p>
      )}
    </Card>
  );
}
