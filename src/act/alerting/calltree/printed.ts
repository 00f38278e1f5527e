import type { Instant } from '../../../kernel/instant.ts';
import type { Language } from '../../../kernel/languages.ts';
import { dateText } from '../../../kernel/wording.ts';
import { displayPhone } from '../../../prepare/contacts/phone.ts';
import { de, en } from './calltree.texts.ts';
import type { Callee, CallTree } from './calltree.ts';

/** Whose chain, as of when. */
type Heading = { readonly organisation: string; readonly zone: string; readonly now: Instant };

/** More numbers than two nobody tries. */
const MOST_NUMBERS = 2;

const line = ({ name, company, numbers }: Callee) => ({
  name: company === '' ? name : `${name}, ${company}`,
  phone: numbers.slice(0, MOST_NUMBERS).map(displayPhone).join('\n'),
});

/** `2 bis 4` as `2, 3, 4`. */
const others = (count: number): string => Array.from({ length: count - 1 }, (_, n) => n + 2).join(', ');

/** What calltree.typ sets: every word ready to be printed. */
export function printedTree({ links, outside, unreachable }: CallTree, { organisation, zone, now }: Heading, lang: Language) {
  const t = lang === 'de' ? de : en;
  return {
    lang,
    title: t.title,
    organisation,
    asOf: t.asOf(dateText(now, zone, lang)),
    rules: t.rules,
    words: {
      number: t.number,
      who: t.who,
      phone: t.phone,
      at: t.at,
      done: t.done,
      notes: t.notes,
      page: t.page,
      of: t.of,
      outside: t.outside,
    },
    nobody: links.length === 0 ? t.nobody : null,
    links: links.map(({ roles, person, deputies, calls }, n) => ({
      number: String(n + 1),
      roles: roles.join(', '),
      ...line(person),
      deputies: deputies.map((one) => ({ ...line(one), role: t.deputy })),
      others: n === 0 && links.length > 1 ? t.callsOthers(others(links.length)) : null,
      calls: calls.map((one) => ({ ...line(one), role: t.calls })),
    })),
    outside: outside.map(line),
    unreachable: unreachable.length === 0 ? null : t.unreachable(unreachable.map(({ name }) => name).join(', ')),
  };
}
