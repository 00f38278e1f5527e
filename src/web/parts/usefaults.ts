import { ProblemError } from '../call.ts';
import { de as inputs } from '../inputfaults.texts.ts';
import { useLanguage } from '../language.tsx';

/** What contracts and adapters say of a field, by their English sentence, and a word for what nobody wrote for this form. */
export type GermanFaults = { readonly de: Readonly<Record<string, string>>; readonly otherwise: string };

/** Sentences of the contract's own begin small ("must be …"), those of the library below like this; all others are German already. */
const ENGLISH = /^(?:[a-z]|Invalid|Too |Unrecognized|Expected)/;

/** What the library below says of numbers and of what is missing, in words for people. */
function plain(message: string): string | undefined {
  const [, , bound] = /^Too (big|small): expected number to be [<>]=?(-?\d+)$/.exec(message) ?? [];
  if (bound !== undefined) return message.startsWith('Too big') ? inputs.tooBig(Number(bound)) : inputs.tooSmall(Number(bound));
  if (/received undefined$|>=1 (?:characters|items)$/.test(message)) return inputs.missing;
  return undefined;
}

/** The same error with the faults of its fields in the language of the interface. */
export function useFaults(error: unknown, { de, otherwise }: GermanFaults): unknown {
  const { language } = useLanguage();
  if (language !== 'de' || !(error instanceof ProblemError) || error.faults.length === 0) return error;
  const errors = error.faults.map(({ pointer, message }) => ({
    pointer,
    message: de[message] ?? plain(message) ?? (ENGLISH.test(message) ? otherwise : message),
  }));
  return new ProblemError({
    type: 'about:blank',
    title: error.message,
    status: error.status,
    code: error.code,
    detail: error.message,
    errors,
  });
}
