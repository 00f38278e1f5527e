import type { NextQuestion } from './nextquestions.ts';
import { de as ownershipDe, en as ownershipEn } from './ownership.texts.ts';
import { Owned } from './ownership.ts';

const owned = (texts: typeof ownershipDe, about: string): string => {
  const question = Owned.safeParse(about);
  return question.success ? texts.questions[question.data].ask : about;
};

export const de = {
  title: 'Nächste Fragen',
  about: 'Nach Wirkung geordnet: Was unbekannt ist, steht oben; dann, woran am meisten hängt.',
  none: 'Zurzeit ist nichts offen, was das Bild spürbar verbessern würde.',
  ask: ({ kind, about, name }: NextQuestion): string => {
    switch (kind) {
      case 'empty':
        return 'Womit verdienen Sie Ihr Geld, und wie lange darf es stehen?';
      case 'unasked':
        return `Woran hängt „${name}“?`;
      case 'owner':
        return owned(ownershipDe, about);
      case 'no-limit':
        return `Wie lange darf „${name}“ höchstens stehen?`;
      case 'no-cost':
        return `Was kostet eine Stunde Stillstand bei „${name}“?`;
      case 'no-restore':
        return `Wie lange dauert es, bis „${name}“ wieder läuft?`;
      case 'no-backup':
        return `Wie oft wird „${name}“ gesichert, und wohin?`;
      case 'guess':
        return `Stimmt die Zeit, in der „${name}“ wieder läuft? Bisher ist sie angenommen.`;
      default:
        return kind satisfies never;
    }
  },
  stake: (perHour: string) => `daran hängen ${perHour} je Stunde`,
  unknown: 'bis dahin unbekannt',
  more: (n: number) => `${n} weitere zeigen`,
};

export const en = {
  title: 'Next questions',
  about: 'Ordered by effect: what is unknown comes first; then what most hangs on.',
  none: 'Nothing is open at present that would make the picture noticeably better.',
  ask: ({ kind, about, name }: NextQuestion): string => {
    switch (kind) {
      case 'empty':
        return 'What earns your money, and how long may it stand still?';
      case 'unasked':
        return `What does “${name}” depend on?`;
      case 'owner':
        return owned(ownershipEn, about);
      case 'no-limit':
        return `How long may “${name}” stand still at most?`;
      case 'no-cost':
        return `What does an hour of standstill of “${name}” cost?`;
      case 'no-restore':
        return `How long does it take until “${name}” works again?`;
      case 'no-backup':
        return `How often is “${name}” backed up, and where to?`;
      case 'guess':
        return `Is the time right in which “${name}” works again? So far it is assumed.`;
      default:
        return kind satisfies never;
    }
  },
  stake: (perHour: string) => `${perHour} an hour hang on it`,
  unknown: 'unknown until then',
  more: (n: number) => `Show ${n} more`,
} satisfies typeof de;
