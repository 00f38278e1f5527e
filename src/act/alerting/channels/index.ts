import { type KnownChannel, known } from '../channel.ts';
import { call } from './call.ts';
import { email } from './email.ts';
import { matrix } from './matrix.ts';
import { mattermost } from './mattermost.ts';
import { mikrotik } from './mikrotik.ts';
import { ntfy } from './ntfy.ts';
import { push } from './push.ts';
import { screen } from './screen.ts';
import { seven } from './seven.ts';
import { signal } from './signal.ts';
import { sipgate } from './sipgate.ts';
import { slack } from './slack.ts';
import { sms } from './sms.ts';
import { smshttp } from './smshttp.ts';
import { smstools } from './smstools.ts';
import { teams } from './teams.ts';
import { teltonika } from './teltonika.ts';
import { webhook } from './webhook.ts';
import { webpush } from './webpush.ts';

/** Every channel the product knows. Adding one: a file here and a line below. */
export const channels: readonly KnownChannel[] = [
  known(sms),
  known(smstools),
  known(mikrotik),
  known(teltonika),
  known(seven),
  known(sipgate),
  known(smshttp),
  known(email),
  known(call),
  known(screen),
  known(teams),
  known(slack),
  known(mattermost),
  known(matrix),
  known(ntfy),
  known(signal),
  known(push),
  known(webpush),
  known(webhook),
];
