import type { Tx } from '../../db/work.ts';
import { on, type Route } from '../../http/route.ts';
import { de as csvDe, en as csvEn } from '../../kernel/csv.texts.ts';
import { readCsv, writeCsv } from '../../kernel/csv.ts';
import type { Id } from '../../kernel/id.ts';
import type { Language } from '../../kernel/languages.ts';
import { Problem } from '../../kernel/problem.ts';
import { plans } from '../plans/plans.store.ts';
import { crisisRoles } from '../roles/roles.store.ts';
import {
  addContact,
  exportContacts,
  exportVcards,
  importContacts,
  listContacts,
  previewContactImport,
  putContact,
  readContact,
  removeContact,
  undoContactImport,
} from './contacts.contract.ts';
import { contacts } from './contacts.store.ts';
import { findContacts } from './contacts.ts';
import { de, en } from './faults.texts.ts';
import { planImport, readSheet, type Sheet, sheetOf } from './sheet.ts';
import { vcards } from './vcard.ts';

const texts = { de: { ...csvDe, ...de }, en: { ...csvEn, ...en } };

type FaultLine = { readonly line: number | null; readonly column: string | null; readonly message: string };

/** The sheet of a file, or every reason why there is none; lines counted from 1. */
function sheetIn(bytes: Uint8Array, language: Language): { sheet: Sheet | undefined; faults: FaultLine[] } {
  const rows = readCsv(bytes);
  if (!rows.ok) return { sheet: undefined, faults: [{ line: rows.error.line, column: null, message: texts[language].fault(rows.error) }] };
  const sheet = readSheet(rows.value);
  const message = texts[language].sheetFault;
  return { sheet, faults: sheet.faults.map((fault) => ({ line: fault.line, column: fault.column, message: message(fault) })) };
}

/** Roles and plans let go of contacts that are gone; later rooms hear of it. */
async function forget(tx: Tx, ids: readonly Id[]): Promise<void> {
  for (const id of ids) {
    await crisisRoles(tx).forget(id);
    await plans(tx).forgetContact(id);
    tx.emit({ type: 'contact.removed', data: { contactId: id } });
  }
}

/** Later rooms hear of other addresses: whoever is being alerted just now gets the alert there. */
function tellChanged(tx: Tx, ids: readonly Id[]): void {
  for (const contactId of ids) tx.emit({ type: 'contact.changed', data: { contactId } });
}

export const contactRoutes = (): Route[] => [
  on(listContacts).handle(async ({ query, work }) => {
    const found = findContacts(await work((tx) => contacts(tx).list()), query.search, query.sort);
    return { contacts: found.slice(query.offset, query.offset + query.limit), total: found.length };
  }),
  on(readContact).handle(async ({ params, work }) => work((tx) => contacts(tx).get(params.id))),
  on(addContact).handle(async ({ body, work }) => work((tx) => contacts(tx).add(body))),
  on(putContact).handle(async ({ params, body: { revision, ...body }, work }) =>
    work(async (tx) => {
      const contact = await contacts(tx).put(params.id, body, revision);
      tellChanged(tx, [params.id]);
      return contact;
    }),
  ),
  on(removeContact).handle(async ({ params, work }) =>
    work(async (tx) => {
      await contacts(tx).remove(params.id);
      await forget(tx, [params.id]);
      return undefined;
    }),
  ),
  on(previewContactImport).handle(async ({ body, query, work }) => {
    const { sheet, faults } = sheetIn(body, query.language);
    const plan = sheet && faults.length === 0 ? planImport(await work((tx) => contacts(tx).list()), sheet) : undefined;
    return {
      create: plan?.create.map(({ name }) => name) ?? [],
      change: plan?.change.map(({ after }) => after.name) ?? [],
      same: plan?.same ?? 0,
      ignoredColumns: [...(sheet?.ignored ?? [])],
      faults,
    };
  }),
  on(importContacts).handle(async ({ body, query, work, caller }) => {
    const { sheet, faults } = sheetIn(body, query.language);
    if (!sheet || faults.length > 0) {
      const [first] = faults;
      const place = first?.line ? `line ${first.line}: ` : '';
      const lines = faults.map((fault) => ({ pointer: fault.line === null ? '' : `line ${fault.line}`, message: fault.message }));
      throw new Problem(422, 'bad-file', `Nothing was imported: ${place}${first?.message ?? 'the file is not valid.'}`, lines);
    }
    return work(async (tx) => {
      const plan = planImport(await contacts(tx).list(), sheet);
      const id = await contacts(tx).importAll(plan, caller.name);
      tellChanged(
        tx,
        plan.change.map(({ before }) => before.id),
      );
      return { id, created: plan.create.length, changed: plan.change.length, same: plan.same };
    });
  }),
  on(undoContactImport).handle(async ({ params, work }) =>
    work(async (tx) => {
      await forget(tx, await contacts(tx).undoImport(params.id));
      return undefined;
    }),
  ),
  on(exportContacts).handle(async ({ work, org }) => ({
    type: 'text/csv; charset=utf-8',
    body: writeCsv(sheetOf(await work((tx) => contacts(tx).list()))),
    filename: `Kontakte ${org.name}.csv`,
  })),
  on(exportVcards).handle(async ({ work, org }) => ({
    type: 'text/vcard; charset=utf-8',
    body: vcards(await work((tx) => contacts(tx).list())),
    filename: `Kontakte ${org.name}.vcf`,
  })),
];
