import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';
import { certificate } from '../../../../test/world/certificates.ts';
import { dovecotMissing, startDovecot } from '../../../../test/world/dovecot.ts';
import { look } from '../../../../test/world/probing.ts';
import { scratchFolder, sparePort } from '../../../../test/world/scratch.ts';
import { startOddServer, startSmtp } from '../../../../test/world/smtp.ts';

const DAY = 86_400_000;

describe('mail servers', { skip: dovecotMissing() }, () => {
  const folder = scratchFolder('mail-probe');
  let dovecot: Awaited<ReturnType<typeof startDovecot>>;
  let good: { cert: string; key: string };
  const believing = () => ({ outbound: { caExtra: [good.cert] } });

  before(async () => {
    good = await certificate(['127.0.0.1'], { to: new Date(Date.now() + 60 * DAY) });
    dovecot = await startDovecot(folder.path, good);
  });
  after(async () => {
    await dovecot.stop();
    folder.remove();
  });

  test('the mailboxes of a real dovecot answer, encrypted from the start and after the greeting', async () => {
    const host = '127.0.0.1';
    for (const config of [
      { host, port: dovecot.imaps },
      { host, port: dovecot.imap, security: 'starttls' },
      { host, port: dovecot.imap, security: 'none' },
    ]) {
      const seen = await look('imap', config, believing());
      assert.deepEqual([seen.outcome, seen.detail.code, seen.warning], ['up', 'server-greets', false], JSON.stringify(seen));
    }
  });

  test('a real submission server is greeted and encrypted', async () => {
    const seen = await look('smtp', { host: '127.0.0.1', port: dovecot.submission }, believing());
    assert.deepEqual([seen.outcome, seen.detail.code], ['up', 'server-greets'], JSON.stringify(seen));
    assert.ok((seen.phases.tls ?? 0) > 0);
  });

  test('a certificate that nobody signed is a fault, one that ends soon is a warning', async () => {
    const stranger = await look('imap', { host: '127.0.0.1', port: dovecot.imaps });
    assert.deepEqual([stranger.outcome, stranger.detail.code], ['down', 'certificate-untrusted']);
    const soon = await look('smtp', { host: '127.0.0.1', port: dovecot.submission, warnDays: 90 }, believing());
    assert.deepEqual([soon.outcome, soon.warning, soon.detail.code], ['up', true, 'certificate-expires']);
  });

  test('no mail is sent by looking', async () => {
    const sink = await startSmtp();
    const seen = await look('smtp', { host: '127.0.0.1', port: sink.port, security: 'none' });
    assert.equal(seen.outcome, 'up');
    assert.deepEqual(sink.mails, []);
    await sink.close();
  });
});

describe('what is no proper mail server', () => {
  const at = async (greeting: string | null, answer?: (line: string) => string | null) => {
    const odd = await startOddServer(greeting, answer);
    const smtp = await look('smtp', { host: '127.0.0.1', port: odd.port }, { timeoutMs: 500 });
    const imap = await look('imap', { host: '127.0.0.1', port: odd.port, security: 'starttls' }, { timeoutMs: 500 });
    await odd.close();
    return { smtp, imap };
  };

  test('a server that turns everybody away is down, with its own words', async () => {
    const { smtp, imap } = await at('554 no service here\r\n');
    assert.deepEqual([smtp.outcome, smtp.detail], ['down', { code: 'server-refuses', says: '554 no service here' }]);
    assert.equal(imap.detail.code, 'bad-answer');
    assert.equal((await at('* BYE overloaded\r\n')).imap.detail.code, 'server-refuses');
  });

  test('a server without encryption is down where encryption is wanted', async () => {
    const { smtp } = await at('220 mail\r\n', (line) => (line.startsWith('EHLO') ? '250-mail\r\n250 SIZE 1\r\n' : '250 ok\r\n'));
    assert.deepEqual(smtp.detail, { code: 'starttls-missing' });
    const { imap } = await at('* OK ready\r\n', (line) => `* CAPABILITY IMAP4rev1\r\n${line.split(' ')[0]} OK done\r\n`);
    assert.deepEqual(imap.detail, { code: 'starttls-missing' });
  });

  test('words that somebody slipped in before the encryption are refused', async () => {
    const { smtp } = await at('220 mail\r\n', (line) =>
      line === 'STARTTLS' ? '220 go\r\n250 injected\r\n' : '250-mail\r\n250 STARTTLS\r\n',
    );
    assert.deepEqual([smtp.outcome, smtp.detail.code], ['down', 'bad-answer']);
  });

  test('garbage, a line without end, silence and a closed door each get their own words', async () => {
    assert.equal((await at('\u0000\u0001garbage\r\n')).smtp.detail.code, 'bad-answer');
    assert.equal((await at('x'.repeat(20_000))).smtp.detail.code, 'bad-answer');
    assert.equal((await at(null)).imap.detail.code, 'timeout');
    assert.equal((await look('imap', { host: '127.0.0.1', port: await sparePort() })).detail.code, 'refused');
  });
});
