const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' };

/** Text as it may stand between tags and inside quoted attributes, in HTML and in XML alike. */
export const html = (text: string): string => text.replaceAll(/[&<>"']/g, (character) => ENTITIES[character] ?? '');

/** Paragraphs and line breaks of plain text as HTML. */
export const paragraphs = (text: string): string =>
  text
    .split(/\n\s*\n/)
    .map((part) => `<p>${html(part.trim()).replaceAll('\n', '<br>')}</p>`)
    .join('');

/** Text as it may stand in Markdown without making a link, a heading, a list or raw HTML. */
export const markdown = (text: string): string =>
  text
    .replaceAll(/[\\`*_[\]#|~!]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll(/^(\s*)([-+>]|\d+[.)])(?=\s)/gm, '$1\\$2');

/** JSON as it may stand inside a `<script type="application/ld+json">` element: nothing in it can close the element. */
export const jsonInHtml = (value: unknown): string =>
  JSON.stringify(value).replaceAll('<', '\\u003c').replaceAll('\u2028', '\\u2028').replaceAll('\u2029', '\\u2029');

/** `tel:` address of a phone number as people write it. */
export const telephone = (phone: string): string => `tel:${phone.replaceAll(/[^+0-9]/g, '')}`;

/** `mailto:` address that carries nothing but the address. */
export const mailto = (email: string): string => `mailto:${encodeURIComponent(email).replaceAll('%40', '@')}`;
