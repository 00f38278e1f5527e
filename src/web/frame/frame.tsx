import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useRef } from 'react';
import { Link, useLocation } from 'wouter';
import type { Membership } from '../../trust/organisations/organisations.contract.ts';
import type { Me } from '../../trust/sessions/sessions.contract.ts';
import type { Counts } from '../counts.ts';
import type { Crisis } from '../crisis.ts';
import { useTexts } from '../language.tsx';
import type { Live } from '../live.ts';
import { useStand } from '../offline/stand.ts';
import { type Page, RAISE_PATH } from '../pages.ts';
import { useWords } from '../words.ts';
import { CrisisBar } from './crisisbar.tsx';
import css from './frame.module.css';
import { de, en } from './frame.texts.ts';
import { Navigation } from './navigation.tsx';
import { NotSaving } from './notsaving.tsx';
import { Self } from './self.tsx';

type FrameProps = {
  readonly me: Me;
  readonly org: Membership;
  /** The pages that exist and that the person may see. */
  readonly pages: readonly Page[];
  readonly live: Live;
  /** An open incident turns the frame red; an exercise marks it ÜBUNG. */
  readonly crisis: Crisis | undefined;
  readonly counts: Counts;
  readonly children: ReactNode;
};

/** The menu of a phone: a dialog over the whole screen, closed by choosing, by Escape, and by its button. */
function Menu({ children }: { readonly children: ReactNode }) {
  const t = useTexts({ de, en });
  const dialog = useRef<HTMLDialogElement>(null);
  return (
    <>
      <button type="button" className={css['menu']} onClick={() => dialog.current?.showModal()}>
        {t.menu}
      </button>
      <dialog ref={dialog} className={css['sheet']} aria-label={t.menu}>
        <button type="button" className={css['close']} onClick={() => dialog.current?.close()}>
          {t.closeMenu}
        </button>
        {children}
      </dialog>
    </>
  );
}

/** Where everything stands in: navigation, the situation's state, the alarm button, and the page. */
export function Frame({ me, org, pages, live, crisis, counts, children }: FrameProps) {
  const t = useTexts({ de, en });
  const w = useWords();
  const stand = useStand(useQueryClient());
  const [path] = useLocation();
  const main = useRef<HTMLElement>(null);
  const mayRaise = pages.some(({ path }) => path === RAISE_PATH);
  const raise = mayRaise && (
    <Link href={`/o/${org.slug}/${RAISE_PATH}`} className={css['raise']}>
      {t.raise}
    </Link>
  );
  const navigation = (
    <>
      <Navigation org={org.slug} pages={pages} counts={counts} />
      <Self me={me} org={org} />
    </>
  );
  return (
    <div className={`${css['frame']} ${crisis ? css[crisis.mode] : ''}`}>
      <a
        href="#main"
        className={css['skip']}
        onClick={(event) => {
          event.preventDefault();
          main.current?.focus();
        }}
      >
        {t.skip}
      </a>
      {crisis && <CrisisBar crisis={crisis} org={org.slug} />}
      <header className={css['side']}>
        <div className={css['held']}>
          <div className={css['brand']}>
            <Link href={`/o/${org.slug}`} className={css['name']}>
              krisenfest
            </Link>
            <p className={css['org']}>{org.name}</p>
          </div>
          <div className={css['wide']}>{navigation}</div>
          <div className={css['bar']}>
            <div className={css['narrow']}>
              <Menu key={path}>{navigation}</Menu>
            </div>
            {raise}
          </div>
        </div>
      </header>
      <main id="main" ref={main} tabIndex={-1} className={css['main']}>
        {stand === undefined ? (
          live.kind === 'lost' && <output className={css['lost']}>{t.lost(w.moment(live.since))}</output>
        ) : (
          <output className={css['lost']}>{t.offline(w.moment(stand), w.ago(stand))}</output>
        )}
        <NotSaving />
        {children}
      </main>
    </div>
  );
}
