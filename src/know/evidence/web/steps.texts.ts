import type { Kind } from '../evidence.ts';

/** Where a file comes from, in steps that somebody without an IT department can hand on; and what it is good for. */
type Steps = { readonly gives: string; readonly steps: readonly string[] };

export const de: Record<Kind, Steps> = {
  pihole: {
    gives: 'Zeigt, mit welchen Diensten im Haus wirklich gearbeitet wird.',
    steps: [
      'Auf dem Rechner, auf dem Pi-hole läuft, die Datei /etc/pihole/pihole-FTL.db kopieren, zum Beispiel: sudo cp /etc/pihole/pihole-FTL.db /home/pi/',
      'Die Kopie auf diesen Rechner holen (WinSCP oder scp) und hier auswählen.',
      'Danach die Kopie löschen. Sie enthält, wer wann welche Adresse aufgerufen hat.',
    ],
  },
  adguard: {
    gives: 'Zeigt, mit welchen Diensten im Haus wirklich gearbeitet wird.',
    steps: [
      'In AdGuard Home unter „Einstellungen“, „Allgemein“ nachsehen, ob das Anfragenprotokoll eingeschaltet ist und „Client-IP anonymisieren“ aus ist. Sonst lässt sich nicht zählen.',
      'Auf dem Rechner mit AdGuard Home liegt die Datei querylog.json im Ordner data neben dem Programm, meist /opt/AdGuardHome/data/.',
      'Die Datei (und querylog.json.1) kopieren, hier auswählen und die Kopie danach löschen.',
    ],
  },
  dnsmasq: {
    gives: 'Zeigt dasselbe für Router und Server mit dnsmasq, etwa OpenWrt. Eine FRITZ!Box führt kein solches Protokoll.',
    steps: [
      'In /etc/dnsmasq.conf die Zeilen log-queries und log-facility=/var/log/dnsmasq.log eintragen und dnsmasq neu starten. Stimmen Sie das vorher im Betrieb ab.',
      'Einige Tage warten, dann die Datei kopieren und hier auswählen.',
      'Das Protokoll wieder ausschalten und die Kopie löschen.',
    ],
  },
  creditors: {
    gives: 'Zeigt, wofür Sie bezahlen, auch wenn niemand mehr daran denkt.',
    steps: [
      'DATEV: „Bestand“, „Exportieren“, „ASCII-Daten“ oder „DATEV-Format“, dann die Stammdaten „Debitoren/Kreditoren“ wählen.',
      'Lexware, sevdesk, Sage, SAP Business One: die Liste der Lieferanten oder Kreditoren öffnen und als CSV exportieren.',
      'Führt die Kanzlei Ihre Bücher: um die Kreditorenliste des letzten Jahres als CSV bitten. Beträge werden nicht gebraucht.',
    ],
  },
  entra: {
    gives: 'Zeigt, bei welchen fremden Diensten man sich mit dem Microsoft-Konto der Firma anmeldet. Die ergiebigste Quelle.',
    steps: [
      'entra.microsoft.com öffnen und als Administrator anmelden.',
      '„Identität“, „Anwendungen“, „Unternehmensanwendungen“, „Alle Anwendungen“. Den Filter „Anwendungstyp“ auf „Alle Anwendungen“ stellen.',
      'Oben „Herunterladen (Export)“ wählen und die CSV-Datei hier auswählen.',
    ],
  },
  bookmarks: {
    gives: 'Zeigt Dienste, die jemand im Browser gemerkt hat. Nur Bekanntes wird behalten, Privates nicht.',
    steps: [
      'Fragen Sie die Person, deren Lesezeichen es sind.',
      'Firefox: „Lesezeichen verwalten“, „Importieren und Sichern“, „Lesezeichen nach HTML exportieren“.',
      'Chrome und Edge: Lesezeichen- oder Favoriten-Manager öffnen, drei Punkte, „exportieren“.',
    ],
  },
  nmap: {
    gives: 'Zeigt, was im eigenen Haus läuft und einspringen kann, wenn ein Dienst von außen ausfällt.',
    steps: [
      'Lassen Sie Ihren IT-Dienstleister das Netz ansehen: nmap -sV -oX netz.xml 192.168.1.0/24. Nur im eigenen Netz und nach Absprache.',
      'Die Datei netz.xml hier auswählen. Adressen und Namen der Geräte werden nicht behalten.',
    ],
  },
  cyclonedx: {
    gives: 'Zeigt, mit welchen Diensten ein eigenes Programm spricht, etwa Ihr Kundenportal.',
    steps: [
      'Bitten Sie den, der das Programm pflegt, um die Stückliste (SBOM) im Format CycloneDX als JSON oder XML.',
      'Er erzeugt sie zum Beispiel mit cdxgen, syft oder „npm sbom --sbom-format cyclonedx“.',
    ],
  },
  spdx: {
    gives: 'Zeigt dasselbe aus einer Stückliste im Format SPDX.',
    steps: [
      'Bitten Sie den, der das Programm pflegt, um die Stückliste (SBOM) im Format SPDX: JSON oder Tag-Value.',
      'Bei GitHub: im Projekt „Insights“, „Dependency graph“, „Export SBOM“.',
    ],
  },
};

export const en: Record<Kind, Steps> = {
  pihole: {
    gives: 'Shows which services are really worked with in the house.',
    steps: [
      'On the machine that runs Pi-hole, copy the file /etc/pihole/pihole-FTL.db, for example: sudo cp /etc/pihole/pihole-FTL.db /home/pi/',
      'Bring the copy to this machine (WinSCP or scp) and choose it here.',
      'Delete the copy afterwards. It holds who called which address when.',
    ],
  },
  adguard: {
    gives: 'Shows which services are really worked with in the house.',
    steps: [
      'In AdGuard Home, look under “Settings”, “General settings” whether the query log is on and “Anonymize client IP” is off. Otherwise nothing can be counted.',
      'On the machine with AdGuard Home, the file querylog.json is in the folder data beside the program, mostly /opt/AdGuardHome/data/.',
      'Copy the file (and querylog.json.1), choose it here, and delete the copy afterwards.',
    ],
  },
  dnsmasq: {
    gives: 'Shows the same for routers and servers with dnsmasq, such as OpenWrt. A FRITZ!Box keeps no such log.',
    steps: [
      'Put the lines log-queries and log-facility=/var/log/dnsmasq.log into /etc/dnsmasq.conf and restart dnsmasq. Agree on it in the company first.',
      'Wait for some days, then copy the file and choose it here.',
      'Switch the log off again and delete the copy.',
    ],
  },
  creditors: {
    gives: 'Shows what you pay for, even where nobody remembers it.',
    steps: [
      'DATEV: “Bestand”, “Exportieren”, “ASCII-Daten” or “DATEV-Format”, then the master data “Debitoren/Kreditoren”.',
      'Lexware, sevdesk, Sage, SAP Business One: open the list of suppliers or creditors and export it as CSV.',
      'If your tax adviser keeps the books: ask for the list of creditors of last year as CSV. Amounts are not needed.',
    ],
  },
  entra: {
    gives: 'Shows at which services of others people sign in with the company’s Microsoft account. The richest source.',
    steps: [
      'Open entra.microsoft.com and sign in as an administrator.',
      '“Identity”, “Applications”, “Enterprise applications”, “All applications”. Set the filter “Application type” to “All applications”.',
      'Choose “Download (Export)” at the top and choose the CSV file here.',
    ],
  },
  bookmarks: {
    gives: 'Shows services somebody has marked in the browser. Only what is known is kept, nothing private.',
    steps: [
      'Ask the person whose bookmarks they are.',
      'Firefox: “Manage bookmarks”, “Import and Backup”, “Export Bookmarks to HTML”.',
      'Chrome and Edge: open the bookmark or favourites manager, three dots, “export”.',
    ],
  },
  nmap: {
    gives: 'Shows what runs in your own house and can stand in when a service from outside fails.',
    steps: [
      'Have your IT provider look at the network: nmap -sV -oX net.xml 192.168.1.0/24. In your own network only, and by agreement.',
      'Choose the file net.xml here. Addresses and names of devices are not kept.',
    ],
  },
  cyclonedx: {
    gives: 'Shows which services a program of your own talks to, such as your customer portal.',
    steps: [
      'Ask whoever keeps the program for its bill of materials (SBOM) in the format CycloneDX, as JSON or XML.',
      'It is made with cdxgen, syft or “npm sbom --sbom-format cyclonedx”, for example.',
    ],
  },
  spdx: {
    gives: 'Shows the same from a bill of materials in the format SPDX.',
    steps: [
      'Ask whoever keeps the program for its bill of materials (SBOM) in the format SPDX: JSON or tag-value.',
      'At GitHub: in the project “Insights”, “Dependency graph”, “Export SBOM”.',
    ],
  },
};
