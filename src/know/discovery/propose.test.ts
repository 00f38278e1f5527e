import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Finding } from './finding.ts';
import { propose } from './propose.ts';
import { shippedCatalogue, shippedNetworks } from './resolvers/shipped.ts';

const finding = (provider: string, role: Finding['role'], more: Partial<Finding> = {}): Finding => ({
  provider,
  role,
  status: 'observed',
  confidence: 0.8,
  reach: 'DE',
  runsOn: null,
  evidence: [],
  ...more,
});

test('findings in use become providers with owner and reach, and one asset per function', () => {
  const { providers, assets } = propose(
    [
      finding('microsoft-365', 'mail'),
      finding('microsoft-365', 'identity'),
      finding('personio', 'hr', { runsOn: 'aws' }),
      finding('aws', 'subprocessor'),
      finding('docusign', 'e-signature', { status: 'verified-once' }),
      finding('heroku', 'web', { status: 'dangling' }),
    ],
    shippedCatalogue(),
    ['personio', 'E-Mail (Microsoft 365)'],
  );
  assert.deepEqual(
    providers.map((one) => [one.provider, one.existing]),
    [
      ['microsoft-365', false],
      ['personio', true],
      ['aws', false],
    ],
  );
  assert.equal(providers[0]?.ultimateParent, 'Microsoft Corporation');
  assert.deepEqual(
    assets.map((one) => [one.name, one.causedBy, one.halfOn, one.existing]),
    [
      ['E-Mail (Microsoft 365)', ['microsoft-365'], null, true],
      ['Anmeldung (Microsoft 365)', ['microsoft-365'], null, false],
      ['Personal (Personio)', ['personio'], 'aws', false],
    ],
  );
});

test('the network table that comes with the product knows the networks of the catalogue', () => {
  const table = shippedNetworks();
  assert.ok(table.rows > 10_000);
  assert.equal(table.owner('1.1.1.1')?.asn, 13_335);
  assert.equal(table.owner('2a01:4f8::1')?.asn, 24_940);
  assert.equal(table.owner('192.0.2.1'), undefined);
  assert.equal(table.owner('no address'), undefined);
});
