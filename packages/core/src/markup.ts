const ESCAPES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text that is markup already. */
export type Html = { readonly markup: string };

/** Everything put in is escaped, unless it is `Html` itself. */
export function markup(
  parts: TemplateStringsArray,
  ...values: readonly (string | number | Html | readonly Html[])[]
): Html {
  const put = (value: (typeof values)[number]): string => {
    if (typeof value === "number") return String(value);
    if (typeof value === "string")
      return value.replaceAll(/[&<>"']/g, (character) => ESCAPES[character] ?? "");
    return "markup" in value ? value.markup : value.map(put).join("");
  };
  return { markup: String.raw({ raw: parts }, ...values.map(put)) };
}
