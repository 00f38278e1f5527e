import { webcrypto } from 'node:crypto';
// The X.509 library builds on decorators and wants this before it.
import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

const { subtle } = webcrypto;
const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };

export type TestCertificate = { readonly cert: string; readonly key: string };

/** A certificate for a test server, signed by itself: for these names, valid from and to (default: a year around now). */
export async function certificate(
  names: readonly string[],
  options: { organisation?: string; from?: Date; to?: Date } = {},
): Promise<TestCertificate> {
  const keys = await subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const year = 365 * 86_400_000;
  const made = await x509.X509CertificateGenerator.createSelfSigned({
    name: `CN=${names[0]}, O=${options.organisation ?? 'Fictional Trust'}`,
    notBefore: options.from ?? new Date(Date.now() - year),
    notAfter: options.to ?? new Date(Date.now() + year),
    signingAlgorithm: ALGORITHM,
    keys,
    extensions: [
      new x509.BasicConstraintsExtension(true),
      new x509.SubjectAlternativeNameExtension(
        names.map((name) => ({ type: /^[\d.]+$/.test(name) ? ('ip' as const) : ('dns' as const), value: name })),
      ),
    ],
  });
  return { cert: made.toString('pem'), key: x509.PemConverter.encode(await subtle.exportKey('pkcs8', keys.privateKey), 'PRIVATE KEY') };
}
