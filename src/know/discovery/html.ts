import { Tokenizer } from 'htmlparser2';
import { type Attributes, deferred, isMarked, scriptState } from './consent.ts';

/** Something a page loads. `blocked`: only after consent. `via` tells how. */
export type Embed = {
  readonly url: string;
  readonly via: 'script' | 'frame' | 'image' | 'style' | 'media' | 'form' | 'preconnect' | 'prefetch' | 'inline';
  readonly blocked: boolean;
};

/** What a page says about what it hangs on. All URLs absolute. */
export type PageReading = {
  readonly title: string | null;
  readonly generator: string | null;
  readonly metas: readonly { readonly name: string; readonly content: string }[];
  readonly embeds: readonly Embed[];
  /** Inline scripts, shortened. */
  readonly inline: readonly { readonly text: string; readonly blocked: boolean }[];
  readonly links: readonly { readonly url: string; readonly text: string }[];
  readonly mails: readonly string[];
  /** Own style sheets, to be read as well. */
  readonly styles: readonly string[];
  /** Names of custom elements. */
  readonly elements: readonly string[];
  /** Content security policies set in the markup. */
  readonly policies: readonly string[];
  readonly text: string;
};

const LIMITS = {
  embeds: 1500,
  links: 1500,
  inlineEach: 40_000,
  inlineAll: 300_000,
  text: 200_000,
  attributes: 60,
  value: 4000,
  stack: 400,
};
const VOID = new Set(['area', 'base', 'br', 'col', 'embed', 'hr', 'img', 'input', 'link', 'meta', 'source', 'track', 'wbr']);
const WITH_ADDRESS: Readonly<Record<string, Embed['via']>> = {
  script: 'script',
  iframe: 'frame',
  frame: 'frame',
  img: 'image',
  embed: 'media',
  object: 'media',
  video: 'media',
  audio: 'media',
  source: 'media',
  input: 'image',
};
/** A URL between quotation marks, with or without scheme, slashes perhaps escaped, `{s}.` in tile servers. */
const QUOTED_URL =
  /["'`](?:https?:)?(?:\\?\/){2}((?:\{[a-z]\}\.)?(?:[a-z0-9-]{1,63}\.){1,8}[a-z]{2,24})((?:\\?\/[^"'`\s\\]{0,200}){0,12})/gi;

/** Addresses that a script mentions in its texts. */
export function urlsInScript(text: string): string[] {
  return [...text.matchAll(QUOTED_URL)]
    .slice(0, 300)
    .map(([, host = '', path = '']) => `https://${host.replace(/^\{[a-z]\}\./i, '').toLowerCase()}${path.replaceAll('\\/', '/') || '/'}`);
}

/** Addresses that a style sheet loads by `@import` and `url()`; `data:` is left out. */
export function urlsInStyle(css: string, base: string): string[] {
  const found = [...css.matchAll(/@import\s{1,20}["']([^"'\n]{1,500})["']|url\(\s{0,20}["']?([^"')\s]{1,500})["']?\s{0,20}\)/gi)]
    .slice(0, 500)
    .map((match) => match[1] ?? match[2] ?? '');
  return [...new Set(found.map((url) => absolute(url, base)).filter((url) => url !== undefined))];
}

/** The absolute http(s) URL, or `undefined`. */
export function absolute(url: string, base: string): string | undefined {
  const trimmed = url.trim();
  if (trimmed === '' || !URL.canParse(trimmed, base)) return undefined;
  const parsed = new URL(trimmed, base);
  return parsed.protocol === 'http:' || parsed.protocol === 'https:' ? parsed.href.slice(0, 2000) : undefined;
}

/** Reads a page piece by piece, so that a large one does not hold up everything else. */
export type PageReader = { write(part: string): void; end(): PageReading };

/**
 * A reader for the page at `base`. Works on the tokenizer alone: no tree, a bounded stack, bounded lists, so that a page
 * of a million nodes or one line of 2 MB costs linear time. Comments, JSON-LD and other data in scripts are not read.
 */
export function pageReader(base: string): PageReader {
  let root = base;
  let title: string | null = null;
  let generator: string | null = null;
  const metas: { name: string; content: string }[] = [];
  const embeds = new Map<string, Embed>();
  const inline: { text: string; blocked: boolean }[] = [];
  const links: { url: string; text: string }[] = [];
  const mails = new Set<string>();
  const styles = new Set<string>();
  const elements = new Set<string>();
  const policies: string[] = [];
  const words: string[] = [];
  let wordSize = 0;
  let inlineSize = 0;

  // Open elements that matter: those marked by a consent tool, and templates, whose content is inert.
  const stack: { name: string; marked: boolean; template: boolean }[] = [];
  let marked = 0;
  let templates = 0;
  let consentSeen = false;

  let tag = '';
  let attributes: Record<string, string> = {};
  let attributeName = '';
  let value = '';
  let buffer = '';
  let start = 0;
  let raw: { kind: 'script' | 'style' | 'title'; state: 'runs' | 'held' | 'data' } | undefined;
  let rawText = '';
  let link: { url: string; text: string } | undefined;

  const slice = (from: number, to: number): string => buffer.slice(Math.max(0, from - start), Math.max(0, to - start));

  const isHeld = (): boolean => marked > 0 || (templates > 0 && consentSeen);
  const isInert = (): boolean => templates > 0 && !isHeld();

  function load(url: string | undefined, via: Embed['via'], held: boolean): void {
    const full = url === undefined ? undefined : absolute(url, root);
    if (full === undefined || embeds.size >= LIMITS.embeds || isInert()) return;
    const blocked = held || isHeld();
    const known = embeds.get(full);
    // Loaded once without asking means loaded without asking; a connection opened early is less than a load.
    if (!known || (known.blocked && !blocked) || (weak(known.via) && !weak(via))) embeds.set(full, { url: full, via, blocked });
  }

  function opened(name: string, at: Attributes): void {
    const held = isMarked(at);
    if (held) consentSeen = true;
    if (name.includes('-') && elements.size < 100) elements.add(name);
    const { held: heldUrls, lazy } = deferred(at);
    const via = WITH_ADDRESS[name] ?? (name === 'link' ? 'style' : 'media');
    for (const url of heldUrls) load(url, via, true);
    if (name in WITH_ADDRESS || name === 'div') for (const url of lazy) load(url, via, held);
    switch (name) {
      case 'base': {
        const full = absolute(at['href'] ?? '', base);
        if (full) root = full;
        break;
      }
      case 'script': {
        const state = scriptState(at, marked > 0);
        if (state !== 'data') load(at['src'], 'script', state === 'held' || held);
        raw = { kind: 'script', state: state === 'runs' && held ? 'held' : state };
        break;
      }
      case 'style':
        raw = { kind: 'style', state: held ? 'held' : 'runs' };
        break;
      case 'title':
        raw = { kind: 'title', state: 'runs' };
        break;
      case 'link': {
        const rel = (at['rel'] ?? '').toLowerCase();
        if (rel.includes('preconnect')) load(at['href'], 'preconnect', held);
        else if (rel.includes('dns-prefetch')) load(at['href'], 'prefetch', held);
        else if (/stylesheet|icon|preload|modulepreload|manifest/.test(rel)) load(at['href'], 'style', held);
        const own = absolute(at['href'] ?? '', root);
        if (rel.includes('stylesheet') && own && styles.size < 20) styles.add(own);
        break;
      }
      case 'meta': {
        const key = (at['name'] ?? at['property'] ?? at['http-equiv'] ?? '').toLowerCase();
        const content = at['content'] ?? '';
        if (key === 'generator') generator ??= content.slice(0, 200);
        else if (key === 'content-security-policy') policies.push(content);
        else if (key !== '' && metas.length < 100) metas.push({ name: key, content: content.slice(0, 300) });
        break;
      }
      case 'form':
        // What a visitor types in goes there.
        load(at['action'], 'form', held);
        break;
      case 'a': {
        const href = at['href'] ?? '';
        const mail = /^mailto:([^?\s]{3,254})/i.exec(href)?.[1]?.toLowerCase();
        if (mail && mails.size < 50) mails.add(mail);
        const full = absolute(href, root);
        if (full && links.length < LIMITS.links) {
          link = { url: full, text: '' };
          links.push(link);
        }
        break;
      }
      default:
        if (name in WITH_ADDRESS) load(at['src'] ?? at['data'], via, held);
    }
    if (!VOID.has(name) && stack.length < LIMITS.stack && (held || name === 'template' || stack.length > 0)) {
      stack.push({ name, marked: held && name !== 'script', template: name === 'template' });
      if (held && name !== 'script') marked += 1;
      if (name === 'template') templates += 1;
    }
  }

  function closed(name: string): void {
    if (name === 'a') link = undefined;
    let at = -1;
    for (let i = stack.length - 1; i >= Math.max(0, stack.length - 40); i--) {
      if (stack[i]?.name === name) {
        at = i;
        break;
      }
    }
    if (at < 0) return;
    for (const gone of stack.splice(at)) {
      if (gone.marked) marked -= 1;
      if (gone.template) templates -= 1;
    }
  }

  function endRaw(): void {
    if (!raw) return;
    const { kind, state } = raw;
    raw = undefined;
    const text = rawText;
    rawText = '';
    if (kind === 'title') title ??= text.trim().slice(0, 200);
    else if (kind === 'style') {
      for (const url of urlsInStyle(text, root)) load(url, 'style', state === 'held');
    } else if (state !== 'data' && text.trim() !== '' && inlineSize < LIMITS.inlineAll && !isInert()) {
      const kept = text.slice(0, LIMITS.inlineEach);
      inlineSize += kept.length;
      const held = state === 'held' || isHeld();
      inline.push({ text: kept, blocked: held });
      for (const url of urlsInScript(kept)) load(url, 'inline', held);
      // Consent tools hold whole pieces of markup back inside a script, as text or in Base64.
      if (state === 'held') for (const url of addressesInMarkup(kept)) load(url, 'script', true);
    }
  }

  function saw(text: string): void {
    if (raw) {
      if (rawText.length < LIMITS.inlineEach) rawText += text;
      return;
    }
    if (link && link.text.length < 100) link.text += text.slice(0, 100);
    if (wordSize < LIMITS.text) {
      wordSize += text.length;
      words.push(text.slice(0, LIMITS.text));
    }
  }

  const tokenizer = new Tokenizer(
    { xmlMode: false, decodeEntities: true },
    {
      onopentagname: (from, to) => {
        tag = slice(from, to).toLowerCase().slice(0, 40);
        attributes = {};
      },
      onattribname: (from, to) => {
        attributeName = slice(from, to).toLowerCase().slice(0, 80);
        value = '';
      },
      onattribdata: (from, to) => {
        if (value.length < LIMITS.value) value += slice(from, Math.min(to, from + LIMITS.value));
      },
      onattribentity: (code) => {
        if (value.length < LIMITS.value) value += String.fromCodePoint(code);
      },
      onattribend: () => {
        if (!(attributeName in attributes) && Object.keys(attributes).length < LIMITS.attributes) attributes[attributeName] = value;
      },
      onopentagend: () => opened(tag, attributes),
      onselfclosingtag: () => opened(tag, attributes),
      onclosetag: (from, to) => {
        const name = slice(from, to).toLowerCase().slice(0, 40);
        if (raw && name === raw.kind) endRaw();
        closed(name);
      },
      ontext: (from, to) => saw(slice(from, to)),
      ontextentity: (code) => saw(String.fromCodePoint(code)),
      oncomment: () => undefined,
      oncdata: () => undefined,
      ondeclaration: () => undefined,
      onprocessinginstruction: () => undefined,
      onend: () => endRaw(),
    },
  );

  return {
    write: (part) => {
      // The tokenizer reports positions over everything written; a piece that ends inside a token is still needed.
      buffer += part;
      tokenizer.write(part);
      if (buffer.length > 400_000) {
        const keep = 200_000;
        start += buffer.length - keep;
        buffer = buffer.slice(-keep);
      }
    },
    end: () => {
      tokenizer.end();
      endRaw();
      return {
        title,
        generator,
        metas,
        embeds: [...embeds.values()],
        inline,
        links: links.map(({ url, text }) => ({ url, text: text.replaceAll(/\s+/g, ' ').trim().slice(0, 100) })),
        mails: [...mails],
        styles: [...styles],
        elements: [...elements],
        policies,
        text: words.join(' ').slice(0, LIMITS.text),
      };
    },
  };
}

const weak = (via: Embed['via']): boolean => via === 'preconnect' || via === 'prefetch' || via === 'inline';

/** `src` and `href` in markup that is kept as text. */
function addressesInMarkup(text: string): string[] {
  const packed = /^\s{0,50}([A-Za-z0-9+/=\s]{40,})$/.exec(text)?.[1]?.replaceAll(/\s/g, '');
  const markup = packed !== undefined && packed.length % 4 === 0 ? atobSafe(packed) : text;
  return [...markup.matchAll(/(?:src|href)\s{0,5}=\s{0,5}\\?["']([^"'\\\s]{4,500})/gi)].slice(0, 50).map((match) => match[1] ?? '');
}

function atobSafe(packed: string): string {
  try {
    return atob(packed);
  } catch {
    // Not Base64 after all.
    return '';
  }
}

/** Reads a whole page at once. */
export function readPage(html: string, base: string): PageReading {
  const reader = pageReader(base);
  for (let at = 0; at < html.length; at += 65_536) reader.write(html.slice(at, at + 65_536));
  return reader.end();
}
