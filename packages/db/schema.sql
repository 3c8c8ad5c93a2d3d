CREATE EXTENSION btree_gist;

CREATE EXTENSION pg_trgm;

CREATE TYPE admin_level AS ENUM ('support', 'moderator', 'superadmin');

CREATE TYPE booking_source AS ENUM ('api', 'salon', 'waitlist');

CREATE TYPE booking_status AS ENUM ('held', 'pending', 'confirmed', 'checked_in', 'in_service', 'completed', 'released', 'expired', 'declined', 'cancelled_by_client', 'cancelled_by_salon', 'no_show');

CREATE TYPE calendar_kind AS ENUM ('staff', 'resource', 'client');

CREATE TYPE delivery_state AS ENUM ('waiting', 'sending', 'sent', 'skipped', 'failed');

CREATE TYPE member_role AS ENUM ('stylist', 'receptionist', 'manager', 'owner');

CREATE TYPE notification_channel AS ENUM ('email', 'in_app', 'sms', 'push');

CREATE TYPE payment_method AS ENUM ('cash', 'card', 'voucher', 'other', 'online');

CREATE TYPE pick_reason AS ENUM ('requested', 'only_free', 'least_busy', 'lowest_position');

CREATE TYPE price_line_kind AS ENUM ('service', 'add_on', 'discount');

CREATE TYPE price_type AS ENUM ('fixed', 'from', 'free', 'on_request');

CREATE TYPE review_status AS ENUM ('published', 'hidden', 'deleted');

CREATE TYPE salon_status AS ENUM ('draft', 'pending', 'published', 'suspended');

CREATE TYPE segment_kind AS ENUM ('active', 'processing');

CREATE TYPE visit_mode AS ENUM ('sequence', 'parallel');

CREATE OR REPLACE FUNCTION public.fold_text(text)
 RETURNS text
 LANGUAGE sql
 IMMUTABLE PARALLEL SAFE STRICT
RETURN TRIM(BOTH FROM regexp_replace(translate(replace(replace(replace(regexp_replace(lower(NORMALIZE($1, NFKD)), '[\u0300-\u036f]+'::text, ''::text, 'g'::text), 'ß'::text, 'ss'::text), 'æ'::text, 'ae'::text), 'œ'::text, 'oe'::text), 'øłđı'::text, 'oldi'::text), '[\s!-/:-@[-`{-~\u00a1-\u00bf\u2010-\u205e\u3000-\u3003]+'::text, ' '::text, 'g'::text))
;

CREATE OR REPLACE FUNCTION public.keep_audit_log()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  IF TG_OP = 'DELETE' AND OLD.occurred_at < now() - interval '2 years' THEN RETURN OLD; END IF;
  RAISE EXCEPTION 'the audit log is append-only' USING ERRCODE = 'insufficient_privilege';
END $function$
;

CREATE OR REPLACE FUNCTION public.keep_impersonation_short()
 RETURNS trigger
 LANGUAGE plpgsql
AS $function$
BEGIN
  NEW.expires_at := least(NEW.expires_at, OLD.expires_at);
  RETURN NEW;
END $function$
;

CREATE TABLE accounts (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  provider_id text NOT NULL,
  account_id text NOT NULL,
  password text,
  access_token text,
  refresh_token text,
  id_token text,
  access_token_expires_at timestamp(3) with time zone,
  refresh_token_expires_at timestamp(3) with time zone,
  scope text,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT accounts_pkey PRIMARY KEY (id),
  CONSTRAINT accounts_provider_account_key UNIQUE (provider_id, account_id),
  CONSTRAINT accounts_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE TABLE add_ons (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  name text NOT NULL,
  minutes integer NOT NULL,
  price_minor integer NOT NULL,
  archived_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT add_ons_minutes_are_not_negative CHECK ((minutes >= 0)),
  CONSTRAINT add_ons_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT add_ons_price_is_not_negative CHECK ((price_minor >= 0)),
  CONSTRAINT add_ons_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE address_opt_outs (
  business_id integer NOT NULL,
  address bytea NOT NULL,
  kind text NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT address_opt_outs_business_id_businesses_id_fkey FOREIGN KEY (business_id) REFERENCES businesses(id),
  CONSTRAINT address_opt_outs_pkey PRIMARY KEY (business_id, address, kind)
);

CREATE TABLE admins (
  user_id uuid NOT NULL,
  level admin_level NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT admins_pkey PRIMARY KEY (user_id),
  CONSTRAINT admins_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE allocations (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  business_id integer NOT NULL,
  booking_id uuid NOT NULL,
  calendar_id integer NOT NULL,
  during tstzrange NOT NULL,
  CONSTRAINT allocations_booking_fk FOREIGN KEY (business_id, booking_id) REFERENCES bookings(business_id, id),
  CONSTRAINT allocations_calendar_fk FOREIGN KEY (business_id, calendar_id) REFERENCES calendars(business_id, id),
  CONSTRAINT allocations_is_at_most_31_days CHECK (((upper(during) - lower(during)) <= '31 days'::interval)),
  CONSTRAINT allocations_is_bounded CHECK (((NOT lower_inf(during)) AND (NOT upper_inf(during)))),
  CONSTRAINT allocations_is_half_open CHECK ((lower_inc(during) AND (NOT upper_inc(during)))),
  CONSTRAINT allocations_is_not_empty CHECK ((NOT isempty(during))),
  CONSTRAINT allocations_no_overlap EXCLUDE USING gist (business_id WITH =, calendar_id WITH =, during WITH &&),
  CONSTRAINT allocations_pkey PRIMARY KEY (id)
);

CREATE TABLE api_keys (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  name text NOT NULL,
  prefix text NOT NULL,
  hash bytea NOT NULL,
  scopes text[] NOT NULL,
  created_by uuid NOT NULL,
  replaces uuid,
  expires_at timestamp(3) with time zone,
  last_used_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT api_keys_created_by_users_id_fkey FOREIGN KEY (created_by) REFERENCES users(id),
  CONSTRAINT api_keys_hash_key UNIQUE (hash),
  CONSTRAINT api_keys_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT api_keys_replaces_fk FOREIGN KEY (business_id, replaces) REFERENCES api_keys(business_id, id),
  CONSTRAINT api_keys_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE audit_log (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  occurred_at timestamp(3) with time zone DEFAULT clock_timestamp() NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  actor_name text,
  impersonator_id uuid,
  action text NOT NULL,
  business_id integer,
  salon_id uuid,
  subject_type text NOT NULL,
  subject_id uuid NOT NULL,
  before jsonb,
  after jsonb,
  reason text,
  request_id text,
  CONSTRAINT audit_log_pkey PRIMARY KEY (id),
  CONSTRAINT audit_log_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE booking_items (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  booking_id uuid NOT NULL,
  "position" integer NOT NULL,
  variant_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  service_name text NOT NULL,
  variant_name text NOT NULL,
  staff_name text NOT NULL,
  starts_at timestamp(3) with time zone NOT NULL,
  ends_at timestamp(3) with time zone NOT NULL,
  local_date date NOT NULL,
  shape jsonb NOT NULL,
  add_ons jsonb NOT NULL,
  resource_ids uuid[] NOT NULL,
  reason pick_reason NOT NULL,
  CONSTRAINT booking_items_booking_fk FOREIGN KEY (business_id, booking_id) REFERENCES bookings(business_id, id),
  CONSTRAINT booking_items_is_not_empty CHECK ((starts_at < ends_at)),
  CONSTRAINT booking_items_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT booking_items_staff_fk FOREIGN KEY (business_id, staff_id) REFERENCES staff(business_id, id),
  CONSTRAINT booking_items_variant_fk FOREIGN KEY (business_id, variant_id) REFERENCES service_variants(business_id, id)
);

CREATE TABLE booking_policies (
  business_id integer NOT NULL,
  salon_id uuid NOT NULL,
  version integer NOT NULL,
  slot_step_minutes integer,
  lead_time_minutes integer NOT NULL,
  horizon_days integer NOT NULL,
  cancel_window_minutes integer NOT NULL,
  reschedule_window_minutes integer NOT NULL,
  hold_minutes integer NOT NULL,
  requires_approval boolean NOT NULL,
  approval_minutes integer NOT NULL,
  late_cancel text NOT NULL,
  max_bookings_per_staff_per_day integer,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  reminder_minutes_before integer[] DEFAULT '{1440,120}'::integer[] NOT NULL,
  waitlist_offer_minutes integer DEFAULT 30 NOT NULL,
  CONSTRAINT booking_policies_daily_limit_is_positive CHECK ((max_bookings_per_staff_per_day > 0)),
  CONSTRAINT booking_policies_late_cancel_is_known CHECK ((late_cancel = ANY (ARRAY['refuse'::text, 'allow'::text]))),
  CONSTRAINT booking_policies_minutes_are_sane CHECK (((lead_time_minutes >= 0) AND (horizon_days >= 0) AND (cancel_window_minutes >= 0) AND (reschedule_window_minutes >= 0) AND (hold_minutes > 0) AND (approval_minutes > 0))),
  CONSTRAINT booking_policies_offers_are_short CHECK (((waitlist_offer_minutes >= 5) AND (waitlist_offer_minutes <= 1440))),
  CONSTRAINT booking_policies_pkey PRIMARY KEY (business_id, salon_id, version),
  CONSTRAINT booking_policies_reminders_are_sane CHECK ((0 < ALL (reminder_minutes_before))),
  CONSTRAINT booking_policies_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT booking_policies_step_is_positive CHECK ((slot_step_minutes > 0))
);

CREATE TABLE booking_price_lines (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  booking_id uuid NOT NULL,
  item_id uuid,
  "position" integer NOT NULL,
  kind price_line_kind NOT NULL,
  label text NOT NULL,
  amount_minor integer NOT NULL,
  CONSTRAINT booking_price_lines_booking_fk FOREIGN KEY (business_id, booking_id) REFERENCES bookings(business_id, id),
  CONSTRAINT booking_price_lines_discounts_are_negative CHECK (((kind = 'discount'::price_line_kind) = (amount_minor < 0))),
  CONSTRAINT booking_price_lines_item_fk FOREIGN KEY (business_id, item_id) REFERENCES booking_items(business_id, id),
  CONSTRAINT booking_price_lines_pkey PRIMARY KEY (business_id, id)
);

CREATE TABLE booking_series (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  client_id uuid NOT NULL,
  booker_id uuid,
  source booking_source NOT NULL,
  every_weeks integer NOT NULL,
  count integer,
  until date,
  local_start text NOT NULL,
  time_zone text NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT booking_series_booker_id_users_id_fkey FOREIGN KEY (booker_id) REFERENCES users(id),
  CONSTRAINT booking_series_client_fk FOREIGN KEY (business_id, client_id) REFERENCES clients(business_id, id),
  CONSTRAINT booking_series_ends_in_one_way CHECK ((num_nonnulls(count, until) = 1)),
  CONSTRAINT booking_series_is_not_endless CHECK (((count >= 2) AND (count <= 52))),
  CONSTRAINT booking_series_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT booking_series_repeats CHECK (((every_weeks >= 1) AND (every_weeks <= 52))),
  CONSTRAINT booking_series_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT booking_series_start_is_wall_time CHECK ((local_start ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$'::text))
);

CREATE TABLE bookings (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  group_id uuid,
  client_id uuid,
  booker_id uuid,
  status booking_status NOT NULL,
  starts_at timestamp(3) with time zone NOT NULL,
  ends_at timestamp(3) with time zone NOT NULL,
  local_start text NOT NULL,
  time_zone text NOT NULL,
  mode visit_mode NOT NULL,
  max_wait_minutes integer NOT NULL,
  source booking_source NOT NULL,
  currency text NOT NULL,
  policy_version integer NOT NULL,
  note text,
  cancel_reason text,
  hold_expires_at timestamp(3) with time zone,
  approval_expires_at timestamp(3) with time zone,
  token_hash bytea,
  late boolean DEFAULT false NOT NULL,
  needs_attention boolean DEFAULT false NOT NULL,
  overrides text[] DEFAULT '{}'::text[] NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  held_by bytea,
  series_id uuid,
  series_local_start text,
  CONSTRAINT bookings_booker_id_users_id_fkey FOREIGN KEY (booker_id) REFERENCES users(id),
  CONSTRAINT bookings_client_fk FOREIGN KEY (business_id, client_id) REFERENCES clients(business_id, id),
  CONSTRAINT bookings_currency_is_iso4217 CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT bookings_holds_expire CHECK (((status <> 'held'::booking_status) OR (hold_expires_at IS NOT NULL))),
  CONSTRAINT bookings_is_not_empty CHECK ((starts_at < ends_at)),
  CONSTRAINT bookings_live_ones_have_a_client CHECK (((client_id IS NOT NULL) OR (status = ANY (ARRAY['held'::booking_status, 'released'::booking_status, 'expired'::booking_status])))),
  CONSTRAINT bookings_of_a_series_have_its_time CHECK ((((series_id IS NULL) = (series_local_start IS NULL)) AND (series_local_start ~ '^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$'::text))),
  CONSTRAINT bookings_pending_expires CHECK (((status <> 'pending'::booking_status) OR (approval_expires_at IS NOT NULL))),
  CONSTRAINT bookings_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT bookings_policy_fk FOREIGN KEY (business_id, salon_id, policy_version) REFERENCES booking_policies(business_id, salon_id, version),
  CONSTRAINT bookings_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT bookings_series_fk FOREIGN KEY (business_id, series_id) REFERENCES booking_series(business_id, id),
  CONSTRAINT bookings_wait_is_not_negative CHECK ((max_wait_minutes >= 0))
);

CREATE TABLE businesses (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  public_id uuid NOT NULL,
  sandbox boolean DEFAULT false NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT businesses_pkey PRIMARY KEY (id),
  CONSTRAINT businesses_public_id_key UNIQUE (public_id)
);

CREATE TABLE calendar_feeds (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  staff_id uuid,
  member_id uuid NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT calendar_feeds_member_fk FOREIGN KEY (business_id, member_id) REFERENCES salon_members(business_id, id) ON DELETE CASCADE,
  CONSTRAINT calendar_feeds_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT calendar_feeds_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT calendar_feeds_staff_fk FOREIGN KEY (business_id, staff_id) REFERENCES staff(business_id, id),
  CONSTRAINT calendar_feeds_token_hash_key UNIQUE (token_hash)
);

CREATE TABLE calendars (
  id integer GENERATED ALWAYS AS IDENTITY NOT NULL,
  business_id integer NOT NULL,
  kind calendar_kind NOT NULL,
  CONSTRAINT calendars_business_fk FOREIGN KEY (business_id) REFERENCES businesses(id),
  CONSTRAINT calendars_business_key UNIQUE (business_id, id),
  CONSTRAINT calendars_pkey PRIMARY KEY (id)
);

CREATE TABLE categories (
  slug text NOT NULL,
  name text NOT NULL,
  "position" integer NOT NULL,
  CONSTRAINT categories_pkey PRIMARY KEY (slug)
);

CREATE TABLE client_intakes (
  business_id integer NOT NULL,
  salon_id uuid NOT NULL,
  client_id uuid NOT NULL,
  answers jsonb NOT NULL,
  consents jsonb NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT client_intakes_client_fk FOREIGN KEY (business_id, client_id) REFERENCES clients(business_id, id),
  CONSTRAINT client_intakes_pkey PRIMARY KEY (business_id, salon_id, client_id),
  CONSTRAINT client_intakes_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE client_opt_outs (
  business_id integer NOT NULL,
  client_id uuid NOT NULL,
  kind text NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT client_opt_outs_client_fk FOREIGN KEY (business_id, client_id) REFERENCES clients(business_id, id),
  CONSTRAINT client_opt_outs_pkey PRIMARY KEY (business_id, client_id, kind)
);

CREATE TABLE clients (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  user_id uuid,
  calendar_id integer NOT NULL,
  name text NOT NULL,
  email text,
  phone text,
  locale text,
  time_zone text,
  notes text,
  merged_into uuid,
  archived_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  blocked_at timestamp(3) with time zone,
  block_reason text,
  CONSTRAINT clients_business_fk FOREIGN KEY (business_id) REFERENCES businesses(id),
  CONSTRAINT clients_calendar_fk FOREIGN KEY (business_id, calendar_id) REFERENCES calendars(business_id, id),
  CONSTRAINT clients_merged_into_fk FOREIGN KEY (business_id, merged_into) REFERENCES clients(business_id, id),
  CONSTRAINT clients_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT clients_reason_is_of_a_block CHECK (((block_reason IS NULL) OR (blocked_at IS NOT NULL))),
  CONSTRAINT clients_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE devices (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  session_id uuid NOT NULL,
  platform text NOT NULL,
  name text,
  locale text,
  token bytea NOT NULL,
  token_hash bytea NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  seen_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT devices_pkey PRIMARY KEY (id),
  CONSTRAINT devices_session_id_sessions_id_fkey FOREIGN KEY (session_id) REFERENCES sessions(id) ON DELETE CASCADE,
  CONSTRAINT devices_token_key UNIQUE (token_hash),
  CONSTRAINT devices_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE events (
  id bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  transaction_id xid8 DEFAULT pg_current_xact_id() NOT NULL,
  public_id uuid NOT NULL,
  business_id integer NOT NULL,
  salon_id uuid NOT NULL,
  type text NOT NULL,
  subject_id uuid NOT NULL,
  occurred_at timestamp(3) with time zone NOT NULL,
  actor_kind text NOT NULL,
  actor_id uuid,
  request_id text,
  data jsonb NOT NULL,
  previous jsonb NOT NULL,
  CONSTRAINT events_pkey PRIMARY KEY (id),
  CONSTRAINT events_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE favorites (
  business_id integer NOT NULL,
  salon_id uuid NOT NULL,
  user_id uuid NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT favorites_pkey PRIMARY KEY (business_id, salon_id, user_id),
  CONSTRAINT favorites_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT favorites_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE files (
  id uuid NOT NULL,
  purpose text NOT NULL,
  business_id integer,
  salon_id uuid,
  staff_id uuid,
  client_id uuid,
  booking_id uuid,
  user_id uuid,
  name text,
  content_type text,
  size_bytes integer NOT NULL,
  sha256 text,
  variants jsonb DEFAULT '[]'::jsonb NOT NULL,
  width integer,
  height integer,
  thumb_hash text,
  ready_at timestamp(3) with time zone,
  attached_at timestamp(3) with time zone,
  removed_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  avif_due_at timestamp(3) with time zone DEFAULT now(),
  CONSTRAINT files_are_of_a_business_or_a_person CHECK ((((business_id IS NULL) = (purpose = 'user_photo'::text)) AND ((business_id IS NULL) = (salon_id IS NULL)))),
  CONSTRAINT files_booking_fk FOREIGN KEY (business_id, booking_id) REFERENCES bookings(business_id, id) ON DELETE CASCADE,
  CONSTRAINT files_business_key UNIQUE (business_id, id),
  CONSTRAINT files_client_fk FOREIGN KEY (business_id, client_id) REFERENCES clients(business_id, id),
  CONSTRAINT files_pkey PRIMARY KEY (id),
  CONSTRAINT files_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT files_size_is_positive CHECK ((size_bytes > 0)),
  CONSTRAINT files_staff_fk FOREIGN KEY (business_id, staff_id) REFERENCES staff(business_id, id),
  CONSTRAINT files_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE idempotency_keys (
  scope bytea NOT NULL,
  key bytea NOT NULL,
  input bytea NOT NULL,
  answer bytea,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT idempotency_keys_pkey PRIMARY KEY (scope, key)
);

CREATE TABLE intake_forms (
  business_id integer NOT NULL,
  salon_id uuid NOT NULL,
  questions jsonb NOT NULL,
  consents jsonb NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT intake_forms_pkey PRIMARY KEY (business_id, salon_id),
  CONSTRAINT intake_forms_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE intake_question_services (
  business_id integer NOT NULL,
  salon_id uuid NOT NULL,
  question text NOT NULL,
  service_id uuid NOT NULL,
  CONSTRAINT intake_question_services_form_fk FOREIGN KEY (business_id, salon_id) REFERENCES intake_forms(business_id, salon_id),
  CONSTRAINT intake_question_services_pkey PRIMARY KEY (business_id, salon_id, question, service_id),
  CONSTRAINT intake_question_services_service_fk FOREIGN KEY (business_id, service_id) REFERENCES services(business_id, id)
);

CREATE TABLE invitations (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  email text NOT NULL,
  role member_role NOT NULL,
  invited_by uuid NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  sent_at timestamp(3) with time zone,
  accepted_at timestamp(3) with time zone,
  revoked_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT invitations_invited_by_users_id_fkey FOREIGN KEY (invited_by) REFERENCES users(id),
  CONSTRAINT invitations_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT invitations_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE log_readers (
  name text NOT NULL,
  transaction_id xid8 NOT NULL,
  event_id bigint NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT log_readers_pkey PRIMARY KEY (name)
);

CREATE TABLE notification_deliveries (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  notification_id uuid NOT NULL,
  channel notification_channel NOT NULL,
  due_at timestamp(3) with time zone,
  state delivery_state DEFAULT 'waiting'::delivery_state NOT NULL,
  attempts integer DEFAULT 0 NOT NULL,
  next_attempt_at timestamp(3) with time zone,
  sent_at timestamp(3) with time zone,
  failure text,
  sent_to uuid[] DEFAULT '{}'::uuid[] NOT NULL,
  CONSTRAINT notification_deliveries_are_sent_at_a_time CHECK (((state = 'sent'::delivery_state) = (sent_at IS NOT NULL))),
  CONSTRAINT notification_deliveries_channel_key UNIQUE (business_id, notification_id, channel),
  CONSTRAINT notification_deliveries_notification_fk FOREIGN KEY (business_id, notification_id) REFERENCES notifications(business_id, id) ON DELETE CASCADE,
  CONSTRAINT notification_deliveries_pkey PRIMARY KEY (business_id, id)
);

CREATE TABLE notification_preferences (
  user_id uuid NOT NULL,
  kind text NOT NULL,
  channel notification_channel NOT NULL,
  enabled boolean NOT NULL,
  CONSTRAINT notification_preferences_pkey PRIMARY KEY (user_id, kind, channel),
  CONSTRAINT notification_preferences_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE notifications (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  kind text NOT NULL,
  subject_id uuid NOT NULL,
  version integer NOT NULL,
  minutes_before integer,
  user_id uuid,
  client_id uuid,
  starts_at timestamp(3) with time zone NOT NULL,
  former_starts_at timestamp(3) with time zone,
  number bigint GENERATED ALWAYS AS IDENTITY NOT NULL,
  shown_in xid8,
  shown_at timestamp(3) with time zone,
  read_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  booking_ids uuid[],
  CONSTRAINT notifications_are_for_one CHECK ((num_nonnulls(user_id, client_id) = 1)),
  CONSTRAINT notifications_are_shown_at_a_place CHECK (((shown_in IS NULL) = (shown_at IS NULL))),
  CONSTRAINT notifications_client_fk FOREIGN KEY (business_id, client_id) REFERENCES clients(business_id, id),
  CONSTRAINT notifications_once_key UNIQUE NULLS NOT DISTINCT (business_id, subject_id, version, kind, minutes_before, user_id, client_id),
  CONSTRAINT notifications_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT notifications_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT notifications_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE payments (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  booking_id uuid NOT NULL,
  refund_of uuid,
  method payment_method NOT NULL,
  amount_minor integer NOT NULL,
  tip_minor integer NOT NULL,
  currency text NOT NULL,
  staff_id uuid NOT NULL,
  note text,
  local_date date NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  provider text,
  reference text,
  CONSTRAINT payments_are_not_nothing CHECK ((amount_minor <> 0)),
  CONSTRAINT payments_booking_fk FOREIGN KEY (business_id, booking_id) REFERENCES bookings(business_id, id),
  CONSTRAINT payments_currency_is_iso4217 CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT payments_online_name_their_provider CHECK (((((method)::text = 'online'::text) = (provider IS NOT NULL)) AND ((provider IS NULL) = (reference IS NULL)))),
  CONSTRAINT payments_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT payments_refund_of_fk FOREIGN KEY (business_id, refund_of) REFERENCES payments(business_id, id),
  CONSTRAINT payments_refunds_are_negative CHECK (((refund_of IS NULL) = (amount_minor > 0))),
  CONSTRAINT payments_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT payments_staff_fk FOREIGN KEY (business_id, staff_id) REFERENCES staff(business_id, id),
  CONSTRAINT payments_tips_come_in CHECK (((tip_minor >= 0) AND ((refund_of IS NULL) OR (tip_minor = 0))))
);

CREATE UNLOGGED TABLE rate_counters (
  key bytea NOT NULL,
  count integer NOT NULL,
  resets_at timestamp(3) with time zone NOT NULL,
  CONSTRAINT rate_counters_pkey PRIMARY KEY (key)
);

CREATE TABLE resource_types (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  name text NOT NULL,
  archived_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT resource_types_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT resource_types_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE resources (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  resource_type_id uuid NOT NULL,
  calendar_id integer NOT NULL,
  name text NOT NULL,
  "position" integer NOT NULL,
  archived_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT resources_calendar_fk FOREIGN KEY (business_id, calendar_id) REFERENCES calendars(business_id, id),
  CONSTRAINT resources_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT resources_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT resources_type_fk FOREIGN KEY (business_id, resource_type_id) REFERENCES resource_types(business_id, id)
);

CREATE TABLE review_photos (
  business_id integer NOT NULL,
  review_id uuid NOT NULL,
  file_id uuid NOT NULL,
  "position" integer NOT NULL,
  CONSTRAINT review_photos_file_fk FOREIGN KEY (business_id, file_id) REFERENCES files(business_id, id) ON DELETE CASCADE,
  CONSTRAINT review_photos_pkey PRIMARY KEY (business_id, review_id, file_id),
  CONSTRAINT review_photos_review_fk FOREIGN KEY (business_id, review_id) REFERENCES reviews(business_id, id)
);

CREATE TABLE review_reports (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  review_id uuid NOT NULL,
  reporter_id uuid NOT NULL,
  reason text NOT NULL,
  text text,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT review_reports_once_key UNIQUE (business_id, review_id, reporter_id),
  CONSTRAINT review_reports_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT review_reports_reporter_id_users_id_fkey FOREIGN KEY (reporter_id) REFERENCES users(id),
  CONSTRAINT review_reports_review_fk FOREIGN KEY (business_id, review_id) REFERENCES reviews(business_id, id)
);

CREATE TABLE review_staff (
  business_id integer NOT NULL,
  review_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  rating integer,
  CONSTRAINT review_staff_pkey PRIMARY KEY (business_id, review_id, staff_id),
  CONSTRAINT review_staff_rating_in_range CHECK (((rating >= 1) AND (rating <= 5))),
  CONSTRAINT review_staff_review_fk FOREIGN KEY (business_id, review_id) REFERENCES reviews(business_id, id),
  CONSTRAINT review_staff_staff_fk FOREIGN KEY (business_id, staff_id) REFERENCES staff(business_id, id)
);

CREATE TABLE reviews (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  booking_id uuid NOT NULL,
  author_id uuid,
  status review_status DEFAULT 'published'::review_status NOT NULL,
  rating integer NOT NULL,
  text text,
  reply text,
  replied_at timestamp(3) with time zone,
  edited_at timestamp(3) with time zone,
  open_reports integer DEFAULT 0 NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  guest_name text,
  CONSTRAINT reviews_author_id_users_id_fkey FOREIGN KEY (author_id) REFERENCES users(id),
  CONSTRAINT reviews_booking_fk FOREIGN KEY (business_id, booking_id) REFERENCES bookings(business_id, id),
  CONSTRAINT reviews_booking_key UNIQUE (business_id, booking_id),
  CONSTRAINT reviews_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT reviews_rating_in_range CHECK (((rating >= 1) AND (rating <= 5))),
  CONSTRAINT reviews_reports_are_not_negative CHECK ((open_reports >= 0)),
  CONSTRAINT reviews_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE salon_categories (
  business_id integer NOT NULL,
  salon_id uuid NOT NULL,
  category text NOT NULL,
  CONSTRAINT salon_categories_category_categories_slug_fkey FOREIGN KEY (category) REFERENCES categories(slug),
  CONSTRAINT salon_categories_pkey PRIMARY KEY (business_id, salon_id, category),
  CONSTRAINT salon_categories_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE salon_members (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid,
  user_id uuid NOT NULL,
  role member_role NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT salon_members_business_fk FOREIGN KEY (business_id) REFERENCES businesses(id),
  CONSTRAINT salon_members_owners_own_the_business CHECK (((role = 'owner'::member_role) = (salon_id IS NULL))),
  CONSTRAINT salon_members_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT salon_members_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT salon_members_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE salon_photos (
  business_id integer NOT NULL,
  salon_id uuid NOT NULL,
  file_id uuid NOT NULL,
  "position" integer NOT NULL,
  CONSTRAINT salon_photos_file_fk FOREIGN KEY (business_id, file_id) REFERENCES files(business_id, id) ON DELETE CASCADE,
  CONSTRAINT salon_photos_pkey PRIMARY KEY (business_id, salon_id, file_id),
  CONSTRAINT salon_photos_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE salons (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  slug text NOT NULL,
  name text NOT NULL,
  about text,
  status salon_status DEFAULT 'draft'::salon_status NOT NULL,
  sandbox boolean DEFAULT false NOT NULL,
  test_now timestamp(3) with time zone,
  time_zone text NOT NULL,
  currency text NOT NULL,
  locale text NOT NULL,
  address_line1 text NOT NULL,
  address_line2 text,
  city text NOT NULL,
  postal_code text NOT NULL,
  region text,
  country text NOT NULL,
  latitude double precision,
  longitude double precision,
  email text,
  phone text,
  website text,
  rating_sum integer DEFAULT 0 NOT NULL,
  rating_count integer DEFAULT 0 NOT NULL,
  hours_version integer DEFAULT 1 NOT NULL,
  folded_name text GENERATED ALWAYS AS (fold_text(name)) STORED NOT NULL,
  search_text tsvector GENERATED ALWAYS AS (((setweight(to_tsvector('simple'::regconfig, fold_text(name)), 'A'::"char") || setweight(to_tsvector('simple'::regconfig, fold_text(((city || ' '::text) || postal_code))), 'B'::"char")) || setweight(to_tsvector('simple'::regconfig, fold_text(COALESCE(about, ''::text))), 'C'::"char"))) STORED,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  suspended_from salon_status,
  CONSTRAINT salons_business_fk FOREIGN KEY (business_id) REFERENCES businesses(id),
  CONSTRAINT salons_country_is_iso3166 CHECK ((country ~ '^[A-Z]{2}$'::text)),
  CONSTRAINT salons_currency_is_iso4217 CHECK ((currency ~ '^[A-Z]{3}$'::text)),
  CONSTRAINT salons_id_key UNIQUE (id),
  CONSTRAINT salons_latitude_in_range CHECK (((latitude >= ('-90'::integer)::double precision) AND (latitude <= (90)::double precision))),
  CONSTRAINT salons_location_is_whole CHECK (((latitude IS NULL) = (longitude IS NULL))),
  CONSTRAINT salons_longitude_in_range CHECK (((longitude >= ('-180'::integer)::double precision) AND (longitude <= (180)::double precision))),
  CONSTRAINT salons_only_sandboxes_set_clock CHECK (((test_now IS NULL) OR sandbox)),
  CONSTRAINT salons_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT salons_rating_is_sane CHECK (((rating_count >= 0) AND ((rating_sum >= rating_count) AND (rating_sum <= (rating_count * 5))))),
  CONSTRAINT salons_slug_key UNIQUE (slug),
  CONSTRAINT salons_time_zone_is_iana CHECK ((time_zone ~ '^[A-Za-z][A-Za-z0-9_+/-]*$'::text))
);

CREATE TABLE schedule_hours (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  schedule_id uuid NOT NULL,
  weekday smallint NOT NULL,
  opens_minute smallint NOT NULL,
  closes_minute smallint NOT NULL,
  CONSTRAINT schedule_hours_is_a_window CHECK ((((opens_minute >= 0) AND (opens_minute <= 1439)) AND (closes_minute > opens_minute) AND (closes_minute <= 2880))),
  CONSTRAINT schedule_hours_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT schedule_hours_schedule_fk FOREIGN KEY (business_id, schedule_id) REFERENCES schedules(business_id, id),
  CONSTRAINT schedule_hours_weekday_is_iso CHECK (((weekday >= 1) AND (weekday <= 7)))
);

CREATE TABLE schedule_overrides (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  staff_id uuid,
  date date NOT NULL,
  hours jsonb NOT NULL,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT schedule_overrides_hours_is_a_list CHECK ((jsonb_typeof(hours) = 'array'::text)),
  CONSTRAINT schedule_overrides_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT schedule_overrides_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT schedule_overrides_staff_fk FOREIGN KEY (business_id, salon_id, staff_id) REFERENCES staff_salons(business_id, salon_id, staff_id)
);

CREATE TABLE schedules (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  staff_id uuid,
  effective_from date,
  effective_to date,
  may_pass_salon_hours boolean DEFAULT false NOT NULL,
  CONSTRAINT schedules_dates_are_ordered CHECK ((effective_from <= effective_to)),
  CONSTRAINT schedules_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT schedules_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT schedules_staff_fk FOREIGN KEY (business_id, salon_id, staff_id) REFERENCES staff_salons(business_id, salon_id, staff_id)
);

CREATE TABLE service_add_ons (
  business_id integer NOT NULL,
  service_id uuid NOT NULL,
  add_on_id uuid NOT NULL,
  CONSTRAINT service_add_ons_add_on_fk FOREIGN KEY (business_id, add_on_id) REFERENCES add_ons(business_id, id),
  CONSTRAINT service_add_ons_pkey PRIMARY KEY (business_id, service_id, add_on_id),
  CONSTRAINT service_add_ons_service_fk FOREIGN KEY (business_id, service_id) REFERENCES services(business_id, id)
);

CREATE TABLE service_categories (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  name text NOT NULL,
  "position" integer NOT NULL,
  archived_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT service_categories_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT service_categories_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE service_segments (
  business_id integer NOT NULL,
  variant_id uuid NOT NULL,
  "position" integer NOT NULL,
  kind segment_kind NOT NULL,
  minutes integer NOT NULL,
  CONSTRAINT service_segments_minutes_are_positive CHECK ((minutes > 0)),
  CONSTRAINT service_segments_pkey PRIMARY KEY (business_id, variant_id, "position"),
  CONSTRAINT service_segments_variant_fk FOREIGN KEY (business_id, variant_id) REFERENCES service_variants(business_id, id)
);

CREATE TABLE service_variants (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  service_id uuid NOT NULL,
  name text NOT NULL,
  "position" integer NOT NULL,
  price_type price_type NOT NULL,
  price_minor integer,
  buffer_before_minutes integer DEFAULT 0 NOT NULL,
  buffer_after_minutes integer DEFAULT 0 NOT NULL,
  archived_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT service_variants_buffers_are_not_negative CHECK (((buffer_before_minutes >= 0) AND (buffer_after_minutes >= 0))),
  CONSTRAINT service_variants_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT service_variants_price_fits_its_type CHECK (((price_minor IS NOT NULL) OR (price_type = ANY (ARRAY['free'::price_type, 'on_request'::price_type])))),
  CONSTRAINT service_variants_price_is_not_negative CHECK ((price_minor >= 0)),
  CONSTRAINT service_variants_service_fk FOREIGN KEY (business_id, service_id) REFERENCES services(business_id, id)
);

CREATE TABLE services (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  category_id uuid,
  name text NOT NULL,
  description text,
  online_bookable boolean DEFAULT true NOT NULL,
  archived_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT services_category_fk FOREIGN KEY (business_id, category_id) REFERENCES service_categories(business_id, id),
  CONSTRAINT services_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT services_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE sessions (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  token text NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  ip_address text,
  user_agent text,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  impersonator_id uuid,
  CONSTRAINT sessions_impersonator_id_users_id_fkey FOREIGN KEY (impersonator_id) REFERENCES users(id),
  CONSTRAINT sessions_pkey PRIMARY KEY (id),
  CONSTRAINT sessions_token_key UNIQUE (token),
  CONSTRAINT sessions_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE
);

CREATE TABLE staff (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  user_id uuid,
  calendar_id integer NOT NULL,
  name text NOT NULL,
  title text,
  bio text,
  "position" integer NOT NULL,
  bookable boolean DEFAULT true NOT NULL,
  archived_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  rating_sum integer DEFAULT 0 NOT NULL,
  rating_count integer DEFAULT 0 NOT NULL,
  CONSTRAINT staff_business_fk FOREIGN KEY (business_id) REFERENCES businesses(id),
  CONSTRAINT staff_calendar_fk FOREIGN KEY (business_id, calendar_id) REFERENCES calendars(business_id, id),
  CONSTRAINT staff_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT staff_rating_is_sane CHECK (((rating_count >= 0) AND ((rating_sum >= rating_count) AND (rating_sum <= (rating_count * 5))))),
  CONSTRAINT staff_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id)
);

CREATE TABLE staff_salons (
  business_id integer NOT NULL,
  salon_id uuid NOT NULL,
  staff_id uuid NOT NULL,
  hours_version integer DEFAULT 1 NOT NULL,
  CONSTRAINT staff_salons_pkey PRIMARY KEY (business_id, salon_id, staff_id),
  CONSTRAINT staff_salons_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id),
  CONSTRAINT staff_salons_staff_fk FOREIGN KEY (business_id, staff_id) REFERENCES staff(business_id, id)
);

CREATE TABLE staff_services (
  business_id integer NOT NULL,
  staff_id uuid NOT NULL,
  variant_id uuid NOT NULL,
  price_minor integer,
  segment_minutes integer[],
  CONSTRAINT staff_services_minutes_are_positive CHECK ((0 < ALL (segment_minutes))),
  CONSTRAINT staff_services_pkey PRIMARY KEY (business_id, staff_id, variant_id),
  CONSTRAINT staff_services_price_is_not_negative CHECK ((price_minor >= 0)),
  CONSTRAINT staff_services_staff_fk FOREIGN KEY (business_id, staff_id) REFERENCES staff(business_id, id),
  CONSTRAINT staff_services_variant_fk FOREIGN KEY (business_id, variant_id) REFERENCES service_variants(business_id, id)
);

CREATE TABLE time_off (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  calendar_id integer NOT NULL,
  starts_at timestamp(3) with time zone NOT NULL,
  ends_at timestamp(3) with time zone NOT NULL,
  reason text,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT time_off_calendar_fk FOREIGN KEY (business_id, calendar_id) REFERENCES calendars(business_id, id),
  CONSTRAINT time_off_is_not_empty CHECK ((starts_at < ends_at)),
  CONSTRAINT time_off_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT time_off_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE two_factors (
  id uuid NOT NULL,
  user_id uuid NOT NULL,
  secret text NOT NULL,
  backup_codes text NOT NULL,
  verified boolean DEFAULT true NOT NULL,
  failed_verification_count integer DEFAULT 0 NOT NULL,
  locked_until timestamp(3) with time zone,
  CONSTRAINT two_factors_pkey PRIMARY KEY (id),
  CONSTRAINT two_factors_user_id_users_id_fkey FOREIGN KEY (user_id) REFERENCES users(id) ON DELETE CASCADE,
  CONSTRAINT two_factors_user_key UNIQUE (user_id)
);

CREATE TABLE users (
  id uuid NOT NULL,
  name text NOT NULL,
  email text NOT NULL,
  email_verified boolean DEFAULT false NOT NULL,
  image text,
  phone text,
  locale text,
  time_zone text,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  two_factor_enabled boolean DEFAULT false NOT NULL,
  banned_at timestamp(3) with time zone,
  erased_at timestamp(3) with time zone,
  CONSTRAINT users_email_is_lower_case CHECK ((email = lower(email))),
  CONSTRAINT users_email_key UNIQUE (email),
  CONSTRAINT users_pkey PRIMARY KEY (id)
);

CREATE TABLE variant_resources (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  variant_id uuid NOT NULL,
  segment integer,
  resource_type_id uuid NOT NULL,
  quantity integer NOT NULL,
  CONSTRAINT variant_resources_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT variant_resources_quantity_is_positive CHECK ((quantity > 0)),
  CONSTRAINT variant_resources_type_fk FOREIGN KEY (business_id, resource_type_id) REFERENCES resource_types(business_id, id),
  CONSTRAINT variant_resources_variant_fk FOREIGN KEY (business_id, variant_id) REFERENCES service_variants(business_id, id)
);

CREATE TABLE verifications (
  id uuid NOT NULL,
  identifier text NOT NULL,
  value text NOT NULL,
  expires_at timestamp(3) with time zone NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT verifications_pkey PRIMARY KEY (id)
);

CREATE TABLE waitlist_entries (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  client_id uuid NOT NULL,
  booker_id uuid,
  items jsonb NOT NULL,
  mode visit_mode NOT NULL,
  max_wait_minutes integer NOT NULL,
  from_date date NOT NULL,
  to_date date NOT NULL,
  after_minute integer,
  before_minute integer,
  opens_at timestamp(3) with time zone NOT NULL,
  ends_at timestamp(3) with time zone NOT NULL,
  status text DEFAULT 'waiting'::text NOT NULL,
  offered_booking_id uuid,
  token_hash bytea,
  look_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT waitlist_entries_booker_id_users_id_fkey FOREIGN KEY (booker_id) REFERENCES users(id),
  CONSTRAINT waitlist_entries_client_fk FOREIGN KEY (business_id, client_id) REFERENCES clients(business_id, id),
  CONSTRAINT waitlist_entries_offers_name_a_booking CHECK (((status <> ALL (ARRAY['offered'::text, 'booked'::text])) OR (offered_booking_id IS NOT NULL))),
  CONSTRAINT waitlist_entries_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT waitlist_entries_range_is_not_empty CHECK (((from_date <= to_date) AND (opens_at < ends_at))),
  CONSTRAINT waitlist_entries_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE TABLE webhook_deliveries (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  webhook_id uuid NOT NULL,
  event_id bigint NOT NULL,
  status text DEFAULT 'pending'::text NOT NULL,
  attempts jsonb DEFAULT '[]'::jsonb NOT NULL,
  next_attempt_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  claimed_until timestamp(3) with time zone,
  delivered_at timestamp(3) with time zone,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT webhook_deliveries_are_delivered_at_a_time CHECK (((status = 'delivered'::text) = (delivered_at IS NOT NULL))),
  CONSTRAINT webhook_deliveries_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT webhook_deliveries_webhook_fk FOREIGN KEY (business_id, webhook_id) REFERENCES webhook_endpoints(business_id, id) ON DELETE CASCADE
);

CREATE TABLE webhook_endpoints (
  business_id integer NOT NULL,
  id uuid NOT NULL,
  salon_id uuid NOT NULL,
  url text NOT NULL,
  description text,
  event_types text[],
  secret bytea NOT NULL,
  previous_secret bytea,
  previous_secret_until timestamp(3) with time zone,
  status text DEFAULT 'active'::text NOT NULL,
  paused_at timestamp(3) with time zone,
  pause_reason text,
  failing_since timestamp(3) with time zone,
  retry_at timestamp(3) with time zone,
  version integer DEFAULT 1 NOT NULL,
  created_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  updated_at timestamp(3) with time zone DEFAULT now() NOT NULL,
  CONSTRAINT webhook_endpoints_pause_has_a_reason CHECK (((status = 'paused'::text) = (pause_reason IS NOT NULL))),
  CONSTRAINT webhook_endpoints_pkey PRIMARY KEY (business_id, id),
  CONSTRAINT webhook_endpoints_salon_fk FOREIGN KEY (business_id, salon_id) REFERENCES salons(business_id, id)
);

CREATE INDEX accounts_user_id_idx ON public.accounts USING btree (user_id);

CREATE INDEX add_ons_salon_idx ON public.add_ons USING btree (business_id, salon_id, created_at, id);

CREATE INDEX allocations_booking_idx ON public.allocations USING btree (business_id, booking_id);

CREATE INDEX api_keys_created_by_idx ON public.api_keys USING btree (created_by);

CREATE INDEX api_keys_ended_idx ON public.api_keys USING btree (LEAST(revoked_at, expires_at));

CREATE INDEX api_keys_replaces_idx ON public.api_keys USING btree (business_id, replaces);

CREATE INDEX api_keys_salon_idx ON public.api_keys USING btree (business_id, salon_id, created_at, id);

CREATE INDEX audit_log_action_idx ON public.audit_log USING btree (action, id);

CREATE INDEX audit_log_actor_idx ON public.audit_log USING btree (actor_id, id);

CREATE INDEX audit_log_impersonator_idx ON public.audit_log USING btree (impersonator_id, id) WHERE (impersonator_id IS NOT NULL);

CREATE INDEX audit_log_occurred_at_idx ON public.audit_log USING btree (occurred_at);

CREATE INDEX audit_log_salon_idx ON public.audit_log USING btree (business_id, salon_id, id);

CREATE INDEX audit_log_subject_idx ON public.audit_log USING btree (subject_id, id);

CREATE INDEX booking_items_booking_idx ON public.booking_items USING btree (business_id, booking_id, "position");

CREATE INDEX booking_items_staff_date_idx ON public.booking_items USING btree (business_id, staff_id, local_date);

CREATE INDEX booking_items_variant_idx ON public.booking_items USING btree (business_id, variant_id);

CREATE INDEX booking_price_lines_booking_idx ON public.booking_price_lines USING btree (business_id, booking_id, "position");

CREATE INDEX booking_price_lines_item_idx ON public.booking_price_lines USING btree (business_id, item_id);

CREATE INDEX booking_series_booker_idx ON public.booking_series USING btree (booker_id, created_at, id);

CREATE INDEX booking_series_client_idx ON public.booking_series USING btree (business_id, client_id, created_at, id);

CREATE INDEX booking_series_id_idx ON public.booking_series USING btree (id);

CREATE INDEX booking_series_salon_idx ON public.booking_series USING btree (business_id, salon_id, created_at, id);

CREATE INDEX bookings_approval_expiry_idx ON public.bookings USING btree (approval_expires_at) WHERE (status = 'pending'::booking_status);

CREATE INDEX bookings_booker_idx ON public.bookings USING btree (booker_id, starts_at, id);

CREATE INDEX bookings_client_idx ON public.bookings USING btree (business_id, client_id, starts_at);

CREATE INDEX bookings_group_idx ON public.bookings USING btree (group_id) WHERE (group_id IS NOT NULL);

CREATE INDEX bookings_held_by_idx ON public.bookings USING btree (held_by) WHERE (held_by IS NOT NULL);

CREATE INDEX bookings_held_idx ON public.bookings USING btree (business_id, id) WHERE (status = 'held'::booking_status);

CREATE INDEX bookings_hold_expiry_idx ON public.bookings USING btree (hold_expires_at) WHERE (status = 'held'::booking_status);

CREATE INDEX bookings_id_idx ON public.bookings USING btree (id);

CREATE INDEX bookings_open_end_idx ON public.bookings USING btree (ends_at) WHERE (status = ANY (ARRAY['confirmed'::booking_status, 'checked_in'::booking_status, 'in_service'::booking_status]));

CREATE INDEX bookings_policy_idx ON public.bookings USING btree (business_id, salon_id, policy_version);

CREATE INDEX bookings_salon_start_idx ON public.bookings USING btree (business_id, salon_id, starts_at, id);

CREATE INDEX bookings_salon_updated_idx ON public.bookings USING btree (business_id, salon_id, updated_at, id);

CREATE INDEX bookings_series_idx ON public.bookings USING btree (business_id, series_id, series_local_start) WHERE (series_id IS NOT NULL);

CREATE INDEX bookings_unused_idx ON public.bookings USING btree (updated_at) WHERE (status = ANY (ARRAY['released'::booking_status, 'expired'::booking_status]));

CREATE INDEX calendar_feeds_member_idx ON public.calendar_feeds USING btree (business_id, member_id);

CREATE INDEX calendar_feeds_salon_idx ON public.calendar_feeds USING btree (business_id, salon_id, created_at, id);

CREATE INDEX calendar_feeds_staff_idx ON public.calendar_feeds USING btree (business_id, staff_id);

CREATE INDEX client_intakes_client_idx ON public.client_intakes USING btree (business_id, client_id);

CREATE INDEX clients_blocked_idx ON public.clients USING btree (business_id, blocked_at, id) WHERE (blocked_at IS NOT NULL);

CREATE UNIQUE INDEX clients_calendar_key ON public.clients USING btree (business_id, calendar_id);

CREATE INDEX clients_email_idx ON public.clients USING btree (email) WHERE (email IS NOT NULL);

CREATE INDEX clients_listed_idx ON public.clients USING btree (business_id, created_at, id);

CREATE INDEX clients_merged_into_idx ON public.clients USING btree (business_id, merged_into);

CREATE INDEX clients_name_trgm_idx ON public.clients USING gin (lower(name) gin_trgm_ops);

CREATE INDEX clients_phone_idx ON public.clients USING btree (phone) WHERE (phone IS NOT NULL);

CREATE INDEX clients_updated_idx ON public.clients USING btree (business_id, updated_at, id);

CREATE INDEX clients_user_id_idx ON public.clients USING btree (user_id);

CREATE UNIQUE INDEX clients_user_key ON public.clients USING btree (business_id, user_id) WHERE (archived_at IS NULL);

CREATE INDEX devices_session_idx ON public.devices USING btree (session_id);

CREATE INDEX devices_user_idx ON public.devices USING btree (user_id, seen_at, id);

CREATE INDEX events_log_idx ON public.events USING btree (business_id, salon_id, transaction_id, id);

CREATE INDEX events_place_idx ON public.events USING btree (transaction_id, id);

CREATE INDEX events_subject_idx ON public.events USING btree (business_id, subject_id);

CREATE INDEX favorites_user_idx ON public.favorites USING btree (user_id, created_at, salon_id);

CREATE INDEX files_avif_due_idx ON public.files USING btree (avif_due_at) WHERE ((avif_due_at IS NOT NULL) AND (content_type = 'image/webp'::text) AND (ready_at IS NOT NULL) AND (removed_at IS NULL));

CREATE INDEX files_booking_idx ON public.files USING btree (business_id, booking_id);

CREATE INDEX files_client_idx ON public.files USING btree (business_id, client_id);

CREATE INDEX files_removed_idx ON public.files USING btree (removed_at) WHERE (removed_at IS NOT NULL);

CREATE INDEX files_salon_idx ON public.files USING btree (business_id, salon_id);

CREATE INDEX files_staff_idx ON public.files USING btree (business_id, staff_id);

CREATE UNIQUE INDEX files_staff_photo_key ON public.files USING btree (business_id, staff_id) WHERE ((purpose = 'staff_photo'::text) AND (attached_at IS NOT NULL) AND (removed_at IS NULL));

CREATE INDEX files_unused_idx ON public.files USING btree (created_at) WHERE ((attached_at IS NULL) AND (removed_at IS NULL));

CREATE INDEX files_user_id_idx ON public.files USING btree (user_id);

CREATE UNIQUE INDEX files_user_photo_key ON public.files USING btree (user_id) WHERE ((purpose = 'user_photo'::text) AND (attached_at IS NOT NULL) AND (removed_at IS NULL));

CREATE INDEX idempotency_keys_created_at_idx ON public.idempotency_keys USING btree (created_at);

CREATE INDEX intake_question_services_service_idx ON public.intake_question_services USING btree (business_id, service_id);

CREATE INDEX invitations_email_idx ON public.invitations USING btree (email);

CREATE INDEX invitations_ended_idx ON public.invitations USING btree (COALESCE(accepted_at, revoked_at, expires_at));

CREATE INDEX invitations_id_idx ON public.invitations USING btree (id);

CREATE INDEX invitations_invited_by_idx ON public.invitations USING btree (invited_by);

CREATE UNIQUE INDEX invitations_open_key ON public.invitations USING btree (business_id, salon_id, email) WHERE ((accepted_at IS NULL) AND (revoked_at IS NULL));

CREATE INDEX invitations_salon_idx ON public.invitations USING btree (business_id, salon_id, created_at, id);

CREATE INDEX notification_deliveries_due_idx ON public.notification_deliveries USING btree (next_attempt_at) WHERE (state = ANY (ARRAY['waiting'::delivery_state, 'sending'::delivery_state]));

CREATE INDEX notification_deliveries_failed_idx ON public.notification_deliveries USING btree (next_attempt_at) WHERE (state = 'failed'::delivery_state);

CREATE INDEX notifications_client_idx ON public.notifications USING btree (business_id, client_id);

CREATE INDEX notifications_created_at_idx ON public.notifications USING btree (created_at);

CREATE INDEX notifications_salon_idx ON public.notifications USING btree (business_id, salon_id, created_at, id);

CREATE INDEX notifications_user_idx ON public.notifications USING btree (user_id, shown_in, number);

CREATE INDEX payments_booking_idx ON public.payments USING btree (business_id, booking_id);

CREATE INDEX payments_day_idx ON public.payments USING btree (business_id, salon_id, local_date);

CREATE UNIQUE INDEX payments_provider_once ON public.payments USING btree (business_id, provider, reference) WHERE (provider IS NOT NULL);

CREATE INDEX payments_refund_of_idx ON public.payments USING btree (business_id, refund_of);

CREATE INDEX payments_staff_idx ON public.payments USING btree (business_id, staff_id);

CREATE INDEX rate_counters_resets_at_idx ON public.rate_counters USING btree (resets_at);

CREATE INDEX resource_types_salon_idx ON public.resource_types USING btree (business_id, salon_id, created_at, id);

CREATE UNIQUE INDEX resources_calendar_key ON public.resources USING btree (business_id, calendar_id);

CREATE INDEX resources_salon_idx ON public.resources USING btree (business_id, salon_id, "position", id);

CREATE INDEX resources_type_idx ON public.resources USING btree (business_id, resource_type_id);

CREATE INDEX review_photos_file_idx ON public.review_photos USING btree (business_id, file_id);

CREATE INDEX review_reports_created_at_idx ON public.review_reports USING btree (created_at);

CREATE INDEX review_reports_reporter_idx ON public.review_reports USING btree (reporter_id);

CREATE INDEX review_staff_staff_idx ON public.review_staff USING btree (business_id, staff_id, review_id);

CREATE INDEX reviews_author_idx ON public.reviews USING btree (author_id);

CREATE INDEX reviews_hidden_idx ON public.reviews USING btree (open_reports, id) WHERE (status = 'hidden'::review_status);

CREATE INDEX reviews_id_idx ON public.reviews USING btree (id);

CREATE INDEX reviews_newest_idx ON public.reviews USING btree (business_id, salon_id, created_at, id);

CREATE INDEX reviews_queue_idx ON public.reviews USING btree (open_reports, id);

CREATE INDEX reviews_rating_idx ON public.reviews USING btree (business_id, salon_id, rating, created_at, id);

CREATE INDEX salon_categories_category_idx ON public.salon_categories USING btree (category);

CREATE INDEX salon_members_id_idx ON public.salon_members USING btree (id);

CREATE UNIQUE INDEX salon_members_owner_key ON public.salon_members USING btree (business_id, user_id) WHERE (salon_id IS NULL);

CREATE INDEX salon_members_user_id_idx ON public.salon_members USING btree (user_id);

CREATE UNIQUE INDEX salon_members_user_key ON public.salon_members USING btree (business_id, salon_id, user_id) WHERE (salon_id IS NOT NULL);

CREATE INDEX salon_photos_file_idx ON public.salon_photos USING btree (business_id, file_id);

CREATE INDEX salons_listed_name_idx ON public.salons USING btree ("left"(folded_name, 60), id) WHERE ((status = 'published'::salon_status) AND (NOT sandbox));

CREATE INDEX salons_listed_newest_idx ON public.salons USING btree (created_at, id) WHERE ((status = 'published'::salon_status) AND (NOT sandbox));

CREATE INDEX salons_listed_place_idx ON public.salons USING btree (latitude, longitude) WHERE ((status = 'published'::salon_status) AND (NOT sandbox));

CREATE INDEX salons_listed_rating_idx ON public.salons USING btree ((((rating_sum * (1000000)::bigint) / GREATEST(rating_count, 1))), id) WHERE ((status = 'published'::salon_status) AND (NOT sandbox));

CREATE INDEX salons_name_trgm_idx ON public.salons USING gin (folded_name gin_trgm_ops);

CREATE INDEX salons_search_text_idx ON public.salons USING gin (search_text);

CREATE INDEX schedule_hours_schedule_idx ON public.schedule_hours USING btree (business_id, schedule_id);

CREATE UNIQUE INDEX schedule_overrides_salon_date_key ON public.schedule_overrides USING btree (business_id, salon_id, date) WHERE (staff_id IS NULL);

CREATE INDEX schedule_overrides_salon_idx ON public.schedule_overrides USING btree (business_id, salon_id);

CREATE UNIQUE INDEX schedule_overrides_staff_date_key ON public.schedule_overrides USING btree (business_id, salon_id, staff_id, date) WHERE (staff_id IS NOT NULL);

CREATE INDEX schedules_owner_idx ON public.schedules USING btree (business_id, salon_id, staff_id);

CREATE INDEX service_add_ons_add_on_idx ON public.service_add_ons USING btree (business_id, add_on_id);

CREATE INDEX service_categories_salon_idx ON public.service_categories USING btree (business_id, salon_id, "position", id);

CREATE INDEX service_variants_id_idx ON public.service_variants USING btree (id);

CREATE INDEX service_variants_service_idx ON public.service_variants USING btree (business_id, service_id, "position");

CREATE INDEX services_category_idx ON public.services USING btree (business_id, category_id);

CREATE INDEX services_salon_idx ON public.services USING btree (business_id, salon_id, created_at, id);

CREATE INDEX sessions_expires_at_idx ON public.sessions USING btree (expires_at);

CREATE INDEX sessions_impersonator_id_idx ON public.sessions USING btree (impersonator_id);

CREATE INDEX sessions_user_id_idx ON public.sessions USING btree (user_id);

CREATE UNIQUE INDEX staff_calendar_key ON public.staff USING btree (business_id, calendar_id);

CREATE INDEX staff_id_idx ON public.staff USING btree (id);

CREATE INDEX staff_salons_staff_idx ON public.staff_salons USING btree (business_id, staff_id);

CREATE INDEX staff_services_variant_idx ON public.staff_services USING btree (business_id, variant_id);

CREATE INDEX staff_user_id_idx ON public.staff USING btree (user_id);

CREATE UNIQUE INDEX staff_user_key ON public.staff USING btree (business_id, user_id) WHERE (archived_at IS NULL);

CREATE INDEX time_off_calendar_idx ON public.time_off USING btree (business_id, calendar_id, ends_at);

CREATE INDEX time_off_during_idx ON public.time_off USING gist (business_id, calendar_id, tstzrange(starts_at, ends_at));

CREATE INDEX time_off_salon_idx ON public.time_off USING btree (business_id, salon_id, starts_at, id);

CREATE INDEX variant_resources_type_idx ON public.variant_resources USING btree (business_id, resource_type_id);

CREATE INDEX variant_resources_variant_idx ON public.variant_resources USING btree (business_id, variant_id);

CREATE INDEX verifications_expires_at_idx ON public.verifications USING btree (expires_at);

CREATE INDEX verifications_identifier_idx ON public.verifications USING btree (identifier);

CREATE INDEX waitlist_entries_booker_idx ON public.waitlist_entries USING btree (booker_id);

CREATE INDEX waitlist_entries_client_idx ON public.waitlist_entries USING btree (business_id, client_id);

CREATE INDEX waitlist_entries_due_idx ON public.waitlist_entries USING btree (look_at) WHERE ((status = 'waiting'::text) AND (look_at IS NOT NULL));

CREATE INDEX waitlist_entries_ended_idx ON public.waitlist_entries USING btree (updated_at) WHERE (status = ANY (ARRAY['booked'::text, 'left'::text, 'expired'::text]));

CREATE INDEX waitlist_entries_offered_idx ON public.waitlist_entries USING btree (offered_booking_id) WHERE (status = 'offered'::text);

CREATE INDEX waitlist_entries_salon_idx ON public.waitlist_entries USING btree (business_id, salon_id, created_at, id);

CREATE INDEX waitlist_entries_waiting_idx ON public.waitlist_entries USING btree (salon_id, created_at, id) WHERE (status = 'waiting'::text);

CREATE INDEX webhook_deliveries_created_at_idx ON public.webhook_deliveries USING btree (created_at);

CREATE INDEX webhook_deliveries_due_idx ON public.webhook_deliveries USING btree (business_id, webhook_id, next_attempt_at, event_id) WHERE (status = 'pending'::text);

CREATE UNIQUE INDEX webhook_deliveries_pending_key ON public.webhook_deliveries USING btree (business_id, webhook_id, event_id) WHERE (status = 'pending'::text);

CREATE INDEX webhook_deliveries_webhook_idx ON public.webhook_deliveries USING btree (business_id, webhook_id, created_at, id);

CREATE INDEX webhook_endpoints_salon_idx ON public.webhook_endpoints USING btree (business_id, salon_id, created_at, id);

CREATE TRIGGER audit_log_rows_stay BEFORE DELETE OR UPDATE ON public.audit_log FOR EACH ROW EXECUTE FUNCTION keep_audit_log();

CREATE TRIGGER audit_log_stays BEFORE TRUNCATE ON public.audit_log FOR EACH STATEMENT EXECUTE FUNCTION keep_audit_log();

CREATE TRIGGER sessions_impersonation_stays_short BEFORE UPDATE ON public.sessions FOR EACH ROW WHEN ((old.impersonator_id IS NOT NULL)) EXECUTE FUNCTION keep_impersonation_short();
