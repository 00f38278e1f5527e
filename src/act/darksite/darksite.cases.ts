import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { type Instant, instant, plus } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import { Problem } from '../../kernel/problem.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { dateTimeText } from '../../kernel/wording.ts';
import { darkPages, darkSiteProfile } from '../../prepare/darkpages/darkpages.store.ts';
import { type FilledText, fillContent, type Unresolved } from '../../prepare/darkpages/filled.ts';
import { contentOf } from '../../prepare/darkpages/prepared.ts';
import { type DarkSite, renderDarkSite } from '../../prepare/darkpages/render.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { incidents } from '../incidents/incidents.store.ts';
import { type Incident, openedAt } from '../incidents/incidents.ts';
import { type DarkSiteRow, darkSite } from './darksite.store.ts';
import { de, en } from './darksite.texts.ts';
import { type DarkSiteRefusal, type DecidedBy, previewed, publish, publishNeutral, standDown } from './darksite.ts';
import { en as inEnglish, de as inGerman } from './publication.texts.ts';
import { type PreviewSource, stored } from './publication.ts';

/** The texts in the language of the organisation. */
async function textsOf(tx: Tx) {
  const org = await organisations(tx).byId(tx.org);
  const german = org.language === 'de';
  return { org, t: german ? inGerman : inEnglish, refusals: german ? de : en };
}

async function refused(tx: Tx, refusal: DarkSiteRefusal): Promise<Problem> {
  const { refusals, org } = await textsOf(tx);
  return new Problem(
    409,
    refusal.code,
    refusals.refused(refusal, (at) => dateTimeText(at, org.zone, org.language)),
  );
}

/** The page, and its words for whoever else tells the public. */
type Rendered = { readonly site: DarkSite; readonly kind: 'outage' | 'crisis'; readonly words: Record<Language, PublicWords> };
type PublicWords = { readonly headline: string; readonly whatHappened: string };

const wordsOf = ({ text: { headline, whatHappened } }: FilledText): PublicWords => ({ headline, whatHappened });

/** Renders the page of a preview with the contents as they are at this moment. */
async function render(tx: Tx, source: PreviewSource): Promise<Result<Rendered, string>> {
  const { t, org } = await textsOf(tx);
  const page = await darkPages(tx).get(source.pageId);
  const { mode, version, since, updatedAt, nextUpdateAt, values } = source;
  const content = contentOf(page, await darkSiteProfile(tx).get(), org, { mode, version, since, updatedAt, nextUpdateAt, values });
  if (!content.ok) return err(t.noSite);
  const unresolved = ({ missing, malformed }: Unresolved) =>
    err(t.unresolved([...new Set(missing.map(({ name }) => name)), ...malformed].join(', ')));
  const [filled, site] = [fillContent(content.value), renderDarkSite(content.value)];
  if (!filled.ok) return unresolved(filled.error);
  if (!site.ok) return unresolved(site.error);
  return ok({ site: site.value, kind: page.kind, words: { de: wordsOf(filled.value.de), en: wordsOf(filled.value.en) } });
}

/** Shows somebody the page as it would go out and remembers what she saw. */
export async function preview(
  tx: Tx,
  incident: Incident,
  asked: Pick<PreviewSource, 'pageId' | 'values'> & { readonly nextUpdateAt: number | null },
  by: Id,
): Promise<DarkSiteRow> {
  const store = darkSite(tx);
  const row = await store.get();
  const version = row.state.state === 'live' ? (row.preview?.source.version ?? 1) + 1 : 1;
  const source: PreviewSource = {
    ...asked,
    nextUpdateAt: asked.nextUpdateAt === null ? null : instant(asked.nextUpdateAt),
    incidentId: incident.id,
    mode: incident.mode,
    version,
    since: openedAt(incident) ?? tx.now,
    updatedAt: tx.now,
  };
  const rendered = await render(tx, source);
  if (!rendered.ok) throw new Problem(422, 'not-renderable', rendered.error);
  const { site, kind } = rendered.value;
  const next: DarkSiteRow = {
    ...row,
    state: previewed(row.state, { hash: site.hash, kind, by, at: tx.now }),
    preview: { source, site: stored(site) },
  };
  await store.save(next, row.state.state === 'live' ? tx.now : null);
  return next;
}

/** The second decision, by a person. */
export async function decide(
  tx: Tx,
  incident: Incident,
  asked: { readonly previewHash: string; readonly until: number | undefined },
  by: Id,
): Promise<DarkSiteRow> {
  const store = darkSite(tx);
  const row = await store.get();
  const { policy } = await store.settings();
  if (row.preview === null || row.preview.source.incidentId !== incident.id)
    throw await refused(tx, { code: incident.mode === 'exercise' ? 'exercise' : 'not-previewed' });
  const rendered = await render(tx, row.preview.source);
  if (!rendered.ok) throw new Problem(422, 'not-renderable', rendered.error);
  const until = asked.until === undefined ? plus(tx.now, policy.longest) : plus(tx.now, asked.until - tx.now);
  const move = publish(
    row.state,
    { mode: incident.mode, previewHash: asked.previewHash, currentHash: rendered.value.site.hash, until, by },
    tx.now,
    policy,
  );
  if (!move.ok) throw await refused(tx, move.error);
  const { words } = rendered.value;
  tx.emit({ type: move.value.event.type, data: { ...move.value.event.data, incidentId: incident.id, words } });
  const next: DarkSiteRow = { ...row, incidentId: incident.id, state: move.value.state, shown: row.preview.site };
  await store.save(next, tx.now);
  return next;
}

/** An outage that watch has confirmed, with the incident that it belongs to. */
export type OutageHeard = { readonly incidentId: Id; readonly checkId: Id; readonly since: Instant };

/**
 * The released neutral page goes public by itself, where the owner has allowed it for this check; does nothing where not. What keeps
 * it back although it is allowed comes back as a sentence in the language of the organisation.
 */
export async function decideNeutral(
  tx: Tx,
  { incidentId, checkId, since }: OutageHeard,
): Promise<{ readonly heldBack: string } | undefined> {
  const store = darkSite(tx);
  const { policy } = await store.settings();
  const incident = await incidents(tx).get(incidentId);
  if (policy.neutralByItself !== checkId || !['proposed', 'open'].includes(incident.progress.state)) return undefined;
  const { org, refusals } = await textsOf(tx);
  const row = await store.get();
  const page = await darkPages(tx).approvedNeutral(org.name);
  const { mode } = incident;
  const times = { version: 1, since, updatedAt: tx.now, nextUpdateAt: null };
  const source: PreviewSource | null = page ? { incidentId, pageId: page.id, mode, ...times, values: { de: {}, en: {} } } : null;
  const rendered = source ? await render(tx, source) : null;
  if (rendered && !rendered.ok) return { heldBack: rendered.error };
  const site = rendered ? stored(rendered.value.site) : null;
  const asked = { mode, checkId, attack: incident.nature === 'attack', hash: site?.hash ?? null };
  const move = publishNeutral(row.state, asked, tx.now, policy);
  if (!move.ok)
    return move.error.code === 'already-live'
      ? undefined
      : { heldBack: refusals.refused(move.error, (at) => dateTimeText(at, org.zone, org.language)) };
  const words = rendered?.value.words;
  tx.emit({ type: move.value.event.type, data: { ...move.value.event.data, incidentId, ...(words ? { words } : {}) } });
  await store.save({ ...row, incidentId, state: move.value.state, preview: source && site && { source, site }, shown: site }, tx.now);
  return undefined;
}

/** Back to the usual website; nothing happens when it is not live for this incident. */
export async function withdrawFor(tx: Tx, incident: Id, by: DecidedBy): Promise<DarkSiteRow> {
  const store = darkSite(tx);
  const row = await store.get();
  if (row.incidentId !== incident) return row;
  const move = standDown(row.state, by);
  if (!move.ok) return row;
  tx.emit({ type: move.value.event.type, data: { ...move.value.event.data, incidentId: incident } });
  const next: DarkSiteRow = { ...row, state: move.value.state, preview: null };
  await store.save(next, tx.now);
  return next;
}

/** The incident, when it is one that goes on. */
export async function goingOn(tx: Tx, id: Id): Promise<Incident> {
  const incident = await incidents(tx).get(id);
  if (incident.progress.state !== 'open') throw new Problem(409, 'not-open', (await textsOf(tx)).t.notOpen);
  return incident;
}
