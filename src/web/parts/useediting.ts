import { useState } from 'react';

/** What the dialog of a list is open for: nothing, a new entry, or one of the list. Give the dialog its `key`, so that each opens with its own draft. */
export function useEditing<T extends { readonly id: string }>() {
  const [editing, setEditing] = useState<T | 'new' | undefined>();
  const item = typeof editing === 'object' ? editing : undefined;
  return {
    add: () => setEditing('new'),
    change: (one: T) => setEditing(one),
    key: item?.id ?? (editing === undefined ? 'closed' : 'new'),
    dialog: { open: editing !== undefined, item, onClose: () => setEditing(undefined) },
  };
}
