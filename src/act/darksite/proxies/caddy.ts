import { KEPT_BACK, type ProxyConfig, ProxySite, plainPage } from './proxy.ts';

function snippet(site: ProxySite): string {
  const { slug, flag, emergency, retryAfter } = site;
  const cut = flag.lastIndexOf('/');
  const rewrite = emergency.path === '' ? '' : `\t\trewrite ${emergency.path}{uri}\n`;
  return `# krisenfest: Notfall-Website / emergency website of ${site.names.join(', ')}
# Generated. Import it at the top of a route block around the site. While ${flag} does not exist, nothing changes;
# while it exists, every address shows the emergency website with status 503. No reload is needed.

@krisenfest-${slug} {
	file {
		root ${flag.slice(0, cut) || '/'}
		try_files ${flag.slice(cut)}
	}
	not path /.well-known/acme-challenge/*
}
handle @krisenfest-${slug} {
	reverse_proxy ${emergency.origin} {
		method GET
${rewrite}${KEPT_BACK.map((name) => `\t\theader_up -${name}`).join('\n')}
		transport http {
			dial_timeout 2s
			response_header_timeout 5s
		}
		@shown status 200
		handle_response @shown {
			header {
				Cache-Control no-store
				Retry-After ${retryAfter}
				-ETag
				defer
			}
			copy_response 503
		}
		# The emergency host has nothing to show: visitors still get a sentence and a phone number.
		handle_response {
			header {
				Content-Type "text/html; charset=utf-8"
				Cache-Control no-store
				Retry-After ${retryAfter}
			}
			respond \`${plainPage(site)}\` 503
		}
	}
}
`;
}

const whole = (site: ProxySite, path: string): string => `# krisenfest: a site for Caddy in front of ${site.upstream}, for who has none yet
${site.names.join(', ')} {
	route {
		import ${path}
		handle {
			reverse_proxy ${site.upstream}
		}
	}
}
`;

/** The configuration for Caddy 2.6 or newer, with what the administrator does. Throws when the input is not a `ProxySite`. */
export function caddy(input: unknown): ProxyConfig {
  const site = ProxySite.parse(input);
  const path = `/etc/caddy/krisenfest-${site.slug}.caddy`;
  const folder = site.flag.slice(0, site.flag.lastIndexOf('/')) || '/';
  const names = site.names.join(', ');
  return {
    snippet: { path, content: snippet(site) },
    whole: { path: '/etc/caddy/Caddyfile', content: whole(site, path) },
    steps: {
      de: [
        `Legen Sie den Ordner ${folder} an. krisenfest muss darin schreiben, Caddy hineinsehen dürfen (Rechte 755).`,
        `Speichern Sie den ersten Text als ${path}.`,
        `Umschließen Sie im Block von ${names} alles, was darin steht, mit: route { import ${path} und danach handle { … } }, wie im zweiten Text.`,
        'Prüfen und laden Sie: caddy validate --config /etc/caddy/Caddyfile && systemctl reload caddy',
        `Probieren Sie es in ruhiger Stunde: Legen Sie mit touch ${site.flag} die Schalterdatei an, sehen Sie Ihre Website an, und löschen Sie die Datei wieder.`,
      ],
      en: [
        `Create the folder ${folder}. krisenfest must be able to write there, Caddy to look into it (mode 755).`,
        `Save the first text as ${path}.`,
        `In the block of ${names}, wrap all that stands there in: route { import ${path} and then handle { … } }, as in the second text.`,
        'Check and load: caddy validate --config /etc/caddy/Caddyfile && systemctl reload caddy',
        `Try it in a quiet hour: create the flag file with touch ${site.flag}, look at your website, and remove the file again.`,
      ],
    },
  };
}
