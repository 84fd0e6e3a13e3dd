CREATE TABLE "scope_changes" (
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"version" integer NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_id" uuid NOT NULL,
	"granted" boolean NOT NULL,
	"changed_by_id" uuid NOT NULL,
	"changed_by_name" text,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "scope_changes_subject_kind_subject_id_version_pk" PRIMARY KEY("subject_kind","subject_id","version")
);
--> statement-breakpoint
CREATE INDEX "scope_changes_by_time" ON "scope_changes" USING btree ("at" DESC NULLS LAST);