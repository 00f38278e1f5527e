/** A way out of this machine: the own addresses to leave from, null where it has none of that family, and the interface that holds them. */
export type WayOut = { readonly four: string | null; readonly six: string | null; readonly device: string };
