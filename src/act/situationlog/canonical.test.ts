import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { canonical, type Json } from './canonical.ts';

const ofText = (json: string): string => canonical(JSON.parse(json) as Json);

test('the examples of RFC 8785 come out as the RFC writes them', () => {
  assert.equal(
    ofText(
      '{"numbers":[333333333.33333329,1E30,4.50,2e-3,0.000000000000000000000000001],"string":"\\u20ac$\\u000F\\u000aA\'\\u0042\\u0022\\u005c\\\\\\"\\/","literals":[null,true,false]}',
    ),
    '{"literals":[null,true,false],"numbers":[333333333.3333333,1e+30,4.5,0.002,1e-27],"string":"€$\\u000f\\nA\'B\\"\\\\\\\\\\"/"}',
  );
  // Section 3.2.3: sorted by UTF-16 code units, not by code points.
  const sorted = ofText(
    '{"\\u20ac":"Euro Sign","\\r":"Carriage Return","\\ufb33":"Hebrew Letter Dalet With Dagesh","1":"One","\\ud83d\\ude00":"Emoji: Grinning Face","\\u0080":"Control","\\u00f6":"Latin Small Letter O With Diaeresis"}',
  );
  assert.deepEqual(Object.values(JSON.parse(sorted.replace('"1":', '"x1":')) as object), [
    'Carriage Return',
    'One',
    'Control',
    'Latin Small Letter O With Diaeresis',
    'Euro Sign',
    'Emoji: Grinning Face',
    'Hebrew Letter Dalet With Dagesh',
  ]);
});

test('the number samples of RFC 8785, appendix B', () => {
  const samples: [string, string][] = [
    ['0000000000000000', '0'],
    ['8000000000000000', '0'],
    ['0000000000000001', '5e-324'],
    ['7fefffffffffffff', '1.7976931348623157e+308'],
    ['4340000000000000', '9007199254740992'],
    ['4430000000000000', '295147905179352830000'],
    ['44b52d02c7e14af5', '9.999999999999997e+22'],
    ['44b52d02c7e14af6', '1e+23'],
    ['444b1ae4d6e2ef4f', '999999999999999900000'],
    ['444b1ae4d6e2ef50', '1e+21'],
    ['3eb0c6f7a0b5ed8d', '0.000001'],
    ['41b3de4355555556', '333333333.3333334'],
    ['becbf647612f3696', '-0.0000033333333333333333'],
    ['43143ff3c1cb0959', '1424953923781206.2'],
  ];
  for (const [bits, written] of samples) assert.equal(canonical(Buffer.from(bits, 'hex').readDoubleBE()), written);
});

test('what JSON cannot hold is refused instead of written wrongly', () => {
  assert.throws(() => canonical(Number.NaN), /not finite/);
  assert.throws(() => canonical({ a: [Number.POSITIVE_INFINITY] }), /not finite/);
  assert.throws(() => canonical('\ud83d'), /surrogate/);
  assert.throws(() => canonical({ '\udead': 1 }), /surrogate/);
});

test('every character is written as JSON.stringify writes it', () => {
  for (let code = 0; code < 0x300; code++) assert.equal(canonical(String.fromCharCode(code)), JSON.stringify(String.fromCharCode(code)));
});

test('a property that is undefined is left out', () => {
  assert.equal(canonical({ b: 1, a: undefined }), '{"b":1}');
});

test('reading and writing again gives the same text, whatever the order of the keys', () => {
  fc.assert(
    fc.property(fc.jsonValue({ noUnicodeString: false }), (value) => {
      const once = canonical(value);
      assert.equal(canonical(JSON.parse(once) as Json), once);
    }),
    { numRuns: 50 },
  );
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.integer()), (entries) => {
      const backwards = Object.fromEntries(Object.entries(entries).reverse());
      assert.equal(canonical(backwards), canonical(entries));
    }),
  );
});
