import { Link, useLocation } from 'wouter';
import type { Counts } from '../counts.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { type Page, RAISE_PATH, type Room } from '../pages.ts';
import { de, en } from './frame.texts.ts';
import css from './navigation.module.css';

const order: readonly Room[] = ['lage', 'know', 'prepare', 'watch', 'act', 'learn', 'settings'];

type NavigationProps = { readonly org: string; readonly pages: readonly Page[]; readonly counts: Counts };

/** Is the page at `path` shown, or one below it? */
const at = (location: string, org: string, path: string) => {
  const here = `/o/${org}/${path}`;
  return location === here || location.startsWith(`${here}/`);
};

/** The room of an address: that of the longest page path that fits. */
const roomAt = (location: string, org: string, pages: readonly Page[]): Room | undefined =>
  pages
    .map((page) => ({ room: page.room, path: page.path.replace(/\/?:.*$/, '') }))
    .filter(({ path }) => at(location, org, path))
    .sort((a, b) => b.path.length - a.path.length)[0]?.room;

/** The pages of a room; those for which there is seldom need stand behind a word of their own. */
function RoomPages({ org, pages }: Pick<NavigationProps, 'org' | 'pages'>) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const [location] = useLocation();
  const more = pages.filter((page) => page.nav === 'more');
  const listed = (some: readonly Page[]) => (
    <ul className={css['pages']}>
      {some.map((page) => (
        <li key={page.path}>
          <Link href={`/o/${org}/${page.path}`} aria-current={at(location, org, page.path) ? 'page' : undefined}>
            {page.label[language]}
          </Link>
        </li>
      ))}
    </ul>
  );
  return (
    <>
      {listed(pages.filter((page) => page.nav !== 'more'))}
      {more.length > 0 && (
        <details className={css['more']} open={more.some((page) => at(location, org, page.path)) || undefined}>
          <summary>{t.more}</summary>
          {listed(more)}
        </details>
      )}
    </>
  );
}

/** The situation, the five rooms, the settings; the room one is in shows its pages. Rooms without a page for this person are not there. */
export function Navigation({ org, pages, counts }: NavigationProps) {
  const t = useTexts({ de, en });
  const [location] = useLocation();
  const open = roomAt(location, org, pages);
  const rooms = order.flatMap((room) => {
    const inRoom = pages.filter((page) => page.room === room && page.nav && page.path !== RAISE_PATH);
    return inRoom[0] ? [{ room, inRoom, first: inRoom[0] }] : [];
  });
  return (
    <nav aria-label={t.navigation} className={css['nav']}>
      <ul>
        {rooms.map(({ room, inRoom, first }) => {
          const count = counts[room];
          const alone = inRoom.length === 1;
          return (
            <li key={room} className={room === 'settings' ? css['settings'] : undefined}>
              <Link
                href={`/o/${org}/${first.path}`}
                className={`${css['room']} ${open === room ? css['open'] : ''}`}
                aria-current={alone && at(location, org, first.path) ? 'page' : undefined}
              >
                {t.rooms[room]}
                {count && count.number > 0 && (
                  <small>
                    {count.number}
                    <span className="visually-hidden"> {count.what}</span>
                  </small>
                )}
              </Link>
              {open === room && !alone && <RoomPages org={org} pages={inRoom} />}
            </li>
          );
        })}
      </ul>
    </nav>
  );
}
