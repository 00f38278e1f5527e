import { z } from 'zod';
import { acceptIncidentAlert, endAlerts, hearNature } from './act/alerting/alerting.on.ts';
import { forgetContact } from './act/alerting/escalation/escalation.store.ts';
import { noteAlert } from './act/alerting/notes.on.ts';
import { handOver } from './act/alerting/paging/paging.cases.ts';
import * as paging from './act/alerting/paging/paging.on.ts';
import { hearContactChanged, hearContactGone } from './act/alerting/people.on.ts';
import { AlertRequest } from './act/alerting/request.ts';
import { noteDarkSite, showNeutral, withdrawWithIncident } from './act/darksite/darksite.on.ts';
import { DecidedBy } from './act/darksite/darksite.ts';
import { hearAssigned, hearCheckAssigned, hearOutage, hearRecovery, hearSignal, hearSignalEnd } from './act/incidents/incidents.on.ts';
import { endEmergencyMessage, stirStatusPage, takeEmergencyMessage } from './act/statuspage/statuspage.on.ts';
import type { Tx } from './db/work.ts';
import type { Hearing } from './jobs/hearing.ts';
import { Id } from './kernel/id.ts';
import { instant } from './kernel/instant.ts';
import { Bilingual } from './kernel/languages.ts';
import { noteEvidence } from './know/selfcheck/maturity.on.ts';
import { learnRecovery, reviewIncident } from './learn/reviews/reviews.on.ts';
import { holds } from './trust/holds/holds.store.ts';
import { leftOnLine } from './watch/checks/lines.store.ts';
import { Meaning, type OwnSource } from './watch/signals/signal.ts';
import {
  attackAnswered,
  attackOver,
  checkAssigned,
  checkIsBack,
  checkLetGo,
  signalOfCheck,
  siteCameBack,
  siteWentOffline,
  switchedOnAgain,
} from './watch/signals/signals.on.ts';

const At = z.number().transform(instant);

/** A line of the table: the event's data is parsed into what the hearer wants; what does not fit is a fault that shows. */
function hearing<T>(event: string, hearer: string, shape: z.ZodType<T>, hear: (tx: Tx, data: T) => Promise<void>): Hearing {
  return { event, hearer, hear: (tx, stored) => hear(tx, shape.parse(stored.data)) };
}

const WentDown = z.object({
  checkId: Id,
  nodeId: z.string().nullable(),
  name: z.string(),
  since: At,
  reason: z.string(),
  siteOffline: z.boolean().default(false),
  /** The name of the spare line that is dead while the firm works by another; null = something is really down. */
  spare: z.string().nullable().default(null),
  /** Another check gets through by that line: what is down is no line. */
  alive: z.boolean().default(false),
  /** The line is dead, and another of its checks says so. */
  covered: z.boolean().default(false),
  /** The names of all lines, when with this one the last is down, and the checks of the others; of a spare line, its other checks. */
  lines: z.array(z.string()).default([]),
  others: z.array(Id).default([]),
});
const LineDown = WentDown.pick({
  checkId: true,
  nodeId: true,
  name: true,
  since: true,
  reason: true,
  spare: true,
  alive: true,
  covered: true,
});
const CameUp = z.object({ checkId: Id, nodeId: z.string().nullable(), name: z.string(), at: At, still: z.array(LineDown).default([]) });
const Offline = z.object({
  since: At,
  names: z.array(z.string()),
  nameless: z.boolean(),
  house: z.boolean().nullable(),
  spares: z.array(z.object({ name: z.string(), dead: z.boolean() })),
});
const Nothing = z.object({});

/** Events of an earlier version do not say which resource it was. */
const LetGo = z.object({ checkId: Id, nodeId: z.string().nullable().default(null), name: z.string() });
const CheckAssigned = z.object({ checkId: Id, name: z.string(), before: z.string().nullable(), nodeId: z.string().nullable() });
const SignalNews = z.object({
  signalId: Id,
  source: z.string(),
  key: z.string(),
  sender: z.string(),
  nodeId: z.string().nullable(),
  name: z.string(),
  title: z.string(),
  meaning: Meaning,
  since: At,
  at: At,
});
/** A check that was quiet and is still down. It confirms nothing to the public: nobody has looked just now. */
const checkAgain = ({ key, title, ...news }: z.infer<typeof SignalNews>) => ({
  ...news,
  checkId: key,
  reason: title,
  siteOffline: true,
  spare: null,
  alive: false,
  covered: false,
  lines: [],
  others: [],
});
const Assigned = z.object({ signalId: Id, meaning: Meaning, before: z.string().nullable(), nodeId: z.string().nullable() });
const NatureAnswered = z.object({ incidentId: Id, mode: z.string(), nature: z.string() });

const Opened = z.object({ alert: AlertRequest });
const OpenedIn = z.object({ mode: z.string() });
const OpenedAs = OpenedIn.extend({ incidentId: Id });
const StoodDown = z.object({ incidentId: Id });

const OfIncident = z.object({ incidentId: Id });
const AboutDarkSite = z.object({
  incidentId: Id.nullable(),
  hash: z.string().nullable().optional(),
  fault: z.string().optional(),
  decidedBy: DecidedBy.optional(),
});
const PublicWords = z.object({ headline: z.string(), whatHappened: z.string() });
/** What went public with its words; events of an earlier version have none. */
const Published = z.object({ incidentId: Id, words: z.object({ de: PublicWords, en: PublicWords }).optional() });
const Anything = z.unknown();
const DARK_SITE_EVENTS = [
  'publication.decided',
  'darksite.went-live',
  'darksite.seen-live',
  'darksite.withdrawn',
  'darksite.failed',
  'publication.reminded',
] as const;

const News = z.object({ incidentId: Id, at: At });
const Delivered = News.extend({ name: z.string(), channel: z.string() });
const Replied = Delivered.extend({ text: z.string(), understood: z.boolean() });
const Failed = Delivered.extend({ reason: Bilingual, final: z.boolean() });
const OfContact = z.object({ contactId: Id });
const Answered = z.object({ incidentId: Id, nature: z.string() });
const LeftOut = News.extend({
  people: z.array(z.object({ name: z.string(), why: z.enum(['absent', 'unreachable']), standIn: z.string().nullable(), step: z.number() })),
});
const Escalated = News.extend({ step: z.number(), skipped: z.array(z.number()) });
const OutageConfirmed = z.object({ incidentId: Id, checkId: Id, since: At });
const OutageEnded = z.object({ incidentId: Id, nodeId: z.string(), from: At, until: At });

const Reached = z.object({ name: z.string(), channel: z.string(), at: At });
const ReviewMade = z.object({ mode: z.enum(['actual', 'exercise']), title: z.string(), at: At });
const SeenLive = z.object({ at: At });

/** What these say stops nothing yet: it is told with the morning's summary. */
const TO_MEND: readonly string[] = ['restores', 'silence', 'warnings'] satisfies readonly OwnSource[];

/** Who hears what: the one place where an event of one room becomes the input of another. Here the loop closes. */
export const subscriptions = (): readonly Hearing[] => [
  // watch → act
  hearing('check.went-down', 'incidents', WentDown, async (tx, news) => {
    if (news.spare === null) await hearOutage(tx, news);
  }),
  hearing('check.came-up', 'incidents', CameUp, hearRecovery),
  // Outages of checks have come by themselves, unless they were quiet.
  ...(['signal.opened', 'signal.worsened'] as const).map((event) =>
    hearing(event, 'incidents', SignalNews, async (tx, news) => {
      if (news.source !== 'checks') await hearSignal(tx, news);
    }),
  ),
  hearing('signal.unquieted', 'incidents', SignalNews, (tx, news) =>
    news.source === 'checks' ? hearOutage(tx, checkAgain(news)) : hearSignal(tx, news),
  ),
  hearing('signal.cleared', 'incidents', SignalNews, async (tx, news) => {
    if (news.source !== 'checks') await hearSignalEnd(tx, news);
  }),
  hearing('signal.assigned', 'incidents', Assigned, hearAssigned),
  hearing('check.assigned', 'incidents', CheckAssigned, hearCheckAssigned),
  // watch → watch
  hearing('check.went-down', 'signals', WentDown, signalOfCheck),
  hearing('check.came-up', 'signals', CameUp, checkIsBack),
  hearing('check.let-go', 'signals', LetGo, async (tx, news) => checkLetGo(tx, { ...news, still: await leftOnLine(tx, news.checkId) })),
  hearing('check.assigned', 'signals', CheckAssigned, checkAssigned),
  hearing('site.went-offline', 'signals', Offline, siteWentOffline),
  hearing('site.came-back', 'signals', Nothing, siteCameBack),
  hearing('signal.cleared', 'signals', SignalNews, async (tx, news) => {
    if (news.meaning === 'switched-off') await switchedOnAgain(tx, news);
  }),
  // act → watch
  hearing('incident.question-answered', 'signals', NatureAnswered, attackAnswered),
  hearing('incident.stood-down', 'signals', OfIncident, attackOver),
  // watch → alerting: who is told, and when
  hearing('check.went-down', 'paging', WentDown, paging.hearCheckDown),
  hearing('check.came-up', 'paging', CameUp, paging.hearCheckUp),
  hearing('check.let-go', 'paging', LetGo, async (tx, news) =>
    paging.hearCheckUp(tx, { ...news, still: await leftOnLine(tx, news.checkId) }),
  ),
  hearing('check.assigned', 'paging', CheckAssigned, paging.hearCheckAssigned),
  hearing('signal.assigned', 'paging', Assigned, paging.hearAssigned),
  hearing('signal.unquieted', 'paging', SignalNews, async (tx, news) => {
    if (news.source === 'checks') await paging.hearCheckDown(tx, checkAgain(news));
    else await paging.hearSignalOpened(tx, news);
  }),
  // Those of checks have come by themselves.
  ...(['signal.opened', 'signal.worsened'] as const).map((event) =>
    hearing(event, 'paging', SignalNews, async (tx, news) => {
      if (TO_MEND.includes(news.source)) await paging.hearToMend(tx, news);
      else if (news.source !== 'checks') await paging.hearSignalOpened(tx, news);
    }),
  ),
  hearing('signal.cleared', 'paging', SignalNews, async (tx, news) => {
    if (news.source !== 'checks') await paging.hearSignalCleared(tx, news);
  }),
  // prepare → alerting
  hearing('contact.removed', 'alerting', OfContact, async (tx, { contactId }) => {
    await forgetContact(tx, contactId);
    await hearContactGone(tx, contactId);
  }),
  hearing('contact.changed', 'alerting', OfContact, (tx, { contactId }) => hearContactChanged(tx, contactId)),
  // act → act
  hearing('outage.confirmed', 'darksite', OutageConfirmed, showNeutral),
  hearing('incident.dismissed', 'darksite', OfIncident, withdrawWithIncident),
  hearing('incident.stood-down', 'darksite', OfIncident, withdrawWithIncident),
  ...DARK_SITE_EVENTS.map((event) => hearing(event, 'situationlog', AboutDarkSite, (tx, data) => noteDarkSite(tx, event, data))),
  // watch, act → the status page: what it shows may have changed
  ...(['check.went-down', 'check.came-up', 'check.let-go', 'incident.question-answered'] as const).map((event) =>
    hearing(event, 'statuspage', Anything, stirStatusPage),
  ),
  hearing('publication.decided', 'statuspage', Published, async (tx, { incidentId, words }) => {
    if (words !== undefined) await takeEmergencyMessage(tx, { incidentId, words });
  }),
  hearing('incident.stood-down', 'statuspage', OfIncident, async (tx, { incidentId }) => {
    await endEmergencyMessage(tx, { incidentId });
    await stirStatusPage(tx);
  }),
  hearing('incident.dismissed', 'statuspage', OfIncident, endEmergencyMessage),
  // act → alerting
  hearing('incident.opened', 'alerting', Opened, async (tx, { alert }) => void (await acceptIncidentAlert(tx, alert))),
  hearing('incident.opened', 'paging', OpenedIn, async (tx, { mode }) => {
    if (mode === 'actual') await handOver(tx);
  }),
  // act → trust: what is kept as evidence
  hearing('incident.opened', 'holds', OpenedAs, async (tx, { incidentId, mode }) => {
    if (mode === 'actual') await holds(tx).begin(incidentId);
  }),
  hearing('incident.evidence-released', 'holds', OfIncident, (tx, { incidentId }) => holds(tx).release(incidentId)),
  hearing('incident.stood-down', 'alerting', StoodDown, (tx, { incidentId }) => endAlerts(tx, { kind: 'incident', id: incidentId })),
  hearing('incident.question-answered', 'alerting', Answered, (tx, { incidentId, nature }) => hearNature(tx, incidentId, nature)),
  // alerting → situation log
  hearing('alert.left-out', 'situationlog', LeftOut, (tx, { incidentId, at, people }) =>
    noteAlert(tx, incidentId, at, { event: 'alert.left-out', people }),
  ),
  hearing('delivery.handed-over', 'situationlog', Delivered, (tx, { incidentId, at, ...news }) =>
    noteAlert(tx, incidentId, at, { event: 'delivery.handed-over', ...news }),
  ),
  hearing('delivery.failed', 'situationlog', Failed, (tx, { incidentId, at, ...news }) =>
    noteAlert(tx, incidentId, at, { event: 'delivery.failed', ...news }),
  ),
  hearing('alert.acknowledged', 'situationlog', Delivered, (tx, { incidentId, at, ...news }) =>
    noteAlert(tx, incidentId, at, { event: 'alert.acknowledged', ...news }),
  ),
  hearing('alert.replied', 'situationlog', Replied, (tx, { incidentId, at, ...news }) =>
    noteAlert(tx, incidentId, at, { event: 'alert.replied', ...news }),
  ),
  hearing('alert.escalated', 'situationlog', Escalated, (tx, { incidentId, at, ...news }) =>
    noteAlert(tx, incidentId, at, { event: 'alert.escalated', ...news }),
  ),
  // act → learn
  hearing('outage.ended', 'reviews', OutageEnded, learnRecovery),
  hearing('incident.stood-down', 'reviews', OfIncident, reviewIncident),
  // act, learn → know: what was really tried
  ...(['alert.tested', 'alert.acknowledged'] as const).map((event) =>
    hearing(event, 'maturity', Reached, (tx, { name, channel, at }) =>
      noteEvidence(tx, { kind: 'alert', what: `${name} (${channel})`, at }),
    ),
  ),
  hearing('review.made', 'maturity', ReviewMade, async (tx, { mode, title, at }) => {
    if (mode === 'exercise') await noteEvidence(tx, { kind: 'drill', what: title, at });
  }),
  hearing('darksite.seen-live', 'maturity', SeenLive, (tx, { at }) => noteEvidence(tx, { kind: 'dark-site', what: '', at })),
];
