/**
 * Whether everyone can have one of their options with no option given twice
 * (a perfect matching by augmenting paths, Kuhn 1955).
 */
export function canAllBeServed<Option>(optionsOfEach: readonly (readonly Option[])[]): boolean {
  const holderOf = new Map<Option, number>();
  const seat = (person: number, refused: Set<Option>): boolean =>
    (optionsOfEach[person] ?? []).some((option) => {
      if (refused.has(option)) return false;
      refused.add(option);
      const holder = holderOf.get(option);
      if (holder !== undefined && !seat(holder, refused)) return false;
      holderOf.set(option, person);
      return true;
    });
  return optionsOfEach.every((_, person) => seat(person, new Set()));
}
