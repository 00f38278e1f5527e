import { z } from 'zod';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { type Contents, type Refusal, refusal } from '../evidence.ts';
import type { EvidenceReader, Reading } from '../reader.ts';
import { jsonOf } from './json.ts';
import { textOf, wholeFile } from './lines.ts';
import { Components } from './sbom.ts';

/** SPDX 2.x. */
const Document2 = z.object({ spdxVersion: z.string().startsWith('SPDX-2'), packages: z.array(z.unknown()).default([]) });
const Package2 = z.object({
  name: z.string(),
  licenseConcluded: z.string().default('NOASSERTION'),
  licenseDeclared: z.string().default('NOASSERTION'),
  externalRefs: z.array(z.object({ referenceType: z.string(), referenceLocator: z.string() })).default([]),
});
/** SPDX 3 (JSON-LD); licences are relations of their own there and are not counted. */
const Document3 = z.object({ '@graph': z.array(z.unknown()) });
const Package3 = z.object({
  type: z.literal('software_Package'),
  software_packageUrl: z.string().optional(),
  externalIdentifier: z.array(z.object({ externalIdentifierType: z.string().default(''), identifier: z.string().default('') })).default([]),
});

const isSaid = (licence: string) => !['NOASSERTION', 'NONE', ''].includes(licence);
const done = (components: Components): Result<Contents, Refusal> =>
  components.rows === 0 ? err(refusal('no-rows')) : ok(components.contents());

function fromJson(text: string, { catalogue }: Reading): Result<Contents, Refusal> {
  const json = jsonOf(text);
  if (!json.ok) return json;
  const components = new Components(catalogue);
  const two = Document2.safeParse(json.value);
  if (two.success) {
    for (const [n, item] of two.data.packages.entries()) {
      const one = Package2.safeParse(item);
      if (!one.success) components.rejections.add(n + 1, 'not-a-line');
      else {
        const purl = one.data.externalRefs.find(({ referenceType }) => referenceType.endsWith('purl'))?.referenceLocator;
        const licensed = isSaid(one.data.licenseConcluded) || isSaid(one.data.licenseDeclared);
        if (!components.component(purl, licensed)) return err(refusal('too-many', n + 1));
      }
    }
    return done(components);
  }
  const three = Document3.safeParse(json.value);
  if (!three.success) return err(refusal('wrong-kind', 1));
  for (const item of three.data['@graph']) {
    const one = Package3.safeParse(item);
    if (!one.success) continue;
    const { software_packageUrl: url, externalIdentifier: ids } = one.data;
    if (!components.component(url ?? ids.find((id) => id.identifier.startsWith('pkg:'))?.identifier, true)) return err(refusal('too-many'));
  }
  return done(components);
}

function fromTags(text: string, { catalogue }: Reading): Result<Contents, Refusal> {
  const lines = text.split(/\r?\n/);
  if (!/^\s*(?:#[^\n]*\n\s*)*SPDXVersion:\s*SPDX-2/.test(text.slice(0, 2000))) return err(refusal('wrong-kind', 1));
  const components = new Components(catalogue);
  let current: { purl: string | undefined; licensed: boolean } | undefined;
  const close = () => current === undefined || components.component(current.purl, current.licensed);
  for (const [n, line] of lines.entries()) {
    const [, tag, value = ''] = /^(PackageName|PackageLicenseConcluded|PackageLicenseDeclared|ExternalRef):\s*(.*)$/.exec(line) ?? [];
    if (tag === 'PackageName') {
      if (!close()) return err(refusal('too-many', n + 1));
      current = { purl: undefined, licensed: false };
    } else if (current && tag === 'ExternalRef') current.purl = /^PACKAGE[-_]MANAGER\s+purl\s+(\S+)/.exec(value)?.[1] ?? current.purl;
    else if (current && tag !== undefined && isSaid(value.trim())) current.licensed = true;
  }
  close();
  return done(components);
}

/** SPDX: JSON of version 2 and 3, and the tag-value form. */
export const spdx: EvidenceReader = {
  kind: 'spdx',
  label: { de: 'Stückliste (SPDX)', en: 'Bill of materials (SPDX)' },
  endings: ['.json', '.spdx', '.jsonld'],
  maxBytes: 40 << 20,
  read: async (file, reading) => {
    const text = textOf(await wholeFile(file, reading.progress));
    if (typeof text !== 'string') return err(text);
    return /^\uFEFF?\s*[{[]/.test(text) ? fromJson(text, reading) : fromTags(text, reading);
  },
};
