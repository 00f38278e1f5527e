import { KEPT_BACK, type ProxyConfig, ProxySite, plainPage } from './proxy.ts';

/** A status that no program answers: only our own rule below can mean it. */
const OURS = 593;
/** Where requests go while the switch is on; nobody outside can ask for it. */
const ASIDE = '/.krisenfest';

function snippet(site: ProxySite): string {
  const { flag, emergency, retryAfter } = site;
  return `# krisenfest: Notfall-Website / emergency website of ${site.names.join(', ')}
# Generated. Include it inside every server block of the site. While ${flag} does not exist, nothing changes;
# while it exists, every address shows the emergency website with status 503. No reload is needed.

open_file_cache off;  # else nginx would see the switch too late
set $krisenfest off;
if (-f "${flag}") { set $krisenfest on; }
if ($uri ~ "^/\\.well-known/acme-challenge/") { set $krisenfest off; }  # certificates are renewed as usual
if ($krisenfest = on) { rewrite "(?s)^(.*)$" ${ASIDE}$1 last; }

# All of the following holds for these two places alone; error pages of the site stay as they are.
location ^~ ${ASIDE}/ {
    internal;
    recursive_error_pages on;
    error_page ${OURS} =503 @krisenfest;
    return ${OURS};
}

location @krisenfest {
    rewrite "(?s)^${ASIDE.replace('.', '\\.')}(.*)$" ${emergency.path}$1 break;
    proxy_pass ${emergency.origin};
    proxy_method GET;
    proxy_pass_request_body off;
    proxy_set_header Content-Length "";
${KEPT_BACK.map((name) => `    proxy_set_header ${name} "";`).join('\n')}
    proxy_connect_timeout 2s;
    proxy_read_timeout 5s;
    proxy_buffering on;
    proxy_cache off;
    proxy_hide_header Cache-Control;
    proxy_hide_header ETag;
    add_header Cache-Control "no-store" always;
    add_header Retry-After "${retryAfter}" always;
    proxy_intercept_errors on;
    recursive_error_pages on;
    error_page 400 403 404 413 421 429 500 502 503 504 =503 @krisenfest_alone;
}

# When the emergency host has nothing to show or does not answer, visitors still get a sentence and a phone number.
location @krisenfest_alone {
    default_type "text/html; charset=utf-8";
    add_header Cache-Control "no-store" always;
    add_header Retry-After "${retryAfter}" always;
    return 200 '${plainPage(site)}';
}
`;
}

function whole(site: ProxySite, include: string): string {
  const connection = `$krisenfest_${site.slug.replaceAll('-', '_')}`;
  return `# krisenfest: a site for nginx in front of ${site.upstream}, for who has none yet
server {
    listen 80;
    server_name ${site.names.join(' ')};

    include ${include};

    location / {
        proxy_pass ${site.upstream};
        proxy_http_version 1.1;
        proxy_set_header Host $host;
        proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
        proxy_set_header X-Forwarded-Proto $scheme;
        proxy_set_header Upgrade $http_upgrade;
        proxy_set_header Connection ${connection};
    }
}
map $http_upgrade ${connection} {
    default upgrade;
    '' '';
}
`;
}

/** The configuration for nginx 1.18 or newer, with what the administrator does. Throws when the input is not a `ProxySite`. */
export function nginx(input: unknown): ProxyConfig {
  const site = ProxySite.parse(input);
  const path = `/etc/nginx/snippets/krisenfest-${site.slug}.conf`;
  const folder = site.flag.slice(0, site.flag.lastIndexOf('/')) || '/';
  return {
    snippet: { path, content: snippet(site) },
    whole: { path: `/etc/nginx/sites-available/krisenfest-${site.slug}`, content: whole(site, path) },
    steps: {
      de: [
        `Legen Sie den Ordner ${folder} an. krisenfest muss darin schreiben, nginx hineinsehen dürfen (Rechte 755).`,
        `Speichern Sie den ersten Text als ${path}.`,
        `Fügen Sie in jeden server-Block von ${site.names.join(', ')} ganz oben ein: include ${path};`,
        'Prüfen und laden Sie: nginx -t && systemctl reload nginx',
        `Probieren Sie es in ruhiger Stunde: Legen Sie mit touch ${site.flag} die Schalterdatei an, sehen Sie Ihre Website an, und löschen Sie die Datei wieder.`,
      ],
      en: [
        `Create the folder ${folder}. krisenfest must be able to write there, nginx to look into it (mode 755).`,
        `Save the first text as ${path}.`,
        `Put at the top of every server block of ${site.names.join(', ')}: include ${path};`,
        'Check and load: nginx -t && systemctl reload nginx',
        `Try it in a quiet hour: create the flag file with touch ${site.flag}, look at your website, and remove the file again.`,
      ],
    },
  };
}
