import type { Instant } from '../../kernel/instant.ts';
import type { DarkSiteRefusal, DarkSiteState } from './darksite.ts';

/** How the screen writes a time in the organisation's zone. */
type When = (at: Instant) => string;

const stateInGerman = (state: DarkSiteState, when: When): string => {
  switch (state.state) {
    case 'standby':
      return 'Besucher sehen Ihre gewohnte Website.';
    case 'armed':
      return 'Die Vorschau ist bereit. Besucher sehen noch Ihre gewohnte Website.';
    case 'live':
      return `Besucher sehen seit ${when(state.since)} die Notfall-Website, vorgesehen bis ${when(state.until)}.`;
  }
};

const stateInEnglish = (state: DarkSiteState, when: When): string => {
  switch (state.state) {
    case 'standby':
      return 'Visitors see your usual website.';
    case 'armed':
      return 'The preview is ready. Visitors still see your usual website.';
    case 'live':
      return `Visitors have been seeing the emergency website since ${when(state.since)}, planned until ${when(state.until)}.`;
  }
};

function refusalInGerman(refusal: DarkSiteRefusal, when: When): string {
  switch (refusal.code) {
    case 'exercise':
      return 'In einer Übung wird nichts veröffentlicht.';
    case 'not-previewed':
      return 'Sehen Sie sich zuerst die Vorschau an.';
    case 'preview-old':
      return `Die Vorschau ist von ${when(refusal.at)} und damit zu alt. Sehen Sie sich die Seite noch einmal an.`;
    case 'content-changed':
      return 'Der Inhalt hat sich seit Ihrer Vorschau geändert. Sehen Sie sich die Seite noch einmal an.';
    case 'already-live':
      return 'Die Notfall-Website ist schon zu sehen.';
    case 'not-live':
      return 'Die Notfall-Website ist gerade nicht zu sehen.';
    case 'end-passed':
      return 'Das Ende liegt in der Vergangenheit.';
    case 'end-too-far':
      return `Das Ende liegt zu weit in der Zukunft, spätestens ${when(refusal.latest)}. Verlängern können Sie jederzeit.`;
    case 'not-allowed':
      return 'Von allein darf nichts veröffentlicht werden.';
    case 'not-approved':
      return 'Keine neutrale Seite ist freigegeben, oder sie wurde seit der Freigabe geändert.';
    case 'attack':
      return 'Bei einem Angriff geht nichts von selbst hinaus.';
    case 'too-soon':
      return `Von allein wird frühestens um ${when(refusal.notBefore)} wieder umgeschaltet.`;
  }
}

function refusalInEnglish(refusal: DarkSiteRefusal, when: When): string {
  switch (refusal.code) {
    case 'exercise':
      return 'Nothing is published in an exercise.';
    case 'not-previewed':
      return 'Look at the preview first.';
    case 'preview-old':
      return `The preview is of ${when(refusal.at)} and too old by now. Look at the page once more.`;
    case 'content-changed':
      return 'The content has changed since your preview. Look at the page once more.';
    case 'already-live':
      return 'The emergency website is already shown.';
    case 'not-live':
      return 'The emergency website is not shown at the moment.';
    case 'end-passed':
      return 'The end lies in the past.';
    case 'end-too-far':
      return `The end lies too far ahead, ${when(refusal.latest)} at the latest. You can extend it at any time.`;
    case 'not-allowed':
      return 'Nothing may be published by itself.';
    case 'not-approved':
      return 'No neutral page is released, or it was changed after its release.';
    case 'attack':
      return 'In an attack nothing goes public by itself.';
    case 'too-soon':
      return `It switches by itself again at ${when(refusal.notBefore)} at the earliest.`;
  }
}

export const de = {
  title: 'Notfall-Website',
  preview: 'Vorschau ansehen',
  publish: 'Jetzt veröffentlichen',
  extend: 'Verlängern',
  standDown: 'Zur gewohnten Website zurück',
  kind: { outage: 'Technische Störung', crisis: 'Eigener Text' },
  state: stateInGerman,
  refused: refusalInGerman,
  reminder: (until: string, overdue: boolean) =>
    overdue
      ? `Die Notfall-Website sollte nur bis ${until} zu sehen sein und ist es noch. Verlängern oder zurückschalten?`
      : `Die Notfall-Website ist noch zu sehen, vorgesehen bis ${until}.`,
};

export const en = {
  title: 'Emergency website',
  preview: 'Look at the preview',
  publish: 'Publish now',
  extend: 'Extend',
  standDown: 'Back to the usual website',
  kind: { outage: 'Technical disruption', crisis: 'Own text' },
  state: stateInEnglish,
  refused: refusalInEnglish,
  reminder: (until, overdue) =>
    overdue
      ? `The emergency website was to be shown until ${until} only and still is. Extend it or switch back?`
      : `The emergency website is still shown, planned until ${until}.`,
} satisfies typeof de;
