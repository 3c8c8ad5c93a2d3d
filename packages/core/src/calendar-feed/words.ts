type Words = {
  readonly by: (service: string, staff: string) => string;
  readonly open: string;
};

const EN: Words = { by: (service, staff) => `${service}, with ${staff}`, open: "See or change the booking" };
const DE: Words = { by: (service, staff) => `${service}, mit ${staff}`, open: "Termin ansehen oder ändern" };
const WORDS: Readonly<Record<string, Words>> = { de: DE, en: EN };

/** In the first of these languages that there are words in, otherwise in English. */
export function wordsFor(...locales: readonly (string | null | undefined)[]): Words {
  const languages = locales.map((locale) => locale?.split("-", 1)[0]?.toLowerCase() ?? "");
  return languages.map((language) => WORDS[language]).find((words) => words !== undefined) ?? EN;
}
