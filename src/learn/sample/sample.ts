import { z } from 'zod';
import type { Instant } from '../../kernel/instant.ts';
import { type FileContents, fromFile } from '../../know/inventory/file.ts';
import { Source } from '../../know/inventory/inventory.ts';
import { AddressKind, type ContactContents, parseAddress, settled } from '../../prepare/contacts/contacts.ts';
import { DarkSiteProfile } from '../../prepare/darkpages/prepared.ts';
import { RoleKind } from '../../prepare/roles/roles.ts';
import model from './model.json' with { type: 'json' };
import data from './sample.json' with { type: 'json' };

const DAY_MS = 86_400_000;

const Sample = z.object({
  contacts: z.array(
    z.object({
      key: z.string(),
      name: z.string(),
      company: z.string(),
      note: z.string(),
      addresses: z.array(z.object({ kind: AddressKind, value: z.string(), label: z.string() })),
    }),
  ),
  roles: z.array(z.object({ kind: RoleKind, holder: z.string(), deputies: z.array(z.string()) })),
  /** Keys of templates, and the resources that the plan is for. */
  plans: z.array(z.object({ template: z.string(), nodeIds: z.array(z.string()) })),
  statements: z.array(z.string()),
  darkPages: z.array(z.string()),
  profile: DarkSiteProfile,
  /** Where single numbers of the model come from, and how long ago they were confirmed. */
  origins: z.array(z.object({ node: z.string(), field: z.string(), source: Source, evidence: z.string(), daysAgo: z.number().int() })),
  checks: z.array(z.object({ name: z.string(), kind: z.string(), config: z.record(z.string(), z.unknown()), nodeId: z.string() })),
});

/**
 * The sample firm (Beispielfirma): Mühlhaus Maschinenbau GmbH, 64 people. Firm, people and providers are invented; addresses end in
 * `.example`, and mobile numbers are from the block that the Bundesnetzagentur keeps free for films. Read on the server only.
 */
export const sample = Sample.parse(data);

/** A contact of the sample with its addresses in their one form. */
export const sampleContact = ({ name, company, note, addresses }: (typeof sample.contacts)[number]): ContactContents => {
  const parsed = addresses.map(({ kind, value, label }) => {
    const normal = parseAddress(kind, value);
    if (!normal.ok) throw new Error(`sample.json: ${name}: ${value} is no address: ${normal.error}`);
    return { kind, value: normal.value, label };
  });
  return { name, company, language: 'de', note, addresses: settled(parsed, company) };
};

/** The model of the sample firm, with each number's origin dated back from `now`. */
export function sampleModel(now: Instant): FileContents {
  const file = fromFile(model);
  if (!file.ok) throw new Error(`model.json: ${file.error.map(({ pointer, message }) => `${pointer}: ${message}`).join('; ')}`);
  const originsOf = (key: string) =>
    Object.fromEntries(
      sample.origins
        .filter(({ node }) => node === key)
        .map(({ field, source, evidence, daysAgo }) => [field, { source, evidence, at: now - daysAgo * DAY_MS }]),
    );
  return { ...file.value, nodes: file.value.nodes.map((node) => ({ ...node, origins: originsOf(node.key) })) };
}
