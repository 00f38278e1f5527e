import { type webcrypto, X509Certificate } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { hostname, networkInterfaces } from 'node:os';
import { join } from 'node:path';
// The X.509 library builds on decorators and wants this before it.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';
import { DAY, type Instant } from '../kernel/instant.ts';

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' } as const;
/** Browsers refuse server certificates of more than 825 days, also of private authorities. */
const SERVER_DAYS = 397;
const CA_DAYS = 3650;
const RENEW_BEFORE_DAYS = 30;

export type Certificate = { readonly cert: string; readonly key: string };

/** The names under which this machine is called: its own, and its addresses now. */
export function namesOfThisMachine(): string[] {
  const addresses = Object.values(networkInterfaces()).flatMap((list) => (list ?? []).map((one) => one.address.replace(/%.*$/, '')));
  return [...new Set(['localhost', hostname(), ...addresses])];
}

const pem = async (key: webcrypto.CryptoKey) => x509.PemConverter.encode(await crypto.subtle.exportKey('pkcs8', key), 'PRIVATE KEY');
const serial = () =>
  Buffer.from(crypto.getRandomValues(new Uint8Array(16)).map((byte, n) => (n === 0 ? byte & 0x7f : byte))).toString('hex');
const isAddress = (name: string) => name.includes(':') || /^\d+(\.\d+){3}$/.test(name);

async function makeAuthority(now: Instant): Promise<Certificate> {
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned({
    serialNumber: serial(),
    name: 'CN=krisenfest (eigene Zertifizierungsstelle),O=krisenfest',
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + CA_DAYS * DAY),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true, 0, true),
      new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign | x509.KeyUsageFlags.cRLSign, true),
    ],
  });
  return { cert: certificate.toString('pem'), key: await pem(keys.privateKey) };
}

async function makeServerCertificate(authority: Certificate, names: readonly string[], now: Instant): Promise<Certificate> {
  const issuer = new x509.X509Certificate(authority.cert);
  const signingKey = await crypto.subtle.importKey('pkcs8', x509.PemConverter.decodeFirst(authority.key), ALGORITHM, false, ['sign']);
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.create({
    serialNumber: serial(),
    subject: 'CN=krisenfest',
    issuer: issuer.subject,
    notBefore: new Date(now - DAY),
    notAfter: new Date(now + SERVER_DAYS * DAY),
    signingAlgorithm: ALGORITHM,
    publicKey: keys.publicKey,
    signingKey,
    extensions: [
      new x509.BasicConstraintsExtension(false),
      new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
      new x509.SubjectAlternativeNameExtension(names.map((value) => ({ type: isAddress(value) ? 'ip' : 'dns', value }))),
      await x509.AuthorityKeyIdentifierExtension.create(issuer),
    ],
  });
  return { cert: `${certificate.toString('pem')}\n${authority.cert}`, key: await pem(keys.privateKey) };
}

function read(folder: string, name: string): Certificate | undefined {
  const [cert, key] = [join(folder, `${name}.crt`), join(folder, `${name}.key`)];
  return existsSync(cert) && existsSync(key) ? { cert: readFileSync(cert, 'utf8'), key: readFileSync(key, 'utf8') } : undefined;
}

function write(folder: string, name: string, { cert, key }: Certificate): Certificate {
  writeFileSync(join(folder, `${name}.key`), key, { mode: 0o600 });
  writeFileSync(join(folder, `${name}.crt`), cert);
  return { cert, key };
}

/** True while the certificate covers all names and does not run out soon. */
function stillGood({ cert }: Certificate, names: readonly string[], now: Instant): boolean {
  const certificate = new X509Certificate(cert);
  const covered = names.every((name) => (isAddress(name) ? certificate.checkIP(name) : certificate.checkHost(name)) !== undefined);
  return covered && Date.parse(certificate.validTo) > now + RENEW_BEFORE_DAYS * DAY;
}

/**
 * A certificate from this installation's own authority, kept in `folder`; renewed when the machine's names changed or it
 * runs out within 30 days. The authority's certificate (`authority.crt`) is what people install on phones and computers.
 */
export async function ownCertificate(
  folder: string,
  names: readonly string[],
  now: Instant,
): Promise<Certificate & { readonly authorityFile: string }> {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const authority = read(folder, 'authority') ?? write(folder, 'authority', await makeAuthority(now));
  const known = read(folder, 'server');
  const server =
    known && stillGood(known, names, now) ? known : write(folder, 'server', await makeServerCertificate(authority, names, now));
  return { ...server, authorityFile: join(folder, 'authority.crt') };
}
