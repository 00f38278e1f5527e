import type { SchemaMigration } from '../migration.ts';
import { foundation } from './0001-foundation.ts';
import { trust } from './0002-trust.ts';
import { know } from './0003-know.ts';
import { prepare } from './0004-prepare.ts';
import { watch } from './0005-watch.ts';
import { alerting } from './0006-alerting.ts';
import { incidents } from './0007-incidents.ts';
import { darkSite } from './0008-darksite.ts';
import { learn } from './0009-learn.ts';
import { selfCheck } from './0011-selfcheck.ts';
import { measures } from './0012-measures.ts';
import { evidence } from './0014-evidence.ts';
import { sovereignty } from './0015-sovereignty.ts';
import { heartbeats } from './0017-heartbeats.ts';
import { restoreNotes } from './0018-restore-notes.ts';
import { signals } from './0019-signals.ts';
import { signalSources } from './0020-signal-sources.ts';
import { escalation } from './0021-escalation.ts';
import { paging } from './0022-paging.ts';
import { scanRepeats } from './0027-scan-repeats.ts';
import { exitHistory } from './0028-exit-history.ts';
import { behind } from './0030-behind.ts';
import { keeping } from './0031-keeping.ts';
import { foundByIndex } from './0032-found-by-index.ts';
import { checkSecrets } from './0034-check-secrets.ts';
import { scriptResults } from './0035-script-results.ts';
import { uplinks } from './0036-uplinks.ts';
import { restoreTests } from './0037-restore-tests.ts';
import { groups } from './0038-groups.ts';
import { outlets } from './0039-outlets.ts';
import { replies } from './0040-replies.ts';
import { replyMail } from './0041-reply-mail.ts';
import { lifelines } from './0042-lifelines.ts';
import { statusPage } from './0043-status-page.ts';
import { beyond } from './0044-beyond.ts';
import { pushDevices } from './0045-push-devices.ts';
import { deliveryEvidence } from './0046-delivery-evidence.ts';

/** The one list of migrations, oldest first; add yours at the end, with the next number. */
export const migrations: readonly SchemaMigration[] = [
  foundation,
  trust,
  know,
  prepare,
  watch,
  alerting,
  incidents,
  darkSite,
  learn,
  selfCheck,
  measures,
  evidence,
  sovereignty,
  heartbeats,
  restoreNotes,
  signals,
  signalSources,
  escalation,
  paging,
  scanRepeats,
  exitHistory,
  behind,
  keeping,
  foundByIndex,
  checkSecrets,
  scriptResults,
  uplinks,
  restoreTests,
  groups,
  outlets,
  replies,
  replyMail,
  lifelines,
  statusPage,
  beyond,
  pushDevices,
  deliveryEvidence,
];
