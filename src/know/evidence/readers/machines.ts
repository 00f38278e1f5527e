import type { Role } from '../../discovery/finding.ts';

/** What runs in the house and may stand in when a service outside fails: recognised by the name nmap gives a program. */
export const MACHINES: readonly { readonly is: RegExp; readonly id: string; readonly name: string; readonly role: Role }[] = [
  { is: /\bexchange\b/i, id: 'exchange', name: 'Microsoft Exchange Server', role: 'mail' },
  { is: /\b(?:zimbra|kopano|grommunio|mdaemon|kerio connect|mailstore)\b/i, id: 'mail-server', name: 'Mailserver', role: 'mail' },
  { is: /\b(?:postfix|exim|dovecot|courier|cyrus|sendmail)\b/i, id: 'mail-server', name: 'Mailserver', role: 'mail' },
  { is: /\bnextcloud|owncloud\b/i, id: 'nextcloud', name: 'Nextcloud', role: 'storage' },
  { is: /\bsynology\b/i, id: 'synology', name: 'Synology NAS', role: 'storage' },
  { is: /\bqnap\b/i, id: 'qnap', name: 'QNAP NAS', role: 'storage' },
  { is: /\b(?:samba|microsoft-ds|windows file)\b/i, id: 'file-server', name: 'Dateiserver', role: 'storage' },
  { is: /\b(?:active directory|kerberos)\b/i, id: 'active-directory', name: 'Active Directory', role: 'identity' },
  { is: /\bkeycloak\b/i, id: 'keycloak', name: 'Keycloak', role: 'identity' },
  { is: /\b3cx\b/i, id: '3cx', name: '3CX-Telefonanlage', role: 'telephony' },
  {
    is: /\b(?:asterisk|freeswitch|starface|askozia|mitel|innovaphone|unify|openscape)\b/i,
    id: 'phone-system',
    name: 'Telefonanlage',
    role: 'telephony',
  },
  { is: /\b(?:terminal services|ms-wbt-server|rdp)\b/i, id: 'remote-desktop', name: 'Remotedesktop', role: 'remote-access' },
  {
    is: /\b(?:openvpn|wireguard|fortigate|sophos|sonicwall|lancom|pfsense|opnsense)\b/i,
    id: 'firewall',
    name: 'Firewall und VPN',
    role: 'security',
  },
  { is: /\b(?:sql server|ms-sql)\b/i, id: 'sql-server', name: 'Microsoft SQL Server', role: 'other' },
  { is: /\b(?:postgresql|mysql|mariadb|oracle tns|firebird)\b/i, id: 'database', name: 'Datenbank', role: 'other' },
  { is: /\b(?:vmware|esxi|vcenter)\b/i, id: 'vmware', name: 'VMware', role: 'other' },
  { is: /\bproxmox\b/i, id: 'proxmox', name: 'Proxmox', role: 'other' },
  { is: /\bveeam\b/i, id: 'veeam', name: 'Veeam', role: 'storage' },
  { is: /\bgitlab\b/i, id: 'gitlab', name: 'GitLab', role: 'other' },
  { is: /\bmattermost\b/i, id: 'mattermost', name: 'Mattermost', role: 'office' },
  { is: /\b(?:sap|saprouter)\b/i, id: 'sap', name: 'SAP-Server', role: 'erp' },
];
