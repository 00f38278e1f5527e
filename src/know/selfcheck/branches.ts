import { type Branch, BranchFile, Common, completed } from './branch.ts';
import care from './branches/care.json' with { type: 'json' };
import commonParts from './branches/common.json' with { type: 'json' };
import crafts from './branches/crafts.json' with { type: 'json' };
import hospitality from './branches/hospitality.json' with { type: 'json' };
import itAgency from './branches/it-agency.json' with { type: 'json' };
import lawTax from './branches/law-tax.json' with { type: 'json' };
import logistics from './branches/logistics.json' with { type: 'json' };
import manufacturing from './branches/manufacturing.json' with { type: 'json' };
import retail from './branches/retail.json' with { type: 'json' };

const common = Common.parse(commonParts);

/** The eight branches to start from, own assumptions in our own words. Read on the server only; a page asks for the one it needs. */
export const branches: readonly Branch[] = [crafts, manufacturing, retail, lawTax, care, itAgency, hospitality, logistics].map((file) =>
  completed(BranchFile.parse(file), common),
);
