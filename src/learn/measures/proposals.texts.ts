import type { ProposalWords } from './proposals.ts';

export const de: ProposalWords = {
  secondName: (name) => `Zweite Möglichkeit: ${name}`,
  deputyName: (name) => `Vertretung: ${name}`,
  second: (name, processes) => ({
    title: `Zweite Möglichkeit neben ${name}`,
    reason: `Fällt ${name} allein aus, steht: ${processes}. Genügt eine von zweien, läuft es weiter.`,
  }),
  deputy: (name, processes) => ({
    title: `Vertretung für ${name} einarbeiten`,
    reason: `Nur eine Person kann es: Ohne ${name} steht ${processes}.`,
  }),
  deadlock: (of, on, circle) => ({
    title: `${on} für die Wiederherstellung von ${of} auf Papier oder Stick bereitlegen`,
    reason: `Henne und Ei: ${circle} warten aufeinander, und nach einem Ausfall von allem kann keines anfangen. Eine Kopie außerhalb löst den Kreis.`,
  }),
  offSite: (name, lostWith) => ({
    title: `Sicherung von ${name} außer Haus`,
    reason:
      lostWith === null
        ? `Für ${name} ist keine Sicherung eingetragen. Fällt es aus, sind die Daten verloren.`
        : `Fällt ${lostWith} aus, ist keine Sicherung von ${name} mehr erreichbar. Eine Kopie an einem anderen Ort bleibt.`,
  }),
  hands: (team, process) => ({
    title: `Zweites Paar Hände: ${team}`,
    reason: `${process} verfehlt die Zielzeit, weil Wiederherstellungen auf ${team} warten. Mit einer Person mehr (Rufbereitschaft, Dienstleister) geht es schneller.`,
  }),
  wayOut: (cause, percent, nodes) => ({
    title: `Ausweg ohne ${cause} vorbereiten`,
    reason: `An ${cause} hängen ${percent} % der Ausfallkosten je Stunde (${nodes}). Ein vorbereiteter Umzug auf etwas, das nicht daran hängt, begrenzt einen langen Ausfall.`,
  }),
};

export const en: ProposalWords = {
  secondName: (name) => `Second option: ${name}`,
  deputyName: (name) => `Deputy: ${name}`,
  second: (name, processes) => ({
    title: `A second option beside ${name}`,
    reason: `When ${name} fails alone, this stops: ${processes}. Where one of two suffices, it goes on.`,
  }),
  deputy: (name, processes) => ({
    title: `Train a deputy for ${name}`,
    reason: `Only one person can do it: without ${name} this stops: ${processes}.`,
  }),
  deadlock: (of, on, circle) => ({
    title: `Keep what restoring ${of} needs from ${on} on paper or a stick`,
    reason: `Chicken and egg: ${circle} wait for each other, and after a failure of everything none can begin. A copy outside opens the circle.`,
  }),
  offSite: (name, lostWith) => ({
    title: `A backup of ${name} off site`,
    reason:
      lostWith === null
        ? `No backup is entered for ${name}. When it fails, its data are lost.`
        : `When ${lostWith} fails, no backup of ${name} can be reached. A copy in another place stays.`,
  }),
  hands: (team, process) => ({
    title: `A second pair of hands: ${team}`,
    reason: `${process} misses its target because restores wait for ${team}. With one person more (on call, a provider) it goes faster.`,
  }),
  wayOut: (cause, percent, nodes) => ({
    title: `Prepare a way out without ${cause}`,
    reason: `${percent} % of the cost of standstill per hour hangs on ${cause} (${nodes}). A prepared move to something that does not hang on it limits a long outage.`,
  }),
};
