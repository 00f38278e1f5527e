import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { shippedCatalogue } from '../discovery/resolvers/shipped.ts';
import { firmOf, invoiceMatcher } from './invoicenames.ts';

const match = invoiceMatcher(shippedCatalogue());
const idOf = (name: string) => {
  const hit = match(name);
  return hit?.kind === 'provider' ? hit.provider.id : hit?.kind;
};

test('a firm is the same firm in whatever way its name is written', () => {
  for (const [a, b] of [
    ['Müller & Söhne GmbH & Co. KG', 'MUELLER SOEHNE'],
    ['Télécom Beispiel S.à r.l.', 'telecom beispiel'],
    ['Verein der Köche e. V.', 'verein der koeche'],
    ['Przykład Sp. z o.o.', 'przykład'],
    ['Voorbeeld B.V.', 'Voorbeeld'],
    ['Zoom Communications Germany GmbH', 'zoom communications'],
    ['1&1 Versatel GmbH', '1&1 Versatel'],
  ] as const)
    assert.deepEqual(firmOf(a).tokens, firmOf(b).tokens, a);
});

test('names as they stand on German invoices lead to the provider', () => {
  for (const [name, id] of [
    ['SFDC Ireland Limited', 'salesforce'],
    ['The Rocket Science Group LLC', undefined],
    ['Rocket Science Group LLC d/b/a Mailchimp', 'mailchimp'],
    ['Positive Group Deutschland GmbH', 'rapidmail'],
    ['PayPal (Europe) S.à r.l. et Cie, S.C.A.', 'paypal'],
    ['Telefónica Germany GmbH & Co. OHG', 'telefonica-de'],
    ['Telekom Deutschland GmbH', 'telekom'],
    ['DATEV eG', 'datev'],
    ['sevDesk GmbH', 'sevdesk'],
    ['1&1 IONOS SE', 'ionos'],
    ['Sage GmbH', 'sage'],
    ['Sage Metallbau GmbH', undefined],
    ['Heinlein Metallbau GmbH', undefined],
    ['SAP Deutschland SE & Co. KG', 'sap'],
    ['Microsoft Ireland Operations Limited', 'seller'],
    ['Google Cloud EMEA Limited', 'seller'],
    ['Bechtle GmbH & Co. KG', 'reseller'],
    ['Stahlwerk Beispiel AG', undefined],
    ['', undefined],
  ] as const)
    assert.equal(idOf(name), id, name);
});

test('whatever stands in a list, it has an answer', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (name) => {
      const hit = match(name);
      assert.ok(hit === undefined || ['provider', 'seller', 'reseller'].includes(hit.kind));
    }),
  );
});
