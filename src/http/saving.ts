import { on, type Route } from './route.ts';
import { type NotSavingView, readSaving } from './saving.contract.ts';

export const savingRoutes = (now: () => NotSavingView | null): Route[] => [on(readSaving).handle(async () => ({ notSaving: now() }))];
