import type { core } from 'zod';
import type { Language } from '../kernel/languages.ts';
import { de, en } from './inputfaults.texts.ts';

const texts: Readonly<Record<Language, typeof de>> = { de, en };

/** Says zod's issues about inputs in words for people; what a contract says itself stays as it says it. */
export function inputFaults(language: Language): core.$ZodErrorMap {
  const t = texts[language];
  return (issue) => {
    switch (issue.code) {
      case 'invalid_type':
        if (issue.input === undefined || issue.input === null || issue.input === '') return t.missing;
        return issue.expected === 'number' || issue.expected === 'int' ? t.notNumber : t.wrong;
      case 'too_small': {
        const least = Number(issue.minimum);
        if (issue.origin === 'string') return least === 1 ? t.missing : t.tooShort(least);
        return issue.origin === 'array' || issue.origin === 'set' ? t.tooFew(least) : t.tooSmall(least);
      }
      case 'too_big': {
        const most = Number(issue.maximum);
        if (issue.origin === 'string') return t.tooLong(most);
        return issue.origin === 'array' || issue.origin === 'set' ? t.tooMany(most) : t.tooBig(most);
      }
      case 'invalid_format':
        return t.formats[issue.format] ?? t.format;
      case 'not_multiple_of':
        return t.step(issue.divisor);
      case 'invalid_value':
      case 'invalid_union':
        return t.choose;
      default:
        return t.wrong;
    }
  };
}
