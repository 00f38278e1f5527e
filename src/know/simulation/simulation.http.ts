import { on, type Route } from '../../http/route.ts';
import { readyScenarios } from './readyscenarios.ts';
import { listReadyScenarios } from './simulation.contract.ts';

export const simulationRoutes = (): Route[] => [on(listReadyScenarios).handle(async () => ({ scenarios: [...readyScenarios] }))];
