import type { Channel } from '../channel.ts';
import { lookByAsking, OTHERS_EVERY_MS, onlyIll, WATCHED } from './looking.ts';
import { postToRoom, ROOM_DEADLINE_MS, RoomSettings, roomShares, type Told, toldTo } from './room.ts';

/** Older servers take 4,000 characters in a post; escaping may double them. */
const MOST = { title: 250, text: 1500 };

/** Markdown, and the @ that calls everybody, as plain characters. */
const escaped = (text: string): string => text.replaceAll(/[\\`*_~[\]<>#|]/g, String.raw`\$&`).replaceAll('@', '@\u200b');

const post = ({ title, text, link }: Told) => ({
  text: [`**${escaped(title)}**`, escaped(text), ...(link ? [`[${escaped(link.label)}](${link.url})`] : [])].join('\n\n'),
});

/** Mattermost by an incoming webhook. */
export const mattermost: Channel<RoomSettings> = {
  kind: 'mattermost',
  label: { de: 'Mattermost', en: 'Mattermost' },
  hint: {
    de: 'Schreibt in einen Kanal. In Mattermost unter „Integrationen“ einen eingehenden Webhook anlegen und die Adresse hierher kopieren.',
    en: 'Writes to a channel. In Mattermost add an incoming webhook under "Integrations" and copy the address here.',
  },
  withoutInternet: {
    answer: 'depends',
    sentence: {
      de: 'Geht ohne Internet nur, wenn der Mattermost-Server im eigenen Haus steht.',
      en: 'Works without the Internet only when the Mattermost server stands in the house.',
    },
  },
  withoutCloud: {
    answer: 'depends',
    sentence: {
      de: 'Ohne Cloud, wenn der Mattermost-Server der eigene ist.',
      en: 'Without a cloud when the Mattermost server is your own.',
    },
  },
  shares: roomShares,
  watched: WATCHED.answers,
  reaches: 'mattermost',
  config: RoomSettings,
  atOnce: 2,
  deadlineMs: ROOM_DEADLINE_MS,
  broadcastTo: ({ room }) => room,
  send: (settings, _room, message, { signal }) => postToRoom(settings, post(toldTo(settings, message, MOST)), signal),
  looksEveryMs: OTHERS_EVERY_MS,
  // `GET /api/v4/system/ping` (API reference of Mattermost) needs no login; the hook lies beside it.
  look: ({ url }, _now, signal) =>
    lookByAsking({ url: url.replace(/\/hooks\/.*$/s, ''), path: '/api/v4/system/ping', trouble: onlyIll }, signal),
};
