CREATE TABLE "access_passes" (
	"id" uuid PRIMARY KEY NOT NULL,
	"invitation_id" uuid NOT NULL,
	"user_id" uuid NOT NULL,
	"state" text NOT NULL,
	"viewer_id" uuid NOT NULL,
	"viewer_name" text,
	"pass_to" text NOT NULL,
	"method_id" text,
	"starts_at" timestamp (3) with time zone NOT NULL,
	"ends_at" timestamp (3) with time zone NOT NULL,
	"lifetime_minutes" integer NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"wrapped_key" "bytea",
	"ciphertext" "bytea",
	"reservation_id" uuid,
	"reserved_by" text,
	"reserved_until" timestamp (3) with time zone,
	"reservations" integer DEFAULT 0 NOT NULL,
	"shown_at" timestamp (3) with time zone,
	"is_to_delete" boolean DEFAULT false NOT NULL,
	"delete_attempts" integer DEFAULT 0 NOT NULL,
	"next_delete_at" timestamp (3) with time zone,
	"deleted_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "own_starts" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"invitation_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "invitations" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"display_name" text NOT NULL,
	"user_principal_name" text NOT NULL,
	"profile" jsonb NOT NULL,
	"expected_serial" text,
	"expected_aaguid" text,
	"message" text,
	"invited_by_id" uuid NOT NULL,
	"invited_by_name" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"mailed_at" timestamp (3) with time zone,
	"reminded_at" timestamp (3) with time zone,
	"opened_at" timestamp (3) with time zone,
	"signed_in_at" timestamp (3) with time zone,
	"key_seen_at" timestamp (3) with time zone,
	"enrolled_at" timestamp (3) with time zone,
	"cancelled_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
ALTER TABLE "enrolments" ADD COLUMN "invitation_id" uuid;--> statement-breakpoint
ALTER TABLE "access_passes" ADD CONSTRAINT "access_passes_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "own_starts" ADD CONSTRAINT "own_starts_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "access_passes_one_live" ON "access_passes" USING btree ("invitation_id") WHERE "access_passes"."state" <> 'over';--> statement-breakpoint
CREATE INDEX "access_passes_by_viewer" ON "access_passes" USING btree ("viewer_id","state");--> statement-breakpoint
CREATE INDEX "access_passes_to_delete" ON "access_passes" USING btree ("next_delete_at") WHERE "access_passes"."is_to_delete";--> statement-breakpoint
CREATE INDEX "own_starts_by_user" ON "own_starts" USING btree ("user_id","at" DESC NULLS LAST);--> statement-breakpoint
CREATE UNIQUE INDEX "invitations_one_open_per_user" ON "invitations" USING btree ("user_id") WHERE "invitations"."ended_at" is null;--> statement-breakpoint
CREATE INDEX "invitations_by_age" ON "invitations" USING btree ("created_at" DESC NULLS LAST);--> statement-breakpoint
ALTER TABLE "enrolments" ADD CONSTRAINT "enrolments_invitation_id_invitations_id_fk" FOREIGN KEY ("invitation_id") REFERENCES "public"."invitations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "enrolments_by_invitation" ON "enrolments" USING btree ("invitation_id") WHERE "enrolments"."invitation_id" is not null;