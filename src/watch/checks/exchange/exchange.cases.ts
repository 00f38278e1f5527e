import type { Tx } from '../../../db/work.ts';
import { readCsv } from '../../../kernel/csv.ts';
import { Problem } from '../../../kernel/problem.ts';
import { fillSecrets, leadsElsewhere, type Settings, type Split, splitSecrets } from '../../../kernel/secretfields.ts';
import { inventory } from '../../../know/inventory/inventory.store.ts';
import { uplinks } from '../../uplinks/uplinks.store.ts';
import { type Check, CheckInput } from '../checks.contract.ts';
import { checks } from '../checks.store.ts';
import { manyChecks } from '../many.store.ts';
import { probeOf } from '../probes/index.ts';
import { leastInterval } from '../probes/probe.ts';
import { CheckFile, type ImportLook } from './exchange.contract.ts';
import { readGatus } from './gatus.ts';
import type { Draft, Entry, Incoming, Remark } from './incoming.ts';
import { canonical, matchAll } from './matching.ts';
import { isTableOfChecks, readTable } from './table.ts';
import { KumaBackup, readUptimeKuma } from './uptimekuma.ts';

const MOST = 2000;

const unreadable = (code: string, message: string) => new Problem(400, code, message);

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}

function readOwn({ checks: all }: CheckFile): Incoming {
  const entries = all.map(({ id, paused, behind, ownLine, uplinkId, ...draft }, n): Entry => {
    const own = { id, behind, ownLine, uplinkId };
    return { place: { kind: 'entry', number: n + 1 }, name: draft.name, draft: { ...draft, own }, paused, remarks: [] };
  });
  return { format: 'krisenfest', entries, alerts: false };
}

function readJson(json: unknown): Incoming {
  const backup = KumaBackup.safeParse(json);
  if (backup.success) return readUptimeKuma(backup.data);
  const own = CheckFile.safeParse(json);
  if (own.success) return readOwn(own.data);
  if (typeof json === 'object' && json !== null && 'format' in json) {
    const [first] = own.error.issues;
    throw unreadable('not-a-check-file', `This is no file of checks: ${first?.path.join('/') ?? ''}: ${first?.message ?? ''}.`);
  }
  throw unreadable('unknown-file', 'This JSON is neither a backup of Uptime Kuma nor a file of checks.');
}

/** What a file holds, by what it looks like. Refused with a sentence where it is none of the four. */
export function readIncoming(bytes: Uint8Array): Incoming {
  const text = new TextDecoder('utf-8').decode(bytes).replace(/^\uFEFF/, '');
  const json = jsonOf(text);
  if (json !== undefined && typeof json === 'object') return readJson(json);
  if (/^\s*("?)(endpoints|external-endpoints|suites)\1\s*:/m.test(text)) {
    const read = readGatus(text);
    if (read.ok) return read.value;
    throw unreadable('broken-yaml', `This is no valid YAML${read.error.line === null ? '' : `: see line ${read.error.line}`}.`);
  }
  if (/^\s*[{[]/.test(text)) throw unreadable('broken-json', 'This file begins like JSON, but is cut off or broken.');
  const rows = readCsv(bytes);
  if (rows.ok && isTableOfChecks(rows.value)) return readTable(rows.value);
  throw unreadable('unknown-file', 'This file is none of the four kinds that can be read here.');
}

type Ready = Fitted & {
  readonly entry: Entry;
  readonly own: Draft['own'];
  readonly remarks: Remark[];
};

type Fitted = { readonly input: CheckInput; readonly target: string; readonly secret: Settings };

const faultOf = ({ issues: [first] }: { readonly issues: readonly { path: readonly PropertyKey[]; message: string }[] }): Remark => ({
  code: 'faulty',
  what: `${first?.path.map(String).join('/') ?? ''}: ${first?.message ?? ''}`,
});

/** Checks the settings of a draft; a remark where they do not fit. `kept`: the secrets of the check that it sets back. */
function fit({ own, config, kind, ...rest }: Draft, kept: Split | null): Fitted | Remark {
  const known = probeOf(kind);
  if (!known) return { code: 'kind', what: kind };
  const filled = kept && !leadsElsewhere(known.config, config, kept) ? fillSecrets(known.config, config, kept).settings : config;
  const ready = known.with(filled);
  if (!ready.ok) return faultOf(ready.error);
  const { open, secret } = splitSecrets(known.config, ready.config);
  const { pace } = known;
  const usual = own || !pace ? {} : { intervalMs: Math.max(rest.intervalMs ?? 0, pace.usualMs), timeoutMs: pace.timeoutMs };
  const parsed = CheckInput.safeParse({ ...rest, ...usual, kind, config: open, ownLine: own?.ownLine ?? false });
  if (parsed.success && pace && parsed.data.intervalMs < pace.leastMs)
    return { code: 'faulty', what: `intervalMs: ${leastInterval(pace.leastMs)}` };
  return parsed.success ? { input: parsed.data, target: ready.value.target, secret } : faultOf(parsed.error);
}

/** The file as it would come in, entry by entry: looks at everything, saves nothing. */
async function prepare(tx: Tx, incoming: Incoming, there: ReadonlyMap<string, Check>): Promise<(Ready | Remark | null)[]> {
  const nodes = new Set((await inventory(tx).nodes()).map(({ key }) => key));
  const lines = new Set((await uplinks(tx).list()).map(({ id }) => id));
  const ready: (Ready | Remark | null)[] = [];
  const ids = new Set<string>();
  for (const entry of incoming.entries) {
    const { draft } = entry;
    // An entry that somebody has copied inside the file would be the same check twice.
    if (draft?.own && ids.has(draft.own.id)) {
      ready.push({ code: 'faulty', what: 'id: must stand in the file only once' });
      continue;
    }
    if (draft?.own) ids.add(draft.own.id);
    const before = draft?.own && there.get(draft.own.id);
    const kept = before && before.secretsSet.length > 0 && before.kind === draft.kind ? await checks(tx).settings(before.id) : null;
    const fitted = draft && fit(draft, kept);
    if (!fitted || 'code' in fitted) {
      ready.push(fitted);
      continue;
    }
    const own = draft?.own;
    const remarks = [...entry.remarks];
    const { nodeId } = fitted.input;
    const known = nodeId === null || nodes.has(nodeId);
    if (!known) remarks.push({ code: 'resource', what: nodeId });
    const uplinkId = own?.uplinkId && lines.has(own.uplinkId) ? own.uplinkId : null;
    if (own?.uplinkId && uplinkId === null) remarks.push({ code: 'setting', what: 'uplinkId' });
    ready.push({ ...fitted, entry, input: { ...fitted.input, nodeId: known ? nodeId : null, uplinkId }, own, remarks });
  }
  return ready;
}

const settingsOf = ({ config, kind, ...rest }: CheckInput): string => canonical({ ...rest, kind, config });

/** What is compared of a check that is there: everything a person sets. */
const inputOf = (check: Check): CheckInput => CheckInput.parse(check);

type Result = { readonly look: ImportLook; apply(): Promise<void> };

/**
 * Works out what an import would do, and does it with `apply`. Foreign files only add: what is there stays as a person has set it. The
 * own file also sets checks back that are there by their id.
 */
export async function importing(tx: Tx, incoming: Incoming): Promise<Result> {
  if (incoming.entries.length > MOST) throw unreadable('too-many', `Please take over at most ${MOST} checks at once.`);
  const there = await checks(tx).list();
  const known = new Map(there.map((check) => [check.id, check]));
  const ready = await prepare(tx, incoming, known);
  const some = ready.flatMap((one) => (one && 'entry' in one ? [one] : []));
  const matches = matchAll(
    some.map(({ input, own }) => ({ id: own?.id ?? null, name: input.name, kind: input.kind, config: input.config })),
    there,
  );
  const matchOf = new Map(some.map((one, n) => [one, matches[n] ?? null]));
  // Ids of the file → ids here, for what lies in front of what.
  const here = new Map<string, string>();
  for (const one of some) {
    const match = matchOf.get(one);
    if (one.own) here.set(one.own.id, match ? match.id : tx.newId());
  }
  const inputFor = ({ input, own }: Ready): CheckInput => ({
    ...input,
    behind: (own?.behind ?? []).flatMap((id) => (id === own?.id ? [] : (here.get(id) ?? (known.has(id) ? [id] : [])))),
  });
  const becomes = (one: Ready): 'added' | 'changed' | 'there' => {
    const match = matchOf.get(one);
    if (!match) return 'added';
    const check = known.get(match.id);
    if (match.by !== 'id' || !check) return 'there';
    const paused = check.state.kind === 'paused';
    return settingsOf(inputFor(one)) === settingsOf(inputOf(check)) && paused === one.entry.paused ? 'there' : 'changed';
  };
  const rows = incoming.entries.map((entry, n) => {
    const one = ready[n];
    const { place, name } = entry;
    if (!one || 'code' in one)
      return { place, name, target: null, becomes: 'left' as const, remarks: [...entry.remarks, ...(one ? [one] : [])] };
    const other: Remark[] = matchOf.get(one)?.by === 'name' ? [{ code: 'other', what: one.input.name }] : [];
    return { place, name, target: one.target, becomes: becomes(one), remarks: [...one.remarks, ...other] };
  });
  return {
    look: { format: incoming.format, alerts: incoming.alerts, rows },
    apply: async () => {
      const added = some.filter((one) => becomes(one) === 'added');
      await manyChecks(tx).add(
        added.map((one) => ({
          id: one.own ? (here.get(one.own.id) ?? tx.newId()) : tx.newId(),
          input: inputFor(one),
          target: one.target,
          secret: one.secret,
          paused: one.entry.paused,
        })),
      );
      for (const one of some.filter((each) => becomes(each) === 'changed')) {
        const id = matchOf.get(one)?.id ?? '';
        await checks(tx).change(id, inputFor(one), one.target, one.secret);
        await manyChecks(tx)[one.entry.paused ? 'pause' : 'resume']([id]);
      }
    },
  };
}

/** All checks as the own file has them, by name. */
export function fileOf(all: readonly Check[]): CheckFile {
  const list = all.map((check) => ({ ...inputOf(check), id: check.id, paused: check.state.kind === 'paused' }));
  return { format: 'krisenfest-checks@1', checks: list };
}
