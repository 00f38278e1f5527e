import { type KnownChannel, known } from '../channel.ts';
import { email } from './email.ts';
import { sms } from './sms.ts';
import { webhook } from './webhook.ts';

/** Every channel the product knows. Adding one: a file here and a line below. */
export const channels: readonly KnownChannel[] = [known(sms), known(email), known(webhook)];
