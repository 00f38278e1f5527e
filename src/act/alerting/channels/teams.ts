import type { Channel } from '../channel.ts';
import { lookAtDoor, OTHERS_EVERY_MS, WATCHED } from './looking.ts';
import { postToRoom, ROOM_DEADLINE_MS, RoomSettings, roomShares, type Told, toldTo } from './room.ts';

/** A message above 28 KB is refused; a character takes up to three bytes, or six where JSON escapes it. */
const MOST = { title: 250, text: 4000 };

/** Adaptive Card 1.4 as the Workflows trigger "when a Teams webhook request is received" takes it. */
const card = ({ title, text, link }: Told) => ({
  type: 'message',
  attachments: [
    {
      contentType: 'application/vnd.microsoft.card.adaptive',
      contentUrl: null,
      content: {
        $schema: 'http://adaptivecards.io/schemas/adaptive-card.json',
        type: 'AdaptiveCard',
        version: '1.4',
        body: [
          { type: 'TextBlock', text: title, weight: 'Bolder', size: 'Large', wrap: true },
          { type: 'TextBlock', text, wrap: true },
        ],
        ...(link && { actions: [{ type: 'Action.OpenUrl', title: link.label, url: link.url }] }),
      },
    },
  ],
});

/** Microsoft Teams by a Workflows webhook. It answers 202: the flow has been started, which is no word about its end. */
export const teams: Channel<RoomSettings> = {
  kind: 'teams',
  label: { de: 'Microsoft Teams', en: 'Microsoft Teams' },
  hint: {
    de: 'Schreibt in einen Kanal. In Teams beim Kanal „Workflows“ wählen, die Vorlage für Webhook-Anfragen nehmen und die Adresse hierher kopieren.',
    en: 'Writes to a channel. In Teams choose "Workflows" at the channel, take the template for webhook requests and copy the address here.',
  },
  withoutInternet: {
    answer: 'no',
    sentence: {
      de: 'Braucht Internet und die Cloud von Microsoft.',
      en: "Needs the Internet and Microsoft's cloud.",
    },
  },
  withoutCloud: {
    answer: 'no',
    sentence: { de: 'Braucht die Cloud von Microsoft.', en: "Needs Microsoft's cloud." },
  },
  shares: roomShares,
  watched: WATCHED.door,
  reaches: 'teams',
  config: RoomSettings,
  atOnce: 2,
  deadlineMs: ROOM_DEADLINE_MS,
  broadcastTo: ({ room }) => room,
  send: (settings, _room, message, { signal }) => postToRoom(settings, card(toldTo(settings, message, MOST)), signal),
  looksEveryMs: OTHERS_EVERY_MS,
  look: ({ url }, _now, signal) => lookAtDoor(url, signal),
};
