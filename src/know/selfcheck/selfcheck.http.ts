import type { Tx } from '../../db/work.ts';
import { type OrganisationContext, on, type Route } from '../../http/route.ts';
import { notFound, Problem } from '../../kernel/problem.ts';
import { OrganisationSettings } from '../../trust/organisations/organisations.contract.ts';
import { organisations } from '../../trust/organisations/organisations.store.ts';
import { inventory } from '../inventory/inventory.store.ts';
import { branches } from './branches.ts';
import { guide } from './guide.store.ts';
import { maturityEvidence } from './maturity.store.ts';
import { maturityOf, restoreEvidence } from './maturity.ts';
import { merged } from './merged.ts';
import { ownership } from './ownership.store.ts';
import { proposed } from './proposal.ts';
import {
  answerOwnership,
  applyGuide,
  listBranches,
  putGuide,
  readBranch,
  readGuide,
  readMaturity,
  readOwnership,
} from './selfcheck.contract.ts';

const branchOf = (id: string | null) => {
  const found = branches.find((one) => one.id === id);
  if (!found) throw notFound('This branch');
  return found;
};

/** Where nobody has said yet how many work here, the answer of the guided page is better than the default. */
async function noteEmployees(tx: Tx, employees: number | null): Promise<void> {
  const { settings } = await organisations(tx).byId(tx.org);
  if (employees === null || settings.employees !== OrganisationSettings.parse({}).employees) return;
  await organisations(tx).change(tx.org, { settings: { ...settings, employees } });
}

async function apply(
  tx: Tx,
  org: OrganisationContext,
  by: string,
  body: { readonly overwrite: readonly string[]; readonly preview: boolean },
) {
  const kept = await guide(tx).get();
  if (kept.answers.branch === null) throw new Problem(422, 'no-branch', 'Choose a branch first; nothing was changed.');
  const store = inventory(tx);
  const before = body.preview ? await store.all() : await store.own();
  const context = { company: before.company, zone: org.zone, language: org.language, at: tx.now };
  const { inventory: proposal } = proposed(branchOf(kept.answers.branch), kept.answers, context);
  const result = merged(before, proposal, kept.applied, new Set(body.overwrite));
  let undoId = null;
  if (!body.preview) {
    undoId = await store.replaceUndoably(result.inventory, 'first answer', by);
    await guide(tx).markApplied(result.applied);
    await noteEmployees(tx, kept.answers.employees);
  }
  return { added: [...result.added], updated: [...result.updated], removed: [...result.removed], kept: [...result.kept], undoId };
}

export const selfCheckRoutes = (): Route[] => [
  on(listBranches).handle(async () => ({
    branches: branches.map(({ id, name, about, processes }) => ({ id, name, about, processes: processes.length })),
  })),
  on(readBranch).handle(async ({ params }) => branchOf(params.id)),
  on(readGuide).handle(async ({ work }) => {
    const { answers, revision, savedAt, appliedAt } = await work((tx) => guide(tx).get());
    return { answers, revision, savedAt, appliedAt };
  }),
  on(putGuide).handle(async ({ work, body }) => work((tx) => guide(tx).save(body.answers, body.revision))),
  on(applyGuide).handle(async ({ work, body, org, caller }) => work((tx) => apply(tx, org, caller.name, body))),
  on(readMaturity).handle(async ({ work, now }) =>
    work(async (tx) => {
      const tried = [...(await maturityEvidence(tx).list()), ...restoreEvidence(await inventory(tx).nodes())];
      const { level, rungs } = maturityOf(tried, now);
      return { level, rungs: rungs.map((rung) => ({ ...rung, evidence: [...rung.evidence] })) };
    }),
  ),
  on(readOwnership).handle(async ({ work }) => ({ answers: await work((tx) => ownership(tx).list()) })),
  on(answerOwnership).handle(async ({ work, params, body, caller }) => work((tx) => ownership(tx).add(params.question, body, caller.name))),
];
