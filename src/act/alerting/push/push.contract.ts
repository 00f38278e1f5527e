import { z } from 'zod';
import { endpoint } from '../../../kernel/contract.ts';
import { DeliveryState, Reason } from '../alerting.ts';

const At = z.number().int();
const Id = z.object({ id: z.uuid() });

/** A device that rings for somebody. Only an acknowledgement proves that it does. */
export const DeviceView = z.object({
  id: z.uuid(),
  name: z.string(),
  since: At,
  acknowledgedAt: At.nullable(),
  last: z.object({ at: At, state: DeliveryState, reason: Reason.nullable() }).nullable(),
});
export type DeviceView = z.infer<typeof DeviceView>;

export const readMyDevices = endpoint({
  method: 'GET',
  path: '/own-devices',
  scope: 'organisation',
  right: 'self',
  summary: "The caller's own devices that ring when she is alerted, and what it takes to register one.",
  response: z.object({
    /** A channel of the kind `push` is set up. */
    ready: z.boolean(),
    /** The key of this installation (VAPID, base64url) that a browser lets in. */
    key: z.string(),
    /** As which contact the caller is alerted: the one who has the e-mail address of her account. */
    contact: z.string().nullable(),
    /** `place`: SHA-256 of its address at the push service (base64url), by which a browser knows itself. */
    devices: z.array(DeviceView.extend({ place: z.string() })),
  }),
});

export const addMyDevice = endpoint({
  method: 'POST',
  path: '/own-devices',
  scope: 'organisation',
  right: 'self',
  summary: "Register a browser for the caller's own alerts, with what the Push API says of it. It rings for nobody else from then on.",
  body: z.object({
    name: z.string().trim().min(1).max(80),
    url: z.string().max(500),
    p256dh: z.string().max(200),
    auth: z.string().max(100),
  }),
  response: DeviceView,
  status: 201,
});

export const testMyDevice = endpoint({
  method: 'POST',
  path: '/own-devices/:id/tests',
  scope: 'organisation',
  right: 'self',
  summary: "Send a test message to one of the caller's own devices.",
  params: Id,
  status: 204,
});

export const removeMyDevice = endpoint({
  method: 'DELETE',
  path: '/own-devices/:id',
  scope: 'organisation',
  right: 'self',
  summary: "Remove one of the caller's own devices: it rings no more.",
  params: Id,
  status: 204,
});

export const listDevices = endpoint({
  method: 'GET',
  path: '/devices',
  scope: 'organisation',
  right: 'settings.read',
  summary: 'The devices that people have registered for their alerts, and whose they are.',
  response: z.object({ devices: z.array(DeviceView.extend({ person: z.string() })) }),
});

export const removeDevice = endpoint({
  method: 'DELETE',
  path: '/devices/:id',
  scope: 'organisation',
  right: 'settings.write',
  summary: "Remove somebody's device, a lost phone for example. Only the person herself can register it again.",
  params: Id,
  status: 204,
});
