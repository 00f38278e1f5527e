import type { RoleGap } from './readiness.ts';

export const de = {
  gap: (gap: RoleGap): string => {
    switch (gap.kind) {
      case 'no-roles':
        return 'Noch ist nicht festgelegt, wer im Notfall entscheidet, wer handelt und wer spricht.';
      case 'nobody-in-team':
        return 'Niemand ist im Krisenstab: Ein Alarm würde keinen bestimmten Menschen erreichen.';
      case 'no-holder':
        return `Die Rolle „${gap.role}“ hat noch niemand.`;
      case 'no-deputy':
        return `Für „${gap.role}“ gibt es keine Vertretung.`;
      case 'deputy-is-holder':
        return `„${gap.role}“: ${gap.name} ist auch die einzige Vertretung.`;
      case 'everything-on-one':
        return `Alle ${gap.roles} Rollen liegen bei ${gap.name}. Fällt diese Person aus, entscheidet niemand.`;
      case 'no-address':
        return `${gap.name} („${gap.role}“) ist gar nicht erreichbar: Es fehlt jede Adresse.`;
      case 'no-phone':
        return `${gap.name} („${gap.role}“) hat keine Telefonnummer.`;
      case 'only-with-internet':
        return `${gap.name} („${gap.role}“) ist nur erreichbar, solange das Internet geht.`;
    }
  },
};

export const en: typeof de = {
  gap: (gap) => {
    switch (gap.kind) {
      case 'no-roles':
        return 'It is not settled yet who decides, who acts and who speaks in an emergency.';
      case 'nobody-in-team':
        return 'Nobody is in the crisis team: an alarm would reach no one in particular.';
      case 'no-holder':
        return `Nobody holds the role “${gap.role}” yet.`;
      case 'no-deputy':
        return `There is no deputy for “${gap.role}”.`;
      case 'deputy-is-holder':
        return `“${gap.role}”: ${gap.name} is the only deputy as well.`;
      case 'everything-on-one':
        return `All ${gap.roles} roles lie with ${gap.name}. Without this person, nobody decides.`;
      case 'no-address':
        return `${gap.name} (“${gap.role}”) cannot be reached at all: there is no address.`;
      case 'no-phone':
        return `${gap.name} (“${gap.role}”) has no phone number.`;
      case 'only-with-internet':
        return `${gap.name} (“${gap.role}”) can be reached only while the Internet works.`;
    }
  },
};
