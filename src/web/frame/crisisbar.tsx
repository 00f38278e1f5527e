import { Link, useLocation } from 'wouter';
import { spanText } from '../../kernel/wording.ts';
import type { Crisis } from '../crisis.ts';
import { useLanguage, useTexts } from '../language.tsx';
import { useNow } from '../words.ts';
import css from './crisisbar.module.css';
import { de, en } from './frame.texts.ts';

/** Across the top while an incident is open: what, since when, and the way to it. In an exercise it says ÜBUNG and is not red. */
export function CrisisBar({ crisis, org }: { readonly crisis: Crisis; readonly org: string }) {
  const t = useTexts({ de, en });
  const { language } = useLanguage();
  const [location] = useLocation();
  const now = useNow(1000);
  const room = `/o/${org}/${crisis.path}`;
  const exercise = crisis.mode === 'exercise';
  return (
    <section className={`${css['bar']} ${exercise ? css['exercise'] : css['actual']}`} aria-label={exercise ? t.exerciseBar : t.crisisBar}>
      <p className={css['what']}>
        <strong className={css['word']}>{exercise ? t.exercise : t.levels[crisis.level ?? 'emergency']}</strong> <span>{crisis.title}</span>
      </p>
      <p className={css['since']}>{t.since(spanText(now - crisis.openedAt, language))}</p>
      {location !== room && (
        <Link href={room} className={css['to']}>
          {t.toIncident}
        </Link>
      )}
    </section>
  );
}
