import type { Generated } from 'kysely';
import type { LeasedColumns } from './foundation.ts';
import type { DocumentColumns } from './prepare.ts';

/** Incidents, their checklists and their situation logs. */
export type IncidentTables = {
  /** `state` repeats the progress of the JSON, for the index; the JSON is the truth. */
  incident: { org_id: string; id: string; state: string; mode: string; at: number; data: string };
  /** What people said about the restore of a broken node; counts only for an outage that had begun before. */
  restore_note: { org_id: string; node_key: string; data: string };
  incident_policy: { org_id: string; data: string };
  /** What people did to an incident's checklist; the list is always replayed from these. */
  checklist_operation: { org_id: string; incident_id: string; id: string; at: number; received_at: number; data: string };
  /** The key of this installation as the first device of every log; the private part is sealed. */
  log_device: { org_id: string; device: string; public_key: string; sealed_key: string };
  /** Where each incident's log stands; the row is the lock of whoever appends. */
  log_head: { org_id: string; incident_id: string; head: string; checkpoint_number: number; checkpoint_at: number };
  log_line: {
    org_id: string;
    incident_id: string;
    number: number;
    device: string;
    seq: number;
    entry_hash: string;
    hash: string;
    line: string;
  };
};

/** The emergency website of each organisation: what was decided, what is really so, and what lies ready to be shown. */
export type DarkSiteTables = {
  /** `id` is the organisation's. `state`: what was decided. `reached`: how far the worker has come. `shown`: the bytes that are live. */
  dark_site: LeasedColumns & {
    org_id: string;
    incident_id: string | null;
    state: string;
    reached: string;
    preview: string | null;
    shown: string | null;
  };
  dark_site_setting: { org_id: string; data: string };
};

/** The status page of each organisation, and what the public was told of disruptions. */
export type StatusPageTables = {
  /** `id` is the organisation's. `draft`: what a person works on. `live`: what is public. `reached`: what lies at which place. */
  status_page: LeasedColumns & {
    org_id: string;
    draft: string;
    live: string | null;
    hosts: string;
    previewed: string | null;
    reached: string;
    /** Rises with each wish, so that the worker knows whether something came while it wrote. */
    revision: number;
  };
  public_incident: { org_id: string; id: string; incident_id: string | null; began_at: number; ended_at: number | null; data: string };
};

/** Alerts, their steps and messages, and the channels they leave by. */
export type AlertingTables = {
  alert: {
    org_id: string;
    id: string;
    source_kind: string;
    source_id: string;
    mode: string;
    state: string;
    accepted_at: number;
    expires_at: number | null;
    /** Sealed; the tokens of the links are derived from it. Gone when the alert is. */
    link_key: string | null;
    /** Subject and text. */
    words: string;
    /** Delays and recipients. */
    steps: string;
    /** So many people must acknowledge before the steps stop. */
    needed: Generated<number>;
    /** 1: its incident is an attack. */
    attack: Generated<number>;
  };
  /** A step with its absolute time; `due_at` null once it has fired, was skipped or cancelled. */
  alert_timer: {
    org_id: string;
    alert_id: string;
    step: number;
    state: string;
    planned_at: number;
    due_at: number | null;
    settled_at: number | null;
  };
  alert_channel: {
    org_id: string;
    id: string;
    kind: string;
    name: string;
    position: number;
    config: string;
    sealed: string | null;
    updated_at: number;
    looked_at: number | null;
    trouble_since: number | null;
    trouble: string | null;
  };
  /** A browser that a member has registered for her alerts. `sealed`: its place at the push service, and its keys. */
  push_device: {
    org_id: string;
    id: string;
    person_id: string;
    name: string;
    place_hash: string;
    sealed: string;
    created_at: number;
  };
  /** One message to one person on one channel in one step. */
  delivery: LeasedColumns & {
    org_id: string;
    alert_id: string;
    step: number;
    round: number;
    contact_id: string;
    name: string;
    language: string;
    channel: string;
    /** Set when it must leave by this very channel (a test, an organisation-wide webhook). */
    channel_id: string | null;
    /** The registered device that it goes to; null for an address that somebody has written down. */
    device_id: string | null;
    address: string;
    token_hash: string;
    state: string;
    created_at: number;
    give_up_at: number | null;
    reason: string | null;
    provider_id: string | null;
    handed_over_at: number | null;
    /** The person's own device had it: its service worker or a lifted receiver says so. */
    delivered_at: number | null;
    /** It stood before her eyes: its page was in the foreground. */
    seen_at: number | null;
    acknowledged_at: number | null;
    acknowledged_by: string | null;
    /** What an answer by mail must bring along; null where nobody can answer. */
    reply_hash: string | null;
  };
};

/** Whom to alert: escalation policies, groups, duty rotas, absences; and what the firm has decided about its alerting. */
export type EscalationTables = {
  alert_policy: DocumentColumns;
  alert_group: DocumentColumns;
  duty_rota: DocumentColumns;
  absence: DocumentColumns;
  alerting_setting: { org_id: string; data: string };
};

/** What people are told of besides incidents: each cause once while it lasts, and when and why it was told. */
export type PagingTables = {
  page_concern: {
    org_id: string;
    id: string;
    cause: string;
    open_cause: string | null;
    opened_at: number;
    cleared_at: number | null;
    signals: Generated<number>;
    /** `page`: goes out on its own or with others; `wait`: in the morning; `covered`: an incident with it goes on. */
    course: string;
    /** 1: somebody was woken for it outside working hours. */
    woke: Generated<number>;
    /** When it goes out; null once it has, or never does. */
    due_at: number | null;
    page_id: string | null;
    paged_at: number | null;
    called_false_by: string | null;
    data: string;
  };
};

/** What somebody has said a lifeline rests on: an alert channel, the emergency website, krisenfest itself. */
export type IndependenceTables = {
  lifeline_answer: { org_id: string; lifeline: string; said_by: string; said_at: number; data: string };
};

/** What comes back: texts and mails that people send, and the short answers to them. */
export type ReplyTables = {
  reply: { org_id: string; id: string; place: string; at: number; verdict: string; data: string };
  short_message: LeasedColumns & {
    org_id: string;
    channel_id: string;
    address: string;
    /** What it answers: the verdict on what came in. */
    about: string;
    text: string;
    created_at: number;
    give_up_at: number;
    handed_over_at: number | null;
    reason: string | null;
  };
  reply_mailbox: {
    org_id: string;
    config: string;
    sealed: string;
    updated_at: number;
    looked_at: number | null;
    trouble_since: number | null;
    trouble: string | null;
  };
  sms_alarm: { org_id: string; config: string; sealed: string | null };
  sms_self_test: {
    org_id: string;
    channel_id: string;
    state: string;
    code: string;
    due_at: number;
    sent_at: number | null;
    heard_at: number | null;
    reason: string | null;
  };
};

export type ActTables = IncidentTables &
  AlertingTables &
  DarkSiteTables &
  StatusPageTables &
  EscalationTables &
  PagingTables &
  IndependenceTables &
  ReplyTables;
