CREATE TABLE "batch_people" (
	"batch_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"user_id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"user_principal_name" text NOT NULL,
	"serial" text,
	"reason" text,
	"code" text,
	"failed_at" timestamp (3) with time zone,
	"enrolment_id" uuid,
	"claim_id" uuid,
	"claim_key" text,
	"claimed_by_id" uuid,
	"claimed_by_name" text,
	"claimed_until" timestamp (3) with time zone,
	CONSTRAINT "batch_people_batch_id_position_pk" PRIMARY KEY("batch_id","position")
);
--> statement-breakpoint
CREATE TABLE "batches" (
	"id" uuid PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"state" text NOT NULL,
	"assignment" text NOT NULL,
	"profile" jsonb NOT NULL,
	"resets_confirmed" boolean NOT NULL,
	"challenge_minutes" integer NOT NULL,
	"created_by_id" uuid NOT NULL,
	"created_by_name" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone,
	"stopped_at" timestamp (3) with time zone,
	"last_position" integer DEFAULT 0 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "removals" (
	"enrolment_id" uuid NOT NULL,
	"method_id" text NOT NULL,
	"operator_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "removals_enrolment_id_method_id_pk" PRIMARY KEY("enrolment_id","method_id")
);
--> statement-breakpoint
CREATE TABLE "suspensions" (
	"operator_id" uuid PRIMARY KEY NOT NULL,
	"suspended_by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "batch_id" uuid;--> statement-breakpoint
ALTER TABLE "batch_people" ADD CONSTRAINT "batch_people_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "batch_people" ADD CONSTRAINT "batch_people_enrolment_id_enrolments_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "removals" ADD CONSTRAINT "removals_enrolment_id_enrolments_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "batch_people_once" ON "batch_people" USING btree ("batch_id","user_id");--> statement-breakpoint
CREATE UNIQUE INDEX "batch_people_one_serial" ON "batch_people" USING btree ("batch_id","serial");--> statement-breakpoint
CREATE UNIQUE INDEX "batch_people_one_claim_per_key" ON "batch_people" USING btree ("batch_id","claim_key");--> statement-breakpoint
CREATE UNIQUE INDEX "batch_people_by_enrolment" ON "batch_people" USING btree ("enrolment_id");--> statement-breakpoint
CREATE INDEX "batch_people_skipped" ON "batch_people" USING btree ("batch_id","position") WHERE "batch_people"."reason" is not null;--> statement-breakpoint
CREATE INDEX "batch_people_refused" ON "batch_people" USING btree ("batch_id","position") WHERE "batch_people"."code" is not null;--> statement-breakpoint
CREATE INDEX "batch_people_in_turn" ON "batch_people" USING btree ("batch_id","position") WHERE "batch_people"."enrolment_id" is null and "batch_people"."reason" is null and "batch_people"."code" is null;--> statement-breakpoint
CREATE INDEX "batches_by_age" ON "batches" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "removals_by_operator" ON "removals" USING btree ("operator_id","at" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_batch_id_batches_id_fk" FOREIGN KEY ("batch_id") REFERENCES "public"."batches"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_one_key_per_batch" ON "enrolments" USING btree ("batch_id","key_lock") WHERE "enrolments"."state" <> 'rolledBack';--> statement-breakpoint
CREATE INDEX "enrolments_by_batch" ON "enrolments" USING btree ("batch_id","state","ended_at" DESC NULLS LAST) WHERE "enrolments"."batch_id" is not null;--> statement-breakpoint
CREATE INDEX "escrow_by_reservation" ON "escrow" USING btree ("reservation_id") WHERE "escrow"."reservation_id" is not null;