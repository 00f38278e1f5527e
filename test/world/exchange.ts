import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listens } from './dovecot.ts';
import { missingProgram, type Running, startProgram } from './programs.ts';
import { sparePort } from './scratch.ts';

export const exchangeMissing = (): string | false => missingProgram('kamailio', 'apt-get install kamailio kamailio-tls-modules');

export const EXCHANGE_PASSWORD = 'geheim-geheim';

export type Exchange = Running & {
  /** UDP and TCP. */
  readonly port: number;
  readonly tlsPort: number;
};

/**
 * A telephone system: Debian's kamailio as registrar and proxy on loopback. Every telephone registers with the same password, and calls
 * go to whoever has registered under the number.
 */
export async function startExchange(folder: string, { cert, key }: { readonly cert: string; readonly key: string }): Promise<Exchange> {
  mkdirSync(folder, { recursive: true });
  const [port, tlsPort] = [await sparePort(), await sparePort()];
  const path = (name: string) => join(folder, name);
  writeFileSync(path('cert.pem'), cert);
  writeFileSync(path('key.pem'), key);
  writeFileSync(
    path('kamailio.cfg'),
    `debug=1
log_stderror=yes
children=1
tcp_children=1
auto_aliases=no
enable_tls=yes
tcp_connection_lifetime=600
listen=udp:127.0.0.1:${port}
listen=tcp:127.0.0.1:${port}
listen=tls:127.0.0.1:${tlsPort}
loadmodule "sl.so"
loadmodule "tm.so"
loadmodule "tls.so"
loadmodule "rr.so"
loadmodule "pv.so"
loadmodule "textops.so"
loadmodule "siputils.so"
loadmodule "usrloc.so"
loadmodule "registrar.so"
loadmodule "auth.so"
loadmodule "nathelper.so"
modparam("usrloc", "db_mode", 0)
modparam("nathelper|registrar", "received_avp", "$avp(RECEIVED)")
modparam("tls", "certificate", "${path('cert.pem')}")
modparam("tls", "private_key", "${path('key.pem')}")
modparam("tls", "tls_method", "TLSv1.2+")
# Telephones are spoken to over the connection that they have opened.
request_route {
  force_rport();
  if (is_method("REGISTER")) {
    if (!pv_www_authenticate("haus", "${EXCHANGE_PASSWORD}", "0")) {
      www_challenge("haus", "1");
      exit;
    }
    fix_nated_register();
    save("location");
    exit;
  }
  if (has_totag()) {
    loose_route();
    handle_ruri_alias();
    t_relay();
    exit;
  }
  if (is_method("INVITE")) {
    if (!pv_proxy_authenticate("haus", "${EXCHANGE_PASSWORD}", "0")) {
      proxy_challenge("haus", "1");
      exit;
    }
    consume_credentials();
    record_route();
    set_contact_alias();
    t_on_reply("ANSWER");
  }
  if (!lookup("location")) {
    sl_send_reply("404", "Not Found");
    exit;
  }
  t_relay();
}
onreply_route[ANSWER] {
  set_contact_alias();
}
`,
  );
  const args = ['-f', path('kamailio.cfg'), '-DD', '-E', '-m', '16', '-M', '4', '-Y', folder, '-P', path('pid')];
  const running = await startProgram('kamailio', args, async () => (await listens(port)) && (await listens(tlsPort)));
  return { ...running, port, tlsPort };
}
