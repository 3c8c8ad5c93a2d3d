import { expect, test } from "vitest";
import { salonInput } from "../testing/fixtures.ts";
import { openTestApi } from "../testing/index.ts";

test("Mona sees her profile with every salon that she owns, and Alice sees none", async () => {
  await using api = await openTestApi();
  const [mona, alice] = [await api.signUp("Mona"), await api.signUp("Alice")];
  const salon = await mona.api.salons.create(salonInput());
  expect(await mona.api.me.get()).toMatchObject({
    id: mona.userId,
    email: mona.email,
    emailVerified: true,
    memberships: [{ salonId: salon.id, salonName: "Salon Mitte", role: "owner" }],
    version: 1,
  });
  expect(await alice.api.me.get()).toMatchObject({ name: "Alice", memberships: [] });
});

test("a change keeps what is left out, takes away what is null, and is refused when it is stale", async () => {
  await using api = await openTestApi();
  const alice = await api.signUp("Alice");
  const changed = await alice.api.me.update({ phone: "+49 30 123456", timeZone: "Europe/Berlin" });
  expect(changed).toMatchObject({
    name: "Alice",
    phone: "+4930123456",
    timeZone: "Europe/Berlin",
    version: 2,
  });
  expect(await alice.api.me.update({ phone: null })).toMatchObject({
    phone: null,
    timeZone: "Europe/Berlin",
  });
  await expect(alice.api.me.update({ name: "Alicia", ifVersion: 1 })).rejects.toMatchObject({
    code: "PRECONDITION_FAILED",
  });
  expect(await alice.api.me.get()).toMatchObject({ name: "Alice", version: 3 });
});

test("nobody in particular has no profile", async () => {
  await using api = await openTestApi();
  await expect(api.anybody.me.get()).rejects.toMatchObject({ code: "UNAUTHORIZED" });
  await expect(api.anybody.me.update({ name: "Nobody" })).rejects.toMatchObject({ code: "UNAUTHORIZED" });
});
