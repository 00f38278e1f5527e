/** A document of the prepare room: small, edited as a whole. `data` is JSON with its version; `revision` counts its changes. */
export type DocumentColumns = { org_id: string; id: string; revision: number; updated_at: number; data: string };

export type PrepareTables = {
  contact: DocumentColumns;
  /** What an import changed, so that it can be undone. */
  contact_import: { org_id: string; id: string; at: number; by: string; data: string; undone_at: number | null };
  crisis_role: DocumentColumns;
  plan: DocumentColumns;
  statement: DocumentColumns;
  dark_page: DocumentColumns;
  /** One row for each organisation, under the organisation's own id. */
  dark_site_profile: DocumentColumns;
};
