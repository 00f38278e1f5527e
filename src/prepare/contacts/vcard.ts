import type { Contact } from './contacts.ts';

const escaped = (text: string) => text.replaceAll('\\', '\\\\').replaceAll(/\r?\n/g, '\\n').replaceAll(';', '\\;').replaceAll(',', '\\,');

/** Lines of at most 75 octets, continued with a space (RFC 6350 §3.2); no character is cut. */
function folded(line: string): string {
  const bytes = new TextEncoder();
  const parts: string[] = [];
  let part = '';
  let length = 0;
  for (const sign of line) {
    const size = bytes.encode(sign).length;
    if (length + size > 74) {
      parts.push(part);
      part = '';
      length = 0;
    }
    part += sign;
    length += size;
  }
  return [...parts, part].join('\r\n ');
}

const LINE: Readonly<Record<Contact['addresses'][number]['kind'], string>> = {
  email: 'EMAIL',
  sms: 'TEL;TYPE=cell,text,voice;VALUE=text',
  phone: 'TEL;TYPE=voice;VALUE=text',
  webhook: 'URL',
};

/** Contacts as vCard 4.0 (RFC 6350), so that they can lie in every phone's address book before they are needed. */
export const vcards = (contacts: readonly Contact[]): string =>
  contacts
    .flatMap(({ id, name, company, note, language, addresses }) => [
      'BEGIN:VCARD',
      'VERSION:4.0',
      `UID:urn:uuid:${id}`,
      `FN:${escaped(name)}`,
      ...(company ? [`ORG:${escaped(company)}`] : []),
      `LANG:${language}`,
      ...addresses.map(({ kind, value }) => `${LINE[kind]}:${kind === 'webhook' ? value : escaped(value)}`),
      ...(note ? [`NOTE:${escaped(note)}`] : []),
      'END:VCARD',
    ])
    .map((line) => `${folded(line)}\r\n`)
    .join('');
