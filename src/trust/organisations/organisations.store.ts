import type { AcrossTx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { Language } from '../../kernel/languages.ts';
import { notFound } from '../../kernel/problem.ts';
import { Role } from '../roles/rights.ts';
import { type Organisation, OrganisationSettings } from './organisations.contract.ts';

type Row = { id: string; slug: string; name: string; zone: string; language: string; settings: string };

const fromRow = (row: Row): Organisation => ({
  id: row.id,
  slug: row.slug,
  name: row.name,
  zone: row.zone,
  language: Language.parse(row.language),
  settings: OrganisationSettings.parse(JSON.parse(row.settings)),
});

/** `Mühlhaus Maschinenbau GmbH` → `muehlhaus-maschinenbau-gmbh` */
export const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll('ä', 'ae')
    .replaceAll('ö', 'oe')
    .replaceAll('ü', 'ue')
    .replaceAll('ß', 'ss')
    .normalize('NFKD')
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 60) || 'firma';

type NewOrganisation = { readonly name: string; readonly zone: string; readonly language: Language };

/** All organisations of the installation, and who belongs to them. */
export const organisations = ({ db, now, newId }: Pick<AcrossTx, 'db' | 'now' | 'newId'>) => ({
  async create({ name, zone, language }: NewOrganisation): Promise<Organisation> {
    const taken = new Set((await db.selectFrom('organisation').select('slug').execute()).map((row) => row.slug));
    const base = slugOf(name);
    let slug = base;
    for (let n = 2; taken.has(slug); n++) slug = `${base}-${n}`;
    const settings = OrganisationSettings.parse({});
    const row = { id: newId(), slug, name, zone, language, settings: JSON.stringify(settings) };
    await db
      .insertInto('organisation')
      .values({ ...row, created_at: now })
      .execute();
    return fromRow(row);
  },
  async byId(id: Id): Promise<Organisation> {
    const row = await db.selectFrom('organisation').selectAll().where('id', '=', id).executeTakeFirst();
    if (!row) throw notFound('This organisation');
    return fromRow(row);
  },
  async all(): Promise<Organisation[]> {
    return (await db.selectFrom('organisation').selectAll().orderBy('name').execute()).map(fromRow);
  },
  async change(id: Id, change: Partial<Omit<Organisation, 'id' | 'slug'>>): Promise<void> {
    const { settings, ...rest } = change;
    const set = { ...rest, ...(settings ? { settings: JSON.stringify(settings) } : {}) };
    if (Object.keys(set).length > 0) await db.updateTable('organisation').set(set).where('id', '=', id).execute();
  },
  /** The organisation of this slug with the person's role in it; undefined when she is no member. */
  async memberOf(person: Id, slug: string): Promise<(Organisation & { role: Role }) | undefined> {
    const row = await db
      .selectFrom('organisation')
      .innerJoin('membership', 'membership.org_id', 'organisation.id')
      .selectAll('organisation')
      .select('membership.role')
      .where('organisation.slug', '=', slug)
      .where('membership.person_id', '=', person)
      .executeTakeFirst();
    return row && { ...fromRow(row), role: Role.parse(row.role) };
  },
  async membershipsOf(person: Id): Promise<(Organisation & { role: Role })[]> {
    const rows = await db
      .selectFrom('organisation')
      .innerJoin('membership', 'membership.org_id', 'organisation.id')
      .selectAll('organisation')
      .select('membership.role')
      .where('membership.person_id', '=', person)
      .orderBy('organisation.name')
      .execute();
    return rows.map((row) => ({ ...fromRow(row), role: Role.parse(row.role) }));
  },
  async join(org: Id, person: Id, role: Role): Promise<void> {
    await db
      .insertInto('membership')
      .values({ org_id: org, person_id: person, role, created_at: now })
      .onConflict((on) => on.columns(['org_id', 'person_id']).doUpdateSet({ role }))
      .execute();
  },
});
