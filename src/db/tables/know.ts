import type { LeasedColumns } from './foundation.ts';

export type KnowTables = {
  /** Nodes, dependencies and teams of the model; `data` is what people said about them. */
  node: { org_id: string; key: string; kind: string; name: string; position: number; updated_at: number; data: string };
  dependency: { org_id: string; id: string; position: number; updated_at: number; data: string };
  team: { org_id: string; key: string; position: number; updated_at: number; data: string };
  model_setting: { org_id: string; data: string };
  /** What the inventory was before an import or a removal, so that it can be undone. */
  inventory_undo: {
    org_id: string;
    id: string;
    at: number;
    by: string;
    what: string;
    before: string;
    after_hash: string;
    undone_at: number | null;
  };
  /** A look at a domain from outside; leased while a node works on it. */
  scan: LeasedColumns & {
    org_id: string;
    domain: string;
    state: string;
    by: string;
    asked_at: number;
    started_at: number | null;
    ended_at: number | null;
    data: string;
  };
  /** What a scan found so far, and what a person says about it. */
  scan_finding: {
    org_id: string;
    scan_id: string;
    key: string;
    position: number;
    data: string;
    decision: string | null;
    decided_at: number | null;
  };
  /** The answers on the way to the first model, and what of the inventory was written from them. */
  guide: { org_id: string; updated_at: number; data: string };
  /** Who holds domain, admin account and the rest; rows are added only. */
  ownership_answer: { org_id: string; id: string; question: string; at: number; by: string; data: string };
  /** What was really tried, told by the rooms in which it happened; rows are added only. */
  maturity_evidence: { org_id: string; id: string; kind: string; at: number; data: string };
  /** Long self-checks; one without an end is being filled in. */
  long_check: { org_id: string; id: string; started_at: number; finished_at: number | null; data: string };
  /** A domain that is looked at again on a day of each month (1 to 31, at most the last). */
  scan_repeat: LeasedColumns & { org_id: string; domain: string; day: number; by: string; since: number };
  /** A scan that nobody asked for at that moment; `seen_at` null = nobody has taken note of it yet. */
  scan_notice: { org_id: string; scan_id: string; seen_at: number | null; seen_by: string | null };
  /** What a scan may ask of whom. */
  scan_setting: { org_id: string; data: string };
  /** A file from inside the house; `beat_at` is when something was last heard of its reading. */
  evidence_import: { org_id: string; id: string; kind: string; state: string; by: string; at: number; beat_at: number; data: string };
  /** What was seen in it: all that is kept of the file. */
  evidence_item: { org_id: string; import_id: string; subject: string; position: number; data: string };
  /** What a person said about a subject; holds for all imports. */
  evidence_decision: { org_id: string; subject: string; decision: string; by: string; at: number };
  /** What the owner knows better about who stands behind a provider; the newest that was not taken back counts. */
  provider_correction: { org_id: string; id: string; node_key: string; at: number; by: string; data: string; undone_at: number | null };
  /** How to leave a service, and when taking the data along was tried. */
  exit_plan: { org_id: string; node_key: string; updated_at: number; by: string; data: string };
  /** What a plan was, with the model's time to replace, before each time it was saved. */
  exit_plan_before: { org_id: string; id: string; node_key: string; at: number; data: string };
  export_test: { org_id: string; id: string; node_key: string; at: number; data: string };
};
