import { execFileSync } from "node:child_process";
import { platform, userInfo } from "node:os";

/** The ordinary account that the server runs as when we are root, which PostgreSQL refuses to be. */
export type Account = { readonly uid: number; readonly gid: number };

/** The account `postgres`, made when it is missing; undefined when we are not root. */
export function serverAccount(): Account | undefined {
  if (platform() === "win32" || userInfo().uid !== 0) return undefined;
  return find() ?? create();
}

function find(): Account | undefined {
  try {
    const id = (flag: string) =>
      Number(execFileSync("id", [flag, "postgres"], { encoding: "utf8", stdio: "pipe" }));
    return { uid: id("-u"), gid: id("-g") };
  } catch {
    return undefined;
  }
}

function create(): Account {
  try {
    execFileSync("useradd", ["--system", "--user-group", "--no-create-home", "postgres"], { stdio: "pipe" });
  } catch (error) {
    throw new Error('PostgreSQL does not run as root, and useradd could not make the account "postgres".', {
      cause: error,
    });
  }
  const account = find();
  if (!account) throw new Error('The account "postgres" was made but is not found.');
  return account;
}
