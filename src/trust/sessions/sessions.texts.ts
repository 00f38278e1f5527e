export const de = {
  title: 'Anmelden',
  headline: 'Willkommen zurück.',
  sub: 'Melden Sie sich mit Ihrer E-Mail-Adresse und Ihrem Kennwort an.',
  email: 'E-Mail-Adresse',
  password: 'Kennwort',
  submit: 'Anmelden',
  forgotten: 'Kennwort vergessen? Die Inhaberin oder der Inhaber kann Ihnen unter „Personen und Rollen“ neuen Zugang geben.',
  wrong: 'E-Mail-Adresse oder Kennwort stimmen nicht.',
  tooMany: 'Zu viele Versuche. Bitte warten Sie eine Minute und versuchen Sie es dann noch einmal.',
};

export const en = {
  title: 'Log in',
  headline: 'Welcome back.',
  sub: 'Log in with your e-mail address and your password.',
  email: 'E-mail address',
  password: 'Password',
  submit: 'Log in',
  forgotten: 'Forgotten your password? The owner can give you new access under “People and roles”.',
  wrong: 'E-mail address or password is not right.',
  tooMany: 'Too many attempts. Please wait a minute and try again.',
} satisfies typeof de;
