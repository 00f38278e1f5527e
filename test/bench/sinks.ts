import { startSmtp } from '../world/smtp.ts';
import { startWebhooks } from '../world/webhooks.ts';

/** Mail server and webhook receiver of the benches, in a process of their own; ends with its parent. */
const mail = await startSmtp();
const hook = await startWebhooks();
mail.onMail = () => {
  mail.mails.length = 0;
};
setInterval(() => {
  hook.received.length = 0;
}, 100);
process.send?.({ mail: mail.port, hook: hook.url });
process.on('disconnect', () => process.exit(0));
