CREATE TABLE "profiles" (
	"id" text NOT NULL,
	"version" integer NOT NULL,
	"state" text NOT NULL,
	"profile" jsonb NOT NULL,
	"author_id" text NOT NULL,
	"author_name" text,
	"created_at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "profiles_id_version_pk" PRIMARY KEY("id","version")
);
--> statement-breakpoint
CREATE INDEX "enrolments_by_profile" ON "enrolments" USING btree ("profile_id");--> statement-breakpoint
-- Versions are written once, like the journal's lines.
CREATE TRIGGER profiles_append_only BEFORE UPDATE OR DELETE ON "profiles"
  FOR EACH ROW EXECUTE FUNCTION refuse_change();
--> statement-breakpoint
CREATE TRIGGER profiles_no_truncate BEFORE TRUNCATE ON "profiles"
  FOR EACH STATEMENT EXECUTE FUNCTION refuse_change();
