CREATE TABLE "graph_quotas" (
	"application_id" text NOT NULL,
	"tenant_id" uuid NOT NULL,
	"revision" bigint NOT NULL,
	"state" jsonb,
	CONSTRAINT "graph_quotas_application_id_tenant_id_pk" PRIMARY KEY("application_id","tenant_id")
);
