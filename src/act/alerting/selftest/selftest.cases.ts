import { randomBytes } from 'node:crypto';
import type { Tx } from '../../../db/work.ts';
import { channels } from '../channels/index.ts';
import { type ChannelSettings, channelSettings } from '../channels.store.ts';
import { wayIsDead, wayIsOver } from '../paging/deadway.on.ts';
import { shortMessages } from '../replies/shortmessages.store.ts';
import { selfTests } from './selftest.store.ts';
import { de, en } from './selftest.texts.ts';
import { cameBack, codeIn, codeOf, dueOf, givenUp, selfTestText, sent } from './selftest.ts';

/** What is told of a modem that does not hear itself has this cause; it lasts until a text comes back. */
export const causeOf = (channelId: string) => `self-test:${channelId}`;

/** The number that the modem can send a text to and hear it: where its inbox is read and its number is entered. */
export function ownNumberOf({ kind, settings }: ChannelSettings): string | null {
  const ready = channels.find((one) => one.kind === kind)?.with({ ...settings.open, ...settings.secret });
  return ready?.ok ? (ready.value.inbox?.ownNumber ?? null) : null;
}

export const testable = async (tx: Tx): Promise<ChannelSettings[]> =>
  (await channelSettings(tx).list()).filter((one) => ownNumberOf(one) !== null);

async function send(tx: Tx, channel: ChannelSettings): Promise<void> {
  const address = ownNumberOf(channel);
  if (address === null) return;
  const code = codeOf(randomBytes(6));
  await shortMessages(tx).queue({ channelId: channel.id, address, text: selfTestText(code), about: 'self-test' });
  await selfTests(tx).save(channel.id, sent((await selfTests(tx).all()).get(channel.id), code, tx.now));
}

/** Sends what is due, gives up what did not come back and tells it, forgets modems that are gone. */
export async function runSelfTests(tx: Tx): Promise<void> {
  const known = await selfTests(tx).all();
  const modems = await testable(tx);
  for (const id of known.keys())
    if (!modems.some((one) => one.id === id)) {
      await selfTests(tx).remove(id);
      await wayIsOver(tx, causeOf(id), '', '');
    }
  for (const channel of modems) {
    const test = known.get(channel.id);
    switch (dueOf(test, tx.now)) {
      case 'nothing':
        break;
      case 'send':
        await send(tx, channel);
        break;
      case 'give-up': {
        if (!test) break;
        await selfTests(tx).save(channel.id, givenUp(test, tx.now));
        const title = { de: de.failedTitle(channel.name), en: en.failedTitle(channel.name) };
        // The way without the Internet is dead, and nothing but this test says so: not a thing for the morning summary alone in working hours.
        const detail = { de: de.failedDetail, en: en.failedDetail };
        const since = test.sentAt ?? tx.now;
        await wayIsDead(tx, { cause: causeOf(channel.id), name: channel.name, since, title, detail, says: title, alone: false });
      }
    }
  }
}

/** A text that came in is the test of one of this firm's modems: notes when. False when it is none. */
export async function hearSelfTest(tx: Tx, text: string): Promise<boolean> {
  const code = codeIn(text);
  if (code === undefined) return false;
  for (const [channelId, test] of await selfTests(tx).all()) {
    if (test.code !== code) continue;
    await selfTests(tx).save(channelId, cameBack(test, tx.now));
    const name = (await channelSettings(tx).list()).find(({ id }) => id === channelId)?.name ?? '';
    await wayIsOver(tx, causeOf(channelId), name);
    return true;
  }
  return false;
}

/** Tests at once, whatever was planned. */
export async function testNow(tx: Tx): Promise<void> {
  for (const channel of await testable(tx)) await send(tx, channel);
}
