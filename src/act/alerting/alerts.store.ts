import { randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Tx } from '../../db/work.ts';
import { type Instant, instant, plus } from '../../kernel/instant.ts';
import { Bilingual } from '../../kernel/languages.ts';
import { notFound } from '../../kernel/problem.ts';
import { AFTER_ACKNOWLEDGEMENT, AlertState, TEST_LINK_LASTS, type Timer } from './alerting.ts';
import { AlertMode, AlertRequest, AlertSource } from './request.ts';

const Words = z.object({ version: z.literal(1), subject: Bilingual, text: Bilingual });
const Steps = z.object({ version: z.literal(1), steps: AlertRequest.shape.steps });

/** What an alert says, and where it stands. */
export type AlertHead = {
  readonly id: string;
  readonly source: AlertSource;
  readonly mode: AlertMode;
  readonly state: AlertState;
  readonly acceptedAt: Instant;
  /** Its links are dead from then on; null as long as its incident goes on. */
  readonly expiresAt: Instant | null;
  readonly subject: Bilingual;
  readonly text: Bilingual;
  /** So many people must acknowledge before the steps stop. */
  readonly needed: number;
  /** Its incident is an attack: strangers may be reading mail and chat. */
  readonly attack: boolean;
};

/** An alert as it was accepted. */
export type Alert = AlertHead & { readonly steps: AlertRequest['steps'] };

export type AlertRow = {
  id: string;
  source_kind: string;
  source_id: string;
  mode: string;
  state: string;
  accepted_at: number;
  expires_at: number | null;
  words: string;
  needed: number;
  attack: number;
};

/** The columns of an alert without its recipients. */
export const HEAD_COLUMNS = [
  'id',
  'source_kind',
  'source_id',
  'mode',
  'state',
  'accepted_at',
  'expires_at',
  'words',
  'needed',
  'attack',
] as const;

export const headOfRow = (row: AlertRow): AlertHead => ({
  id: row.id,
  source: AlertSource.parse({ kind: row.source_kind, id: row.source_id }),
  mode: AlertMode.parse(row.mode),
  state: AlertState.parse(row.state),
  acceptedAt: instant(row.accepted_at),
  expiresAt: row.expires_at === null ? null : instant(row.expires_at),
  needed: row.needed,
  attack: row.attack === 1,
  ...Words.omit({ version: true }).parse(JSON.parse(row.words)),
});

const alertOfRow = (row: AlertRow & { steps: string }): Alert => ({ ...headOfRow(row), steps: Steps.parse(JSON.parse(row.steps)).steps });

/** How a step stands: `waiting` for its time, `fired`, `skipped` because a later one was due, `cancelled` by an acknowledgement or the end. */
export const StepState = z.enum(['waiting', 'fired', 'skipped', 'cancelled']);
export type StepState = z.infer<typeof StepState>;
export type StepRow = { readonly step: number; readonly state: StepState; readonly plannedAt: Instant; readonly settledAt: Instant | null };

/** The alerts of the organisation and their steps. */
export const alerts = ({ db, org, now, newId, keyring, touch }: Tx) => ({
  /** Saves a new alert and its steps, none of which has fired. A test brings its own id along, as its source. */
  async insert(request: AlertRequest): Promise<Alert> {
    const id = request.source.kind === 'test' ? request.source.id : newId();
    const { source, mode, subject, text, steps, needed } = request;
    const words = JSON.stringify({ version: 1, subject, text });
    const link_key = await keyring.seal(db, org, randomBytes(32).toString('base64url'));
    const expires_at = source.kind === 'test' ? plus(now, TEST_LINK_LASTS) : null;
    const state = { mode, state: 'running', accepted_at: now, expires_at, needed, attack: 0 };
    const row = { id, source_kind: source.kind, source_id: source.id, ...state, words };
    await db
      .insertInto('alert')
      .values({ org_id: org, link_key, ...row, steps: JSON.stringify({ version: 1, steps }) })
      .execute();
    await db
      .insertInto('alert_timer')
      .values(
        steps.map(({ delayMs }, index) => {
          const planned_at = plus(now, delayMs);
          return { org_id: org, alert_id: id, step: index + 1, state: 'waiting', planned_at, due_at: planned_at, settled_at: null };
        }),
      )
      .execute();
    touch('alert');
    return { ...headOfRow(row), steps };
  },
  async find(id: string): Promise<Alert | undefined> {
    const row = await db.selectFrom('alert').selectAll().where('org_id', '=', org).where('id', '=', id).executeTakeFirst();
    return row && alertOfRow(row);
  },
  async get(id: string): Promise<Alert> {
    const alert = await this.find(id);
    if (!alert) throw notFound('This alert');
    return alert;
  },
  /** Newest first. */
  async ofSource(source: AlertSource): Promise<Alert[]> {
    const rows = await db
      .selectFrom('alert')
      .selectAll()
      .where('org_id', '=', org)
      .where('source_kind', '=', source.kind)
      .where('source_id', '=', source.id)
      .orderBy('id', 'desc')
      .execute();
    return rows.map(alertOfRow);
  },
  /** Ids of the alerts of incidents and pages of which something may still leave. */
  async goingOn(): Promise<string[]> {
    const rows = await db
      .selectFrom('alert')
      .select('id')
      .where('org_id', '=', org)
      .where('state', 'in', ['running', 'acknowledged'])
      .where('source_kind', '!=', 'test')
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id);
  },
  /** Other people than when it was accepted, since some have left or have other addresses. */
  async replan(id: string, steps: Alert['steps'], needed: number): Promise<void> {
    await db
      .updateTable('alert')
      .set({ steps: JSON.stringify({ version: 1, steps }), needed })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute();
    touch('alert');
  },
  /** Ids of the alerts of incidents that nobody has acknowledged yet. */
  async runningOfIncidents(): Promise<string[]> {
    const rows = await db
      .selectFrom('alert')
      .select('id')
      .where('org_id', '=', org)
      .where('state', '=', 'running')
      .where('source_kind', '=', 'incident')
      .orderBy('id')
      .execute();
    return rows.map(({ id }) => id);
  },
  /** Pages that nobody has acknowledged yet, accepted by then. */
  async runningPages(acceptedBy: Instant): Promise<string[]> {
    const rows = await db
      .selectFrom('alert')
      .select('id')
      .where('org_id', '=', org)
      .where('source_kind', '=', 'page')
      .where('state', '=', 'running')
      .where('accepted_at', '<=', acceptedBy)
      .execute();
    return rows.map(({ id }) => id);
  },
  /** Holds the alert until the end of the unit of work, so that an acknowledgement and a step that fires cannot overtake each other. */
  async lock(id: string): Promise<Alert | undefined> {
    await db
      .updateTable('alert')
      .set((eb) => ({ state: eb.ref('state') }))
      .where('org_id', '=', org)
      .where('id', '=', id)
      .execute();
    return this.find(id);
  },
  async stepsOf(id: string): Promise<StepRow[]> {
    const rows = await db
      .selectFrom('alert_timer')
      .selectAll()
      .where('org_id', '=', org)
      .where('alert_id', '=', id)
      .orderBy('step')
      .execute();
    return rows.map((row) => ({
      step: row.step,
      state: StepState.parse(row.state),
      plannedAt: instant(row.planned_at),
      settledAt: row.settled_at === null ? null : instant(row.settled_at),
    }));
  },
  async waitingSteps(id: string): Promise<Timer[]> {
    const rows = await db
      .selectFrom('alert_timer')
      .select(['step', 'due_at'])
      .where('org_id', '=', org)
      .where('alert_id', '=', id)
      .where('state', '=', 'waiting')
      .orderBy('step')
      .execute();
    return rows.flatMap(({ step, due_at }) => (due_at === null ? [] : [{ step, dueAt: instant(due_at) }]));
  },
  async settleSteps(id: string, steps: readonly number[], state: Exclude<StepState, 'waiting'>): Promise<void> {
    if (steps.length === 0) return;
    await db
      .updateTable('alert_timer')
      .set({ state, due_at: null, settled_at: now })
      .where('org_id', '=', org)
      .where('alert_id', '=', id)
      .where('step', 'in', [...steps])
      .where('state', '=', 'waiting')
      .execute();
    touch('alert');
  },
  /** Lets a step fire now instead of at its time. */
  async hurry(id: string, step: number): Promise<void> {
    await db
      .updateTable('alert_timer')
      .set({ due_at: now })
      .where('org_id', '=', org)
      .where('alert_id', '=', id)
      .where('step', '=', step)
      .where('state', '=', 'waiting')
      .execute();
    touch('alert');
  },
  /** Notes for all alerts of something whether it is an attack. */
  async setAttack(source: AlertSource, attack: boolean): Promise<void> {
    await db
      .updateTable('alert')
      .set({ attack: attack ? 1 : 0 })
      .where('org_id', '=', org)
      .where('source_kind', '=', source.kind)
      .where('source_id', '=', source.id)
      .execute();
    touch('alert');
  },
  /** Enough people have acknowledged: no step fires any more, and what is still under way gets a last moment. True the first time. */
  async acknowledged(id: string): Promise<boolean> {
    const first = await db
      .updateTable('alert')
      .set({ state: 'acknowledged' })
      .where('org_id', '=', org)
      .where('id', '=', id)
      .where('state', '=', 'running')
      .executeTakeFirst();
    if (first.numUpdatedRows !== 1n) return false;
    const waiting = await this.waitingSteps(id);
    await this.settleSteps(
      id,
      waiting.map(({ step }) => step),
      'cancelled',
    );
    const until = plus(now, AFTER_ACKNOWLEDGEMENT);
    await db
      .updateTable('delivery')
      .set({ give_up_at: until })
      .where('org_id', '=', org)
      .where('alert_id', '=', id)
      .where('state', '=', 'queued')
      .where((w) => w.or([w('give_up_at', 'is', null), w('give_up_at', '>', until)]))
      .execute();
    touch('alert');
    return true;
  },
  /** Nothing of it goes out any more, its steps are cancelled, its links are dead. */
  async end(id: string): Promise<void> {
    await db.updateTable('alert').set({ state: 'ended', link_key: null }).where('org_id', '=', org).where('id', '=', id).execute();
    const waiting = await this.waitingSteps(id);
    await this.settleSteps(
      id,
      waiting.map(({ step }) => step),
      'cancelled',
    );
    await db
      .updateTable('delivery')
      .set({ state: 'cancelled', due_at: null })
      .where('org_id', '=', org)
      .where('alert_id', '=', id)
      .where('state', '=', 'queued')
      .execute();
    touch('alert');
  },
});
