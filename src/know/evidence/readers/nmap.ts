import { err, ok } from '../../../kernel/result.ts';
import { Rejections, refusal } from '../evidence.ts';
import { Gathered } from '../match.ts';
import type { EvidenceReader } from '../reader.ts';
import { MACHINES } from './machines.ts';
import { readMarkup } from './markup.ts';

/** nmap with `-oX`. Addresses and names of machines are counted, not kept. */
export const nmap: EvidenceReader = {
  kind: 'nmap',
  label: { de: 'nmap-Netzplan', en: 'nmap network scan' },
  endings: ['.xml'],
  maxBytes: 200 << 20,
  read: async (file, { progress }) => {
    const rejections = new Rejections();
    const found = new Map<string, { readonly products: Set<string>; devices: number }>();
    let [rows, closed, other] = [0, 0, 0];
    let open = false;
    let port = '';
    let ofHost = new Set<string>();
    const refused = await readMarkup(
      file,
      { xml: true, root: 'nmaprun', progress },
      {
        open: (name, attributes, line) => {
          if (name === 'host') ofHost = new Set();
          if (name === 'port') {
            port = attributes['portid'] ?? '';
            if (!/^\d{1,5}$/.test(port)) rejections.add(line(), 'not-a-line');
            else rows++;
            open = false;
          }
          if (name === 'state' && port !== '') open = attributes['state'] === 'open';
          if (name === 'service' && port !== '') {
            if (!open) {
              closed++;
              return;
            }
            const said = ['name', 'product', 'extrainfo'].map((key) => attributes[key] ?? '').join(' ');
            const machine = MACHINES.find(({ is }) => is.test(said));
            if (!machine) {
              other++;
              return;
            }
            const known = found.get(machine.id) ?? { products: new Set(), devices: 0 };
            if (!ofHost.has(machine.id)) known.devices++;
            ofHost.add(machine.id);
            if (known.products.size < 10) known.products.add((attributes['product'] || attributes['name'] || '').slice(0, 100));
            found.set(machine.id, known);
          }
        },
        close: (name) => {
          if (name === 'port') port = '';
        },
      },
    );
    if (refused) return err(refused);
    if (rows === 0) return err(refusal('no-rows'));
    const gathered = new Gathered();
    for (const { id, name, role } of MACHINES) {
      const seen = found.get(id);
      if (!seen) continue;
      found.delete(id);
      const product = [...seen.products].join(', ');
      gathered.named(name, 'own', { kind: 'machine', product, devices: seen.devices }, { subject: `own:${id}`, role });
    }
    const notes = [
      { code: 'unmatched' as const, count: other },
      { code: 'closed' as const, count: closed },
    ].filter(({ count }) => count > 0);
    return ok({
      items: gathered.items,
      report: { rows, rejected: rejections.count, rejects: rejections.first, from: null, to: null, notes },
    });
  },
};
