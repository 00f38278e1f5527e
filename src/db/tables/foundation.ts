/** Rows that a worker claims: due, leased for a while, fenced by `attempts`. `due_at` null = nothing to do. */
export type LeasedColumns = {
  id: string;
  due_at: number | null;
  lease_by: string | null;
  lease_until: number | null;
  attempts: number;
};

export type FoundationTables = {
  /** Events saved with the state that they tell of, until every hearer has heard them. */
  outbox: LeasedColumns & { org_id: string; type: string; data: string; at: number; fault: string | null };
  /** Which hearer has heard which event: saved with what the hearer did, so that it acts once. */
  heard: { org_id: string; event_id: string; hearer: string; at: number };
  /** Content-addressed files, in chunks so that no row grows large. */
  file: { org_id: string; sha256: string; size: number; media_type: string; name: string; created_at: number };
  file_chunk: { org_id: string; sha256: string; n: number; bytes: Uint8Array };
  /** The data key of each organisation, wrapped with the master key that lies outside the database. */
  data_key: { org_id: string; wrapped: string };
  /** Requests with an Idempotency-Key: what was answered, to be answered again. */
  idempotency: { org_id: string; key: string; fingerprint: string; status: number | null; answer: string | null; at: number };
  /** Small values of the installation itself: recovery public key, database identity. */
  installation: { name: string; value: string };
};
