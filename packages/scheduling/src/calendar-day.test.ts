import { expect, test } from "vitest";
import { dateOf, dayOf, weekdayOf } from "./calendar-day.ts";

test("dates and weekdays of two hundred years are those of Temporal", () => {
  let date = Temporal.PlainDate.from("1899-12-30");
  for (let day = dayOf("1899-12-30"); date.year < 2101; day++, date = date.add({ days: 1 })) {
    const expected = { date: date.toString(), day, weekday: date.dayOfWeek };
    expect({ date: dateOf(day), day: dayOf(date.toString()), weekday: weekdayOf(day) }).toEqual(expected);
  }
});

test.each([
  "2027-02-29",
  "2027-13-01",
  "2027-00-10",
  "2027-04-31",
  "27-01-01",
  "2027-1-1",
  "",
  "2027-01-01T00:00",
])("%j is no date", (text) => {
  expect(() => dayOf(text)).toThrow(RangeError);
});
