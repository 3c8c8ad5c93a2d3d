import { expect, test } from "vitest";
import { addDays, dayInterval, localDateOf, renderLocal, resolveLocal } from "./local-time.ts";
import { at } from "./testing/salon.ts";
import { isTimeZone } from "./zone.ts";

const BERLIN = "Europe/Berlin";

test("a local time is an instant, none, or two", () => {
  expect(resolveLocal("2027-06-14T09:00", BERLIN)).toEqual({
    kind: "instant",
    instant: at("2027-06-14T07:00:00Z"),
  });
  expect(resolveLocal("2027-03-28T02:30", BERLIN)).toEqual({
    kind: "nonexistent",
    nearest: [at("2027-03-28T01:30:00+01:00"), at("2027-03-28T03:30:00+02:00")],
  });
  expect(resolveLocal("2027-10-31T02:30:15", BERLIN)).toEqual({
    kind: "ambiguous",
    both: [at("2027-10-31T02:30:15+02:00"), at("2027-10-31T02:30:15+01:00")],
  });
});

test("the edges of a change belong to one side each", () => {
  expect(resolveLocal("2027-03-28T01:59:59", BERLIN).kind).toBe("instant");
  expect(resolveLocal("2027-03-28T02:00", BERLIN).kind).toBe("nonexistent");
  expect(resolveLocal("2027-03-28T03:00", BERLIN).kind).toBe("instant");
  expect(resolveLocal("2027-10-31T02:00", BERLIN).kind).toBe("ambiguous");
  expect(resolveLocal("2027-10-31T03:00", BERLIN).kind).toBe("instant");
});

test.each([
  [BERLIN, "2027-03-28"],
  [BERLIN, "2027-10-31"],
  ["Australia/Lord_Howe", "2027-04-04"],
  ["Australia/Lord_Howe", "2027-10-03"],
  ["America/Santiago", "2027-09-05"],
  ["America/St_Johns", "2027-11-07"],
  ["Asia/Kathmandu", "2027-05-03"],
  ["Pacific/Apia", "2011-12-30"],
])("in %s every quarter of an hour of %s is what Temporal says", (timeZone, date) => {
  for (let minute = -720; minute < 2160; minute += 15) {
    const wall = Temporal.PlainDateTime.from(date).add({ minutes: minute });
    const [earlier, later] = (["earlier", "later"] as const).map((disambiguation) =>
      wall.toZonedDateTime(timeZone, { disambiguation }),
    );
    const resolved = resolveLocal(wall.toString(), timeZone);
    const candidates = resolved.kind === "instant" ? [resolved.instant, resolved.instant] : [];
    if (resolved.kind === "ambiguous") candidates.push(...resolved.both);
    if (resolved.kind === "nonexistent") candidates.push(...resolved.nearest);
    expect(candidates).toEqual([earlier?.epochMilliseconds, later?.epochMilliseconds]);
    expect(resolved.kind === "nonexistent").toBe(!later?.toPlainDateTime().equals(wall));
  }
});

test.each(["2027-06-14", "2027-06-14T9:00", "2027-06-14T24:00", "2027-02-30T09:00", "2027-06-14T09:00Z"])(
  "%s is no local time",
  (text) => {
    expect(() => resolveLocal(text, BERLIN)).toThrow(RangeError);
  },
);

test("instants are rendered with the offset that they have", () => {
  expect(renderLocal(at("2027-03-28T01:00:00Z"), BERLIN)).toBe("2027-03-28T03:00:00+02:00");
  expect(renderLocal(at("2027-10-31T01:30:00Z"), BERLIN)).toBe("2027-10-31T02:30:00+01:00");
  expect(renderLocal(at("2027-01-01T03:59:59Z"), "America/St_Johns")).toBe("2027-01-01T00:29:59-03:30");
  expect(renderLocal(at("1969-12-31T18:15:00Z"), "UTC")).toBe("1969-12-31T18:15:00+00:00");
});

test("a date has the hours that its zone gives it", () => {
  const hours = (date: string, timeZone: string) => {
    const { start, end } = dayInterval(date, timeZone);
    return (end - start) / 3_600_000;
  };
  expect(hours("2027-03-28", BERLIN)).toBe(23);
  expect(hours("2027-10-31", BERLIN)).toBe(25);
  expect(hours("2027-10-03", "Australia/Lord_Howe")).toBe(23.5);
  expect(hours("2011-12-30", "Pacific/Apia")).toBe(0);
  expect(dayInterval("2027-09-05", "America/Santiago").start).toBe(at("2027-09-05T01:00:00-03:00"));
});

test("dates", () => {
  expect(localDateOf(at("2027-06-14T22:30:00Z"), BERLIN)).toBe("2027-06-15");
  expect(addDays("2028-02-28", 2)).toBe("2028-03-01");
  expect(addDays("2027-01-01", -1)).toBe("2026-12-31");
});

test("a time zone is an IANA name in its own spelling", () => {
  expect(["Europe/Berlin", "UTC", "America/Argentina/Buenos_Aires", "Etc/GMT+5"].map(isTimeZone)).toEqual(
    Array.from({ length: 4 }, () => true),
  );
  const others = ["europe/berlin", "+02:00", "Europe/Nowhere", "", "2027-01-01T00:00[Europe/Berlin]", "Z"];
  expect(others.filter(isTimeZone)).toEqual([]);
  expect(() => localDateOf(0, "Mars/Olympus")).toThrow(RangeError);
});
