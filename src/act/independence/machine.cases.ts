import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { MachineFacts } from './lifelines.ts';

const said = (path: string): string | null => {
  try {
    return readFileSync(path, 'utf8').trim();
  } catch {
    // Another system than Linux, or not for our eyes: then nobody knows.
    return null;
  }
};

/** By the maker's name of the board; Linux tells it to everybody. */
const MAKERS: readonly (readonly [RegExp, string])[] = [
  [/vmware/i, 'VMware'],
  [/microsoft corporation.*virtual/i, 'Hyper-V'],
  [/qemu|kvm|proxmox/i, 'KVM'],
  [/innotek|virtualbox/i, 'VirtualBox'],
  [/xen/i, 'Xen'],
  [/hetzner|digitalocean|openstack|amazon ec2|google compute|scaleway|ovh/i, 'Cloud-Server'],
];

/** Files that a machine has once it is a member of a domain (sssd, winbind, Kerberos). */
const DOMAIN_FILES = ['etc/krb5.keytab', 'etc/sssd/sssd.conf', 'var/lib/samba/private/secrets.tdb'];

/** What this machine shows of itself below `root`: is it a guest on somebody's host, and has it joined a domain? `null`: nothing can be read. */
export function machineFacts(root = '/'): MachineFacts {
  const at = (path: string) => join(root, path);
  const board = ['sys_vendor', 'product_name', 'board_vendor'].map((name) => said(at(`sys/class/dmi/id/${name}`))).join(' ');
  const maker = MAKERS.find(([pattern]) => pattern.test(board))?.[1];
  const contained = existsSync(at('.dockerenv')) || existsSync(at('run/.containerenv')) ? 'Container' : undefined;
  const guest = / hypervisor( |$)/m.test(said(at('proc/cpuinfo')) ?? '') ? 'VM' : undefined;
  return {
    virtual: contained ?? maker ?? guest ?? null,
    inDomain: existsSync(at('proc/version')) ? DOMAIN_FILES.some((file) => existsSync(at(file))) : null,
  };
}
