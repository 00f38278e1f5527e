import type { ReactNode } from 'react';
import { useLanguage } from '../language.tsx';
import { Button } from './button.tsx';
import css from './doorway.module.css';
import { Page } from './page.tsx';

type DoorwayProps = {
  readonly title: string;
  readonly headline: ReactNode;
  readonly sub?: ReactNode;
  /** Wider, for more than a few fields. */
  readonly wide?: boolean;
  readonly children: ReactNode;
};

/** A page outside of the frame: setup and login. Brand, language, one card. */
export function Doorway({ title, headline, sub, wide = false, children }: DoorwayProps) {
  const { language, setLanguage } = useLanguage();
  return (
    <div className={css['doorway']}>
      <header className={`${css['head']} no-print`}>
        <span className={css['brand']}>krisenfest</span>
        <Button kind="plain" small lang={language === 'de' ? 'en' : 'de'} onClick={() => setLanguage(language === 'de' ? 'en' : 'de')}>
          {language === 'de' ? 'English' : 'Deutsch'}
        </Button>
      </header>
      <main className={`${css['main']} ${wide ? css['wide'] : ''}`}>
        <Page title={title} headline={headline} sub={sub}>
          <div className={css['card']}>{children}</div>
        </Page>
      </main>
    </div>
  );
}
