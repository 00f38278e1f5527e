import type { Shares, WithoutCloud, WithoutInternet } from '../channel.ts';

/** What is the same for every way that ends in the mobile network. */
export const smsShares: Shares = {
  answer: 'nothing',
  sentence: {
    de: 'Hängt weder an den Postfächern noch an der Anmeldung der Firma.',
    en: "Hangs neither on the company's mailboxes nor on its login.",
  },
};

export const byOwnRadio: WithoutInternet = {
  answer: 'yes',
  sentence: {
    de: 'Geht ohne Internet: Die Nachricht verlässt das Haus über das Mobilfunknetz.',
    en: 'Works without the Internet: the message leaves the house over the mobile network.',
  },
};

export const ownDevice: WithoutCloud = {
  answer: 'yes',
  sentence: { de: 'Geht ohne Cloud: Das Gerät steht bei Ihnen.', en: 'Works without a cloud: the device stands with you.' },
};

export const ownModem: WithoutCloud = {
  answer: 'yes',
  sentence: { de: 'Geht ohne Cloud: Modem und Programm stehen bei Ihnen.', en: 'Works without a cloud: modem and program stand with you.' },
};

export const byInternet: WithoutInternet = {
  answer: 'no',
  sentence: { de: 'Braucht Internet.', en: 'Needs the Internet.' },
};

/** A way that hangs on the service of a provider. */
export const serviceOf = (provider: string): WithoutCloud => ({
  answer: 'no',
  sentence: { de: `Hängt am Dienst von ${provider}.`, en: `Hangs on the service of ${provider}.` },
});

const UMLAUTS: Readonly<Record<string, string>> = { ä: 'ae', ö: 'oe', ü: 'ue', Ä: 'Ae', Ö: 'Oe', Ü: 'Ue', ß: 'ss', '§': 'Par.' };

/** Only letters that every modem's firmware sends as they are: routers garble umlauts, and some refuse the whole text. */
export const plainLetters = (text: string): string =>
  text
    .replaceAll(/[äöüÄÖÜß§]/g, (letter) => UMLAUTS[letter] ?? letter)
    .normalize('NFKD')
    .replaceAll(/[^\x20-\x7e\n]/g, '');
