import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { parse } from "yaml";

export type Package = {
  readonly name: string;
  readonly version: string;
  /** As its manifest says; null for another platform's, which is not installed here. */
  readonly licence: string | null;
};

/** A dependency as a package of the workspace asks for it. */
export type Wish = { readonly from: string; readonly name: string; readonly range: string };

export type Supply = {
  /** Everything that the lockfile names, whoever needs it. */
  readonly packages: readonly Package[];
  readonly catalog: Readonly<Record<string, string>>;
  readonly wishes: readonly Wish[];
};

type Lockfile = {
  readonly packages: Record<string, unknown>;
  /** By `name@version(peer@version)`. */
  readonly snapshots: Record<string, { readonly optional?: boolean }>;
};
type Manifest = {
  readonly name: string;
  readonly version: string;
  readonly license?: unknown;
  /** How manifests said it once. */
  readonly licenses?: readonly { readonly type: string }[];
  readonly dependencies?: Record<string, string>;
  readonly devDependencies?: Record<string, string>;
};

/** What a workspace is made of; `installed` is the pattern of the manifests of what it installs. */
export function readSupply(root: string, installed: string): Supply {
  const { packages, snapshots } = yamlOf<Lockfile>(join(root, "pnpm-lock.yaml"));
  const { catalog } = yamlOf<Pick<Supply, "catalog">>(join(root, "pnpm-workspace.yaml"));
  const licences = new Map(
    manifestsIn(root, installed).map(({ name, version, license, licenses }) => [
      `${name}@${version}`,
      license ?? licenses?.map(({ type }) => type).join(" OR "),
    ]),
  );
  const needed = new Set(
    Object.keys(snapshots)
      .filter((id) => !snapshots[id]?.optional)
      .map(withoutPeers),
  );
  return {
    packages: Object.keys(packages).map((id) => {
      const at = id.lastIndexOf("@");
      const licence = licences.get(id) ?? (needed.has(id) ? "unknown" : null);
      return {
        name: id.slice(0, at),
        version: id.slice(at + 1),
        licence: licence === null || typeof licence === "string" ? licence : "unknown",
      };
    }),
    catalog,
    wishes: manifestsIn(root, "{.,apps/*,packages/*,tooling/*}/package.json").flatMap(wishesOf),
  };
}

function yamlOf<T>(file: string): T {
  return parse(readFileSync(file, "utf8")) as T;
}

function manifestsIn(root: string, pattern: string): Manifest[] {
  return globSync(pattern, { cwd: root }).map(
    (file) => JSON.parse(readFileSync(join(root, file), "utf8")) as Manifest,
  );
}

function withoutPeers(id: string): string {
  return id.split("(", 1)[0] ?? id;
}

function wishesOf({ name: from, dependencies, devDependencies }: Manifest): Wish[] {
  const wished = Object.entries({ ...dependencies, ...devDependencies });
  return wished.map(([name, range]) => ({ from, name, range }));
}
