import type { LeasedColumns } from './foundation.ts';

export type WatchTables = {
  /** What people set. `revision` grows with each change, so that a result of the old settings does not count. */
  check: {
    org_id: string;
    id: string;
    name: string;
    kind: string;
    config: string;
    /** `{ names, sealed }` as JSON; null without any. */
    secrets: string | null;
    /** What is looked at, short, as the probe says it. */
    target: string;
    node_id: string | null;
    /** Ids of checks, as JSON. */
    behind: string;
    own_line: number;
    /** The line that it goes out by; null = as the machine chooses. */
    uplink_id: string | null;
    group_name: string | null;
    /** As JSON. */
    tags: string;
    /** When somebody deleted it; it can be brought back until it is forgotten. */
    removed_at: number | null;
    interval_ms: number;
    timeout_ms: number;
    retry_ms: number;
    misses: number;
    recoveries: number;
    shard: number;
    revision: number;
    /** Somebody asked to look at once, at this time. */
    run_asked_at: number | null;
    created_at: number;
  };
  /** A line to the Internet. `via`: interface or own address, as JSON. */
  uplink: { org_id: string; id: string; name: string; role: string; via: string };
  /** The restore test of a backup check; `id` is that of the check. */
  restore_test: LeasedColumns & { org_id: string; settings: string };
  restore_run: { org_id: string; id: string; check_id: string; at: number; outcome: string };
  /** What is known of the target; written when it changes, and otherwise once a minute. */
  check_state: {
    org_id: string;
    check_id: string;
    kind: string;
    /** Since when the target counts as failed; null when it does not. */
    failed_since: number | null;
    state: string;
    last_at: number | null;
    last: string | null;
    /** The network beyond the own line in which it was seen; empty = on this side, null = not known. */
    beyond: string | null;
    revision: number;
  };
  /** What programs that report by themselves have said last. The address they call is known by its hash only. */
  heartbeat: {
    org_id: string;
    check_id: string;
    token_hash: string | null;
    since: number;
    started_at: number | null;
    ok_at: number | null;
    failed_at: number | null;
    says: string | null;
    /** What a script reported last, as JSON; null when the last word was a bare sign of life. */
    result: string | null;
    /** When the row changed, so that what is new is found by an index. */
    heard_at: number;
  };
  outage: {
    org_id: string;
    check_id: string;
    since: number;
    until: number | null;
    ended: string | null;
    detail: string;
  };
  /** What was seen of one thing by one source: of open ones there is one for each source and key. */
  signal: {
    org_id: string;
    id: string;
    source: string;
    dedupe_key: string;
    severity: string;
    meaning: string;
    title: string;
    names: string;
    node_id: string | null;
    state: string;
    since: number;
    received_at: number;
    last_at: number;
    reports: number;
    /** When it is over by itself; null when it is not open or never is. */
    due_at: number | null;
    cleared_at: number | null;
    cleared: string | null;
    evidence: string;
  };
  /** Who sends signals. `due_at`: when its silence becomes a signal itself. */
  signal_source: {
    org_id: string;
    id: string;
    name: string;
    kind: string;
    proof: string;
    critical: string;
    clear_after_ms: number | null;
    expect_ms: number | null;
    heard_at: number | null;
    silent: number;
    due_at: number | null;
    messages: number;
    refusal: string | null;
    created_at: number;
    created_by: string;
    removed_at: number | null;
  };
  /** What senders call an asset. */
  signal_rule: { org_id: string; pattern: string; node_id: string; made_by: string; made_at: number };
  /** Ids of signed messages that were taken, so that a copy counts for nothing. */
  signal_message: { org_id: string; source_id: string; id: string; at: number };
  maintenance: { org_id: string; id: string; name: string; times: string; check_ids: string | null };
  /** The results of one tick of one organisation; gathered into chunks when their hour is over. */
  observation_journal: { org_id: string; id: string; at: number; bytes: Uint8Array };
  /** The results of one check over one hour, for two days. */
  observation_chunk: { org_id: string; check_id: string; hour: number; bytes: Uint8Array };
  /** Minutes, hours or days of one check in one row: a day of minutes, 32 days of hours, 512 days. */
  observation_sum: { org_id: string; check_id: string; step: string; since: number; bytes: Uint8Array };
  /** What of the checks may be seen from outside; `data` by kind. */
  outlet: { org_id: string; id: string; kind: string; token_hash: string; data: string };
  /** Which node looks after which share of the checks of the whole installation. */
  check_shard: LeasedColumns & { revision: number };
};
