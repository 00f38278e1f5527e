import { formatDuration, parseDuration } from '../../kernel/instant.ts';
import type { Language } from '../../kernel/languages.ts';
import {
  DependencyContents,
  type Inventory,
  type InventoryDependency,
  type InventoryNode,
  keyFor,
  NodeContents,
  type Origin,
  TeamContents,
} from '../inventory/inventory.ts';
import type { Answers } from './answers.ts';
import { type Behind, behindOf } from './behind.ts';
import type { Branch, BranchAsset, BranchProcess, Need } from './branch.ts';
import { chosenProcesses, neededAssets, openingOf, targetFor, weeklyHours } from './chosen.ts';
import { costPerHour } from './cost.ts';
import { de, en } from './proposal.texts.ts';
import { responseFrom } from './response.ts';

export type ProposalContext = {
  readonly company: Inventory['company'];
  readonly zone: string;
  readonly language: Language;
  /** Now; the age of what is proposed. Milliseconds. */
  readonly at: number;
};

/** The first model, and which node stands for which part of the branch (`asset:erp`, `process:orders`). */
export type Proposed = { readonly inventory: Inventory; readonly keys: ReadonlyMap<string, string> };

const said = (answer: string | undefined): string | undefined => (answer === undefined || answer === 'unknown' ? undefined : answer);

/** Three points around what somebody takes for likely: half and twice as long. */
const around = (likely: string) => {
  const ms = parseDuration(likely) ?? 0;
  return { best: formatDuration(ms / 2), likely, worst: formatDuration(ms * 2), source: 'guess' as const };
};
const three = ([best = '', likely = '', worst = '']: readonly string[]) => ({ best, likely, worst, source: 'guess' as const });

/** Makes the model of a firm from its branch and its answers: what nobody said is the branch's guess. Pure; `context.at` is now. */
export function proposed(branch: Branch, answers: Answers, context: ProposalContext): Proposed {
  const { language, at, zone } = context;
  const t = language === 'de' ? de : en;
  const origin = (evidence: string): Origin => ({ source: 'guess', at, evidence });
  const template = (basis?: string) => origin(basis ? `${t.template(branch.name[language])}. ${basis}` : t.template(branch.name[language]));
  const answered = origin(t.answered);

  const taken = new Set<string>();
  const keys = new Map<string, string>();
  const name = (id: string, text: string): string => {
    const key = keyFor(text, taken);
    taken.add(key);
    keys.set(id, key);
    return key;
  };
  const processes = chosenProcesses(branch, answers);
  const assets = neededAssets(branch, answers);
  for (const one of processes) name(`process:${one.id}`, one.name[language]);
  answers.own.forEach((one, n) => name(`own:${n}`, one.name));
  for (const one of assets) name(`asset:${one.id}`, one.name[language]);
  const doubled = assets.filter(({ id }) => answers.standIn[id] === 'second' || answers.standIn[id] === 'same');
  for (const one of doubled) name(`second:${one.id}`, t.second(one.name[language]));
  const behind = behindOf(branch, answers, assets, language);
  for (const one of behind) name(`provider:${one.id}`, one.name);

  const calendar = (open: readonly string[]) => (open.length === 0 ? null : { tz: zone, open: [...open] });
  const causesOf = (asset: BranchAsset): string[] =>
    behind.filter(({ assets }) => assets.includes(asset.id)).flatMap(({ id }) => keys.get(`provider:${id}`) ?? []);

  const processNode = (one: BranchProcess): InventoryNode => {
    const answer = answers.processes[one.id];
    const mtpd = answer?.standstill ?? one.mtpd;
    const open = openingOf(branch, one, answer?.when ?? 'usual');
    const cost =
      answers.employees === null
        ? null
        : costPerHour({
            employees: answers.employees,
            revenue: answers.revenue,
            labour: branch.labour,
            margin: branch.margin,
            staff: one.staff,
            revenueShare: one.revenue,
            weekly: weeklyHours(open),
          });
    const own = answer?.standstill != null;
    return {
      ...NodeContents.parse({
        kind: 'process',
        name: one.name[language],
        mtpd,
        rto: targetFor(mtpd),
        rpo: one.rpo,
        minimum: one.minimum ?? 1,
        costPerHour: cost,
        hours: calendar(open),
        asked: true,
        origins: {
          mtpd: own ? answered : template(),
          rto: origin(t.half),
          rpo: template(),
          ...(one.minimum === undefined ? {} : { minimum: template() }),
          ...(cost ? { costPerHour: origin(t.cost(answers.revenue !== null)) } : {}),
        },
      }),
      key: keys.get(`process:${one.id}`) ?? '',
    };
  };

  const assetNode = (asset: BranchAsset): InventoryNode => {
    const restore = said(answers.restore[asset.id]);
    const standIn = answers.standIn[asset.id];
    const move = standIn === 'PT4H' || standIn === 'P1D' || standIn === 'P3D' ? standIn : undefined;
    const causes = causesOf(asset);
    // What can be switched to brings it back, whatever happened to the thing itself.
    const own = restore ?? asset.restore[1];
    const quicker = move !== undefined && (parseDuration(move) ?? 0) < (parseDuration(own) ?? 0) ? move : restore;
    return {
      ...NodeContents.parse({
        kind: asset.kind,
        name: asset.name[language],
        cause: causes,
        restore: quicker === undefined ? three(asset.restore) : around(quicker),
        replace: move !== undefined && causes.length > 0 ? around(move) : null,
        rebuild: asset.rebuild ? three(asset.rebuild) : null,
        restoredBy: asset.restoredBy,
        backups: asset.backup
          ? [{ every: asset.backup.every, needs: asset.backup.needs.flatMap((id) => keys.get(`asset:${id}`) ?? []) }]
          : [],
        asked: answers.importance[asset.id] !== 'unknown',
        origins: {
          restore: quicker === undefined ? template(asset.basis?.[language]) : answered,
          ...(move !== undefined && causes.length > 0 ? { replace: answered } : {}),
          ...(asset.rebuild ? { rebuild: template() } : {}),
          ...(asset.backup ? { backups: template() } : {}),
        },
      }),
      key: keys.get(`asset:${asset.id}`) ?? '',
    };
  };
  const secondNode = (asset: BranchAsset): InventoryNode => {
    const first = assetNode(asset);
    const same = answers.standIn[asset.id] === 'same';
    return {
      ...first,
      key: keys.get(`second:${asset.id}`) ?? '',
      name: t.second(first.name),
      cause: same ? first.cause : [],
      replace: null,
      backups: [],
      origins: first.origins['restore'] ? { restore: first.origins['restore'] } : {},
    };
  };

  const dependencies: InventoryDependency[] = [];
  const need = (of: string, one: Need, direct: boolean) => {
    const on = one.on.flatMap((id) => [keys.get(`asset:${id}`) ?? [], keys.get(`second:${id}`) ?? []].flat());
    if (on.length === 0) return;
    const [only] = one.on;
    const importance = one.on.length === 1 && only !== undefined ? answers.importance[only] : undefined;
    const hold = direct && one.on.length === 1 && only !== undefined ? said(answers.holds[only]) : undefined;
    const how = direct && only !== undefined ? (answers.how[only] ?? '') : '';
    const buffer = hold ?? one.buffer ?? null;
    dependencies.push({
      ...DependencyContents.parse({
        of,
        on,
        any: on.length > 1,
        for: one.for ?? 'both',
        buffer: buffer === 'PT0S' ? null : buffer,
        loss: importance === 'vital' ? 1 : importance === 'slower' ? 0.5 : (one.loss ?? 1),
        note: how,
      }),
      id: `new ${dependencies.length}`,
    });
  };
  for (const one of processes) for (const each of one.needs) need(keys.get(`process:${one.id}`) ?? '', each, true);
  for (const one of assets) for (const each of one.needs) need(keys.get(`asset:${one.id}`) ?? '', each, false);
  for (const one of doubled)
    if (answers.standIn[one.id] === 'same') for (const each of one.needs) need(keys.get(`second:${one.id}`) ?? '', each, false);

  const nodes: InventoryNode[] = [
    ...processes.map(processNode),
    ...answers.own.map((one, n) => ({
      ...NodeContents.parse({
        kind: 'process',
        name: one.name,
        mtpd: one.standstill,
        rto: one.standstill === null ? null : targetFor(one.standstill),
        // Nobody has said what it rests on: that is the next question, and until then its state is unknown.
        asked: false,
        origins: one.standstill === null ? {} : { mtpd: answered, rto: origin(t.half) },
      }),
      key: keys.get(`own:${n}`) ?? '',
    })),
    ...assets.map(assetNode),
    ...doubled.map(secondNode),
    ...behind.map((one) => causeNode(one, keys.get(`provider:${one.id}`) ?? '', template())),
  ];
  const used = new Set(nodes.flatMap(({ restoredBy }) => restoredBy));
  return {
    keys,
    inventory: {
      company: context.company,
      response: responseFrom(answers),
      teams: branch.teams
        .filter(({ id }) => used.has(id))
        .map(({ id, name: team, slots }) => ({
          ...TeamContents.parse({
            name: team[language],
            slots: id === 'it' && (answers.hands === 'two' || answers.hands === 'both') ? 2 : slots,
          }),
          key: id,
        })),
      nodes,
      dependencies,
    },
  };
}

/** A provider as shared cause. When its own outage ends is the branch's guess too: providers are mostly back within a day. */
const causeNode = (one: Behind, key: string, origin: Origin): InventoryNode => ({
  ...NodeContents.parse({
    kind: 'cause',
    name: one.name,
    restore: three(['PT4H', 'P1D', 'P4D']),
    asked: true,
    provider: { country: one.country, reach: one.reach, catalogueId: one.catalogueId },
    origins: { restore: origin },
  }),
  key,
});
