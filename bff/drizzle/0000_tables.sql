CREATE TABLE "audit" (
	"seq" integer PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"phase" text NOT NULL,
	"action" text NOT NULL,
	"result" text,
	"actor_id" text NOT NULL,
	"holder_id" uuid,
	"enrolment_id" uuid,
	"request_id" text,
	"detail" jsonb NOT NULL,
	"previous_hash" text NOT NULL,
	"hash" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enrolments" (
	"id" uuid PRIMARY KEY NOT NULL,
	"holder_id" uuid NOT NULL,
	"operator_id" uuid NOT NULL,
	"profile_id" text NOT NULL,
	"state" text NOT NULL,
	"key_lock" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"updated_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	"key_session" uuid,
	"key_observation" jsonb,
	"key_peer" jsonb,
	"pin_session" "bytea",
	"operator_credentials" jsonb
);
--> statement-breakpoint
CREATE TABLE "escrow" (
	"id" uuid PRIMARY KEY NOT NULL,
	"enrolment_id" uuid NOT NULL,
	"holder_id" uuid NOT NULL,
	"key_name" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"wrapped_key" "bytea" NOT NULL,
	"ciphertext" "bytea" NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"revealed_at" timestamp (3) with time zone,
	CONSTRAINT "escrow_enrolmentId_unique" UNIQUE("enrolment_id")
);
--> statement-breakpoint
CREATE TABLE "inventory" (
	"enrolment_id" uuid PRIMARY KEY NOT NULL,
	"holder_id" uuid NOT NULL,
	"serial" text,
	"aaguid" text NOT NULL,
	"key_lock" text,
	"credential_id" text NOT NULL,
	"method_id" text NOT NULL,
	"display_name" text NOT NULL,
	"model" text,
	"product_name" text NOT NULL,
	"state" text NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "inventory_credentialId_unique" UNIQUE("credential_id")
);
--> statement-breakpoint
CREATE TABLE "journal" (
	"enrolment_id" uuid NOT NULL,
	"seq" integer NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"event" jsonb NOT NULL,
	CONSTRAINT "journal_enrolment_id_seq_pk" PRIMARY KEY("enrolment_id","seq")
);
--> statement-breakpoint
ALTER TABLE "escrow" ADD CONSTRAINT "escrow_enrolment_id_enrolments_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "inventory" ADD CONSTRAINT "inventory_enrolment_id_enrolments_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "journal" ADD CONSTRAINT "journal_enrolment_id_enrolments_id_fk" FOREIGN KEY ("enrolment_id") REFERENCES "public"."enrolments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "audit_by_enrolment" ON "audit" USING btree ("enrolment_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_one_open_per_holder" ON "enrolments" USING btree ("holder_id") WHERE "enrolments"."state" = 'open';--> statement-breakpoint
CREATE UNIQUE INDEX "enrolments_one_open_per_key" ON "enrolments" USING btree ("key_lock") WHERE "enrolments"."state" = 'open';--> statement-breakpoint
CREATE INDEX "enrolments_by_state" ON "enrolments" USING btree ("state","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "enrolments_by_holder" ON "enrolments" USING btree ("holder_id","started_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "inventory_by_key" ON "inventory" USING btree ("key_lock");--> statement-breakpoint
CREATE INDEX "inventory_by_holder" ON "inventory" USING btree ("holder_id");