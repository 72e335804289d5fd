CREATE TABLE "annex_layouts" (
	"fingerprint" text PRIMARY KEY NOT NULL,
	"mapping" jsonb NOT NULL,
	"headers" jsonb NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_import_rows" (
	"id" text PRIMARY KEY NOT NULL,
	"import_id" text NOT NULL,
	"position" integer NOT NULL,
	"read" jsonb NOT NULL,
	"fixes" jsonb NOT NULL,
	"open" integer NOT NULL,
	"state" text NOT NULL,
	"changes" jsonb NOT NULL,
	"skipped" boolean DEFAULT false NOT NULL,
	"applied" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"file_name" text NOT NULL,
	"format" text NOT NULL,
	"digest" text NOT NULL,
	"state" text NOT NULL,
	"reading" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"applied_at" timestamp (3) with time zone,
	"result" jsonb
);
--> statement-breakpoint
ALTER TABLE "plan_import_rows" ADD CONSTRAINT "plan_import_rows_import_id_plan_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."plan_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_imports" ADD CONSTRAINT "plan_imports_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "plan_import_rows_position" ON "plan_import_rows" USING btree ("import_id","position");--> statement-breakpoint
CREATE INDEX "plan_import_rows_open" ON "plan_import_rows" USING btree ("import_id","open");--> statement-breakpoint
CREATE INDEX "plan_imports_plan" ON "plan_imports" USING btree ("plan_id","made_at");