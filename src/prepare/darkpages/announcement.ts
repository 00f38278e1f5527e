import { toIso } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import type { DarkSiteContent, PageText } from './content.ts';
import { de, en } from './darkpages.texts.ts';

const words = { de, en };

/** What machines read of the page: schema.org SpecialAnnouncement, published by the Organization with its ways to be reached. */
export function announcement(content: DarkSiteContent, language: Language, text: PageText): object {
  const t = words[language];
  const { exercise, exerciseSentence } = t;
  const inExercise = content.mode === 'exercise';
  return {
    '@context': 'https://schema.org',
    '@type': 'SpecialAnnouncement',
    name: inExercise ? `${exercise}: ${text.headline}` : text.headline,
    text: inExercise ? `${exerciseSentence} ${text.whatHappened}` : text.whatHappened,
    inLanguage: language,
    datePosted: toIso(content.updatedAt),
    ...(content.nextUpdateAt !== null && { expires: toIso(content.nextUpdateAt) }),
    url: content.site,
    version: String(content.version),
    publisher: {
      '@type': 'Organization',
      name: content.company.name,
      url: content.site,
      contactPoint: content.contacts.map(({ label, phone, email }) => ({
        '@type': 'ContactPoint',
        contactType: label[language],
        ...(phone !== undefined && { telephone: phone }),
        ...(email !== undefined && { email }),
      })),
    },
  };
}
