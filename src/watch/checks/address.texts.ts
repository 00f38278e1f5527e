export const de = {
  title: 'Adresse für das Lebenszeichen',
  none: 'Das Programm braucht eine Adresse, unter der es sich meldet.',
  make: 'Adresse erzeugen',
  made: 'Eine Adresse ist vergeben. krisenfest kennt nur ihre Prüfsumme und kann sie nicht noch einmal zeigen.',
  renew: 'Neue Adresse erzeugen',
  renewTitle: 'Eine neue Adresse erzeugen?',
  renewMeans:
    'Die bisherige Adresse gilt dann nicht mehr. Tragen Sie die neue in Ihrem Programm ein, sonst meldet krisenfest einen Ausfall.',
  once: 'Diese Adresse wird nur jetzt gezeigt. Wer sie kennt, kann sich als dieses Programm melden, mehr nicht.',
  linux: 'Unter Linux, als letzte Zeile nach dem Befehl (die Endung meldet Erfolg oder Fehler):',
  windows: 'Unter Windows, wenn alles gut ging:',
  more: 'Mit /start am Ende meldet das Programm seinen Beginn, mit /fail einen Fehler, mit ?says=… seine letzten Worte.',
};

export const en = {
  title: 'Address for the sign of life',
  none: 'The program needs an address to report to.',
  make: 'Make an address',
  made: 'An address has been given out. krisenfest knows its checksum only and cannot show it again.',
  renew: 'Make a new address',
  renewTitle: 'Make a new address?',
  renewMeans: 'The address before will no longer work. Enter the new one in your program, or krisenfest will report an outage.',
  once: 'This address is shown only now. Whoever knows it can report as this program, nothing more.',
  linux: 'On Linux, as the last line after the command (the ending tells success or failure):',
  windows: 'On Windows, when all went well:',
  more: 'With /start at the end the program reports its beginning, with /fail a fault, with ?says=… its last words.',
} satisfies typeof de;
