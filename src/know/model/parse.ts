import { type Duration, duration } from '../../kernel/instant.ts';
import { parseJson } from '../../kernel/parsejson.ts';
import type { Fault } from '../../kernel/problem.ts';
import { err, ok, type Result } from '../../kernel/result.ts';
import { isZone, parseOpening } from './calendar.ts';
import {
  type Backup,
  type Calendar,
  type CostPerHour,
  type Dependency,
  type Estimate,
  FORMAT,
  type Model,
  type ModelNode,
  NODE_KINDS,
  type NodeKind,
  SOURCES,
  type Source,
  type Team,
} from './model.ts';
import { Reader } from './reader.ts';

const MONEY = { least: 0, most: 1e12 };

/** A time as three points; a plain duration says that best, likely and worst are the same. */
function estimate(from: Reader, key: string): Estimate | null {
  const value = from.get(key);
  if (value === undefined) return null;
  if (typeof value === 'string') {
    const span = from.duration(key, duration(0));
    return { best: span, likely: span, worst: span, source: 'guess' };
  }
  const read = new Reader(value, from.at(key), from.faults);
  const before = read.faults.length;
  const likely = read.requiredDuration('likely');
  const best = read.duration('best', likely);
  const worst = read.duration('worst', likely);
  const isSound = read.faults.length === before;
  if (isSound && best > likely) read.fault('best', 'more than likely');
  if (isSound && worst < likely) read.fault('worst', 'less than likely');
  return { best, likely, worst, source: read.oneOf<Source>('source', SOURCES, 'guess') };
}

function cost(from: Reader): CostPerHour | null {
  const value = from.get('costPerHour');
  if (value === undefined) return null;
  if (typeof value === 'number') {
    const likely = from.number('costPerHour', 0, MONEY);
    return { low: likely, likely, high: likely };
  }
  const read = new Reader(value, from.at('costPerHour'), from.faults);
  const before = read.faults.length;
  if (!read.has('likely')) read.fault('likely', 'missing');
  const likely = read.number('likely', 0, MONEY);
  const low = read.number('low', likely, MONEY);
  const high = read.number('high', likely, MONEY);
  const isSound = read.faults.length === before;
  if (isSound && low > likely) read.fault('low', 'more than likely');
  if (isSound && high < likely) read.fault('high', 'less than likely');
  return { low, likely, high };
}

function calendar(from: Reader): Calendar | null {
  const value = from.get('hours');
  if (value === undefined) return null;
  const read = new Reader(value, from.at('hours'), from.faults);
  const tz = read.text('tz');
  if (tz !== '' && !isZone(tz)) read.fault('tz', 'not a time zone like Europe/Berlin');
  if (!read.has('open')) read.fault('open', 'missing');
  const text: string[] = [];
  const open = read.list('open').flatMap(({ value: line, pointer }) => {
    const parsed = typeof line === 'string' ? parseOpening(line) : err('not a text');
    if (parsed.ok) {
      text.push(String(line));
      return parsed.value;
    }
    read.faults.push({ pointer, message: parsed.error });
    return [];
  });
  return { tz, open, text };
}

/** An id as far as a sentence can hold it. */
const short = (id: string): string => (id.length > 60 ? `${id.slice(0, 59)}…` : id);

/** Ids that something refers to, with the place to blame when they do not exist. */
type Reference = { readonly id: string; readonly pointer: string };

class Parser {
  readonly faults: Fault[] = [];
  readonly nodeReferences: Reference[] = [];
  readonly teamReferences: Reference[] = [];

  /** The texts of a list, remembered as references. */
  ids(from: Reader, key: string, references: Reference[]): string[] {
    const seen = new Set<string>();
    return from.list(key).flatMap(({ value, pointer }) => {
      if (typeof value !== 'string' || value === '') {
        this.faults.push({ pointer, message: 'not an id' });
        return [];
      }
      references.push({ id: value, pointer });
      if (seen.has(value)) this.faults.push({ pointer, message: `"${short(value)}" stands here twice` });
      seen.add(value);
      return [value];
    });
  }

  backup(value: unknown, pointer: string): Backup {
    const read = new Reader(value, pointer, this.faults);
    return { every: read.requiredDuration('every'), needs: this.ids(read, 'needs', this.nodeReferences) };
  }

  node(value: unknown, pointer: string): ModelNode {
    const read = new Reader(value, pointer, this.faults);
    const id = read.text('id');
    const kind = read.oneOf<NodeKind>('kind', NODE_KINDS);
    return {
      id,
      kind,
      name: read.text('name', id),
      causes: this.ids(read, 'cause', this.nodeReferences),
      restore: estimate(read, 'restore'),
      replace: estimate(read, 'replace'),
      rebuild: estimate(read, 'rebuild'),
      restart: read.duration('restart', duration(0)),
      restoredBy: this.ids(read, 'restoredBy', this.teamReferences),
      backups: read.list('backups').map((one) => this.backup(one.value, one.pointer)),
      asked: read.boolean('asked', true),
      minimum: read.number('minimum', 1, { least: 0, most: 1 }),
      hours: calendar(read),
      rto: read.duration('rto', null),
      mtpd: read.duration('mtpd', null),
      rpo: read.duration('rpo', null),
      costPerHour: cost(read),
    };
  }

  team(value: unknown, pointer: string): Team {
    const read = new Reader(value, pointer, this.faults);
    const id = read.text('id');
    return {
      id,
      name: read.text('name', id),
      slots: read.number('slots', 1, { least: 0, most: 10_000, whole: true }),
      hours: calendar(read),
    };
  }

  dependency(value: unknown, pointer: string): Dependency {
    const read = new Reader(value, pointer, this.faults);
    const of = read.text('of');
    if (of !== '') this.nodeReferences.push({ id: of, pointer: read.at('of') });
    const group = read.has('onAny');
    if (group && read.has('on')) read.fault('', 'has both "on" and "onAny"');
    let on: string[];
    if (group) {
      on = this.ids(read, 'onAny', this.nodeReferences);
      if (read.list('onAny').length === 0) read.fault('onAny', 'empty');
    } else {
      const one = read.text('on');
      on = one === '' ? [] : [one];
      if (one !== '') this.nodeReferences.push({ id: one, pointer: read.at('on') });
    }
    const atLeast = read.number('atLeast', 1, { least: 1, most: 1e6, whole: true });
    if (group && on.length > 0 && atLeast > on.length) read.fault('atLeast', `more than the ${on.length} in "onAny"`);
    if (!group && atLeast > 1) read.fault('atLeast', 'more than the one in "on"');
    return {
      of,
      on,
      group,
      atLeast,
      for: read.oneOf('for', ['run', 'recovery', 'both'], 'both'),
      buffer: read.duration('buffer', duration(0)),
      loss: read.number('loss', 1, { least: 0, most: 1 }),
    };
  }

  unknown(references: readonly Reference[], known: ReadonlySet<string>, what: string): void {
    for (const { id, pointer } of references)
      if (!known.has(id)) this.faults.push({ pointer, message: `there is no ${what} "${short(id)}"` });
  }

  /** Ids that stand for two things. */
  twice(items: readonly { readonly id: string }[], place: string): void {
    const first = new Map<string, number>();
    items.forEach(({ id }, n) => {
      const before = first.get(id);
      if (before === undefined) first.set(id, n);
      else if (id !== '')
        this.faults.push({ pointer: `${place}/${n}/id`, message: `"${short(id)}" is the id of ${place}/${before} already` });
    });
  }

  /** A circle of causes would make everything in it the reason of itself. */
  causeCircles(nodes: readonly ModelNode[]): void {
    const byId = new Map(nodes.map((node, n) => [node.id, { node, n }]));
    const state = new Map<string, 'open' | 'done'>();
    for (const { id } of nodes) {
      const path: { id: string; next: number }[] = [{ id, next: 0 }];
      while (path.length > 0) {
        const at = path.at(-1);
        if (!at) break;
        const entry = byId.get(at.id);
        const cause = entry?.node.causes[at.next];
        if (at.next === 0 && state.get(at.id) === undefined) state.set(at.id, 'open');
        else if (at.next === 0) {
          path.pop();
          continue;
        }
        at.next++;
        if (entry === undefined || cause === undefined) {
          state.set(at.id, 'done');
          path.pop();
        } else if (state.get(cause) === 'open') {
          const circle = path.slice(path.findIndex((one) => one.id === cause)).map((one) => one.id);
          const shown = circle.length > 8 ? [...circle.slice(0, 3), `${circle.length - 4} more`, ...circle.slice(-1)] : circle;
          const message = `causes go in a circle: ${[...shown, cause].map(short).join(' → ')}`;
          this.faults.push({ pointer: `/nodes/${entry.n}/cause/${at.next - 1}`, message });
        } else if (state.get(cause) === undefined) path.push({ id: cause, next: 0 });
      }
    }
  }
}

const NO_DURATION: Duration = duration(0);

/**
 * Reads a model file that was parsed as JSON. Gives the model, or every fault with its place (JSON pointer) and what is wrong, in
 * the form of contracts/model.md: `/nodes/3/restore/likely: not an ISO 8601 duration`. Fields it does not know are left alone.
 */
export function parseModel(json: unknown): Result<Model, Fault[]> {
  const parser = new Parser();
  const read = new Reader(json, '', parser.faults);
  if (parser.faults.length > 0) return err(parser.faults);
  if (read.get('format') !== FORMAT) read.fault('format', `not "${FORMAT}"`);
  const companyRead = new Reader(read.get('company') ?? {}, '/company', parser.faults);
  const company = {
    name: companyRead.text('name', ''),
    employees: companyRead.number('employees', null, { least: 0, most: 1e7, whole: true }),
    hourlyRate: companyRead.number('hourlyRate', null, MONEY),
  };
  const response = read.duration('response', NO_DURATION);
  const teams = read.list('teams').map(({ value, pointer }) => parser.team(value, pointer));
  const nodes = read.list('nodes').map(({ value, pointer }) => parser.node(value, pointer));
  const dependencies = read.list('dependencies').map(({ value, pointer }) => parser.dependency(value, pointer));
  parser.twice(teams, '/teams');
  parser.twice(nodes, '/nodes');
  // Where the list itself cannot be read, nothing can be said about who is in it.
  const isReadable = (list: string) => !read.has(list) || Array.isArray(read.get(list));
  if (isReadable('teams')) parser.unknown(parser.teamReferences, new Set(teams.map((team) => team.id)), 'team');
  if (isReadable('nodes')) parser.unknown(parser.nodeReferences, new Set(nodes.map((node) => node.id)), 'node');
  parser.causeCircles(nodes);
  return parser.faults.length > 0 ? err(parser.faults) : ok({ company, response, teams, nodes, dependencies });
}

/** Reads the text of a model file. */
export function readModel(text: string): Result<Model, Fault[]> {
  const json = parseJson(text);
  return json.ok ? parseModel(json.value) : err([json.error]);
}

/** What would break a line or write over it: control and format characters, also those that turn the direction of reading. */
const UNSEEN = /[\p{Cc}\p{Cf}\u2028\u2029]/gu;
const shownCode = (sign: string) => `\\u{${(sign.codePointAt(0) ?? 0).toString(16)}}`;

/** Faults for people and for the command line, each on one line. */
export const faultLines = (faults: readonly Fault[]): string[] =>
  faults.map(({ pointer, message }) => `${pointer === '' ? '/' : pointer}: ${message}`.replace(UNSEEN, shownCode));
