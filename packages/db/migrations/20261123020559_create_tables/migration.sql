CREATE TYPE "booking_source" AS ENUM('api', 'salon');--> statement-breakpoint
CREATE TYPE "booking_status" AS ENUM('held', 'pending', 'confirmed', 'checked_in', 'in_service', 'completed', 'released', 'expired', 'declined', 'cancelled_by_client', 'cancelled_by_salon', 'no_show');--> statement-breakpoint
CREATE TYPE "pick_reason" AS ENUM('requested', 'only_free', 'least_busy', 'lowest_position');--> statement-breakpoint
CREATE TYPE "price_line_kind" AS ENUM('service', 'add_on', 'discount');--> statement-breakpoint
CREATE TYPE "visit_mode" AS ENUM('sequence', 'parallel');--> statement-breakpoint
CREATE TYPE "calendar_kind" AS ENUM('staff', 'resource', 'client');--> statement-breakpoint
CREATE TYPE "price_type" AS ENUM('fixed', 'from', 'free', 'on_request');--> statement-breakpoint
CREATE TYPE "segment_kind" AS ENUM('active', 'processing');--> statement-breakpoint
CREATE TYPE "member_role" AS ENUM('stylist', 'receptionist', 'manager', 'owner');--> statement-breakpoint
CREATE TYPE "salon_status" AS ENUM('draft', 'pending', 'published', 'suspended');--> statement-breakpoint
CREATE TABLE "allocations" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "allocations_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"business_id" integer NOT NULL,
	"booking_id" uuid NOT NULL,
	"calendar_id" integer NOT NULL,
	"during" tstzrange NOT NULL,
	CONSTRAINT "allocations_is_half_open" CHECK (lower_inc("during") and not upper_inc("during")),
	CONSTRAINT "allocations_is_bounded" CHECK (not lower_inf("during") and not upper_inf("during")),
	CONSTRAINT "allocations_is_not_empty" CHECK (not isempty("during")),
	CONSTRAINT "allocations_is_at_most_31_days" CHECK (upper("during") - lower("during") <= interval '31 days')
);
--> statement-breakpoint
CREATE TABLE "booking_items" (
	"business_id" integer,
	"id" uuid,
	"booking_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"variant_id" uuid NOT NULL,
	"staff_id" uuid NOT NULL,
	"service_name" text NOT NULL,
	"variant_name" text NOT NULL,
	"staff_name" text NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"local_date" date NOT NULL,
	"shape" jsonb NOT NULL,
	"add_ons" jsonb NOT NULL,
	"resource_ids" uuid[] NOT NULL,
	"reason" "pick_reason" NOT NULL,
	CONSTRAINT "booking_items_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "booking_items_is_not_empty" CHECK ("starts_at" < "ends_at")
);
--> statement-breakpoint
CREATE TABLE "booking_price_lines" (
	"business_id" integer,
	"id" uuid,
	"booking_id" uuid NOT NULL,
	"item_id" uuid,
	"position" integer NOT NULL,
	"kind" "price_line_kind" NOT NULL,
	"label" text NOT NULL,
	"amount_minor" integer NOT NULL,
	CONSTRAINT "booking_price_lines_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "booking_price_lines_discounts_are_negative" CHECK (("kind" = 'discount') = ("amount_minor" < 0))
);
--> statement-breakpoint
CREATE TABLE "bookings" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"group_id" uuid,
	"client_id" uuid,
	"booker_id" uuid,
	"status" "booking_status" NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"local_start" text NOT NULL,
	"time_zone" text NOT NULL,
	"mode" "visit_mode" NOT NULL,
	"max_wait_minutes" integer NOT NULL,
	"source" "booking_source" NOT NULL,
	"currency" text NOT NULL,
	"policy_version" integer NOT NULL,
	"note" text,
	"cancel_reason" text,
	"hold_expires_at" timestamp(3) with time zone,
	"approval_expires_at" timestamp(3) with time zone,
	"token_hash" bytea,
	"late" boolean DEFAULT false NOT NULL,
	"needs_attention" boolean DEFAULT false NOT NULL,
	"overrides" text[] DEFAULT '{}'::text[] NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "bookings_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "bookings_is_not_empty" CHECK ("starts_at" < "ends_at"),
	CONSTRAINT "bookings_holds_expire" CHECK ("status" <> 'held' or "hold_expires_at" is not null),
	CONSTRAINT "bookings_pending_expires" CHECK ("status" <> 'pending' or "approval_expires_at" is not null),
	CONSTRAINT "bookings_live_ones_have_a_client" CHECK ("client_id" is not null or "status" in ('held', 'released', 'expired')),
	CONSTRAINT "bookings_currency_is_iso4217" CHECK ("currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "bookings_wait_is_not_negative" CHECK ("max_wait_minutes" >= 0)
);
--> statement-breakpoint
CREATE TABLE "calendars" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "calendars_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"business_id" integer NOT NULL,
	"kind" "calendar_kind" NOT NULL,
	CONSTRAINT "calendars_business_key" UNIQUE("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "add_ons" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"name" text NOT NULL,
	"minutes" integer NOT NULL,
	"price_minor" integer NOT NULL,
	"archived_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "add_ons_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "add_ons_minutes_are_not_negative" CHECK ("minutes" >= 0),
	CONSTRAINT "add_ons_price_is_not_negative" CHECK ("price_minor" >= 0)
);
--> statement-breakpoint
CREATE TABLE "resource_types" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"name" text NOT NULL,
	"archived_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "resource_types_pkey" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "resources" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"resource_type_id" uuid NOT NULL,
	"calendar_id" integer NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "resources_pkey" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "service_add_ons" (
	"business_id" integer,
	"service_id" uuid,
	"add_on_id" uuid,
	CONSTRAINT "service_add_ons_pkey" PRIMARY KEY("business_id","service_id","add_on_id")
);
--> statement-breakpoint
CREATE TABLE "service_categories" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"archived_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "service_categories_pkey" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "service_segments" (
	"business_id" integer,
	"variant_id" uuid,
	"position" integer,
	"kind" "segment_kind" NOT NULL,
	"minutes" integer NOT NULL,
	CONSTRAINT "service_segments_pkey" PRIMARY KEY("business_id","variant_id","position"),
	CONSTRAINT "service_segments_minutes_are_positive" CHECK ("minutes" > 0)
);
--> statement-breakpoint
CREATE TABLE "service_variants" (
	"business_id" integer,
	"id" uuid,
	"service_id" uuid NOT NULL,
	"name" text NOT NULL,
	"position" integer NOT NULL,
	"price_type" "price_type" NOT NULL,
	"price_minor" integer,
	"buffer_before_minutes" integer DEFAULT 0 NOT NULL,
	"buffer_after_minutes" integer DEFAULT 0 NOT NULL,
	"archived_at" timestamp(3) with time zone,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "service_variants_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "service_variants_price_is_not_negative" CHECK ("price_minor" >= 0),
	CONSTRAINT "service_variants_price_fits_its_type" CHECK ("price_minor" is not null or "price_type" in ('free', 'on_request')),
	CONSTRAINT "service_variants_buffers_are_not_negative" CHECK ("buffer_before_minutes" >= 0 and "buffer_after_minutes" >= 0)
);
--> statement-breakpoint
CREATE TABLE "services" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"category_id" uuid,
	"name" text NOT NULL,
	"description" text,
	"online_bookable" boolean DEFAULT true NOT NULL,
	"archived_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "services_pkey" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "variant_resources" (
	"business_id" integer,
	"id" uuid,
	"variant_id" uuid NOT NULL,
	"segment" integer,
	"resource_type_id" uuid NOT NULL,
	"quantity" integer NOT NULL,
	CONSTRAINT "variant_resources_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "variant_resources_quantity_is_positive" CHECK ("quantity" > 0)
);
--> statement-breakpoint
CREATE TABLE "clients" (
	"business_id" integer,
	"id" uuid,
	"user_id" uuid,
	"calendar_id" integer NOT NULL,
	"name" text NOT NULL,
	"email" text,
	"phone" text,
	"locale" text,
	"time_zone" text,
	"notes" text,
	"merged_into" uuid,
	"archived_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "clients_pkey" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "accounts" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"provider_id" text NOT NULL,
	"account_id" text NOT NULL,
	"password" text,
	"access_token" text,
	"refresh_token" text,
	"id_token" text,
	"access_token_expires_at" timestamp(3) with time zone,
	"refresh_token_expires_at" timestamp(3) with time zone,
	"scope" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "accounts_provider_account_key" UNIQUE("provider_id","account_id")
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" uuid PRIMARY KEY,
	"user_id" uuid NOT NULL,
	"token" text NOT NULL CONSTRAINT "sessions_token_key" UNIQUE,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"ip_address" text,
	"user_agent" text,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "users" (
	"id" uuid PRIMARY KEY,
	"name" text NOT NULL,
	"email" text NOT NULL CONSTRAINT "users_email_key" UNIQUE,
	"email_verified" boolean DEFAULT false NOT NULL,
	"image" text,
	"phone" text,
	"locale" text,
	"time_zone" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "users_email_is_lower_case" CHECK ("email" = lower("email"))
);
--> statement-breakpoint
CREATE TABLE "verifications" (
	"id" uuid PRIMARY KEY,
	"identifier" text NOT NULL,
	"value" text NOT NULL,
	"expires_at" timestamp(3) with time zone NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "events_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"transaction_id" xid8 DEFAULT pg_current_xact_id() NOT NULL,
	"public_id" uuid NOT NULL,
	"business_id" integer NOT NULL,
	"salon_id" uuid NOT NULL,
	"type" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"occurred_at" timestamp(3) with time zone NOT NULL,
	"actor_kind" text NOT NULL,
	"actor_id" uuid,
	"request_id" text,
	"data" jsonb NOT NULL,
	"previous" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency_keys" (
	"scope" bytea,
	"key" bytea,
	"input" bytea NOT NULL,
	"answer" bytea,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "idempotency_keys_pkey" PRIMARY KEY("scope","key")
);
--> statement-breakpoint
CREATE TABLE "booking_policies" (
	"business_id" integer,
	"salon_id" uuid,
	"version" integer,
	"slot_step_minutes" integer,
	"lead_time_minutes" integer NOT NULL,
	"horizon_days" integer NOT NULL,
	"cancel_window_minutes" integer NOT NULL,
	"reschedule_window_minutes" integer NOT NULL,
	"hold_minutes" integer NOT NULL,
	"requires_approval" boolean NOT NULL,
	"approval_minutes" integer NOT NULL,
	"late_cancel" text NOT NULL,
	"max_bookings_per_staff_per_day" integer,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "booking_policies_pkey" PRIMARY KEY("business_id","salon_id","version"),
	CONSTRAINT "booking_policies_step_is_positive" CHECK ("slot_step_minutes" > 0),
	CONSTRAINT "booking_policies_minutes_are_sane" CHECK ("lead_time_minutes" >= 0 and "horizon_days" >= 0 and "cancel_window_minutes" >= 0 and "reschedule_window_minutes" >= 0 and "hold_minutes" > 0 and "approval_minutes" > 0),
	CONSTRAINT "booking_policies_daily_limit_is_positive" CHECK ("max_bookings_per_staff_per_day" > 0),
	CONSTRAINT "booking_policies_late_cancel_is_known" CHECK ("late_cancel" in ('refuse', 'allow'))
);
--> statement-breakpoint
CREATE TABLE "businesses" (
	"id" integer PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "businesses_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 2147483647 START WITH 1 CACHE 1),
	"public_id" uuid NOT NULL CONSTRAINT "businesses_public_id_key" UNIQUE,
	"sandbox" boolean DEFAULT false NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
CREATE TABLE "categories" (
	"slug" text PRIMARY KEY,
	"name" text NOT NULL,
	"position" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "salon_categories" (
	"business_id" integer,
	"salon_id" uuid,
	"category" text,
	CONSTRAINT "salon_categories_pkey" PRIMARY KEY("business_id","salon_id","category")
);
--> statement-breakpoint
CREATE TABLE "salon_members" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid,
	"user_id" uuid NOT NULL,
	"role" "member_role" NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "salon_members_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "salon_members_owners_own_the_business" CHECK (("role" = 'owner') = ("salon_id" is null))
);
--> statement-breakpoint
CREATE TABLE "salons" (
	"business_id" integer,
	"id" uuid CONSTRAINT "salons_id_key" UNIQUE,
	"slug" text NOT NULL CONSTRAINT "salons_slug_key" UNIQUE,
	"name" text NOT NULL,
	"about" text,
	"status" "salon_status" DEFAULT 'draft'::"salon_status" NOT NULL,
	"sandbox" boolean DEFAULT false NOT NULL,
	"test_now" timestamp(3) with time zone,
	"time_zone" text NOT NULL,
	"currency" text NOT NULL,
	"locale" text NOT NULL,
	"address_line1" text NOT NULL,
	"address_line2" text,
	"city" text NOT NULL,
	"postal_code" text NOT NULL,
	"region" text,
	"country" text NOT NULL,
	"latitude" double precision,
	"longitude" double precision,
	"email" text,
	"phone" text,
	"website" text,
	"rating_sum" integer DEFAULT 0 NOT NULL,
	"rating_count" integer DEFAULT 0 NOT NULL,
	"hours_version" integer DEFAULT 1 NOT NULL,
	"folded_name" text GENERATED ALWAYS AS (fold_text(name)) STORED NOT NULL,
	"search_text" tsvector GENERATED ALWAYS AS (setweight(to_tsvector('simple', fold_text(name)), 'A') || setweight(to_tsvector('simple', fold_text(city || ' ' || postal_code)), 'B') || setweight(to_tsvector('simple', fold_text(coalesce(about, ''))), 'C')) STORED,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "salons_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "salons_currency_is_iso4217" CHECK ("currency" ~ '^[A-Z]{3}$'),
	CONSTRAINT "salons_country_is_iso3166" CHECK ("country" ~ '^[A-Z]{2}$'),
	CONSTRAINT "salons_time_zone_is_iana" CHECK ("time_zone" ~ '^[A-Za-z][A-Za-z0-9_+/-]*$'),
	CONSTRAINT "salons_location_is_whole" CHECK (("latitude" is null) = ("longitude" is null)),
	CONSTRAINT "salons_latitude_in_range" CHECK ("latitude" between -90 and 90),
	CONSTRAINT "salons_longitude_in_range" CHECK ("longitude" between -180 and 180),
	CONSTRAINT "salons_rating_is_sane" CHECK ("rating_count" >= 0 and "rating_sum" between "rating_count" and "rating_count" * 5),
	CONSTRAINT "salons_only_sandboxes_set_clock" CHECK ("test_now" is null or "sandbox")
);
--> statement-breakpoint
CREATE TABLE "schedule_hours" (
	"business_id" integer,
	"id" uuid,
	"schedule_id" uuid NOT NULL,
	"weekday" smallint NOT NULL,
	"opens_minute" smallint NOT NULL,
	"closes_minute" smallint NOT NULL,
	CONSTRAINT "schedule_hours_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "schedule_hours_weekday_is_iso" CHECK ("weekday" between 1 and 7),
	CONSTRAINT "schedule_hours_is_a_window" CHECK ("opens_minute" between 0 and 1439 and "closes_minute" > "opens_minute" and "closes_minute" <= 2880)
);
--> statement-breakpoint
CREATE TABLE "schedule_overrides" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"staff_id" uuid,
	"date" date NOT NULL,
	"hours" jsonb NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "schedule_overrides_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "schedule_overrides_hours_is_a_list" CHECK (jsonb_typeof("hours") = 'array')
);
--> statement-breakpoint
CREATE TABLE "schedules" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"staff_id" uuid,
	"effective_from" date,
	"effective_to" date,
	"may_pass_salon_hours" boolean DEFAULT false NOT NULL,
	CONSTRAINT "schedules_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "schedules_dates_are_ordered" CHECK ("effective_from" <= "effective_to")
);
--> statement-breakpoint
CREATE TABLE "time_off" (
	"business_id" integer,
	"id" uuid,
	"salon_id" uuid NOT NULL,
	"calendar_id" integer NOT NULL,
	"starts_at" timestamp(3) with time zone NOT NULL,
	"ends_at" timestamp(3) with time zone NOT NULL,
	"reason" text,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "time_off_pkey" PRIMARY KEY("business_id","id"),
	CONSTRAINT "time_off_is_not_empty" CHECK ("starts_at" < "ends_at")
);
--> statement-breakpoint
CREATE TABLE "staff" (
	"business_id" integer,
	"id" uuid,
	"user_id" uuid,
	"calendar_id" integer NOT NULL,
	"name" text NOT NULL,
	"title" text,
	"bio" text,
	"position" integer NOT NULL,
	"bookable" boolean DEFAULT true NOT NULL,
	"archived_at" timestamp(3) with time zone,
	"version" integer DEFAULT 1 NOT NULL,
	"created_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	"updated_at" timestamp(3) with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "staff_pkey" PRIMARY KEY("business_id","id")
);
--> statement-breakpoint
CREATE TABLE "staff_salons" (
	"business_id" integer,
	"salon_id" uuid,
	"staff_id" uuid,
	"hours_version" integer DEFAULT 1 NOT NULL,
	CONSTRAINT "staff_salons_pkey" PRIMARY KEY("business_id","salon_id","staff_id")
);
--> statement-breakpoint
CREATE TABLE "staff_services" (
	"business_id" integer,
	"staff_id" uuid,
	"variant_id" uuid,
	"price_minor" integer,
	"segment_minutes" integer[],
	CONSTRAINT "staff_services_pkey" PRIMARY KEY("business_id","staff_id","variant_id"),
	CONSTRAINT "staff_services_price_is_not_negative" CHECK ("price_minor" >= 0),
	CONSTRAINT "staff_services_minutes_are_positive" CHECK (0 < all ("segment_minutes"))
);
--> statement-breakpoint
CREATE INDEX "allocations_booking_idx" ON "allocations" ("business_id","booking_id");--> statement-breakpoint
CREATE INDEX "booking_items_booking_idx" ON "booking_items" ("business_id","booking_id","position");--> statement-breakpoint
CREATE INDEX "booking_items_staff_date_idx" ON "booking_items" ("business_id","staff_id","local_date");--> statement-breakpoint
CREATE INDEX "booking_items_variant_idx" ON "booking_items" ("business_id","variant_id");--> statement-breakpoint
CREATE INDEX "booking_price_lines_booking_idx" ON "booking_price_lines" ("business_id","booking_id","position");--> statement-breakpoint
CREATE INDEX "booking_price_lines_item_idx" ON "booking_price_lines" ("business_id","item_id");--> statement-breakpoint
CREATE INDEX "bookings_id_idx" ON "bookings" ("id");--> statement-breakpoint
CREATE INDEX "bookings_salon_start_idx" ON "bookings" ("business_id","salon_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "bookings_salon_updated_idx" ON "bookings" ("business_id","salon_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "bookings_policy_idx" ON "bookings" ("business_id","salon_id","policy_version");--> statement-breakpoint
CREATE INDEX "bookings_client_idx" ON "bookings" ("business_id","client_id","starts_at");--> statement-breakpoint
CREATE INDEX "bookings_booker_idx" ON "bookings" ("booker_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "bookings_group_idx" ON "bookings" ("group_id") WHERE group_id is not null;--> statement-breakpoint
CREATE INDEX "bookings_hold_expiry_idx" ON "bookings" ("hold_expires_at") WHERE status = 'held';--> statement-breakpoint
CREATE INDEX "bookings_approval_expiry_idx" ON "bookings" ("approval_expires_at") WHERE status = 'pending';--> statement-breakpoint
CREATE INDEX "bookings_open_end_idx" ON "bookings" ("ends_at") WHERE status in ('confirmed', 'checked_in', 'in_service');--> statement-breakpoint
CREATE INDEX "add_ons_salon_idx" ON "add_ons" ("business_id","salon_id","created_at","id");--> statement-breakpoint
CREATE INDEX "resource_types_salon_idx" ON "resource_types" ("business_id","salon_id","created_at","id");--> statement-breakpoint
CREATE INDEX "resources_salon_idx" ON "resources" ("business_id","salon_id","position","id");--> statement-breakpoint
CREATE INDEX "resources_type_idx" ON "resources" ("business_id","resource_type_id");--> statement-breakpoint
CREATE UNIQUE INDEX "resources_calendar_key" ON "resources" ("business_id","calendar_id");--> statement-breakpoint
CREATE INDEX "service_add_ons_add_on_idx" ON "service_add_ons" ("business_id","add_on_id");--> statement-breakpoint
CREATE INDEX "service_categories_salon_idx" ON "service_categories" ("business_id","salon_id","position","id");--> statement-breakpoint
CREATE INDEX "service_variants_service_idx" ON "service_variants" ("business_id","service_id","position");--> statement-breakpoint
CREATE INDEX "service_variants_id_idx" ON "service_variants" ("id");--> statement-breakpoint
CREATE INDEX "services_salon_idx" ON "services" ("business_id","salon_id","created_at","id");--> statement-breakpoint
CREATE INDEX "services_category_idx" ON "services" ("business_id","category_id");--> statement-breakpoint
CREATE INDEX "variant_resources_variant_idx" ON "variant_resources" ("business_id","variant_id");--> statement-breakpoint
CREATE INDEX "variant_resources_type_idx" ON "variant_resources" ("business_id","resource_type_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clients_calendar_key" ON "clients" ("business_id","calendar_id");--> statement-breakpoint
CREATE UNIQUE INDEX "clients_user_key" ON "clients" ("business_id","user_id") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "clients_user_id_idx" ON "clients" ("user_id");--> statement-breakpoint
CREATE INDEX "clients_merged_into_idx" ON "clients" ("business_id","merged_into");--> statement-breakpoint
CREATE INDEX "clients_listed_idx" ON "clients" ("business_id","created_at","id");--> statement-breakpoint
CREATE INDEX "clients_updated_idx" ON "clients" ("business_id","updated_at","id");--> statement-breakpoint
CREATE INDEX "clients_name_trgm_idx" ON "clients" USING gin (lower("name") gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "accounts_user_id_idx" ON "accounts" ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_user_id_idx" ON "sessions" ("user_id");--> statement-breakpoint
CREATE INDEX "sessions_expires_at_idx" ON "sessions" ("expires_at");--> statement-breakpoint
CREATE INDEX "verifications_identifier_idx" ON "verifications" ("identifier");--> statement-breakpoint
CREATE INDEX "verifications_expires_at_idx" ON "verifications" ("expires_at");--> statement-breakpoint
CREATE INDEX "events_log_idx" ON "events" ("business_id","salon_id","transaction_id","id");--> statement-breakpoint
CREATE INDEX "events_subject_idx" ON "events" ("business_id","subject_id");--> statement-breakpoint
CREATE INDEX "idempotency_keys_created_at_idx" ON "idempotency_keys" ("created_at");--> statement-breakpoint
CREATE INDEX "salon_categories_category_idx" ON "salon_categories" ("category");--> statement-breakpoint
CREATE UNIQUE INDEX "salon_members_owner_key" ON "salon_members" ("business_id","user_id") WHERE salon_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "salon_members_user_key" ON "salon_members" ("business_id","salon_id","user_id") WHERE salon_id is not null;--> statement-breakpoint
CREATE INDEX "salon_members_user_id_idx" ON "salon_members" ("user_id");--> statement-breakpoint
CREATE INDEX "salon_members_id_idx" ON "salon_members" ("id");--> statement-breakpoint
CREATE INDEX "salons_search_text_idx" ON "salons" USING gin ("search_text");--> statement-breakpoint
CREATE INDEX "salons_name_trgm_idx" ON "salons" USING gin ("folded_name" gin_trgm_ops);--> statement-breakpoint
CREATE INDEX "salons_listed_place_idx" ON "salons" ("latitude","longitude") WHERE status = 'published' and not sandbox;--> statement-breakpoint
CREATE INDEX "salons_listed_newest_idx" ON "salons" ("created_at","id") WHERE status = 'published' and not sandbox;--> statement-breakpoint
CREATE INDEX "salons_listed_name_idx" ON "salons" (left("folded_name", 60),"id") WHERE status = 'published' and not sandbox;--> statement-breakpoint
CREATE INDEX "salons_listed_rating_idx" ON "salons" (("rating_sum" * 1000000::bigint / greatest("rating_count", 1)),"id") WHERE status = 'published' and not sandbox;--> statement-breakpoint
CREATE INDEX "schedule_hours_schedule_idx" ON "schedule_hours" ("business_id","schedule_id");--> statement-breakpoint
CREATE INDEX "schedule_overrides_salon_idx" ON "schedule_overrides" ("business_id","salon_id");--> statement-breakpoint
CREATE UNIQUE INDEX "schedule_overrides_salon_date_key" ON "schedule_overrides" ("business_id","salon_id","date") WHERE staff_id is null;--> statement-breakpoint
CREATE UNIQUE INDEX "schedule_overrides_staff_date_key" ON "schedule_overrides" ("business_id","salon_id","staff_id","date") WHERE staff_id is not null;--> statement-breakpoint
CREATE INDEX "schedules_owner_idx" ON "schedules" ("business_id","salon_id","staff_id");--> statement-breakpoint
CREATE INDEX "time_off_salon_idx" ON "time_off" ("business_id","salon_id","starts_at","id");--> statement-breakpoint
CREATE INDEX "time_off_during_idx" ON "time_off" USING gist ("business_id","calendar_id",tstzrange(starts_at, ends_at));--> statement-breakpoint
CREATE INDEX "time_off_calendar_idx" ON "time_off" ("business_id","calendar_id","ends_at");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_calendar_key" ON "staff" ("business_id","calendar_id");--> statement-breakpoint
CREATE UNIQUE INDEX "staff_user_key" ON "staff" ("business_id","user_id") WHERE archived_at is null;--> statement-breakpoint
CREATE INDEX "staff_user_id_idx" ON "staff" ("user_id");--> statement-breakpoint
CREATE INDEX "staff_id_idx" ON "staff" ("id");--> statement-breakpoint
CREATE INDEX "staff_salons_staff_idx" ON "staff_salons" ("business_id","staff_id");--> statement-breakpoint
CREATE INDEX "staff_services_variant_idx" ON "staff_services" ("business_id","variant_id");--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_booking_fk" FOREIGN KEY ("business_id","booking_id") REFERENCES "bookings"("business_id","id");--> statement-breakpoint
ALTER TABLE "allocations" ADD CONSTRAINT "allocations_calendar_fk" FOREIGN KEY ("business_id","calendar_id") REFERENCES "calendars"("business_id","id");--> statement-breakpoint
ALTER TABLE "booking_items" ADD CONSTRAINT "booking_items_booking_fk" FOREIGN KEY ("business_id","booking_id") REFERENCES "bookings"("business_id","id");--> statement-breakpoint
ALTER TABLE "booking_items" ADD CONSTRAINT "booking_items_staff_fk" FOREIGN KEY ("business_id","staff_id") REFERENCES "staff"("business_id","id");--> statement-breakpoint
ALTER TABLE "booking_items" ADD CONSTRAINT "booking_items_variant_fk" FOREIGN KEY ("business_id","variant_id") REFERENCES "service_variants"("business_id","id");--> statement-breakpoint
ALTER TABLE "booking_price_lines" ADD CONSTRAINT "booking_price_lines_booking_fk" FOREIGN KEY ("business_id","booking_id") REFERENCES "bookings"("business_id","id");--> statement-breakpoint
ALTER TABLE "booking_price_lines" ADD CONSTRAINT "booking_price_lines_item_fk" FOREIGN KEY ("business_id","item_id") REFERENCES "booking_items"("business_id","id");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_booker_id_users_id_fkey" FOREIGN KEY ("booker_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_client_fk" FOREIGN KEY ("business_id","client_id") REFERENCES "clients"("business_id","id");--> statement-breakpoint
ALTER TABLE "bookings" ADD CONSTRAINT "bookings_policy_fk" FOREIGN KEY ("business_id","salon_id","policy_version") REFERENCES "booking_policies"("business_id","salon_id","version");--> statement-breakpoint
ALTER TABLE "calendars" ADD CONSTRAINT "calendars_business_fk" FOREIGN KEY ("business_id") REFERENCES "businesses"("id");--> statement-breakpoint
ALTER TABLE "add_ons" ADD CONSTRAINT "add_ons_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "resource_types" ADD CONSTRAINT "resource_types_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "resources" ADD CONSTRAINT "resources_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "resources" ADD CONSTRAINT "resources_type_fk" FOREIGN KEY ("business_id","resource_type_id") REFERENCES "resource_types"("business_id","id");--> statement-breakpoint
ALTER TABLE "resources" ADD CONSTRAINT "resources_calendar_fk" FOREIGN KEY ("business_id","calendar_id") REFERENCES "calendars"("business_id","id");--> statement-breakpoint
ALTER TABLE "service_add_ons" ADD CONSTRAINT "service_add_ons_service_fk" FOREIGN KEY ("business_id","service_id") REFERENCES "services"("business_id","id");--> statement-breakpoint
ALTER TABLE "service_add_ons" ADD CONSTRAINT "service_add_ons_add_on_fk" FOREIGN KEY ("business_id","add_on_id") REFERENCES "add_ons"("business_id","id");--> statement-breakpoint
ALTER TABLE "service_categories" ADD CONSTRAINT "service_categories_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "service_segments" ADD CONSTRAINT "service_segments_variant_fk" FOREIGN KEY ("business_id","variant_id") REFERENCES "service_variants"("business_id","id");--> statement-breakpoint
ALTER TABLE "service_variants" ADD CONSTRAINT "service_variants_service_fk" FOREIGN KEY ("business_id","service_id") REFERENCES "services"("business_id","id");--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "services" ADD CONSTRAINT "services_category_fk" FOREIGN KEY ("business_id","category_id") REFERENCES "service_categories"("business_id","id");--> statement-breakpoint
ALTER TABLE "variant_resources" ADD CONSTRAINT "variant_resources_variant_fk" FOREIGN KEY ("business_id","variant_id") REFERENCES "service_variants"("business_id","id");--> statement-breakpoint
ALTER TABLE "variant_resources" ADD CONSTRAINT "variant_resources_type_fk" FOREIGN KEY ("business_id","resource_type_id") REFERENCES "resource_types"("business_id","id");--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_business_fk" FOREIGN KEY ("business_id") REFERENCES "businesses"("id");--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_calendar_fk" FOREIGN KEY ("business_id","calendar_id") REFERENCES "calendars"("business_id","id");--> statement-breakpoint
ALTER TABLE "clients" ADD CONSTRAINT "clients_merged_into_fk" FOREIGN KEY ("business_id","merged_into") REFERENCES "clients"("business_id","id");--> statement-breakpoint
ALTER TABLE "accounts" ADD CONSTRAINT "accounts_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE;--> statement-breakpoint
ALTER TABLE "events" ADD CONSTRAINT "events_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "booking_policies" ADD CONSTRAINT "booking_policies_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "salon_categories" ADD CONSTRAINT "salon_categories_category_categories_slug_fkey" FOREIGN KEY ("category") REFERENCES "categories"("slug");--> statement-breakpoint
ALTER TABLE "salon_categories" ADD CONSTRAINT "salon_categories_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "salon_members" ADD CONSTRAINT "salon_members_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "salon_members" ADD CONSTRAINT "salon_members_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "salon_members" ADD CONSTRAINT "salon_members_business_fk" FOREIGN KEY ("business_id") REFERENCES "businesses"("id");--> statement-breakpoint
ALTER TABLE "salons" ADD CONSTRAINT "salons_business_fk" FOREIGN KEY ("business_id") REFERENCES "businesses"("id");--> statement-breakpoint
ALTER TABLE "schedule_hours" ADD CONSTRAINT "schedule_hours_schedule_fk" FOREIGN KEY ("business_id","schedule_id") REFERENCES "schedules"("business_id","id");--> statement-breakpoint
ALTER TABLE "schedule_overrides" ADD CONSTRAINT "schedule_overrides_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "schedule_overrides" ADD CONSTRAINT "schedule_overrides_staff_fk" FOREIGN KEY ("business_id","salon_id","staff_id") REFERENCES "staff_salons"("business_id","salon_id","staff_id");--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "schedules" ADD CONSTRAINT "schedules_staff_fk" FOREIGN KEY ("business_id","salon_id","staff_id") REFERENCES "staff_salons"("business_id","salon_id","staff_id");--> statement-breakpoint
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "time_off" ADD CONSTRAINT "time_off_calendar_fk" FOREIGN KEY ("business_id","calendar_id") REFERENCES "calendars"("business_id","id");--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_user_id_users_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id");--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_business_fk" FOREIGN KEY ("business_id") REFERENCES "businesses"("id");--> statement-breakpoint
ALTER TABLE "staff" ADD CONSTRAINT "staff_calendar_fk" FOREIGN KEY ("business_id","calendar_id") REFERENCES "calendars"("business_id","id");--> statement-breakpoint
ALTER TABLE "staff_salons" ADD CONSTRAINT "staff_salons_salon_fk" FOREIGN KEY ("business_id","salon_id") REFERENCES "salons"("business_id","id");--> statement-breakpoint
ALTER TABLE "staff_salons" ADD CONSTRAINT "staff_salons_staff_fk" FOREIGN KEY ("business_id","staff_id") REFERENCES "staff"("business_id","id");--> statement-breakpoint
ALTER TABLE "staff_services" ADD CONSTRAINT "staff_services_staff_fk" FOREIGN KEY ("business_id","staff_id") REFERENCES "staff"("business_id","id");--> statement-breakpoint
ALTER TABLE "staff_services" ADD CONSTRAINT "staff_services_variant_fk" FOREIGN KEY ("business_id","variant_id") REFERENCES "service_variants"("business_id","id");