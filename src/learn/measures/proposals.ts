import { DAY, HOUR } from '../../kernel/instant.ts';
import type { Model, ModelNode } from '../../know/model/model.ts';
import { type Analysis, deadlocksOf } from '../../know/simulation/analyse.ts';
import { edited } from '../../know/simulation/edit.ts';
import { compile, itemsOf } from '../../know/simulation/network.ts';
import { brokenBy } from '../../know/simulation/scenario.ts';
import { NO_FAILURE, simulate } from '../../know/simulation/simulate.ts';
import { moreHands, offSite, readyOnPaper, restingOn, second, wayOut } from './edits.ts';
import { changesNothing, engineEdit, type MeasureContents, type MeasureEdit } from './measures.ts';
import { weightOf } from './scenarios.ts';

export const RULES = ['deadlock', 'second', 'deputy', 'off-site', 'hands', 'way-out'] as const;
export type Rule = (typeof RULES)[number];

/** A measure that the analysis suggests. `key` names it for good: rule and subject. Cost and hours are assumptions. */
export type Proposal = {
  readonly key: string;
  readonly rule: Rule;
  readonly title: string;
  readonly reason: string;
  readonly edit: MeasureEdit;
  readonly cost: number;
  readonly hours: number;
};

/** The sentences of each rule, in one language. */
export type ProposalWords = {
  readonly secondName: (name: string) => string;
  readonly deputyName: (name: string) => string;
  readonly second: (name: string, processes: string) => { title: string; reason: string };
  readonly deputy: (name: string, processes: string) => { title: string; reason: string };
  readonly deadlock: (of: string, on: string, circle: string) => { title: string; reason: string };
  readonly offSite: (name: string, lostWith: string | null) => { title: string; reason: string };
  readonly hands: (team: string, process: string) => { title: string; reason: string };
  readonly wayOut: (cause: string, percent: number, nodes: string) => { title: string; reason: string };
};

type Price = { readonly cost: number; readonly hours: number };
/** What such a thing usually costs a small firm in a year, one-off costs spread over four: our assumptions, to be replaced by an offer. */
const SECOND: Readonly<Record<Exclude<ModelNode['kind'], 'process' | 'cause' | 'person'>, Price>> = {
  line: { cost: 600, hours: 6 },
  power: { cost: 900, hours: 6 },
  service: { cost: 1200, hours: 16 },
  system: { cost: 2500, hours: 24 },
  device: { cost: 800, hours: 6 },
  data: { cost: 600, hours: 12 },
  site: { cost: 6000, hours: 40 },
};
const DEPUTY: Price = { cost: 0, hours: 24 };
const PAPER: Price = { cost: 20, hours: 3 };
const OFF_SITE: Price = { cost: 400, hours: 8 };
const HANDS: Price = { cost: 900, hours: 8 };
const WAY_OUT: Price = { cost: 1500, hours: 24 };
const EXIT = { best: DAY, likely: (3 * DAY) as typeof DAY, worst: (10 * DAY) as typeof DAY };

/** Fewer are read; the analysis names the dearest first. */
const MOST_OF_A_RULE = 6;
/** Below this share of the cost per hour a cause is no risk of its own. */
const LEAST_SHARE = 0.1;

/**
 * Measures for what the analysis found, each a change to the model with a usual price. Pure: the same model and analysis give the same
 * proposals. `known` are keys of proposals that people have taken up or rejected; those do not come again.
 */
export function proposals(
  model: Model,
  analysis: Analysis,
  words: ProposalWords,
  known: ReadonlySet<string>,
  at: number | null,
): Proposal[] {
  const nodes = new Map(model.nodes.map((node) => [node.id, node]));
  const name = (id: string) => nodes.get(id)?.name ?? model.teams.find((team) => team.id === id)?.name ?? id;
  const names = (ids: readonly string[]) => ids.map(name).join(', ');
  const all = [
    ...forDeadlocks(model, analysis, words, at, name),
    ...forSinglePoints(model, analysis, words, nodes, names),
    ...forBackups(model, words, name),
    ...forHands(model, analysis, words, name, at),
    ...forCauses(model, analysis, words, name),
  ];
  return all.filter(({ key, edit }) => !known.has(key) && !changesNothing(edit) && edited(model, engineEdit(edit), '').ok);
}

type Name = (id: string) => string;

/** Single point of failure → a second one; a single knower → a deputy. */
function forSinglePoints(
  model: Model,
  { singlePoints }: Analysis,
  words: ProposalWords,
  nodes: ReadonlyMap<string, ModelNode>,
  names: (ids: readonly string[]) => string,
): Proposal[] {
  const count = new Map<Rule, number>();
  return singlePoints.flatMap(({ node: id, processes }): Proposal[] => {
    const node = nodes.get(id);
    if (!node || node.kind === 'process' || node.kind === 'cause' || restingOn(model, id).length === 0) return [];
    const rule = node.kind === 'person' ? 'deputy' : 'second';
    const before = count.get(rule) ?? 0;
    if (before >= MOST_OF_A_RULE) return [];
    count.set(rule, before + 1);
    const price = node.kind === 'person' ? DEPUTY : SECOND[node.kind];
    const title = node.kind === 'person' ? words.deputyName(node.name) : words.secondName(node.name);
    return [{ key: `${rule}:${id}`, rule, ...words[rule](node.name, names(processes)), edit: second(model, node, title), ...price }];
  });
}

/** A circle of things that wait for each other → what one of them needs to be restored lies ready outside. */
function forDeadlocks(model: Model, { deadlocks }: Analysis, words: ProposalWords, at: number | null, name: Name): Proposal[] {
  return deadlocks.slice(0, MOST_OF_A_RULE).flatMap((circle): Proposal[] => {
    const inside = new Set(circle);
    const waits = model.dependencies
      .filter((one) => !one.group && one.for !== 'run' && inside.has(one.of) && inside.has(one.on[0] ?? ''))
      .sort((a, b) => Number(a.for === 'both') - Number(b.for === 'both'));
    const ways = waits.map((one) => ({ of: one.of, on: one.on[0] ?? '', edit: readyOnPaper(model, one.of, one.on[0] ?? '') }));
    const opens = ({ edit }: (typeof ways)[number]) => {
      const changed = edited(model, engineEdit(edit), '');
      return changed.ok && !deadlocksOf(changed.value, at).some((left) => left.some((id) => inside.has(id)));
    };
    const best = ways.find(opens);
    if (!best) return [];
    const { of, on, edit } = best;
    return [
      {
        key: `deadlock:${of}:${on}`,
        rule: 'deadlock',
        ...words.deadlock(name(of), name(on), circle.map(name).join(' → ')),
        edit,
        ...PAPER,
      },
    ];
  });
}

/** A backup that is gone together with what it is a backup of → a copy outside the house. */
function forBackups(model: Model, words: ProposalWords, name: Name): Proposal[] {
  const net = compile(model);
  const processes = new Set(net.processes);
  const causesOf = (v: number): number[] => {
    const all = new Set([v]);
    for (const one of all) for (const cause of itemsOf(net.causes, one)) all.add(cause);
    return [...all];
  };
  return model.nodes
    .flatMap((node, v): Proposal[] => {
      if ((node.kind !== 'system' && node.kind !== 'data') || node.restore === null || weightOf(net, processes, v) === 0) return [];
      const lostWith = causesOf(v).find((failed) => {
        const broken = new Set(brokenBy(net, [failed]).map((one) => model.nodes[one]?.id));
        return !node.backups.some(({ needs }) => needs.every((id) => !broken.has(id)));
      });
      if (lostWith === undefined) return [];
      const every = node.backups.reduce((least, one) => Math.min(least, one.every), DAY as number);
      const said = node.backups.length === 0 ? null : name(model.nodes[lostWith]?.id ?? '');
      return [
        {
          key: `off-site:${node.id}`,
          rule: 'off-site',
          ...words.offSite(node.name, said),
          edit: offSite(node, Math.max(every, HOUR)),
          ...OFF_SITE,
        },
      ];
    })
    .slice(0, MOST_OF_A_RULE);
}

/** A target that would be kept with hands without end → one more pair of hands in the team that is waited for. */
function forHands(model: Model, { rto }: Analysis, words: ProposalWords, name: Name, at: number | null): Proposal[] {
  const found = new Map<string, Proposal>();
  for (const { process, worst, verdict } of rto) {
    if (worst === null || verdict !== 'fails') continue;
    const ask = (changed: Model) => simulate(changed, { ...NO_FAILURE, fail: [worst], runs: 0, at });
    const now = ask(model);
    const recovered = now.processes[process]?.recovered;
    if (!recovered || recovered.infiniteHands === recovered.planned) continue;
    const busy = new Set(now.restores.flatMap(({ teams }) => teams));
    for (const team of model.teams.filter(({ id }) => busy.has(id))) {
      const edit = moreHands(team);
      const changed = edited(model, engineEdit(edit), '');
      const then = changed.ok ? ask(changed.value).processes[process] : undefined;
      const key = `hands:${team.id}`;
      if (!then || then.recovered.planned === recovered.planned || found.has(key)) continue;
      found.set(key, { key, rule: 'hands', ...words.hands(team.name, name(process)), edit, ...HANDS });
    }
  }
  return [...found.values()].slice(0, MOST_OF_A_RULE);
}

/** Nobody moves away from the grid; a process or a cause is not what is moved. */
const NO_WAY_OUT: ReadonlySet<ModelNode['kind']> = new Set(['process', 'cause', 'power']);

/** A provider on which much hangs → a prepared way out for the things that fail with it. */
function forCauses(model: Model, { causes }: Analysis, words: ProposalWords, name: Name): Proposal[] {
  return causes
    .filter(({ share }) => share >= LEAST_SHARE)
    .slice(0, MOST_OF_A_RULE)
    .flatMap(({ cause, share }): Proposal[] => {
      const kind = model.nodes.find(({ id }) => id === cause)?.kind;
      const hit = model.nodes.filter((node) => node.causes.includes(cause) && node.replace === null && !NO_WAY_OUT.has(node.kind));
      if (kind !== 'cause' || hit.length === 0) return [];
      const said = words.wayOut(name(cause), Math.round(share * 100), hit.map((node) => node.name).join(', '));
      return [{ key: `way-out:${cause}`, rule: 'way-out', ...said, edit: wayOut(hit, EXIT), ...WAY_OUT }];
    });
}

/** A proposal as a measure of the board. */
export const fromProposal = ({ key, title, reason, edit, cost, hours }: Proposal): MeasureContents => ({
  title: title.slice(0, 200),
  reason: reason.slice(0, 2000),
  edit,
  cost,
  hours,
  priceSource: 'guess',
  owner: '',
  dueAt: null,
  proposal: key.slice(0, 300),
});
