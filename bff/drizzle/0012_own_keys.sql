CREATE TABLE "key_events" (
	"id" uuid PRIMARY KEY NOT NULL,
	"holder_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"method_id" text NOT NULL,
	"enrolment_id" uuid,
	"product_name" text NOT NULL,
	"serial" text,
	"how" text NOT NULL,
	"actor_id" uuid,
	"actor_name" text,
	"at" timestamp (3) with time zone NOT NULL,
	"reported_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "key_removals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"holder_id" uuid NOT NULL,
	"holder_name" text NOT NULL,
	"user_principal_name" text NOT NULL,
	"method_id" text NOT NULL,
	"why" text NOT NULL,
	"enrolment_id" uuid,
	"product_name" text NOT NULL,
	"serial" text,
	"request_id" text NOT NULL,
	"state" text NOT NULL,
	"sessions" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_try_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "key_events_by_holder" ON "key_events" USING btree ("holder_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "key_events_reported" ON "key_events" USING btree ("holder_id","reported_at") WHERE "key_events"."reported_at" is not null;--> statement-breakpoint
CREATE UNIQUE INDEX "key_removals_one_open_per_key" ON "key_removals" USING btree ("holder_id","method_id") WHERE "key_removals"."state" = 'asked';--> statement-breakpoint
CREATE INDEX "key_removals_by_holder" ON "key_removals" USING btree ("holder_id","asked_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "key_removals_by_turn" ON "key_removals" USING btree ("next_try_at") WHERE "key_removals"."next_try_at" is not null;--> statement-breakpoint
CREATE INDEX "key_removals_lost" ON "key_removals" USING btree ("asked_at" DESC NULLS LAST) WHERE "key_removals"."why" = 'lost';--> statement-breakpoint
INSERT INTO "key_events" ("id", "holder_id", "kind", "method_id", "enrolment_id", "product_name", "serial", "how", "actor_id", "actor_name", "at")
SELECT gen_random_uuid(), "inventory"."holder_id", 'bound', "method_id", "enrolment_id", "product_name", "serial",
  CASE WHEN "operator_id" = "inventory"."holder_id" THEN 'self' ELSE 'operator' END, "operator_id",
  CASE WHEN "operator_id" = "inventory"."holder_id" THEN NULL ELSE "operator_name" END, "inventory"."created_at"
FROM "inventory" JOIN "enrolments" ON "enrolments"."id" = "inventory"."enrolment_id"
WHERE "inventory"."created_at" > now() - interval '30 days';
