import { type KnownChannel, known } from '../channel.ts';
import { email } from './email.ts';
import { mattermost } from './mattermost.ts';
import { slack } from './slack.ts';
import { sms } from './sms.ts';
import { teams } from './teams.ts';
import { webhook } from './webhook.ts';

/** Every channel the product knows. Adding one: a file here and a line below. */
export const channels: readonly KnownChannel[] = [known(sms), known(email), known(teams), known(slack), known(mattermost), known(webhook)];
