CREATE TABLE "bulk_removal_keys" (
	"removal_id" uuid NOT NULL,
	"position" integer NOT NULL,
	"holder_id" uuid NOT NULL,
	"holder_name" text NOT NULL,
	"user_principal_name" text NOT NULL,
	"method_id" text NOT NULL,
	"display_name" text NOT NULL,
	"product_name" text NOT NULL,
	"serial" text,
	"is_last" boolean NOT NULL,
	"code" text,
	"key_removal_id" uuid,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "bulk_removal_keys_removal_id_position_pk" PRIMARY KEY("removal_id","position")
);
--> statement-breakpoint
CREATE TABLE "bulk_removals" (
	"id" uuid PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"reason" text NOT NULL,
	"not_found" jsonb NOT NULL,
	"created_by_id" uuid NOT NULL,
	"created_by_name" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"started_by_id" uuid,
	"started_by_name" text,
	"started_by_roles" jsonb,
	"request_id" text,
	"approval_id" uuid,
	"due_at" timestamp (3) with time zone,
	"stopped_by_id" uuid,
	"stopped_by_name" text,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "removals" DROP CONSTRAINT "removals_enrolment_id_enrolments_id_fk";
--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "started_by_id" uuid;--> statement-breakpoint
ALTER TABLE "key_removals" ADD COLUMN "asked_by_id" uuid;--> statement-breakpoint
ALTER TABLE "key_removals" ADD COLUMN "asked_by_name" text;--> statement-breakpoint
ALTER TABLE "key_removals" ADD COLUMN "approval_id" uuid;--> statement-breakpoint
ALTER TABLE "bulk_removal_keys" ADD CONSTRAINT "bulk_removal_keys_removal_id_bulk_removals_id_fk" FOREIGN KEY ("removal_id") REFERENCES "public"."bulk_removals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_removal_keys" ADD CONSTRAINT "bulk_removal_keys_key_removal_id_key_removals_id_fk" FOREIGN KEY ("key_removal_id") REFERENCES "public"."key_removals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "bulk_removals" ADD CONSTRAINT "bulk_removals_approval_id_approvals_id_fk" FOREIGN KEY ("approval_id") REFERENCES "public"."approvals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "bulk_removals_by_age" ON "bulk_removals" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
CREATE INDEX "bulk_removals_due" ON "bulk_removals" USING btree ("due_at") WHERE "bulk_removals"."state" = 'started';--> statement-breakpoint
CREATE INDEX "enrolments_by_starter" ON "enrolments" USING btree ("started_by_id","started_at" DESC NULLS LAST) WHERE "enrolments"."started_by_id" is not null;--> statement-breakpoint
CREATE FUNCTION room_for_enrolment(
  of_operator uuid, of_holder uuid, as_of timestamptz, per_minute integer, per_day integer, per_person integer,
  OUT blocked_by text, OUT free_at timestamptz
) LANGUAGE plpgsql AS $$
BEGIN
  -- Held until the transaction ends. The next statement sees what was committed while these waited.
  PERFORM pg_advisory_xact_lock(7421, hashtext(of_operator::text));
  PERFORM pg_advisory_xact_lock(7422, hashtext(of_holder::text));
  -- Of each limit the one whose time has to be over before there is room for another.
  SELECT blocking.what, blocking.until INTO blocked_by, free_at FROM (
    (SELECT 'operator' AS what, started_at + interval '1 minute' AS until FROM enrolments
      WHERE started_by_id = of_operator AND started_at > as_of - interval '1 minute'
      ORDER BY started_at DESC NULLS LAST OFFSET per_minute - 1 LIMIT 1)
    UNION ALL
    (SELECT 'operator', started_at + interval '24 hours' FROM enrolments
      WHERE started_by_id = of_operator AND started_at > as_of - interval '24 hours'
      ORDER BY started_at DESC NULLS LAST OFFSET per_day - 1 LIMIT 1)
    UNION ALL
    (SELECT 'person', started_at + interval '24 hours' FROM enrolments
      WHERE holder_id = of_holder AND started_by_id IS NOT NULL AND started_at > as_of - interval '24 hours'
      ORDER BY started_at DESC NULLS LAST OFFSET per_person - 1 LIMIT 1)
  ) AS blocking ORDER BY blocking.until DESC LIMIT 1;
END;
$$;
