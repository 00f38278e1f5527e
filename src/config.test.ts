import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type ConfigArguments, ConfigError, readConfig } from './config.ts';

const refusal = (given: ConfigArguments, environment: NodeJS.ProcessEnv = {}): string => {
  try {
    readConfig(given, environment);
  } catch (error) {
    assert.ok(error instanceof ConfigError, String(error));
    return error.message;
  }
  return 'nothing was refused';
};

test('a setting that cannot be used is named, on the command line and in the environment, with what it must be', () => {
  assert.match(refusal({ port: '70000' }), /^--port \(or KRISENFEST_PORT\): must be a port between 0 and 65535$/);
  assert.match(refusal({}, { KRISENFEST_PORT: 'viele' }), /^--port \(or KRISENFEST_PORT\): must be a port number$/);
  assert.match(refusal({ port: '1e999' }), /^--port/);
  assert.match(refusal({ port: '80.5' }), /^--port .* must be a port number$/);
  assert.match(refusal({ database: 'mysql://x' }), /^--database \(or KRISENFEST_DATABASE\): must be a PostgreSQL URL/);
  assert.match(refusal({ 'public-url': 'krisenfest' }), /^--public-url \(or KRISENFEST_PUBLIC_URL\): must be a web address/);
  assert.match(refusal({ 'public-url': 'javascript://x' }), /^--public-url/);
  assert.match(
    refusal({}, { KRISENFEST_BEHIND_PROXY: 'vielleicht' }),
    /^--behind-proxy \(or KRISENFEST_BEHIND_PROXY\): must be yes or no$/,
  );
  assert.match(refusal({ data: 'a\0b' }), /^--data \(or KRISENFEST_DATA\): must not hold a NUL byte$/);
  assert.match(refusal({ 'tls-cert': 'a.pem' }), /--tls-cert and --tls-key belong together/);
  assert.match(refusal({ host: '0.0.0.0' }), /--host 0\.0\.0\.0 would be reachable .*--own-ca/);
  assert.match(refusal({ host: '127.angriff.example' }), /would be reachable/);
});

test('who can be reached by other machines is told from who cannot', () => {
  const reachable = (given: ConfigArguments) => readConfig(given, {}).reachable;
  assert.equal(reachable({}), false);
  assert.equal(reachable({ host: '::1', 'public-url': 'http://localhost:4444' }), false);
  assert.equal(reachable({ host: '0.0.0.0', 'own-ca': true }), true);
  assert.equal(reachable({ 'behind-proxy': true }), true);
  assert.equal(reachable({ 'public-url': 'https://krisenfest.firma.example' }), true);
});
