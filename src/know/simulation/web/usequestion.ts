import { useEffect, useRef, useState } from 'react';
import { useSearchParams } from 'wouter';
import type { z } from 'zod';
import { HOUR, parseDuration } from '../../../kernel/instant.ts';
import type { Model } from '../../model/model.ts';
import { AskedQuestion, askedOf, type Question, questionOf } from '../question.ts';

/** The address of a question: whoever opens it sees the same. `clock`: the moment that is looked at. */
export function searchOf(question: Question, clock?: number): URLSearchParams {
  const { fail = [], for: lasts, malicious, hold, dwell, scenario, law, at, changes = [] } = askedOf(question);
  const search = new URLSearchParams(fail.map((id) => ['fail', id]));
  if (lasts) search.set('for', lasts);
  if (malicious) search.set('attack', '1');
  if (hold) search.set('hold', hold);
  if (dwell) search.set('dwell', dwell);
  if (scenario) search.set('scenario', scenario);
  if (law) search.set('law', law);
  if (at !== null && at !== undefined) search.set('at', String(at));
  for (const change of changes) search.append('change', JSON.stringify(change));
  if (clock !== undefined) search.set('t', `${Math.round(clock / 60_000)}`);
  return search;
}

const readChange = (text: string): unknown => {
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    // A cut-off link: the question is then not understood as a whole, and the page starts empty.
    if (error instanceof SyntaxError) return null;
    throw error;
  }
};

/** What an address asks; nothing when it is not understood. */
function askedIn(search: URLSearchParams): z.output<typeof AskedQuestion> {
  const at = Number(search.get('at'));
  const asked = AskedQuestion.safeParse({
    fail: search.getAll('fail'),
    for: search.get('for'),
    malicious: search.get('attack') !== null,
    hold: search.get('hold'),
    dwell: search.get('dwell'),
    scenario: search.get('scenario'),
    law: search.get('law'),
    changes: search.getAll('change').map(readChange),
    at: Number.isSafeInteger(at) && at > 0 ? at : null,
  });
  return asked.success ? asked.data : AskedQuestion.parse({});
}

/** An address is written when nothing more was changed for so long: who drags a number on need not pay for each step of it. */
const SETTLED_MS = 300;

/** The question stands in the address, so that it can be kept and sent on. */
export function useQuestion(model: Model): [Question, (question: Question) => void] {
  const [search, setSearch] = useSearchParams();
  const address = search.toString();
  const [held, hold] = useState(() => ({ address, question: questionOf(askedIn(search), model) }));
  // A link, or the way back, asks something else.
  if (held.address !== address) hold({ address, question: questionOf(askedIn(search), model) });
  const unwritten = useRef<{ readonly write: () => void; readonly timer: ReturnType<typeof setTimeout> }>(undefined);
  useEffect(() => {
    const writeNow = () => unwritten.current?.write();
    window.addEventListener('pagehide', writeNow);
    return () => {
      window.removeEventListener('pagehide', writeNow);
      clearTimeout(unwritten.current?.timer);
      unwritten.current = undefined;
    };
  }, []);
  const put = (question: Question) => {
    hold({ address, question });
    clearTimeout(unwritten.current?.timer);
    const write = () => {
      // Unless somebody went on to another question meanwhile.
      if (new URLSearchParams(window.location.search).toString() === address) setSearch(searchOf(question), { replace: true });
    };
    unwritten.current = { write, timer: setTimeout(write, SETTLED_MS) };
  };
  return [held.question, put];
}

/** The moment a link opens at; four hours after the outage when it does not say. */
export function clockIn(search: URLSearchParams): number {
  const minutes = Number(search.get('t') ?? Number.NaN);
  return Number.isFinite(minutes) && minutes >= 0 ? minutes * 60_000 : 4 * HOUR;
}

export const spanIn = (text: string): number | null => parseDuration(text) ?? null;
