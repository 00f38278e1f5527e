import type { Tx } from '../../db/work.ts';
import type { Id } from '../../kernel/id.ts';
import { Problem } from '../../kernel/problem.ts';
import { inventory } from '../../know/inventory/inventory.store.ts';
import type { Model } from '../../know/model/model.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { changedInventory } from './apply.ts';
import { readMeasureFile } from './file.ts';
import type { MeasureImport } from './measures.contract.ts';
import { measures } from './measures.store.ts';
import { de, en } from './measures.texts.ts';
import { after, changesNothing, type Measure, type MeasureContents, type MeasureDeed, type MeasureRefusal } from './measures.ts';
import { type ExpectedScenario, fitting, usualScenarios } from './scenarios.ts';

const REFUSED: Readonly<Record<MeasureRefusal, string>> = {
  'not-open': 'This measure is done; take its change back first.',
  'not-done': 'This measure is not done yet.',
};

function decided(measure: Measure, deed: MeasureDeed, by: string, now: number): Measure {
  const next = after(measure, deed, by, now);
  if (!next.ok) throw new Problem(409, next.error, REFUSED[next.error]);
  return next.value;
}

export const scenariosOf = async (tx: Tx, model: Model): Promise<{ scenarios: ExpectedScenario[]; usual: boolean }> => {
  const own = await measures(tx).scenarios();
  if (own) return { scenarios: fitting(own, model), usual: false };
  const { language } = await organisations(tx).byId(tx.org);
  return { scenarios: usualScenarios(model, (language === 'de' ? de : en).scenarios.words), usual: true };
};

export function newMeasure(tx: Tx, contents: MeasureContents, by: string): Measure {
  return { ...contents, id: tx.newId(), progress: { state: 'proposed', at: tx.now, by }, createdAt: tx.now, updatedAt: tx.now };
}

/** Says what becomes of a measure and keeps it. */
export const decide = async (tx: Tx, id: Id, deed: MeasureDeed, by: string): Promise<Measure> =>
  measures(tx).save(decided(await measures(tx).get(id), deed, by, tx.now));

/** The measure is done: its change goes into the inventory as one change that can be undone. State and event are saved together. */
export async function implement(tx: Tx, id: Id, by: string): Promise<Measure> {
  const measure = await measures(tx).get(id);
  const store = inventory(tx);
  // Refused before anything is touched.
  decided(measure, { kind: 'implement', undoId: null }, by, tx.now);
  let undoId: Id | null = null;
  if (!changesNothing(measure.edit)) {
    const next = changedInventory(await store.own(), measure.edit);
    if (!next.ok)
      throw new Problem(422, 'does-not-fit', 'The inventory has changed, and this measure does not fit it any more.', next.error);
    undoId = await store.replaceUndoably(next.value, `measure: ${measure.title}`, by);
  }
  tx.emit({ type: 'measure.implemented', data: { measureId: id, title: measure.title, by } });
  return decide(tx, id, { kind: 'implement', undoId }, by);
}

/** Takes the change of a measure back, unless somebody changed the inventory since. */
export async function takeBack(tx: Tx, id: Id, by: string): Promise<Measure> {
  const { progress } = await measures(tx).get(id);
  const done = await decide(tx, id, { kind: 'take-back' }, by);
  if ((progress.state === 'done' || progress.state === 'tested') && progress.undoId !== null) await inventory(tx).undo(progress.undoId);
  return done;
}

/** Reads a measures file: says what it would do, and does it unless it is a preview. */
export async function bringFile(tx: Tx, json: unknown, preview: boolean, by: string): Promise<MeasureImport> {
  const model = await inventory(tx).modelOf();
  const read = readMeasureFile(json, model);
  if (!read.ok) return { saved: false, faults: read.error, added: [], changed: [], scenarios: 0 };
  const store = measures(tx);
  const known = new Map((await store.list()).map((one) => [one.id, one]));
  const added: string[] = [];
  const changed: string[] = [];
  for (const { fileId, contents } of read.value.measures) {
    const before = known.get(fileId);
    (before ? changed : added).push(contents.title);
    if (preview) continue;
    await store.save(before ? { ...before, ...contents, updatedAt: tx.now } : newMeasure(tx, contents, by));
  }
  if (!preview && read.value.scenarios.length > 0) await store.setScenarios(read.value.scenarios);
  return { saved: !preview, faults: [], added, changed, scenarios: read.value.scenarios.length };
}
