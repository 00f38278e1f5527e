/**
 * Markup that consent tools use to hold something back until the visitor agrees: Borlabs, Cookiebot, Usercentrics, Klaro,
 * CCM19, Real Cookie Banner, consentmanager, Complianz, OneTrust, iubenda, Didomi.
 */

/** Attributes that mark an element as held back. */
const MARKERS =
  /^(?:data-borlabs|data-brlbs|data-cookieconsent|data-cookieblock|data-usercentrics|data-uc-|uc-|data-ccm|consent-|data-cmp-|data-cmplz|data-consent|data-cookiecategory|data-cookie-consent|suppressedsrc)/;
/** Attributes that carry the address to be loaded after consent. */
const HELD_ADDRESS =
  /^(?:data-cookieblock-(?:src|href)|consent-original-(?:src|href)-_|data-(?:cmp|cmplz|ccm|uc|borlabs|consent)-(?:src|href)|data-ccm-loader-src|uc-src|suppressedsrc|data-suppressedsrc|data-(?:src|href)-(?:cmplz|consent))$/;
/** Attributes that carry an address loaded later without asking, unless something else on the element asks. */
const LAZY_ADDRESS = /^data-(?:src|href|lazy-src|original|lazy)$/;
const CLASSES = /(?:^|\s)(?:optanon-category-|cmplz-|cmplazyload|_iub_cs_activate|brlbs-|BorlabsCookie)/;
/** Script types that browsers do not run and consent tools wake up. */
const HELD_TYPES = new Set([
  'text/plain',
  'text/template',
  'text/x-ccm-loader',
  'application/consent',
  'didomi/javascript',
  'opt-in',
  'text/tracker',
]);
const SCRIPT_TYPES = new Set([
  '',
  'module',
  'text/javascript',
  'application/javascript',
  'text/ecmascript',
  'application/x-javascript',
  'text/babel',
]);

/** Attributes of one element, names in lower case. */
export type Attributes = Readonly<Record<string, string>>;

/** Does this element carry the mark of a consent tool? */
export function isMarked(attributes: Attributes): boolean {
  if (CLASSES.test(attributes['class'] ?? '')) return true;
  const names = Object.keys(attributes);
  return (
    names.some((name) => MARKERS.test(name)) ||
    ('data-name' in attributes && names.some((name) => LAZY_ADDRESS.test(name))) ||
    ('data-service' in attributes && 'data-category' in attributes)
  );
}

/** Addresses in attributes that are loaded only after consent (`held`) or later without asking (`lazy`). */
export function deferred(attributes: Attributes): { readonly held: readonly string[]; readonly lazy: readonly string[] } {
  const held: string[] = [];
  const lazy: string[] = [];
  for (const [name, value] of Object.entries(attributes)) {
    if (HELD_ADDRESS.test(name)) held.push(value);
    else if (LAZY_ADDRESS.test(name)) lazy.push(value);
  }
  return { held, lazy };
}

/**
 * What a browser does with a script of this type: runs it, leaves it to a consent tool, or takes it for data. `withinMarked`:
 * it stands inside an element that a consent tool holds back.
 */
export function scriptState(attributes: Attributes, withinMarked: boolean): 'runs' | 'held' | 'data' {
  const type = (attributes['type'] ?? '').trim().toLowerCase();
  if (SCRIPT_TYPES.has(type)) return 'runs';
  if (type === 'text/plain' || type === 'text/x-ccm-loader' || type === 'didomi/javascript') return 'held';
  return HELD_TYPES.has(type) && (withinMarked || isMarked(attributes)) ? 'held' : 'data';
}
