/** A browser as far as signing in goes: it keeps cookies by origin and follows redirects one by one. */
export class Visitor {
  readonly #jars = new Map<string, Map<string, string>>();
  readonly #moved: readonly [from: string, to: string];

  /** `moved`: the public origin, and where it really is. */
  constructor(...moved: readonly [from: string, to: string]) {
    this.#moved = moved;
  }

  async fetch(url: string, init: RequestInit = {}): Promise<Response> {
    const target = this.#place(url);
    const jar = this.#jarOf(target);
    const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join("; ");
    const headers = { ...Object.fromEntries(new Headers(init.headers)), ...(cookie && { cookie }) };
    const answer = await fetch(target, { ...init, headers, redirect: "manual" });
    for (const set of answer.headers.getSetCookie()) this.#keep(jar, set);
    return answer;
  }

  /** The addresses on the way, until one that `ends` or that sends nowhere. */
  async follow(url: string, ends: (url: string) => boolean): Promise<string[]> {
    const way = [url];
    while (way.length < 20) {
      const here = way.at(-1) ?? url;
      if (ends(here)) return way;
      const location = (await this.fetch(here)).headers.get("location");
      if (location === null) return way;
      way.push(new URL(location, here).href);
    }
    throw new Error(`Sent around in circles: ${way.join(" → ")}`);
  }

  #place(url: string): string {
    const [from, to] = this.#moved;
    return url.startsWith(from) ? to + url.slice(from.length) : url;
  }

  #jarOf(url: string): Map<string, string> {
    const { origin } = new URL(url);
    const jar = this.#jars.get(origin) ?? new Map<string, string>();
    this.#jars.set(origin, jar);
    return jar;
  }

  #keep(jar: Map<string, string>, set: string): void {
    const [pair = "", ...attributes] = set.split(/; */);
    const [name = "", value = ""] = pair.split(/=(.*)/s, 2);
    const isOver = value === "" || attributes.some((item) => /^max-age=0$/i.test(item));
    if (isOver) jar.delete(name);
    else jar.set(name, value);
  }
}
