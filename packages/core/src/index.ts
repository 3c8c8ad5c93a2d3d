export type { Actor, Ctx, Deps, IdempotencyKey, RequestInfo, Settings } from "./context.ts";
export { beginOn } from "./begin.ts";
export { createCtx, createSystemCtx } from "./create-ctx.ts";
export { DomainError, type ErrorDetails } from "./errors.ts";
export { JOB_NAMES, type Job, type JobName } from "./jobs.ts";
export { isUnavailable } from "./unavailable.ts";
export { createSalon } from "./salon/create-salon.ts";
export { getPolicy } from "./salon/get-policy.ts";
export { getSalon } from "./salon/get-salon.ts";
export { listCategories } from "./salon/list-categories.ts";
export { publishSalon } from "./salon/publish-salon.ts";
export { setPolicy } from "./salon/set-policy.ts";
export { searchSalons } from "./salon-search/search-salons.ts";
export { getHours } from "./schedule/get-hours.ts";
export { getOverride } from "./schedule/get-override.ts";
export { listOverrides } from "./schedule/list-overrides.ts";
export { removeOverride } from "./schedule/remove-override.ts";
export { setHours } from "./schedule/set-hours.ts";
export { setOverride } from "./schedule/set-override.ts";
export { createTimeOff } from "./time-off/create-time-off.ts";
export { getTimeOff } from "./time-off/get-time-off.ts";
export { listTimeOff } from "./time-off/list-time-off.ts";
export { removeTimeOff } from "./time-off/remove-time-off.ts";
export { archiveServiceCategory } from "./catalog/category/archive-service-category.ts";
export { createServiceCategory } from "./catalog/category/create-service-category.ts";
export { getServiceCategory } from "./catalog/category/get-service-category.ts";
export { listServiceCategories } from "./catalog/category/list-service-categories.ts";
export { updateServiceCategory } from "./catalog/category/update-service-category.ts";
export { archiveService } from "./catalog/service/archive-service.ts";
export { createService } from "./catalog/service/create-service.ts";
export { getService } from "./catalog/service/get-service.ts";
export { listServices } from "./catalog/service/list-services.ts";
export { updateService } from "./catalog/service/update-service.ts";
export { archiveAddOn } from "./catalog/add-on/archive-add-on.ts";
export { createAddOn } from "./catalog/add-on/create-add-on.ts";
export { getAddOn } from "./catalog/add-on/get-add-on.ts";
export { listAddOns } from "./catalog/add-on/list-add-ons.ts";
export { updateAddOn } from "./catalog/add-on/update-add-on.ts";
export { archiveResourceType } from "./resource/type/archive-resource-type.ts";
export { createResourceType } from "./resource/type/create-resource-type.ts";
export { getResourceType } from "./resource/type/get-resource-type.ts";
export { listResourceTypes } from "./resource/type/list-resource-types.ts";
export { updateResourceType } from "./resource/type/update-resource-type.ts";
export { archiveResource } from "./resource/unit/archive-resource.ts";
export { createResource } from "./resource/unit/create-resource.ts";
export { getResource } from "./resource/unit/get-resource.ts";
export { listResources } from "./resource/unit/list-resources.ts";
export { updateResource } from "./resource/unit/update-resource.ts";
export { archiveStaff } from "./staff/archive-staff.ts";
export { createStaff } from "./staff/create-staff.ts";
export { getStaff } from "./staff/get-staff.ts";
export { listStaff } from "./staff/list-staff.ts";
export { setStaffServices } from "./staff/set-staff-services.ts";
export { shareStaff } from "./staff/share-staff.ts";
export { updateStaff } from "./staff/update-staff.ts";
export { explainAvailability } from "./availability/explain-availability.ts";
export { findAvailability, searchAvailability } from "./availability/search-availability.ts";
export {
  approveBooking,
  checkInBooking,
  completeBooking,
  declineBooking,
  markNoShow,
  releaseBooking,
  reopenBooking,
  startBooking,
} from "./booking/attend-booking.ts";
export { cancelBooking } from "./booking/cancel-booking.ts";
export { confirmBooking } from "./booking/confirm-booking.ts";
export { createBooking } from "./booking/create-booking.ts";
export { getBooking } from "./booking/get-booking.ts";
export { listBookings, listMyBookings } from "./booking/listing/list-bookings.ts";
export { quoteBooking } from "./booking/quote-booking.ts";
export { rescheduleBooking } from "./booking/reschedule-booking.ts";
export { sweepDue } from "./booking/due/sweep-due.ts";
export { updateBooking } from "./booking/update-booking.ts";
export { setTestClock } from "./salon/set-test-clock.ts";
export { forgetIdempotencyKeys } from "./idempotency/forget-idempotency-keys.ts";
export { sessionFinder } from "./session/index.ts";
export { forgetSessions } from "./session/forget-sessions.ts";
export { addMember } from "./member/add-member.ts";
export { listMembers } from "./member/list-members.ts";
export { removeMember } from "./member/remove-member.ts";
export { updateMember } from "./member/update-member.ts";
export { createClient } from "./client/create-client.ts";
export { getClient } from "./client/get-client.ts";
export { listClients } from "./client/list-clients.ts";
export { mergeClients } from "./client/merge-clients.ts";
export { updateClient } from "./client/update-client.ts";
export { getMe } from "./me/get-me.ts";
export { updateMe } from "./me/update-me.ts";
export { listEvents } from "./event/list-events.ts";
export { updateSalon } from "./salon/update-salon.ts";
export { openNews, type News } from "./event/news.ts";
export type { Watch } from "./event/index.ts";
export { watchAvailability } from "./availability/watch/watch-availability.ts";
export { watchBookings } from "./booking/watch-bookings.ts";
export { onEngineTiming, type EngineTiming } from "./availability/engine.ts";
