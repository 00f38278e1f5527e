export const de = {
  title: 'Überblick',
  ready: 'Sie sind vorbereitet. Jetzt hilft nur noch Üben.',
  open: (count: number) =>
    count === 1
      ? 'Eine Sache fehlt noch, bevor man sich darauf verlassen kann.'
      : `${count} Dinge fehlen noch, bevor man sich darauf verlassen kann.`,
  begin: 'Fangen Sie klein an: drei Menschen, ein Plan, fünf Texte, eine Seite.',
  sub: 'Wer was tut, womit und mit welchen Worten, wenn es so weit ist.',
  next: 'Als Nächstes',
  done: 'liegt bereit',
  missing: 'fehlt',
  partly: 'lückenhaft',
  contacts: 'Kontakte',
  contactsNone: 'Tragen Sie ein, wen Sie im Notfall erreichen müssen.',
  contactsSome: (all: number, offline: number) => `${all} Kontakte, ${offline} davon auch ohne Internet erreichbar.`,
  contactsOffline: (all: number) => `${all} Kontakte, aber keiner ist ohne Internet erreichbar.`,
  roles: 'Rollen',
  rolesReady: (count: number) => `${count} Rollen sind besetzt, vertreten und erreichbar.`,
  plans: 'Notfallpläne',
  plansNone: 'Nehmen Sie eine Vorlage für das, was Ihnen am ehesten passieren kann.',
  plansSome: (count: number) => (count === 1 ? 'Ein Plan liegt bereit.' : `${count} Pläne liegen bereit.`),
  plansUnbound: (count: number) =>
    count === 1
      ? 'Ein Plan ist an keine Ressource gebunden und wird nicht von selbst vorgeschlagen.'
      : `${count} Pläne sind an keine Ressource gebunden und werden nicht von selbst vorgeschlagen.`,
  statements: 'Stellungnahmen',
  statementsNone: 'Fünf kurze Texte genügen für die erste Stunde.',
  statementsMissing: (audiences: readonly string[]) => `Noch keine Erstmeldung an: ${audiences.join(', ')}.`,
  statementsSome: (count: number) => `${count} Texte in zwei Sprachen.`,
  site: 'Notfall-Website',
  siteNone: 'Legen Sie die neutrale Seite „Technische Störung“ an.',
  siteNoAddress: 'Sagen Sie, für welche Website die Seiten einspringen.',
  siteSome: (count: number) => (count === 1 ? 'Eine Seite liegt bereit.' : `${count} Seiten liegen bereit.`),
  notReady: 'nicht bereit',
  unknown: 'unbekannt',
  reach: 'Erreichbarkeit',
  reachNone: 'Ohne Kontakte weiß ein Alarm nicht, wohin.',
  reachOpen: (people: number, all: number) =>
    people === 1 ? `Auf eine von ${all} Personen ist kein Verlass.` : `Auf ${people} von ${all} Personen ist kein Verlass.`,
  reachAll: (all: number) => `Alle ${all} haben im letzten halben Jahr einen Alarm bestätigt.`,
  apart: 'Unabhängigkeit',
};

export const en = {
  title: 'Overview',
  ready: 'You are prepared. Now only practice helps.',
  open: (count) =>
    count === 1 ? 'One thing is missing before this can be relied on.' : `${count} things are missing before this can be relied on.`,
  begin: 'Begin small: three people, one plan, five texts, one page.',
  sub: 'Who does what, with what, and in which words, when the time comes.',
  next: 'Next',
  done: 'ready',
  missing: 'missing',
  partly: 'with gaps',
  contacts: 'Contacts',
  contactsNone: 'Enter whom you must reach in an emergency.',
  contactsSome: (all, offline) => `${all} contacts, ${offline} of them can be reached without the Internet.`,
  contactsOffline: (all) => `${all} contacts, but none can be reached without the Internet.`,
  roles: 'Roles',
  rolesReady: (count) => `${count} roles are filled, deputised and can be reached.`,
  plans: 'Emergency plans',
  plansNone: 'Take a template for what is most likely to happen to you.',
  plansSome: (count) => (count === 1 ? 'One plan is ready.' : `${count} plans are ready.`),
  plansUnbound: (count) =>
    count === 1
      ? 'One plan is bound to no resource and is not proposed by itself.'
      : `${count} plans are bound to no resource and are not proposed by themselves.`,
  statements: 'Statements',
  statementsNone: 'Five short texts are enough for the first hour.',
  statementsMissing: (audiences) => `No first message yet to: ${audiences.join(', ')}.`,
  statementsSome: (count) => `${count} texts in two languages.`,
  site: 'Emergency website',
  siteNone: 'Make the neutral page “Technical disruption”.',
  siteNoAddress: 'Say which website the pages stand in for.',
  siteSome: (count) => (count === 1 ? 'One page is ready.' : `${count} pages are ready.`),
  notReady: 'not ready',
  unknown: 'unknown',
  reach: 'Reachability',
  reachNone: 'Without contacts an alert does not know where to go.',
  reachOpen: (people, all) =>
    people === 1 ? `One of ${all} people cannot be relied on.` : `${people} of ${all} people cannot be relied on.`,
  reachAll: (all) => `All ${all} have acknowledged an alert within half a year.`,
  apart: 'Independence',
} satisfies typeof de;
