/** Words that go out without a person: as plain and as few as can be. */
export const de = { over: 'Die Störung ist beendet.' };
export const en = { over: 'The disruption has ended.' } satisfies typeof de;
