import { z } from 'zod';
import { endpoint } from '../../kernel/contract.ts';
import { Id } from '../../kernel/id.ts';
import { Bilingual } from '../../kernel/languages.ts';
import { Look } from './look.ts';
import { Phase } from './publicincident.ts';
import { Component, ComponentKey, Host, MOST_COMPONENTS, StatusPageSettings } from './statuspage.ts';
import { publicLine, publicLines } from './words.ts';

const At = z.number().int();
const Words = z.object({ de: z.string(), en: z.string().nullable() });
const org = { scope: 'organisation', group: 'status-page' } as const;
const params = z.object({ id: Id });

/** A disruption as the house sees it: with who wrote what. */
export const PublicIncidentView = z.object({
  id: Id,
  title: Words,
  components: z.array(ComponentKey),
  from: At,
  until: At.nullable(),
  source: z.enum(['person', 'emergency']),
  incidentId: Id.nullable(),
  messages: z.array(z.object({ id: Id, at: At, phase: Phase, text: Words, by: z.string() })),
});
export type PublicIncidentView = z.output<typeof PublicIncidentView>;

/** How things stand at one place. `settings` without anything secret. */
export const PlaceView = Host.extend({
  /** `there`: the page as it is. `old`: it could not be written last time. `leaving`: it shall go and still lies there. */
  state: z.enum(['waiting', 'there', 'old', 'leaving']),
  /** When what lies there was written. */
  at: At.nullable(),
  fault: z.string().nullable(),
  faultSince: At.nullable(),
});
export type PlaceView = z.output<typeof PlaceView>;

export const StatusPageView = z.object({
  draft: StatusPageSettings,
  /** Names exactly these settings: what was looked at and goes public. */
  draftHash: z.string(),
  /** Somebody has looked at the draft as it is. */
  previewed: z.boolean(),
  live: z.object({ since: At, by: z.string(), same: z.boolean(), settings: StatusPageSettings }).nullable(),
  hosts: z.array(Host),
  places: z.array(PlaceView),
  kinds: z.array(z.object({ kind: z.string(), label: Bilingual, about: Bilingual, schema: z.unknown() })),
  /** What is said of disruptions, newest first. */
  incidents: z.array(PublicIncidentView),
  /** Components whose check, group or process is gone: they show as not measured. */
  orphans: z.array(ComponentKey),
});
export type StatusPageView = z.output<typeof StatusPageView>;

export const readStatusPage = endpoint({
  ...org,
  method: 'GET',
  path: '/status-page',
  right: 'settings.read',
  summary: 'The status page: what is being worked on, what is public, what lies at which place, and what was said of disruptions.',
  response: StatusPageView,
});

export const changeStatusDraft = endpoint({
  ...org,
  method: 'PUT',
  path: '/status-page/draft',
  right: 'act.publish',
  summary: 'Change what the status page shall show. Nothing of it is public until it was previewed and published.',
  body: StatusPageSettings.extend({
    /** A new component comes without a key. */
    components: z
      .array(Component.extend({ key: ComponentKey.nullable() }))
      .max(MOST_COMPONENTS)
      .default([]),
  }),
  response: StatusPageView,
});

export const changeStatusHosts = endpoint({
  ...org,
  method: 'PUT',
  path: '/status-page/places',
  right: 'settings.write',
  summary: 'Set where the status page is put. While it is public it goes there at once, and is removed where it shall not be any more.',
  body: z.object({ hosts: z.array(Host).max(10) }),
  response: StatusPageView,
});

export const previewStatusPage = endpoint({
  ...org,
  method: 'POST',
  path: '/status-page/preview',
  right: 'act.publish',
  summary: 'Say that one looks at the draft as it is now; publishing names the hash given here.',
  response: StatusPageView,
});

export const showStatusPreview = endpoint({
  ...org,
  method: 'GET',
  path: '/status-page/preview/page',
  right: 'settings.read',
  summary: 'The status page as it would be written at this moment, from the draft or from what is public.',
  query: z.object({ lang: z.enum(['de', 'en']).default('de'), of: z.enum(['draft', 'live']).default('draft') }),
  produces: 'text/html; charset=utf-8',
});

export const publishStatusPage = endpoint({
  ...org,
  method: 'PUT',
  path: '/status-page/publication',
  right: 'act.publish',
  summary: 'Make the draft public, exactly as it was previewed; or replace by it what is public.',
  body: z.object({ previewed: z.string() }),
  response: StatusPageView,
});

export const withdrawStatusPage = endpoint({
  ...org,
  method: 'DELETE',
  path: '/status-page/publication',
  right: 'act.publish',
  summary: 'Take the status page back: its files are removed from every place.',
  response: StatusPageView,
});

export const lookAtStatusPage = endpoint({
  ...org,
  method: 'POST',
  path: '/status-page/look',
  right: 'settings.write',
  summary: 'Look whether the newest version of the status page appears at its address for visitors.',
  response: Look,
  perMinute: 20,
});

const Message = z.object({ phase: Phase, text: publicLines(2000) });

export const beginPublicIncident = endpoint({
  ...org,
  method: 'POST',
  path: '/status-page/incidents',
  right: 'act.publish',
  summary: 'Tell the public of a disruption. While the status page is public it stands there at once.',
  body: z.object({
    title: publicLine(150),
    components: z.array(ComponentKey).max(MOST_COMPONENTS).default([]),
    /** When it began; now when left out. */
    from: At.optional(),
    message: Message,
  }),
  response: PublicIncidentView,
  status: 201,
});

export const sayPublicMessage = endpoint({
  ...org,
  method: 'POST',
  path: '/status-page/incidents/:id/messages',
  right: 'act.publish',
  summary: 'Say something new about a disruption; the phase "resolved" ends it.',
  params,
  body: Message,
  response: PublicIncidentView,
  status: 201,
});

export const rewordPublicMessage = endpoint({
  ...org,
  method: 'PUT',
  path: '/status-page/incidents/:id/messages/:message',
  right: 'act.publish',
  summary: 'Put a message in other words; the time at which it was said stays.',
  params: z.object({ id: Id, message: Id }),
  body: z.object({ text: publicLines(2000) }),
  response: PublicIncidentView,
});

export const removePublicIncident = endpoint({
  ...org,
  method: 'DELETE',
  path: '/status-page/incidents/:id',
  right: 'act.publish',
  summary: 'Take a disruption off the status page; it can be brought back.',
  params,
  status: 204,
});

export const restorePublicIncident = endpoint({
  ...org,
  method: 'POST',
  path: '/status-page/incidents/:id/restoration',
  right: 'act.publish',
  summary: 'Bring back a disruption that was taken off the status page.',
  params,
  response: PublicIncidentView,
});
