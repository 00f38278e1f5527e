import type { Language } from '../../kernel/languages.ts';
import { spanText } from '../../kernel/wording.ts';
import type { Model } from '../model/model.ts';
import type { Bottleneck, OneBehindAll, Piece, Reason } from './bottleneck.ts';
import type { DataLoss } from './rpo.ts';

/** What a name is said with: `name` for nodes and teams by id, `span` for milliseconds. */
type Said = { readonly list: (names: readonly string[]) => string; readonly span: (ms: number) => string };

const de = {
  waits: (node: string, wait: string, before: string, work: string) =>
    `Der Wiederanlauf von ${node} wartet ${wait} auf ${before} und dauert dann ${work}`,
  takes: (node: string, work: string) => `Der Wiederanlauf von ${node} dauert ${work}`,
  takesAfter: (node: string, wait: string, work: string) => `Der Wiederanlauf von ${node} beginnt nach ${wait} und dauert ${work}`,
  moves: (node: string, work: string) => `Der Wechsel von ${node} auf eine Alternative dauert ${work}`,
  movesAfter: (node: string, wait: string, before: string, work: string) =>
    `Der Wechsel von ${node} auf eine Alternative wartet ${wait} auf ${before} und dauert dann ${work}`,
  paused: (pause: string) => `, mit ${pause} Pause außerhalb der Arbeitszeit`,
  hands: (team: string, slots: number) => `; ${team} kann nur ${slots === 1 ? 'eines' : slots} zugleich`,
  lasts: (node: string, span: string) => `${node} fällt für ${span} aus`,
  restarts: (node: string, span: string) => `; danach braucht ${node} ${span} zum Hochfahren`,
  comesBack: (node: string) => `Es hängt daran, wann ${node} zurückkommt`,
  deadlock: (nodes: string) => `${nodes} warten aufeinander; so kommt keines zurück`,
  deadlockAlone: (node: string) => `${node} wartet auf sich selbst und kommt so nicht zurück`,
  noWayBack: (node: string) => `Für ${node} ist keine Wiederherstellung und kein Ersatz eingetragen`,
  noHands: (node: string, teams: string) => `Für ${node} hat ${teams} niemanden, der es wiederherstellt`,
  noRelease: 'Niemand hat gesagt, wann Versicherer und Forensik die Arbeit freigeben',
  noRebuild: (node: string) => `Niemand hat gesagt, wie lange es dauert, ${node} neu aufzubauen`,
  unasked: (node: string) => `Wovon ${node} abhängt, hat noch niemand gesagt`,
  buffered: (on: string, away: string, buffer: string) => `Der Puffer trägt: ${on} fehlt ${away}, ohne geht es ${buffer}`,
  oneBehindAll: (ways: string, behind: string) => `${ways} hängen gemeinsam an ${behind}: ein weiterer solcher Weg hilft nicht`,
  noBackup: (node: string) => `Für ${node} ist keine Sicherung eingetragen`,
  outOfReach: (node: string, needs: string) => `Keine Sicherung von ${node} ist erreichbar: Sie braucht ${needs}, und das fällt mit aus`,
  oldBackup: (node: string, age: string, allowed: string) =>
    `Die jüngste erreichbare Sicherung von ${node} kann ${age} alt sein, verloren gehen darf die Arbeit von ${allowed}`,
  noDwell: (node: string) =>
    `Niemand hat gesagt, wie lange der Angreifer schon da war; so lange zurück ist keine Sicherung von ${node} sicher`,
};

const en: typeof de = {
  waits: (node, wait, before, work) => `The restore of ${node} waits ${wait} for ${before} and then takes ${work}`,
  takes: (node, work) => `The restore of ${node} takes ${work}`,
  takesAfter: (node, wait, work) => `The restore of ${node} begins after ${wait} and takes ${work}`,
  moves: (node, work) => `Moving ${node} to an alternative takes ${work}`,
  movesAfter: (node, wait, before, work) => `Moving ${node} to an alternative waits ${wait} for ${before} and then takes ${work}`,
  paused: (pause) => `, with ${pause} of pause outside working hours`,
  hands: (team, slots) => `; ${team} can do only ${slots === 1 ? 'one' : slots} at a time`,
  lasts: (node, span) => `${node} is gone for ${span}`,
  restarts: (node, span) => `; after that ${node} needs ${span} to start up`,
  comesBack: (node) => `It hangs on when ${node} comes back`,
  deadlock: (nodes) => `${nodes} wait for each other; none of them comes back like this`,
  deadlockAlone: (node) => `${node} waits for itself and does not come back like this`,
  noWayBack: (node) => `No restore and no replacement is entered for ${node}`,
  noHands: (node, teams) => `${teams} has nobody to restore ${node}`,
  noRelease: 'Nobody has said when insurer and forensics release the work',
  noRebuild: (node) => `Nobody has said how long it takes to build ${node} anew`,
  unasked: (node) => `Nobody has said yet what ${node} depends on`,
  buffered: (on, away, buffer) => `The buffer carries: ${on} is gone for ${away}, without it work goes on for ${buffer}`,
  oneBehindAll: (ways, behind) => `${ways} all hang on ${behind}: one more of the same kind does not help`,
  noBackup: (node) => `No backup is entered for ${node}`,
  outOfReach: (node, needs) => `No backup of ${node} is within reach: it needs ${needs}, which fails too`,
  oldBackup: (node, age, allowed) => `The newest backup of ${node} within reach may be ${age} old, the work of ${allowed} may be lost`,
  noDwell: (node) => `Nobody has said how long the attacker had been in; no backup of ${node} since then is safe`,
};

type Texts = typeof de;
type Work = Extract<Piece, { readonly kind: 'restore' | 'replace' }>;
const isWork = (piece: Piece): piece is Work => piece.kind === 'restore' || piece.kind === 'replace';

/** The last work of a chain and what it waits for. */
function workText(t: Texts, work: Work, before: readonly Piece[], name: (id: string) => string, { list, span }: Said): string {
  const first = before[0]?.from ?? work.from;
  const wait = work.from - first;
  const waitedFor = list([...new Set(before.map(({ node }) => name(node)))]);
  const [node, takes] = [name(work.node), span(work.to - work.from)];
  const pause = work.to - work.from - work.workMs;
  const paused = pause >= 60_000 ? t.paused(span(pause)) : '';
  if (wait > 0 && waitedFor !== '')
    return `${work.kind === 'restore' ? t.waits(node, span(wait), waitedFor, takes) : t.movesAfter(node, span(wait), waitedFor, takes)}${paused}`;
  if (work.kind === 'replace') return `${t.moves(node, takes)}${paused}`;
  return `${work.from > 0 ? t.takesAfter(node, span(work.from), takes) : t.takes(node, takes)}${paused}`;
}

function chainText(
  t: Texts,
  { pieces, teams }: Extract<Reason, { kind: 'chain' }>,
  model: Model,
  name: (id: string) => string,
  said: Said,
): string {
  const at = pieces.findLastIndex(isWork);
  const work = pieces[at];
  const [last] = pieces.slice(-1);
  const restart = last?.kind === 'restart' ? t.restarts(name(last.node), said.span(last.to - last.from)) : '';
  if (work && isWork(work)) {
    const hands = teams
      .map((id) => model.teams.find((team) => team.id === id))
      .map((team) => (team ? t.hands(team.name, team.slots) : ''))
      .join('');
    return `${workText(t, work, pieces.slice(0, at), name, said)}${hands}${restart}`;
  }
  const lasting = pieces.find((piece) => piece.kind === 'lasts');
  return lasting ? `${t.lasts(name(lasting.node), said.span(lasting.to))}${restart}` : t.comesBack(name(last?.node ?? ''));
}

function reasonText(t: Texts, reason: Reason, model: Model, name: (id: string) => string, said: Said): string {
  switch (reason.kind) {
    case 'chain':
      return chainText(t, reason, model, name, said);
    case 'deadlock':
      return reason.nodes.length === 1 ? t.deadlockAlone(name(reason.nodes[0] ?? '')) : t.deadlock(said.list(reason.nodes.map(name)));
    case 'no-way-back':
      return t.noWayBack(name(reason.node));
    case 'no-hands':
      return t.noHands(name(reason.node), said.list(reason.teams.map((id) => model.teams.find((team) => team.id === id)?.name ?? id)));
    case 'no-release':
      return t.noRelease;
    case 'no-rebuild':
      return t.noRebuild(name(reason.node));
    case 'unasked':
      return t.unasked(name(reason.node));
    case 'buffered':
      return t.buffered(name(reason.on), said.span(reason.awayMs), said.span(reason.bufferMs));
  }
}

const saidIn = (language: Language): Said => {
  const lists = new Intl.ListFormat(language, { type: 'conjunction' });
  return { list: (names) => lists.format(names), span: (ms) => spanText(ms, language) };
};
const nameIn = (model: Model) => {
  const names = new Map(model.nodes.map(({ id, name }) => [id, name]));
  return (id: string): string => names.get(id) ?? id;
};

/** The bottleneck of a process in one sentence. */
export const bottleneckText = (model: Model, { reason }: Pick<Bottleneck, 'reason'>, language: Language): string =>
  `${reasonText(language === 'de' ? de : en, reason, model, nameIn(model), saidIn(language))}.`;

/** That several ways end in one thing, in one sentence. */
export const oneBehindAllText = (model: Model, { members, behind }: OneBehindAll, language: Language): string => {
  const name = nameIn(model);
  return `${(language === 'de' ? de : en).oneBehindAll(saidIn(language).list(members.map(name)), name(behind))}.`;
};

/** What keeps a process from its RPO, in one sentence; null when nothing does. `process`: its id. */
export function dataLossText(model: Model, process: string, loss: DataLoss, language: Language): string | null {
  const t = language === 'de' ? de : en;
  const { list, span } = saidIn(language);
  const name = nameIn(model);
  switch (loss.verdict) {
    case null:
    case 'holds':
      return null;
    case 'lost':
      return `${loss.needs.length === 0 ? t.noBackup(name(loss.node)) : t.outOfReach(name(loss.node), list(loss.needs.map(name)))}.`;
    case 'unknown':
      return `${t.noDwell(name(loss.node))}.`;
    case 'fails':
      return `${t.oldBackup(name(loss.node ?? ''), span(loss.ageMs), span(model.nodes.find(({ id }) => id === process)?.rpo ?? 0))}.`;
  }
}
