import type { Kind } from '../evidence.ts';
import type { EvidenceReader } from '../reader.ts';
import { adguard } from './adguard.ts';
import { bookmarks } from './bookmarks.ts';
import { creditors } from './creditors.ts';
import { cyclonedx } from './cyclonedx.ts';
import { dnsmasq } from './dnsmasq.ts';
import { entra } from './entra.ts';
import { nmap } from './nmap.ts';
import { pihole } from './pihole.ts';
import { spdx } from './spdx.ts';

/** Every reader there is, the file that is easiest to get first; a new kind of evidence is one file and one line here. */
export const readers: Readonly<Record<Kind, EvidenceReader>> = {
  creditors,
  entra,
  bookmarks,
  pihole,
  adguard,
  dnsmasq,
  nmap,
  cyclonedx,
  spdx,
};
