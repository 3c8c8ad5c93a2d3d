type Known = { readonly pattern: RegExp; readonly methods: Set<string> };

/** Remembers which methods each registered path has, to tell 405 from 404. Asked only when no route matched. */
export class KnownPaths {
  readonly #byUrl = new Map<string, Known>();

  add(method: string | string[], url: string): void {
    if (url === "*" || url === "/*") return;
    const known = this.#byUrl.get(url) ?? { pattern: patternOf(url), methods: new Set<string>() };
    this.#byUrl.set(url, known);
    for (const one of [method].flat()) known.methods.add(one);
  }

  methodsOf(url: string): readonly string[] {
    const path = url.split("?", 1)[0] ?? url;
    const methods = new Set<string>();
    for (const known of this.#byUrl.values()) {
      if (known.pattern.test(path)) for (const method of known.methods) methods.add(method);
    }
    return [...methods].toSorted();
  }
}

/** Fastify's `:name` ends at a slash, a hyphen or a dot; `::` is a colon. */
function patternOf(url: string): RegExp {
  const source = url.replace(/::|:[^/.-]+|\*|[.+?^${}()|[\]\\]/g, (part) => {
    if (part === "::") return ":";
    if (part.startsWith(":")) return "[^/]+";
    return part === "*" ? ".*" : `\\${part}`;
  });
  return new RegExp(`^${source}$`);
}
