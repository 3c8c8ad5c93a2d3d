// An app as somebody would write it, for a browser: it books what its address says, and shows what it hears.
import { createSalonClient } from "@salon/client";

const { salonId, variantId, token, startsAt } = JSON.parse(decodeURIComponent(location.hash.slice(1)));
const client = createSalonClient({ url: location.origin, getToken: () => token });

client.bookings.onChange.subscribe(
  { salonId },
  {
    onStarted: () => void book(),
    onData: ({ data }) => document.body.append(`${data.type} ${data.occurredAt.constructor.name}`),
  },
);

async function book() {
  await client.bookings.create.mutate({ salonId, startsAt: new Date(startsAt), items: [{ variantId }] });
}
