import type { Tx } from '../../db/work.ts';
import { type Caller, on, type Route } from '../../http/route.ts';
import type { Id } from '../../kernel/id.ts';
import type { Result } from '../../kernel/result.ts';
import { audit } from '../../trust/audit/audit.store.ts';
import { decisionNote } from '../situationlog/say.ts';
import { situationLog } from '../situationlog/situationlog.store.ts';
import { decided, keep, openNow, raise, textsOf } from './incidents.cases.ts';
import {
  answerNature,
  changePolicy,
  chooseLevel,
  dismissProposal,
  type IncidentView,
  listIncidents,
  openProposal,
  raiseIncident,
  readIncident,
  readPolicy,
  releaseEvidence,
  releaseRestore,
  renameIncident,
  standDown,
} from './incidents.contract.ts';
import { incidents } from './incidents.store.ts';
import {
  answered,
  type Done,
  dismissed,
  evidenceReleased,
  type Incident,
  levelChosen,
  type Refusal,
  released,
  shownOf,
  stoodDown,
} from './incidents.ts';

const view = (incident: Incident): IncidentView => shownOf(incident);

/** Somebody decides something about an incident: the deed, and the line that says so in the log. */
async function decide(
  tx: Tx,
  id: Id,
  caller: Caller,
  deed: (incident: Incident) => Result<Done, Refusal>,
  note: { readonly event: string; text(t: Awaited<ReturnType<typeof textsOf>>['log']): string; readonly reason?: string },
): Promise<IncidentView> {
  const done = await decided(tx, deed(await incidents(tx).get(id)));
  const by = { id: caller.id, name: caller.name };
  await situationLog(tx).append(id, decisionNote(note.event, note.text((await textsOf(tx)).log), by, note.reason));
  return view(await keep(tx, done));
}

const current = ['proposed', 'open'] as const;
const past = ['stood-down', 'dismissed'] as const;

export const incidentRoutes = (): Route[] => [
  on(listIncidents).handle(async ({ work, query }) => {
    const states = query.state === 'current' ? current : query.state === 'past' ? past : [...current, ...past];
    return { incidents: (await work((tx) => incidents(tx).list([...states]))).map(view) };
  }),

  on(readIncident).handle(async ({ work, params }) => view(await work((tx) => incidents(tx).get(params.id)))),

  on(raiseIncident).handle(async ({ work, body, caller }) =>
    work(async (tx) => {
      const { title, mode, nodeIds, planId } = body;
      return view(await raise(tx, { title, mode, nodeIds, planId }, { id: caller.id, name: caller.name }));
    }),
  ),

  on(openProposal).handle(async ({ work, params, caller }) =>
    work(async (tx) => view(await openNow(tx, await incidents(tx).get(params.id), { id: caller.id, name: caller.name }))),
  ),

  on(dismissProposal).handle(async ({ work, params, caller }) =>
    work(async (tx) => view(await keep(tx, await decided(tx, dismissed(await incidents(tx).get(params.id), caller.name, tx.now))))),
  ),

  on(answerNature).handle(async ({ work, params, body, caller }) =>
    work((tx) =>
      decide(tx, params.id, caller, (incident) => answered(incident, body.nature, caller.name), {
        event: 'incident.question-answered',
        text: (t) => t.answered(body.nature, caller.name),
      }),
    ),
  ),

  on(chooseLevel).handle(async ({ work, params, body, caller }) =>
    work((tx) =>
      decide(tx, params.id, caller, (incident) => levelChosen(incident, body.level, caller.name), {
        event: 'incident.level-chosen',
        text: (t) => t.levelChosen(body.level, caller.name),
      }),
    ),
  ),

  on(releaseRestore).handle(async ({ work, params, body, caller }) =>
    work((tx) =>
      decide(tx, params.id, caller, (incident) => released(incident, body.reason, caller.name, tx.now), {
        event: 'incident.restore-released',
        text: (t) => t.released(body.reason, caller.name),
        reason: body.reason,
      }),
    ),
  ),

  on(renameIncident).handle(async ({ work, params, body }) =>
    work(async (tx) => view(await keep(tx, { incident: { ...(await incidents(tx).get(params.id)), title: body.title }, events: [] }))),
  ),

  on(standDown).handle(async ({ work, params, caller }) =>
    work((tx) =>
      decide(tx, params.id, caller, (incident) => stoodDown(incident, caller.name, tx.now), {
        event: 'incident.stood-down',
        text: (t) => t.stoodDown(caller.name),
      }),
    ),
  ),

  on(releaseEvidence).handle(async ({ work, params, body, caller }) =>
    work(async (tx) => {
      await audit(tx).note(caller.name, 'evidence.released', params.id, { reason: body.reason });
      return decide(tx, params.id, caller, (incident) => evidenceReleased(incident, body.reason, caller.name, tx.now), {
        event: 'incident.evidence-released',
        text: (t) => t.evidenceReleased(body.reason, caller.name),
        reason: body.reason,
      });
    }),
  ),

  on(readPolicy).handle(async ({ work }) => work((tx) => incidents(tx).policy())),

  on(changePolicy).handle(async ({ work, body }) =>
    work(async (tx) => {
      await incidents(tx).setPolicy(body);
      return body;
    }),
  ),
];
