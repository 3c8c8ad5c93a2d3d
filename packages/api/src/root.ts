import { addOnsRouter } from "./routers/add-ons.ts";
import { adminRouter } from "./routers/admin.ts";
import { apiKeysRouter } from "./routers/api-keys.ts";
import { availabilityRouter } from "./routers/availability.ts";
import { bookingsRouter } from "./routers/bookings.ts";
import { calendarFeedsRouter } from "./routers/calendar-feeds.ts";
import { clientsRouter } from "./routers/clients.ts";
import { meRouter } from "./routers/me.ts";
import { eventsRouter } from "./routers/events.ts";
import { devicesRouter } from "./routers/devices.ts";
import { favoritesRouter } from "./routers/favorites.ts";
import { filesRouter } from "./routers/files.ts";
import { intakeRouter } from "./routers/intake.ts";
import { invitationsRouter } from "./routers/invitations.ts";
import { membersRouter } from "./routers/members.ts";
import { notificationsRouter } from "./routers/notifications.ts";
import { paymentsRouter } from "./routers/payments.ts";
import { resourceTypesRouter } from "./routers/resource-types.ts";
import { resourcesRouter } from "./routers/resources.ts";
import { reviewsRouter } from "./routers/reviews.ts";
import { salonsRouter } from "./routers/salons.ts";
import { schedulesRouter } from "./routers/schedules.ts";
import { seriesRouter } from "./routers/series.ts";
import { serviceCategoriesRouter } from "./routers/service-categories.ts";
import { servicesRouter } from "./routers/services.ts";
import { staffRouter } from "./routers/staff.ts";
import { timeOffRouter } from "./routers/time-off.ts";
import { webhooksRouter } from "./routers/webhooks.ts";
import { waitlistRouter } from "./routers/waitlist.ts";
import { router } from "./trpc.ts";

/** Every operation, for both doors. */
export const appRouter = router({
  addOns: addOnsRouter,
  admin: adminRouter,
  apiKeys: apiKeysRouter,
  availability: availabilityRouter,
  bookings: bookingsRouter,
  calendarFeeds: calendarFeedsRouter,
  clients: clientsRouter,
  me: meRouter,
  events: eventsRouter,
  devices: devicesRouter,
  favorites: favoritesRouter,
  files: filesRouter,
  intake: intakeRouter,
  invitations: invitationsRouter,
  members: membersRouter,
  notifications: notificationsRouter,
  payments: paymentsRouter,
  resourceTypes: resourceTypesRouter,
  resources: resourcesRouter,
  reviews: reviewsRouter,
  salons: salonsRouter,
  schedules: schedulesRouter,
  series: seriesRouter,
  serviceCategories: serviceCategoriesRouter,
  services: servicesRouter,
  staff: staffRouter,
  timeOff: timeOffRouter,
  waitlist: waitlistRouter,
  webhooks: webhooksRouter,
});

export type AppRouter = typeof appRouter;
