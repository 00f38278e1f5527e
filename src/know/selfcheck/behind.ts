import type { Language } from '../../kernel/languages.ts';
import type { Answers } from './answers.ts';
import type { Branch, BranchAsset } from './branch.ts';

/** Who stands behind some of the firm's things: one cause by which all of them fail together. */
export type Behind = {
  readonly id: string;
  readonly name: string;
  readonly country: string;
  readonly reach: string;
  readonly catalogueId: string | null;
  readonly assets: readonly string[];
};

/** Own names begin with `=`; `house` means nobody outside. */
export const OWN_NAME = '=';

/** The provider that holds for an asset: what was said, else the branch's guess. `undefined` = none. */
export const providerOf = (answers: Answers, asset: BranchAsset): string | undefined => {
  const answer = answers.provider[asset.id];
  if (answer === 'house') return undefined;
  return answer === undefined || answer === 'unknown' ? asset.provider : answer;
};

/** The providers of these assets, each once, in the order of the branch. */
export function behindOf(branch: Branch, answers: Answers, assets: readonly BranchAsset[], language: Language): Behind[] {
  const held = Map.groupBy(assets, (asset) => providerOf(answers, asset));
  return [...held].flatMap(([id, of]): Behind[] => {
    if (id === undefined) return [];
    const ids = of.map((asset) => asset.id);
    const known = branch.providers.find((one) => one.id === id);
    if (known)
      return [
        { id, name: known.name[language], country: known.country, reach: known.reach, catalogueId: known.catalogueId ?? null, assets: ids },
      ];
    const name = id.startsWith(OWN_NAME) ? id.slice(OWN_NAME.length).trim() : id;
    const found = answers.found[id];
    return name === ''
      ? []
      : [{ id, name, country: found?.country ?? '', reach: found?.reach ?? '', catalogueId: found?.catalogueId ?? null, assets: ids }];
  });
}

/** Does a law of the USA reach it, through the provider itself or its parent? As the catalogue's classes say it. */
export const underUs = ({ reach }: Pick<Behind, 'reach'>): boolean => reach.startsWith('US');
