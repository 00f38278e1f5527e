export type TrustTables = {
  organisation: { id: string; slug: string; name: string; zone: string; language: string; created_at: number; settings: string };
  person: {
    id: string;
    email: string;
    name: string;
    language: string;
    password: string | null;
    created_at: number;
    disabled_at: number | null;
  };
  membership: { org_id: string; person_id: string; role: string; created_at: number };
  session: { id: string; person_id: string; token_hash: string; created_at: number; seen_at: number; expires_at: number; agent: string };
  /** Scoped API tokens of an organisation; only the hash is kept. */
  token: {
    org_id: string;
    id: string;
    name: string;
    token_hash: string;
    scope: string;
    role: string;
    created_by: string;
    created_at: number;
    expires_at: number | null;
    last_used_at: number | null;
    revoked_at: number | null;
  };
  /** Who changed what in trust and settings. */
  audit: { org_id: string; id: string; at: number; actor: string; action: string; subject: string; detail: string };
  /** From when on nothing goes of what was seen and done, because of an incident; until `released_at`. */
  evidence_hold: { org_id: string; incident_id: string; kept_from: number; begun_at: number; released_at: number | null };
};
