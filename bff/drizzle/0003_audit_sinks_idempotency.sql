CREATE TABLE "audit_sinks" (
	"name" text PRIMARY KEY NOT NULL,
	"size" integer NOT NULL,
	"root" text NOT NULL,
	"checkpoint" jsonb,
	"updated_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "idempotency" (
	"caller_id" uuid NOT NULL,
	"key" uuid NOT NULL,
	"fingerprint" text NOT NULL,
	"state" text NOT NULL,
	"attempt" uuid NOT NULL,
	"status" integer,
	"answer" "bytea",
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "idempotency_caller_id_key_pk" PRIMARY KEY("caller_id","key")
);
--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "key_serial" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "key_aaguid" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "approval_id" text;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "authentication" jsonb;--> statement-breakpoint
ALTER TABLE "audit" ADD COLUMN "graph_request_id" text;--> statement-breakpoint
CREATE INDEX "idempotency_by_age" ON "idempotency" USING btree ("created_at");--> statement-breakpoint
CREATE INDEX "audit_by_time" ON "audit" USING btree ("at");--> statement-breakpoint
CREATE INDEX "audit_by_actor" ON "audit" USING btree ("actor_id","seq" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "audit_by_holder" ON "audit" USING btree ("holder_id","seq" DESC NULLS LAST);