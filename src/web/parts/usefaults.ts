import { ProblemError } from '../call.ts';
import { useLanguage } from '../language.tsx';
import { libraryFault } from '../libraryfaults.ts';

/** What contracts and adapters say of a field, by their English sentence, and a word for what nobody wrote for this form. */
export type GermanFaults = { readonly de: Readonly<Record<string, string>>; readonly otherwise: string };

/** Sentences of the contract's own begin small ("must be …"), those of the library below like this; all others are German already. */
const ENGLISH = /^(?:[a-z]|Invalid|Too |Unrecognized|Expected)/;

/** The same error with the faults of its fields in the language of the interface. */
export function useFaults(error: unknown, { de, otherwise }: GermanFaults): unknown {
  const { language } = useLanguage();
  if (language !== 'de' || !(error instanceof ProblemError) || error.faults.length === 0) return error;
  const errors = error.faults.map(({ pointer, message }) => ({
    pointer,
    message: de[message] ?? libraryFault(message) ?? (ENGLISH.test(message) ? otherwise : message),
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
