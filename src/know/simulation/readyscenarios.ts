import { z } from 'zod';
import { ReadyScenario } from './readyscenario.ts';
import data from './readyscenarios.json' with { type: 'json' };

/** The seventeen ready scenarios. Read on the server only, never in the bundle. */
export const readyScenarios: readonly ReadyScenario[] = z.array(ReadyScenario).parse(data);
