/** An organisation that reads an inbox, by which of its channels. */
export type Listener = { readonly org: string; readonly channelId: string };
