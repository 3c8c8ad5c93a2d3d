export type { Actor, Ctx, Deps, IdempotencyKey, RequestInfo, Settings } from "./context.ts";
export { beginOn } from "./begin.ts";
export { createCtx, createSystemCtx } from "./create-ctx.ts";
export { DomainError, type ErrorDetails } from "./errors.ts";
export { JOB_NAMES, type Job, type JobData, type JobName } from "./jobs.ts";
export { linkSigner } from "./link-signer.ts";
export { markup, type Html } from "./markup.ts";
export type {
  Captured,
  DirectUpload,
  FileJudge,
  FileStore,
  HandOver,
  LinkSigner,
  MadeImage,
  Mail,
  Mailer,
  Messenger,
  MoneyBack,
  PaymentProvider,
  Push,
  PushTarget,
  ShortMessage,
  Staged,
} from "./ports.ts";
export { RefundRefused, Undeliverable, Unreadable } from "./ports.ts";
export { listDevices } from "./device/list-devices.ts";
export { registerDevice } from "./device/register-device.ts";
export { removeDevice } from "./device/remove-device.ts";
export { planNotifications } from "./notification/planning/plan-notifications.ts";
export { listNotifications } from "./notification/inbox/list-notifications.ts";
export { readAllNotifications, readNotification } from "./notification/inbox/read-notifications.ts";
export { watchNotifications } from "./notification/inbox/watch-notifications.ts";
export { countTroubles } from "./notification/log/queries.ts";
export { listDeliveries } from "./notification/log/list-deliveries.ts";
export { getNotificationPreferences } from "./notification/preferences/get-preferences.ts";
export { setNotificationPreferences } from "./notification/preferences/set-preferences.ts";
export { unsubscribe } from "./notification/unsubscribe/unsubscribe.ts";
export { sendNotifications } from "./notification/delivery/send-notifications.ts";
export { expireWaitlist } from "./waitlist/expire-waitlist.ts";
export { followFreedTime } from "./waitlist/follow-freed-time.ts";
export { getWaitlistEntry } from "./waitlist/get-waitlist-entry.ts";
export { joinWaitlist } from "./waitlist/join-waitlist.ts";
export { leaveWaitlist } from "./waitlist/leave-waitlist.ts";
export { listWaitlist } from "./waitlist/list-waitlist.ts";
export { offerFreedTime } from "./waitlist/offer-freed-time.ts";
export { offerTime } from "./waitlist/offer-time.ts";
export type { CalendarEntry, CalendarFile } from "./calendar-feed/ports.ts";
export { createCalendarFeed } from "./calendar-feed/create-calendar-feed.ts";
export { deleteCalendarFeed } from "./calendar-feed/delete-calendar-feed.ts";
export { getCalendarFeed } from "./calendar-feed/get-calendar-feed.ts";
export { getInvite } from "./calendar-feed/get-invite.ts";
export { listCalendarFeeds } from "./calendar-feed/list-calendar-feeds.ts";
export { readCalendar } from "./calendar-feed/read-calendar.ts";
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
export { exportBookings, type ExportedBooking } from "./booking/export/export-bookings.ts";
export { createBooking } from "./booking/create-booking.ts";
export { getBooking } from "./booking/get-booking.ts";
export { listBookings, listMyBookings } from "./booking/listing/list-bookings.ts";
export { reassignBookings } from "./booking/reassigning/reassign-bookings.ts";
export { quoteBooking } from "./booking/quote-booking.ts";
export { rescheduleBooking } from "./booking/reschedule-booking.ts";
export { cancelBookingSeries } from "./booking/series/cancel-booking-series.ts";
export { createBookingSeries, previewBookingSeries } from "./booking/series/create-booking-series.ts";
export { getBookingSeries } from "./booking/series/get-booking-series.ts";
export { listBookingSeries, listMyBookingSeries } from "./booking/series/list-booking-series.ts";
export { previewSeriesUpdate, updateBookingSeries } from "./booking/series/update-booking-series.ts";
export { sweepDue } from "./booking/due/sweep-due.ts";
export { updateBooking } from "./booking/update-booking.ts";
export { setTestClock } from "./salon/set-test-clock.ts";
export { forgetAuditLog } from "./audit/forget-audit-log.ts";
export { forgetIdempotencyKeys } from "./idempotency/forget-idempotency-keys.ts";
export type { Budget, Counters, Spent } from "./rate-limit/counters.ts";
export { countInDatabase } from "./rate-limit/count-in-database.ts";
export { countInMemory } from "./rate-limit/count-in-memory.ts";
export { forgetRateCounters } from "./rate-limit/forget-rate-counters.ts";
export { hashSessionToken, isShutOut, sessionFinder } from "./session/index.ts";
export { audit } from "./audit/index.ts";
export { listSessions } from "./session/list-sessions.ts";
export { revokeOtherSessions, revokeSession } from "./session/revoke-sessions.ts";
export { forgetSessions } from "./session/forget-sessions.ts";
export { acceptInvitation } from "./invitation/accept-invitation.ts";
export { inviteMember } from "./invitation/invite-member.ts";
export { listInvitations } from "./invitation/list-invitations.ts";
export { previewInvitation } from "./invitation/preview-invitation.ts";
export { resendInvitation } from "./invitation/resend-invitation.ts";
export { revokeInvitation } from "./invitation/revoke-invitation.ts";
export { sendInvitation } from "./invitation/send-invitation.ts";
export { listMembers } from "./member/list-members.ts";
export { removeMember } from "./member/remove-member.ts";
export { updateMember } from "./member/update-member.ts";
export { forgetEnded } from "./privacy/forgetting/forget-ended.ts";
export { eraseMe } from "./privacy/erase-me.ts";
export { exportMe } from "./privacy/export-me.ts";
export { blockClient, unblockClient } from "./client/block-list/block-client.ts";
export { answerBookingIntake, answerIntake } from "./intake/answer-intake.ts";
export { getBookingIntake } from "./intake/get-booking-intake.ts";
export { getClientIntake } from "./intake/get-client-intake.ts";
export { getIntakeForm } from "./intake/get-intake-form.ts";
export { setIntakeForm } from "./intake/set-intake-form.ts";
export { exportClients, type ExportedClient } from "./client/files/export-clients.ts";
export { importClients, type ClientFile } from "./client/files/import-clients.ts";
export { listPayments } from "./payment/list-payments.ts";
export { readTakings } from "./payment/read-takings.ts";
export { recordPayment } from "./payment/record-payment.ts";
export { refundPayment } from "./payment/refund-payment.ts";
export { createClient } from "./client/create-client.ts";
export { eraseClient } from "./client/erase-client.ts";
export { getClient } from "./client/get-client.ts";
export { listClients } from "./client/list-clients.ts";
export { mergeClients } from "./client/merge-clients.ts";
export { updateClient } from "./client/update-client.ts";
export { addFavorite } from "./favorite/add-favorite.ts";
export { listFavorites } from "./favorite/list-favorites.ts";
export { removeFavorite } from "./favorite/remove-favorite.ts";
export { deleteReview } from "./review/delete-review.ts";
export { getReview, getReviewOfVisit } from "./review/get-review.ts";
export { listReviews } from "./review/list-reviews.ts";
export { removeReply, replyToReview } from "./review/reply-to-review.ts";
export { reportReview } from "./review/report-review.ts";
export { updateReview } from "./review/update-review.ts";
export { writeReview } from "./review/write-review.ts";
export { hideReview, restoreReview } from "./admin/review/judge-review.ts";
export { listReviewsToJudge } from "./admin/review/list-reviews.ts";
export { getMe } from "./me/get-me.ts";
export { updateMe } from "./me/update-me.ts";
export { apiKeyFinder } from "./api-key/index.ts";
export { createApiKey } from "./api-key/create-api-key.ts";
export { getApiKey } from "./api-key/get-api-key.ts";
export { listApiKeys } from "./api-key/list-api-keys.ts";
export { revokeApiKey } from "./api-key/revoke-api-key.ts";
export { rotateApiKey } from "./api-key/rotate-api-key.ts";
export { updateApiKey } from "./api-key/update-api-key.ts";
export { listEvents } from "./event/list-events.ts";
export { updateSalon } from "./salon/update-salon.ts";
export { openNews, type News } from "./event/news.ts";
export type { Watch } from "./event/index.ts";
export { watchAvailability } from "./availability/watch/watch-availability.ts";
export { watchBookings } from "./booking/watch-bookings.ts";
export { onEngineTiming, type EngineTiming } from "./availability/engine.ts";
export { listAdmins } from "./admin/level/list-admins.ts";
export { makeAdmin, type MadeAdmin } from "./admin/level/make-admin.ts";
export { revokeAdmin } from "./admin/level/revoke-admin.ts";
export { listAuditLog } from "./admin/log/list-audit-log.ts";
export { inspectSalon } from "./admin/salon/inspect-salon.ts";
export { approveSalon, restoreSalon, suspendSalon } from "./admin/salon/judge-salon.ts";
export { listSalons } from "./admin/salon/list-salons.ts";
export { banUser, unbanUser } from "./admin/user/ban-user.ts";
export { impersonateUser } from "./admin/user/impersonate-user.ts";
export { inspectUser } from "./admin/user/inspect-user.ts";
export { listUsers } from "./admin/user/list-users.ts";
export { tellImpersonated } from "./admin/user/tell-impersonated.ts";
export { sealer, type Sealer } from "./sealer.ts";
export { createWebhook } from "./webhook/create-webhook.ts";
export { deleteWebhook } from "./webhook/delete-webhook.ts";
export { listWebhookDeliveries } from "./webhook/delivery/list-deliveries.ts";
export { planWebhooks } from "./webhook/delivery/plan-webhooks.ts";
export { replayWebhookDelivery } from "./webhook/delivery/replay-delivery.ts";
export { replayWebhook } from "./webhook/delivery/replay-webhook.ts";
export { webhookSending, type WebhookSending } from "./webhook/delivery/webhook-sending.ts";
export { getWebhook } from "./webhook/get-webhook.ts";
export { listWebhooks } from "./webhook/list-webhooks.ts";
export type { AddressRefusal, WebhookAnswer, WebhookPost, WebhookSender } from "./webhook/ports.ts";
export { rotateWebhookSecret } from "./webhook/rotate-webhook-secret.ts";
export { testWebhook } from "./webhook/test-webhook.ts";
export { updateWebhook } from "./webhook/update-webhook.ts";
export { beginUpload } from "./file/begin-upload.ts";
export { completeUpload } from "./file/complete-upload.ts";
export { getFile } from "./file/get-file.ts";
export { openContent, type Content } from "./file/open-content.ts";
export { receiveBytes } from "./file/receive-bytes.ts";
export { removeFile } from "./file/remove-file.ts";
export { expectUpload, uploadFile, type Received } from "./file/upload-file.ts";
export { getSalonPhotos } from "./file/get-salon-photos.ts";
export { setSalonPhotos } from "./file/set-salon-photos.ts";
export { makeAvif } from "./file/avif/make-avif.ts";
export { removeFiles } from "./file/forgetting/remove-files.ts";
export { sweepFiles } from "./file/forgetting/sweep-files.ts";
