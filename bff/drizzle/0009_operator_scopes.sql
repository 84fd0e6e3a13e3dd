CREATE TABLE "operator_scopes" (
	"subject_kind" text NOT NULL,
	"subject_id" uuid NOT NULL,
	"scope_kind" text NOT NULL,
	"scope_id" uuid NOT NULL,
	"granted_by_id" uuid NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	CONSTRAINT "operator_scopes_subject_kind_subject_id_scope_kind_scope_id_pk" PRIMARY KEY("subject_kind","subject_id","scope_kind","scope_id")
);
