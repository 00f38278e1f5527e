import { err, ok, type Result } from '../../../kernel/result.ts';
import { type Contents, type Note, type Refusal, Rejections, refusal } from '../evidence.ts';
import { invoiceMatcher } from '../invoicenames.ts';
import { Gathered } from '../match.ts';
import type { EvidenceReader, Reading } from '../reader.ts';
import { wholeFile } from './lines.ts';
import { readTable } from './table.ts';

const COLUMNS = {
  name: [
    'Kreditor',
    'Kreditorenname',
    'Lieferant',
    'Lieferantenname',
    'Name (Adressattyp Unternehmen)',
    'Firma',
    'Firmenname',
    'Unternehmen',
    'Name',
    'Name1',
    'Name 1',
    'Kontobezeichnung',
    'Kontenbeschriftung',
    'Bezeichnung',
    'Beschriftung',
    'Geschäftspartner',
    'Zahlungsempfänger',
    'Empfänger',
    'Creditor',
    'Supplier',
    'Supplier name',
    'Vendor',
    'Vendor name',
    'Company',
    'Payee',
  ],
  person: ['Name (Adressattyp natürl. Person)'],
  short: ['Kurzbezeichnung', 'Name (Adressattyp keine Angabe)'],
  account: ['Konto', 'Kontonummer', 'Konto-Nr.', 'Kreditorennummer', 'Account'],
} as const;

/** DATEV numbers creditors from 7 on: 70000 to 99999, with more digits where accounts are longer. */
const isDebtor = (account: string): boolean => /^[1-6]\d{4,8}$/.test(account);

function fromTable(bytes: Uint8Array, { catalogue }: Reading): Result<Contents, Refusal> {
  const start = Buffer.from(bytes.subarray(0, 200)).toString('latin1');
  const [, category] = /^(?:\u00ef\u00bb\u00bf)?"?(?:EXTF|DTVF)"?;\d+;(\d+);/.exec(start) ?? [];
  // Category 16: debtors and creditors. 21: postings, which name no creditor.
  if (category !== undefined && category !== '16') return err(refusal('datev-postings', 1));
  const table = readTable(bytes, COLUMNS, ['name', 'short']);
  if (!table.ok) return table;
  const { rows, text, has } = table.value;
  const match = invoiceMatcher(catalogue);
  const gathered = new Gathered();
  const rejections = new Rejections();
  let [used, other, debtors] = [0, 0, 0];
  for (const row of rows) {
    if (category !== undefined && isDebtor(text(row, 'account'))) {
      debtors++;
      continue;
    }
    const name = text(row, 'name') || text(row, 'short');
    if (name === '') {
      // A person is a creditor too, but no provider of the catalogue.
      if (has('person') && text(row, 'person') !== '') used++;
      else rejections.add(row.line, 'no-company');
      continue;
    }
    used++;
    const hit = match(name);
    const trace = { kind: 'invoice' as const, name: name.slice(0, 150) };
    if (!hit) other++;
    else if (hit.kind === 'provider') gathered.provider(hit.provider, 'used', trace);
    else if (hit.kind === 'reseller') gathered.named(hit.reseller, 'question', trace, { subject: `seller:${hit.reseller.toLowerCase()}` });
    else {
      const ids = hit.candidates.map(({ id }) => id).sort();
      gathered.named(name, 'question', trace, {
        subject: `seller:${ids.join('+')}`.slice(0, 190),
        candidates: hit.candidates.map(({ id }) => id),
      });
    }
  }
  if (used === 0) return err(rejections.count > 0 ? refusal('wrong-kind', rejections.first[0]?.line ?? null) : refusal('no-rows'));
  const notes: Note[] = [
    { code: 'private', count: other },
    { code: 'debtors', count: debtors },
  ];
  return ok({
    items: gathered.items,
    report: {
      rows: used,
      rejected: rejections.count,
      rejects: rejections.first,
      from: null,
      to: null,
      notes: notes.filter(({ count }) => count > 0),
    },
  });
}

/** A list of creditors from the books: DATEV export, or any table with the names of suppliers. Who is in no catalogue is not kept. */
export const creditors: EvidenceReader = {
  kind: 'creditors',
  label: { de: 'Kreditorenliste', en: 'List of creditors' },
  endings: ['.csv', '.txt'],
  maxBytes: 20 << 20,
  read: async (file, reading) => fromTable(await wholeFile(file, reading.progress), reading),
};
