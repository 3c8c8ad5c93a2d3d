import type { Received, Staged } from "@salon/core";

/** A file that the server has received. Nothing that is sent as JSON is ever one. */
export class ReceivedFile implements Received {
  readonly staged: Staged;
  readonly name: string;

  constructor(staged: Staged, name: string) {
    this.staged = staged;
    this.name = name;
  }

  /** What an upload is compared by where it is sent again. */
  toJSON(): string {
    return `${this.staged.sha256} ${this.name}`;
  }
}
