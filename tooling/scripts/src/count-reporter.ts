import type { Reporter, TestModule, TestRunEndReason } from "vitest/node";

/** Ends a test run with the one line that a reader, or a script, looks for. */
export default class CountReporter implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], errors: readonly unknown[], reason: TestRunEndReason): void {
    const counts = { passed: 0, failed: errors.length, skipped: 0 };
    for (const module of modules) {
      const groups = [module, ...module.children.allSuites()];
      counts.failed += groups.filter((group) => group.errors().length > 0).length;
      for (const test of module.children.allTests()) {
        const { state } = test.result();
        if (state === "passed" || state === "failed") counts[state] += 1;
        else counts.skipped += 1;
      }
    }
    if (reason !== "passed" || counts.passed === 0) process.exitCode = 1;
    // Written at exit: other reporters still print their summaries after this moment.
    process.on("exit", () => process.stdout.write(`${line(counts)}\n`));
  }
}

function line({ passed, failed, skipped }: { passed: number; failed: number; skipped: number }): string {
  return `${passed} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`;
}
