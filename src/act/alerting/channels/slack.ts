import type { Channel } from '../channel.ts';
import { lookAtDoor, OTHERS_EVERY_MS, WATCHED } from './looking.ts';
import { postToRoom, ROOM_DEADLINE_MS, RoomSettings, roomShares, type Told, toldTo } from './room.ts';

/** A header takes 150 characters, a section 3,000. */
const MOST = { title: 150, text: 3000 };

/** The three characters that Slack reads as markup of links and mentions. */
const escaped = (text: string): string => text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const section = (text: string) => ({ type: 'section', text: { type: 'mrkdwn', text } });
/** Words of people are plain text there, so that nothing in them becomes a link or calls everybody. */
const plain = (text: string) => ({ type: 'section', text: { type: 'plain_text', text, emoji: false } });

const blocks = ({ title, text, link }: Told) => ({
  text: escaped(title),
  blocks: [
    { type: 'header', text: { type: 'plain_text', text: title, emoji: false } },
    plain(text),
    ...(link ? [section(`<${escaped(link.url)}|${escaped(link.label)}>`)] : []),
  ],
});

/** Slack by an incoming webhook. The link is plain: a button would need a public address for Slack to call back. */
export const slack: Channel<RoomSettings> = {
  kind: 'slack',
  label: { de: 'Slack', en: 'Slack' },
  hint: {
    de: 'Schreibt in einen Kanal. In Slack eine App mit „Incoming Webhooks“ anlegen, den Kanal wählen und die Adresse hierher kopieren.',
    en: 'Writes to a channel. In Slack make an app with "Incoming Webhooks", choose the channel and copy the address here.',
  },
  withoutInternet: {
    answer: 'no',
    sentence: { de: 'Braucht Internet.', en: 'Needs the Internet.' },
  },
  withoutCloud: {
    answer: 'no',
    sentence: { de: 'Braucht die Cloud von Slack.', en: "Needs Slack's cloud." },
  },
  shares: roomShares,
  watched: WATCHED.door,
  reaches: 'slack',
  config: RoomSettings,
  atOnce: 1,
  deadlineMs: ROOM_DEADLINE_MS,
  broadcastTo: ({ room }) => room,
  send: (settings, _room, message, { signal }) => postToRoom(settings, blocks(toldTo(settings, message, MOST)), signal),
  looksEveryMs: OTHERS_EVERY_MS,
  look: ({ url }, _now, signal) => lookAtDoor(url, signal),
};
