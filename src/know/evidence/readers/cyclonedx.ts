import { z } from 'zod';
import { err, ok, type Result } from '../../../kernel/result.ts';
import { type Contents, type Refusal, refusal } from '../evidence.ts';
import type { EvidenceFile, EvidenceReader, Reading } from '../reader.ts';
import { jsonOf } from './json.ts';
import { textOf, wholeFile } from './lines.ts';
import { readMarkup } from './markup.ts';
import { Components } from './sbom.ts';

const Bom = z.object({
  bomFormat: z.literal('CycloneDX'),
  components: z.array(z.unknown()).default([]),
  services: z.array(z.unknown()).default([]),
});
const Component = z.object({
  name: z.string(),
  purl: z.string().optional(),
  licenses: z.array(z.unknown()).default([]),
  components: z.array(z.unknown()).default([]),
});
const Service = z.object({
  name: z.string(),
  provider: z.object({ name: z.string().default('') }).default({ name: '' }),
  endpoints: z.array(z.string()).default([]),
  services: z.array(z.unknown()).default([]),
});

function fromJson(text: string, { catalogue }: Reading): Result<Contents, Refusal> {
  const json = jsonOf(text);
  if (!json.ok) return json;
  const bom = Bom.safeParse(json.value);
  if (!bom.success) return err(refusal('wrong-kind', 1));
  const components = new Components(catalogue);
  const open: unknown[] = [...bom.data.components].reverse();
  for (let n = 1; open.length > 0; n++) {
    const component = Component.safeParse(open.pop());
    // A place in JSON is the number of the component, as there are seldom lines.
    if (!component.success) components.rejections.add(n, 'not-a-line');
    else {
      const { purl, licenses, components: parts } = component.data;
      if (!components.component(purl, licenses.length > 0)) return err(refusal('too-many', n));
      for (const part of parts) open.push(part);
    }
  }
  const services: unknown[] = [...bom.data.services].reverse();
  for (let n = 1; services.length > 0; n++) {
    const service = Service.safeParse(services.pop());
    if (!service.success) components.rejections.add(n, 'not-a-line');
    else {
      components.service(service.data.name, service.data.provider.name, service.data.endpoints);
      for (const part of service.data.services) services.push(part);
    }
  }
  return components.rows === 0 ? err(refusal('no-rows')) : ok(components.contents());
}

async function fromXml(file: EvidenceFile, { catalogue, progress }: Reading): Promise<Result<Contents, Refusal>> {
  const components = new Components(catalogue);
  const path: string[] = [];
  const stack: { purl: string; licensed: boolean; name: string; provider: string; endpoints: string[] }[] = [];
  let text = '';
  let full = false;
  const refused = await readMarkup(
    file,
    { xml: true, root: 'bom', progress },
    {
      open: (name) => {
        path.push(name);
        text = '';
        if (name === 'component' || name === 'service') stack.push({ purl: '', licensed: false, name: '', provider: '', endpoints: [] });
        const top = stack.at(-1);
        if (top && name === 'licenses') top.licensed = true;
      },
      text: (more) => {
        if (text.length < 4000) text += more;
      },
      close: (name) => {
        path.pop();
        const top = stack.at(-1);
        const within = path.at(-1);
        if (!top) return;
        const value = text.trim();
        text = '';
        if (name === 'purl' && within === 'component') top.purl = value;
        else if (name === 'name' && within === 'provider') top.provider = value;
        else if (name === 'name' && within === 'service') top.name = value;
        else if (name === 'endpoint') top.endpoints.push(value);
        else if (name === 'component') {
          stack.pop();
          // The component of `metadata` is the program itself.
          if (!path.includes('metadata') && !components.component(top.purl || undefined, top.licensed)) full = true;
        } else if (name === 'service') {
          stack.pop();
          components.service(top.name, top.provider, top.endpoints);
        }
      },
    },
  );
  if (refused) return err(refused);
  if (full) return err(refusal('too-many'));
  return components.rows === 0 ? err(refusal('no-rows')) : ok(components.contents());
}

/** CycloneDX, as JSON or XML. */
export const cyclonedx: EvidenceReader = {
  kind: 'cyclonedx',
  label: { de: 'Stückliste (CycloneDX)', en: 'Bill of materials (CycloneDX)' },
  endings: ['.json', '.xml', '.cdx'],
  maxBytes: 40 << 20,
  read: async (file, reading) => {
    let head: Uint8Array = new Uint8Array();
    for await (const bytes of file.bytes()) {
      head = bytes.subarray(0, 200);
      break;
    }
    if (/^(?:\u00ef\u00bb\u00bf)?\s*</.test(Buffer.from(head).toString('latin1'))) return fromXml(file, reading);
    const text = textOf(await wholeFile(file, reading.progress));
    return typeof text === 'string' ? fromJson(text, reading) : err(text);
  },
};
