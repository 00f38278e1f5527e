import type { Language } from '../../kernel/languages.ts';
import { bytesText, numberText, spanText } from '../../kernel/wording.ts';
import type { BackupFault, Checked, Measured, NotRun, Proven, Unwritten } from './restores.ts';

const proven: Record<Proven, string> = {
  repository: 'Jede Datei stimmt mit den Prüfsummen des Repositorys überein.',
  sums: 'Jede Datei stimmt mit den Prüfsummen des Repositorys überein.',
  checksum: 'Die Kopie stimmt mit der Prüfsumme überein, die neben der Sicherung liegt.',
  unpacked: 'Die Kopie stimmt mit der Sicherung überein, und das Archiv ließ sich ganz entpacken.',
  copied: 'Die Kopie stimmt mit der Sicherung überein. Ob das Programm, das sie gemacht hat, sie auch lesen kann, sagt das nicht.',
};

const checked: Record<Checked, string> = {
  sound: 'Auch das übrige Repository wurde durchgesehen: Es passt in sich zusammen.',
  'no-time': 'Das ganze Repository durchzusehen, dafür reichte die Zeit nicht. Erlauben Sie mehr Minuten.',
  'not-possible': 'Das ganze Repository ließ sich von hier nicht durchsehen: Borg muss dafür hineinschreiben dürfen.',
};

const unwritten: Record<Unwritten, string> = {
  'no-node': 'Im Modell steht davon nichts: Der Prüfung ist keine Ressource zugeordnet.',
  'no-rest':
    'Im Modell steht davon nichts: Die Daten sind nur ein Teil der Wiederherstellung. Geben Sie an, wie lange alles andere dauert (Ersatzgerät, Einrichten, Prüfen).',
  'too-small': 'Im Modell steht davon nichts: Die Stichprobe ist zu klein, um auf das Ganze zu schließen. Erlauben Sie mehr Megabyte.',
  'real-is-longer': 'Im Modell bleibt die längere Zeit stehen, die im Ernstfall gemessen wurde.',
};

function faultText(fault: BackupFault): string {
  switch (fault.code) {
    case 'no-backup':
      return 'es liegt keine Sicherung da';
    case 'not-in-backup':
      return 'die Ordner, die gebraucht werden, sind nicht in der Sicherung';
    case 'missing':
      return `${fault.file} kam nicht zurück`;
    case 'checksum':
      return `${fault.file} hat eine andere Prüfsumme als in der Sicherung`;
    case 'checksum-beside':
      return `${fault.file} hat eine andere Prüfsumme, als in ${fault.beside} steht`;
    case 'lost':
      return `von ${fault.file} ging ein Teil verloren, eine Reparatur hat ihn durch Nullen ersetzt`;
    case 'unread':
      return `${fault.place} lässt sich nicht lesen (${fault.says})`;
    case 'program':
      return `das Programm meldet „${fault.says}“`;
  }
}

export const de = {
  title: 'Rückspieltest',
  why: 'Eine Sicherung ist erst eine, wenn sie sich zurückspielen lässt. krisenfest spielt regelmäßig eine Stichprobe in einen eigenen Ordner zurück, vergleicht die Prüfsummen, räumt wieder auf und misst, wie lange das dauert.',
  setUp: 'Rückspieltest einrichten',
  change: 'Ändern',
  runNow: 'Jetzt testen',
  asked: 'Der Rückspieltest beginnt.',
  running: 'Der Rückspieltest läuft gerade.',
  never: 'Es wurde noch nie zurückgespielt.',
  next: (when: string) => `Nächster Test: ${when}.`,
  states: { passed: 'bestanden', failed: 'gescheitert', 'not-run': 'nicht gelaufen' },
  restored: (files: number, bytes: number, span: string, language: Language) =>
    `${files === 1 ? 'Eine Datei' : `${numberText(files, language)} Dateien`}, ${bytesText(bytes, language)}, zurückgespielt in ${span}.`,
  from: (name: string, when: string | null) => (when === null ? `Aus der Sicherung ${name}.` : `Aus der Sicherung ${name} vom ${when}.`),
  proven,
  checked,
  whole: 'Das war die ganze Sicherung.',
  estimate: (files: number, bytes: number, span: string, language: Language) =>
    `Hochgerechnet auf alles (${bytesText(bytes, language)}, ${files === 1 ? 'eine Datei' : `${numberText(files, language)} Dateien`}): etwa ${span}.`,
  written: (name: string, total: string, rest: string) =>
    `Mit ${rest} für alles andere steht jetzt bei „${name}“ als erprobte Wiederherstellungszeit: ${total}.`,
  unwritten,
  how: 'Gerechnet wird nach Bytes oder nach der Zahl der Dateien, je nachdem, was länger dauert: eher zu lang als zu kurz. Gemessen auf diesem Rechner, mit diesem Weg zur Sicherung.',
  notRun: (why: NotRun, language: Language): string => {
    switch (why.code) {
      case 'no-space':
        return `Nicht genug Platz: gebraucht werden ${bytesText(why.needed, language)}, frei sind ${bytesText(why.free, language)}. Wählen Sie einen anderen Ordner oder weniger Megabyte.`;
      case 'no-scratch':
        return `In den Ordner für den Test lässt sich nicht schreiben (${why.says}).`;
      case 'no-program':
        return `Auf diesem Rechner fehlt etwas: ${why.says}`;
      case 'timeout':
        return `Nach ${spanText(why.afterMs, language)} abgebrochen. Erlauben Sie mehr Zeit oder weniger Megabyte.`;
      case 'unsupported':
        return 'Aus dieser Art von Sicherung kann krisenfest nicht zurückspielen.';
    }
  },
  again: 'Über die Sicherung sagt das nichts. In der nächsten Nacht wird es noch einmal versucht.',
  failedSays: (fault: BackupFault) => `Die Sicherung ließ sich nicht zurückspielen: ${faultText(fault)}.`,
  failedDo: 'Machen Sie eine neue Sicherung an einem anderen Ort, bevor Sie diese brauchen, und prüfen Sie Datenträger und Programm.',
  earlier: 'Frühere Tests',
  when: 'Wann',
  result: 'Ergebnis',
  took: 'Dauer',
  form: {
    every: 'Wie oft',
    spans: { '7': 'jede Woche', '30': 'alle 30 Tage', '90': 'alle 90 Tage' },
    hour: 'Um wie viel Uhr',
    maxMegabytes: 'Höchstens so viele Megabyte zurückspielen',
    maxMegabytesHelp: 'Mehr heißt: genauer, aber länger. Eine Sicherung, die kleiner ist, wird ganz zurückgespielt.',
    paths: 'Was zum Arbeiten gebraucht wird',
    pathsHelp: 'Ordner in der Sicherung, einer je Zeile. Leer: alles. Darauf wird die Zeit hochgerechnet.',
    rest: 'Zeit für alles andere (Minuten)',
    restHelp:
      'Ersatzgerät, Einrichten, Prüfen: Ihre Schätzung. Erst damit wird aus der gemessenen Zeit eine erprobte Wiederherstellungszeit der Ressource. Leer: nichts ins Modell schreiben.',
    check: 'Auch das ganze Repository durchsehen',
    checks: { yes: 'ja', no: 'nein' },
    checkHelp:
      'Findet, was in älteren Sicherungen verdorben ist: bei Borg alles (borg check), bei restic den ganzen Aufbau und von den Daten so viele Megabyte wie unten (restic check). Dauert bei großen Repositorys lange.',
    scratch: 'Ordner für den Test',
    scratchHelp: 'Auf diesem Rechner. Ein Gigabyte bleibt darin immer frei; danach wird aufgeräumt.',
    maxMinutes: 'Nach so vielen Minuten abbrechen',
    save: 'Speichern',
    saved: 'Gespeichert.',
  },
  remove: 'Abschalten',
  removeTitle: 'Rückspieltest abschalten?',
  removeText: 'Dann weiß niemand, ob sich diese Sicherung zurückspielen lässt. Frühere Ergebnisse bleiben stehen.',
  removed: 'Der Rückspieltest ist abgeschaltet.',
  failed: (name: string, fault: BackupFault) => `Rückspieltest „${name}“ gescheitert, bitte neu sichern und prüfen: ${faultText(fault)}`,
  evidence: (name: string, { ms, sample, total }: Measured, estimate: number, rest: number, language: Language): string => {
    const tested = `Rückspieltest „${name}“: ${bytesText(sample.bytes, language)} in ${spanText(ms, language)}`;
    const scaledUp =
      sample.bytes === total.bytes ? '' : `, hochgerechnet auf ${bytesText(total.bytes, language)}: ${spanText(estimate, language)}`;
    return `${tested}${scaledUp}; dazu ${spanText(rest, language)} für alles andere (Angabe)`.slice(0, 500);
  },
};

const englishProven: Record<Proven, string> = {
  repository: 'Every file agrees with the checksums of the repository.',
  sums: 'Every file agrees with the checksums of the repository.',
  checksum: 'The copy agrees with the checksum that lies beside the backup.',
  unpacked: 'The copy agrees with the backup, and the archive could be unpacked whole.',
  copied: 'The copy agrees with the backup. Whether the program that made it can read it, this does not say.',
};

const englishChecked: Record<Checked, string> = {
  sound: 'The rest of the repository was looked through as well: it fits together.',
  'no-time': 'The time was over before the whole repository was looked through. Allow more minutes.',
  'not-possible': 'The whole repository could not be looked through from here: Borg must be allowed to write into it for that.',
};

const englishUnwritten: Record<Unwritten, string> = {
  'no-node': 'Nothing of it stands in the model: the check has no resource.',
  'no-rest':
    'Nothing of it stands in the model: the data is only a part of the recovery. Say how long everything else takes (spare machine, set-up, testing).',
  'too-small': 'Nothing of it stands in the model: the sample is too small to conclude from. Allow more megabytes.',
  'real-is-longer': 'The longer time that was measured in a real outage stays in the model.',
};

function englishFault(fault: BackupFault): string {
  switch (fault.code) {
    case 'no-backup':
      return 'there is no backup';
    case 'not-in-backup':
      return 'the folders that are needed are not in the backup';
    case 'missing':
      return `${fault.file} did not come back`;
    case 'checksum':
      return `${fault.file} has another checksum than in the backup`;
    case 'checksum-beside':
      return `${fault.file} has another checksum than ${fault.beside} says`;
    case 'lost':
      return `a part of ${fault.file} was lost, and a repair has put zeros in its place`;
    case 'unread':
      return `${fault.place} cannot be read (${fault.says})`;
    case 'program':
      return `the program says “${fault.says}”`;
  }
}

export const en: typeof de = {
  title: 'Restore test',
  why: 'A backup is one only when it can be restored. krisenfest regularly restores a sample into a folder of its own, compares the checksums, cleans up, and measures how long that takes.',
  setUp: 'Set up a restore test',
  change: 'Change',
  runNow: 'Test now',
  asked: 'The restore test begins.',
  running: 'The restore test is running.',
  never: 'Nothing was ever restored.',
  next: (when) => `Next test: ${when}.`,
  states: { passed: 'passed', failed: 'failed', 'not-run': 'did not run' },
  restored: (files, bytes, span, language) =>
    `${files === 1 ? 'One file' : `${numberText(files, language)} files`}, ${bytesText(bytes, language)}, restored in ${span}.`,
  from: (name, when) => (when === null ? `From the backup ${name}.` : `From the backup ${name} of ${when}.`),
  proven: englishProven,
  checked: englishChecked,
  whole: 'That was the whole backup.',
  estimate: (files, bytes, span, language) =>
    `Scaled up to all of it (${bytesText(bytes, language)}, ${files === 1 ? 'one file' : `${numberText(files, language)} files`}): about ${span}.`,
  written: (name, total, rest) => `With ${rest} for everything else, the tested recovery time of “${name}” is now ${total}.`,
  unwritten: englishUnwritten,
  how: 'Reckoned by bytes or by the number of files, whichever takes longer: rather too long than too short. Measured on this machine, by this way to the backup.',
  notRun: (why, language) => {
    switch (why.code) {
      case 'no-space':
        return `Not enough room: ${bytesText(why.needed, language)} are needed, ${bytesText(why.free, language)} are free. Choose another folder, or fewer megabytes.`;
      case 'no-scratch':
        return `The folder for the test cannot be written to (${why.says}).`;
      case 'no-program':
        return `Something is missing on this machine: ${why.says}`;
      case 'timeout':
        return `Stopped after ${spanText(why.afterMs, language)}. Allow more time, or fewer megabytes.`;
      case 'unsupported':
        return 'krisenfest cannot restore from this kind of backup.';
    }
  },
  again: 'This says nothing about the backup. It is tried again in the next night.',
  failedSays: (fault) => `The backup could not be restored: ${englishFault(fault)}.`,
  failedDo: 'Make a new backup in another place before you need this one, and look at the disk and the program.',
  earlier: 'Earlier tests',
  when: 'When',
  result: 'Result',
  took: 'Time taken',
  form: {
    every: 'How often',
    spans: { '7': 'every week', '30': 'every 30 days', '90': 'every 90 days' },
    hour: 'At what hour',
    maxMegabytes: 'Restore this many megabytes at most',
    maxMegabytesHelp: 'More means: more exact, but longer. A backup that is smaller is restored whole.',
    paths: 'What is needed to work',
    pathsHelp: 'Folders in the backup, one a line. Empty: everything. The time is scaled up to them.',
    rest: 'Time for everything else (minutes)',
    restHelp:
      'Spare machine, set-up, testing: your estimate. Only with it the measured time becomes a tested recovery time of the resource. Empty: write nothing to the model.',
    check: 'Look through the whole repository as well',
    checks: { yes: 'yes', no: 'no' },
    checkHelp:
      'Finds what has rotted in older backups: with Borg everything (borg check), with restic the whole structure and as many megabytes of data as below (restic check). Takes long with large repositories.',
    scratch: 'Folder for the test',
    scratchHelp: 'On this machine. A gigabyte always stays free in it; it is cleaned up afterwards.',
    maxMinutes: 'Stop after this many minutes',
    save: 'Save',
    saved: 'Saved.',
  },
  remove: 'Switch off',
  removeTitle: 'Switch the restore test off?',
  removeText: 'Then nobody knows whether this backup can be restored. Earlier results stay.',
  removed: 'The restore test is switched off.',
  failed: (name, fault) => `Restore test “${name}” failed, please back up anew and look into it: ${englishFault(fault)}`,
  evidence: (name, { ms, sample, total }, estimate, rest, language) => {
    const tested = `Restore test “${name}”: ${bytesText(sample.bytes, language)} in ${spanText(ms, language)}`;
    const scaledUp =
      sample.bytes === total.bytes ? '' : `, scaled up to ${bytesText(total.bytes, language)}: ${spanText(estimate, language)}`;
    return `${tested}${scaledUp}; with ${spanText(rest, language)} for everything else (as stated)`.slice(0, 500);
  },
};

export const restoreWords = (language: Language): typeof de => (language === 'de' ? de : en);
