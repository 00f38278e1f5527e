import type { SourceKind } from './source.ts';

/** A file or a command to paste: where it goes, and what. */
export type Recipe = { readonly where: string; readonly text: string };

const curl = (secret: string) => `curl -fsS -m 10 --retry 3 -H "Authorization: Bearer ${secret}" -H "Content-Type: application/json"`;

const EXAMPLE = `{"signal":"open","key":"cold-store","title":"Cold store too warm","severity":"critical","names":["cold-store"]}`;

/** With nothing but a shell and OpenSSL, after Standard Webhooks 1.0. */
const signing = (url: string, secret: string) => `secret='${secret}'
body='${EXAMPLE}'
id="msg_$(date +%s)_$$"; now="$(date +%s)"
key="$(printf %s "\${secret#whsec_}" | base64 -d | od -An -vtx1 | tr -d ' \\n')"
sig="$(printf '%s.%s.%s' "$id" "$now" "$body" | openssl dgst -sha256 -mac HMAC -macopt "hexkey:$key" -binary | base64)"
curl -fsS -m 10 --retry 3 -H "Content-Type: application/json" -H "webhook-id: $id" -H "webhook-timestamp: $now" \\
  -H "webhook-signature: v1,$sig" --data-binary "$body" ${url}`;

/** What to paste into the sender. `secret`: the one that was just made, else a word that stands for it. */
export function recipesOf(kind: SourceKind, proof: 'signed' | 'token', url: string, secret: string): Recipe[] {
  if (proof === 'signed') return [{ where: 'sh', text: signing(url, secret) }];
  switch (kind) {
    case 'alertmanager':
      return [
        {
          where: 'alertmanager.yml',
          text: `receivers:
  - name: krisenfest
    webhook_configs:
      - url: ${url}
        send_resolved: true
        http_config:
          authorization:
            type: Bearer
            credentials: ${secret}`,
        },
      ];
    case 'uptimekuma':
      return [
        { where: 'Post URL', text: url },
        { where: 'Additional Headers', text: `{ "Authorization": "Bearer ${secret}" }` },
      ];
    case 'wazuh':
      return [
        {
          where: '/var/ossec/etc/ossec.conf',
          text: `<integration>
  <name>custom-krisenfest</name>
  <hook_url>${url}</hook_url>
  <api_key>${secret}</api_key>
  <level>7</level>
  <alert_format>json</alert_format>
</integration>`,
        },
        {
          where: '/var/ossec/integrations/custom-krisenfest',
          text: `#!/bin/sh
${curl('$2')} \\
  --data-binary @"$1" "$3"`,
        },
      ];
    case 'crowdsec':
      return [
        {
          where: '/etc/crowdsec/notifications/krisenfest.yaml',
          text: `type: http
name: krisenfest
log_level: info
format: |
  {{.|toJson}}
url: ${url}
method: POST
headers:
  Authorization: Bearer ${secret}
  Content-Type: application/json`,
        },
        { where: '/etc/crowdsec/profiles.yaml', text: `notifications:\n  - krisenfest` },
      ];
    case 'fail2ban': {
      const action = (what: string, more: string) =>
        `${curl(secret)} -d '{"fail2ban":"${what}","jail":"<name>","ip":"<ip>"${more},"host":"<fq-hostname>"}' ${url}`;
      return [
        {
          where: '/etc/fail2ban/action.d/krisenfest.conf',
          text: `[Definition]
actionban = ${action('ban', ',"failures":"<failures>"')}
actionunban = ${action('unban', '')}`,
        },
      ];
    }
    case 'suricata':
      return [
        {
          where: 'sh',
          text: `tail -F -n0 /var/log/suricata/eve.json | jq --unbuffered -c 'select(.event_type=="alert")' |
while read -r line; do
  ${curl(secret)} --data-binary "$line" ${url}
done`,
        },
      ];
    case 'generic':
      return [{ where: 'sh', text: `${curl(secret)} \\\n  -d '${EXAMPLE}' ${url}` }];
  }
}
