import type { OrderFault } from './order.ts';

const chain = (steps: readonly string[], open: string, close: string) => steps.map((step) => `${open}${step}${close}`).join(' → ');

export const de = {
  orderFault: (fault: OrderFault): string => {
    switch (fault.kind) {
      case 'circle':
        return `Diese Schritte warten aufeinander, keiner kann beginnen: ${chain(fault.steps, '„', '“')}.`;
      case 'unknown-step':
        return `„${fault.step}“ wartet auf einen Schritt, den es nicht gibt (${fault.after}).`;
      case 'same-id':
        return `Zwei Schritte haben dieselbe Kennung: „${fault.step}“.`;
    }
  },
};

export const en: typeof de = {
  orderFault: (fault) => {
    switch (fault.kind) {
      case 'circle':
        return `These steps wait for each other, none can begin: ${chain(fault.steps, '“', '”')}.`;
      case 'unknown-step':
        return `“${fault.step}” waits for a step that does not exist (${fault.after}).`;
      case 'same-id':
        return `Two steps have the same id: “${fault.step}”.`;
    }
  },
};
