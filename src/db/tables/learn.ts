export type LearnTables = {
  /** After-action reviews; one for each incident that ended. */
  review: { org_id: string; id: string; incident_id: string; ended_at: number; data: string };
};
