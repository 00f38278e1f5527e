import type { Refusal } from './accept.ts';
import type { ContentKind, Kind, Mode } from './entry.ts';
import type { LogFault, LogWarning, Wrong } from './verify.ts';

/** The first few numbers of a list that may have thousands. */
const some = (numbers: readonly number[], more: string): string =>
  numbers.length > 10 ? `${numbers.slice(0, 10).join(', ')} (+ ${numbers.length - 10} ${more})` : numbers.join(', ');

const place = (start: string, end: string, entry: string) => (at: LogFault['at']) =>
  at === 'start' ? start : at === 'end' ? end : `${entry} ${at}`;

const kinds: Record<ContentKind, string> & Record<Kind, string> = {
  situation: 'Lage',
  assessment: 'Beurteilung',
  decision: 'Entscheidung',
  order: 'Auftrag',
  execution: 'Vollzug',
  messageIn: 'Meldung eingegangen',
  messageOut: 'Meldung abgesetzt',
  presence: 'Anwesenheit',
  scribe: 'Wechsel der Tagebuchführung',
  closing: 'Abschluss',
  system: 'System',
  device: 'Gerät',
  checkpoint: 'Prüfpunkt',
};

const mode: Record<Mode, string> = { actual: 'Ernstfall', exercise: 'Übung' };

function wrongInGerman(wrong: Wrong): string {
  switch (wrong.code) {
    case 'not-json':
      return 'Die Zeile ist kein JSON; sie wurde verändert oder abgeschnitten.';
    case 'not-canonical':
      return 'Die Zeile ist nicht in der einen erlaubten Form (RFC 8785) geschrieben; sie wurde verändert.';
    case 'form':
      return `Die Zeile hat nicht die Form, die sie haben muss: ${wrong.where}: ${wrong.what}.`;
    case 'cut-off':
      return 'Die Datei endet ohne die unterschriebene letzte Zeile; das Ende fehlt.';
    case 'number':
      return wrong.found > wrong.expected
        ? `An dieser Stelle steht Eintrag ${wrong.found}: Eintrag ${wrong.expected} fehlt oder wurde verschoben.`
        : `An dieser Stelle steht noch einmal Eintrag ${wrong.found}: Eine Zeile wurde eingefügt oder verschoben.`;
    case 'payload':
      return 'Der Inhalt passt nicht zu seinem Hash; Text, Verfasser oder Salz wurden verändert.';
    case 'signature':
      return 'Die Unterschrift passt nicht; die Zeile wurde verändert oder stammt nicht von diesem Gerät.';
    case 'chain':
      return 'Der Hash der Zeile passt nicht in die Kette; Nummer, Eingangszeit oder Vorgänger wurden verändert.';
    case 'missing-at-end':
      return `Unterschrieben sind ${wrong.signed} Einträge, vorhanden ${wrong.found}: Am Ende fehlen Einträge.`;
    case 'too-many':
      return `Unterschrieben sind ${wrong.signed} Einträge, vorhanden ${wrong.found}: Am Ende wurden Einträge angefügt.`;
    case 'end-signer':
      return 'Die letzte Zeile nennt keinen Server dieses Tagebuchs.';
    case 'start-differs':
      return 'Die erste Zeile nennt einen anderen Vorfall, Server oder Schlüssel als Eintrag 1.';
    case 'key-differs':
      return `Das Tagebuch hängt an einem anderen Schlüssel als dem angegebenen, nämlich an ${wrong.found}.`;
    case 'head-not-in-log':
      return 'Der angegebene Hash kommt nicht vor: Einträge fehlen am Ende, oder es ist ein anderes Tagebuch.';
    case 'other-incident':
      return 'Die Zeile gehört zu einem anderen Vorfall.';
    case 'other-mode':
      return 'Übung und Ernstfall stehen nie im selben Tagebuch.';
    case 'not-founded':
      return 'Der erste Eintrag muss der Server sein, der sich selbst mit seinem Schlüssel einträgt.';
    case 'device-unknown':
      return 'Das Gerät ist in diesem Tagebuch nicht zugelassen.';
    case 'device-retired':
      return 'Das Gerät wurde vorher aus diesem Tagebuch genommen.';
    case 'duplicate':
      return 'Derselbe Eintrag steht schon im Tagebuch.';
    case 'seq-taken':
      return `Der Eintrag ${wrong.found} dieses Geräts steht schon im Tagebuch; erwartet wird sein Eintrag ${wrong.expected}.`;
    case 'seq-missing':
      return `Vor dem Eintrag ${wrong.found} dieses Geräts fehlt sein Eintrag ${wrong.expected}.`;
    case 'device-chain':
      return 'Der Eintrag hängt nicht am vorigen Eintrag desselben Geräts.';
    case 'servers-only':
      return 'Nur ein Server darf Geräte zulassen und Prüfpunkte setzen.';
    case 'device-change':
      return 'Die Zulassung oder Herausnahme des Geräts ist so nicht möglich.';
    case 'checkpoint':
      return 'Der Prüfpunkt nennt nicht die Zahl und den Hash der Einträge vor ihm.';
  }
}

function warningInGerman(warning: LogWarning): string {
  switch (warning.code) {
    case 'key-not-checked':
      return 'Ohne --key ist nicht geprüft, wessen Tagebuch es ist: Vergleichen Sie den Schlüssel mit dem im Handbuch.';
    case 'head-not-checked':
      return 'Ohne --head ist nicht ausgeschlossen, dass dies ein älterer Stand ist: Vergleichen Sie den letzten Hash mit dem des Berichts.';
    case 'withheld':
      return `Der Inhalt ist zurückgehalten bei: ${some(warning.numbers, 'weitere')}.`;
    case 'clock-back':
      return `Die Uhr des Servers ging zurück vor: ${some(warning.numbers, 'weitere')}.`;
    case 'clock-ahead':
      return `Die Uhr des Geräts ging vor bei: ${some(warning.numbers, 'weitere')}.`;
    case 'corrects-unknown':
      return `Berichtigt einen Eintrag, der hier nicht steht: ${some(warning.numbers, 'weitere')}.`;
  }
}

export const de = {
  title: 'Lagetagebuch',
  kinds,
  mode,
  addedLate: 'nachgetragen',
  arrivedLate: 'später eingetroffen',
  clockAhead: 'Uhr des Geräts geht vor',
  withheld: 'Inhalt zurückgehalten',
  corrects: (number: number) => `berichtigt Eintrag ${number}`,
  place: place('Erste Zeile', 'Letzte Zeile', 'Eintrag'),
  device: (device: string, seq: number) => `Gerät ${device}, dessen Eintrag ${seq}`,
  good: (count: number, head: string) => `Das Lagetagebuch ist unverändert: ${count} Einträge, letzter Hash ${head}.`,
  wrong: wrongInGerman,
  refused: (refusal: Refusal): string =>
    refusal.code === 'form'
      ? `Der Eintrag hat nicht die Form, die er haben muss: ${refusal.faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}.`
      : wrongInGerman(refusal),
  warning: warningInGerman,
};

function wrongInEnglish(wrong: Wrong): string {
  switch (wrong.code) {
    case 'not-json':
      return 'The line is not JSON; it was changed or cut off.';
    case 'not-canonical':
      return 'The line is not written in the one form that is allowed (RFC 8785); it was changed.';
    case 'form':
      return `The line has not the form it must have: ${wrong.where}: ${wrong.what}.`;
    case 'cut-off':
      return 'The file ends without the signed last line; its end is missing.';
    case 'number':
      return wrong.found > wrong.expected
        ? `Entry ${wrong.found} stands in this place: entry ${wrong.expected} is missing or was moved.`
        : `Entry ${wrong.found} stands in this place once more: a line was inserted or moved.`;
    case 'payload':
      return 'The content does not match its hash; text, author or salt were changed.';
    case 'signature':
      return 'The signature does not match; the line was changed or was not written by this device.';
    case 'chain':
      return 'The hash of the line does not fit into the chain; number, time of receipt or predecessor were changed.';
    case 'missing-at-end':
      return `${wrong.signed} entries are signed, ${wrong.found} are here: entries are missing at the end.`;
    case 'too-many':
      return `${wrong.signed} entries are signed, ${wrong.found} are here: entries were added at the end.`;
    case 'end-signer':
      return 'The last line names no server of this log.';
    case 'start-differs':
      return 'The first line names another incident, server or key than entry 1.';
    case 'key-differs':
      return `The log hangs on another key than the one given, namely on ${wrong.found}.`;
    case 'head-not-in-log':
      return 'The hash given is not in the log: entries are missing at the end, or it is another log.';
    case 'other-incident':
      return 'The line belongs to another incident.';
    case 'other-mode':
      return 'Exercise and actual emergency never stand in the same log.';
    case 'not-founded':
      return 'The first entry must be the server that admits itself with its key.';
    case 'device-unknown':
      return 'The device is not admitted to this log.';
    case 'device-retired':
      return 'The device was taken out of this log before.';
    case 'duplicate':
      return 'The same entry is already in the log.';
    case 'seq-taken':
      return `Entry ${wrong.found} of this device is already in the log; its entry ${wrong.expected} is expected.`;
    case 'seq-missing':
      return `Before entry ${wrong.found} of this device its entry ${wrong.expected} is missing.`;
    case 'device-chain':
      return 'The entry does not hang on the entry before of the same device.';
    case 'servers-only':
      return 'Only a server may admit devices and set checkpoints.';
    case 'device-change':
      return 'The device cannot be admitted or taken out like this.';
    case 'checkpoint':
      return 'The checkpoint does not name the number and the hash of the entries before it.';
  }
}

function warningInEnglish(warning: LogWarning): string {
  switch (warning.code) {
    case 'key-not-checked':
      return 'Without --key it is not checked whose log this is: compare the key with the one in the handbook.';
    case 'head-not-checked':
      return 'Without --head this could be an older state: compare the last hash with the one in the report.';
    case 'withheld':
      return `The content is withheld of: ${some(warning.numbers, 'more')}.`;
    case 'clock-back':
      return `The clock of the server went back before: ${some(warning.numbers, 'more')}.`;
    case 'clock-ahead':
      return `The clock of the device was ahead at: ${some(warning.numbers, 'more')}.`;
    case 'corrects-unknown':
      return `Corrects an entry that is not here: ${some(warning.numbers, 'more')}.`;
  }
}

export const en = {
  title: 'Situation log',
  kinds: {
    situation: 'Situation',
    assessment: 'Assessment',
    decision: 'Decision',
    order: 'Order',
    execution: 'Carried out',
    messageIn: 'Message received',
    messageOut: 'Message sent',
    presence: 'Presence',
    scribe: 'Change of log keeper',
    closing: 'Closing',
    system: 'System',
    device: 'Device',
    checkpoint: 'Checkpoint',
  },
  mode: { actual: 'actual', exercise: 'exercise' },
  addedLate: 'added later',
  arrivedLate: 'arrived later',
  clockAhead: 'the device’s clock is ahead',
  withheld: 'content withheld',
  corrects: (number) => `corrects entry ${number}`,
  place: place('First line', 'Last line', 'Entry'),
  device: (device, seq) => `device ${device}, its entry ${seq}`,
  good: (count, head) => `The situation log is unchanged: ${count} entries, last hash ${head}.`,
  wrong: wrongInEnglish,
  refused: (refusal) =>
    refusal.code === 'form'
      ? `The entry has not the form it must have: ${refusal.faults.map(({ pointer, message }) => `${pointer} ${message}`).join('; ')}.`
      : wrongInEnglish(refusal),
  warning: warningInEnglish,
} satisfies typeof de;
