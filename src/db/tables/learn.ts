export type LearnTables = {
  /** After-action reviews; one for each incident that ended. */
  review: { org_id: string; id: string; incident_id: string; ended_at: number; data: string };
  /** Changes to the model that may be worth it. `state` and `due_at` repeat the JSON, for the index. */
  measure: { org_id: string; id: string; state: string; due_at: number | null; updated_at: number; data: string };
  /** The yearly scenarios that people have set; no row: the usual ones. */
  measure_scenario: { org_id: string; data: string };
};
