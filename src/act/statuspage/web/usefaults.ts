import { ProblemError } from '../../../web/call.ts';
import { useLanguage } from '../../../web/language.tsx';
import { faults, otherFault } from '../statuspage.texts.ts';

/** The error with the faults of the fields in the language of the interface. */
export function useFaults(error: unknown): unknown {
  const { language } = useLanguage();
  if (language !== 'de' || !(error instanceof ProblemError) || error.faults.length === 0) return error;
  const errors = error.faults.map(({ pointer, message }) => ({ pointer, message: faults[message] ?? otherFault }));
  const detail = errors.map(({ message }) => message).join(' ');
  return new ProblemError({ type: 'about:blank', title: detail, status: error.status, code: error.code, detail, errors });
}
