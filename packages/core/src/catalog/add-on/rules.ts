/** What was in one list or the other, but not in both. */
export function difference(before: readonly string[], after: readonly string[]): string[] {
  return [...new Set(before).symmetricDifference(new Set(after))];
}
