/** Incidents, their checklists and their situation logs. */
export type IncidentTables = {
  /** `state` repeats the progress of the JSON, for the index; the JSON is the truth. */
  incident: { org_id: string; id: string; state: string; mode: string; at: number; data: string };
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

export type ActTables = IncidentTables;
