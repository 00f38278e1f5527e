import type { Tx } from '../../../db/work.ts';
import type { Instant } from '../../../kernel/instant.ts';
import type { Bilingual } from '../../../kernel/languages.ts';
import { organisations } from '../../../trust/organisations/organisations.store.ts';
import { signals } from '../../../watch/signals/signals.store.ts';
import { hearCleared, hearRaised } from './paging.on.ts';
import { concerns } from './paging.store.ts';

/** A way to people, or back from them, that does not work. */
export type DeadWay = {
  /** The same while it lasts. */
  readonly cause: string;
  readonly name: string;
  readonly since: Instant;
  /** What people are told, and why. */
  readonly title: Bilingual;
  readonly detail: Bilingual;
  /** What the list of signals says; since when stands beside it, and why in its evidence. */
  readonly says: Bilingual;
  /** No other way works: nobody could be told of anything else. */
  readonly alone: boolean;
};

/** A dead way is a signal among all signals, and told by the wake rule: in the morning while another way works. Once while it lasts. */
export async function wayIsDead(tx: Tx, { cause, name, since, title, detail, says, alone }: DeadWay): Promise<void> {
  if (await concerns(tx).lasts(cause)) return;
  const { language } = await organisations(tx).byId(tx.org);
  const facts = { key: cause, meaning: 'note', names: [name], nodeId: null, since } as const;
  const said = { severity: alone ? 'critical' : 'warning', title: says[language], body: detail[language] } as const;
  await signals(tx).open('alerting', name, { ...facts, ...said });
  await hearRaised(tx, { cause, title, detail, nodeId: null, nature: alone ? 'own' : 'info' });
}

/** It works again, or somebody (`who`) has taken it away. */
export async function wayIsOver(tx: Tx, cause: string, name: string, who?: string): Promise<void> {
  await signals(tx).close('alerting', name, cause, { by: who === undefined ? 'source' : 'removed', who: who ?? '', reason: '' });
  await hearCleared(tx, cause);
}
