CREATE TABLE "outbox" (
	"id" uuid PRIMARY KEY NOT NULL,
	"notice" jsonb NOT NULL,
	"recipient_id" uuid,
	"same_as" text,
	"state" text NOT NULL,
	"attempts" integer DEFAULT 0 NOT NULL,
	"next_attempt_at" timestamp (3) with time zone NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL,
	"ended_at" timestamp (3) with time zone,
	CONSTRAINT "outbox_sameAs_unique" UNIQUE("same_as")
);
--> statement-breakpoint
ALTER TABLE "escrow" ALTER COLUMN "wrapped_key" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "escrow" ALTER COLUMN "ciphertext" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "escrow" ADD COLUMN "disclosure" text DEFAULT 'holderOnly' NOT NULL;--> statement-breakpoint
ALTER TABLE "escrow" ADD COLUMN "reservation_id" uuid;--> statement-breakpoint
ALTER TABLE "escrow" ADD COLUMN "reserved_by" text;--> statement-breakpoint
ALTER TABLE "escrow" ADD COLUMN "reserved_until" timestamp (3) with time zone;--> statement-breakpoint
ALTER TABLE "escrow" ADD COLUMN "reservations" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "escrow" ADD COLUMN "shredded_at" timestamp (3) with time zone;--> statement-breakpoint
CREATE INDEX "outbox_by_turn" ON "outbox" USING btree ("state","next_attempt_at");