CREATE TABLE "posture" (
	"name" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"findings" jsonb NOT NULL,
	"since" timestamp (3) with time zone NOT NULL,
	"looked_at" timestamp (3) with time zone NOT NULL,
	"told" jsonb
);
