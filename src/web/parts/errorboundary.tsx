import { Component, type ReactNode } from 'react';
import { useTexts } from '../language.tsx';
import { Button } from './button.tsx';
import css from './errorboundary.module.css';
import { de, en } from './parts.texts.ts';

function Broken({ error }: { readonly error: Error }) {
  const t = useTexts({ de, en });
  return (
    <div role="alert" className="stack">
      <h1>{t.broken}</h1>
      <p>{t.brokenHint}</p>
      <p className="mono small">
        {error.name}: {error.message}
      </p>
      <p>
        <Button kind="main" onClick={() => window.location.reload()}>
          {t.reload}
        </Button>
      </p>
    </div>
  );
}

type BoundaryProps = {
  /** `page`: shown in place of the contents · `whole`: of everything · `none`: around what is no loss (the browser's console names it). */
  readonly show?: 'page' | 'whole' | 'none';
  readonly children: ReactNode;
};

/** A fault of ours in one page leaves the rest of the interface, above all the alarm button, in working order. */
export class ErrorBoundary extends Component<BoundaryProps, { readonly error: Error | undefined }> {
  override state: { readonly error: Error | undefined } = { error: undefined };

  static getDerivedStateFromError(error: unknown) {
    return { error: error instanceof Error ? error : new Error(String(error)) };
  }

  override render() {
    if (!this.state.error) return this.props.children;
    if (this.props.show === 'none') return null;
    return this.props.show === 'whole' ? (
      <main className={css['whole']}>
        <Broken error={this.state.error} />
      </main>
    ) : (
      <Broken error={this.state.error} />
    );
  }
}
