CREATE TABLE "approvals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"item" jsonb NOT NULL,
	"hash" text NOT NULL,
	"tenant_id" uuid NOT NULL,
	"asked_by_id" uuid NOT NULL,
	"asked_by_name" text,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"decided_by_id" uuid,
	"decided_by_name" text,
	"decided_at" timestamp (3) with time zone,
	"reason" text,
	"use_by" timestamp (3) with time zone,
	"used_at" timestamp (3) with time zone,
	CONSTRAINT "approvals_two_people" CHECK ("approvals"."decided_by_id" <> "approvals"."asked_by_id"),
	CONSTRAINT "approvals_decided" CHECK ("approvals"."state" not in ('approved', 'refused', 'used') or "approvals"."decided_by_id" is not null)
);
--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "approval_id" uuid;--> statement-breakpoint
CREATE INDEX "approvals_by_asker" ON "approvals" USING btree ("asked_by_id","asked_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "approvals_waiting" ON "approvals" USING btree ("expires_at") WHERE "approvals"."state" = 'waiting';--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;