CREATE TABLE "dossier_sheets" (
	"id" text PRIMARY KEY NOT NULL,
	"period_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"number" integer NOT NULL,
	"rows" jsonb NOT NULL,
	"note" text,
	"source" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "periodic_reports" (
	"id" text PRIMARY KEY NOT NULL,
	"period_id" text NOT NULL,
	"state" text NOT NULL,
	"wording" jsonb NOT NULL,
	"writer_ids" jsonb NOT NULL,
	"number" integer,
	"signed_on" text,
	"submitted_by_id" text,
	"submitted_at" timestamp (3) with time zone,
	"returned" text,
	"approved_by_id" text,
	"approved_at" timestamp (3) with time zone,
	"sent_by_id" text,
	"sent_at" timestamp (3) with time zone,
	"content" jsonb,
	"file" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_parts" (
	"id" text PRIMARY KEY NOT NULL,
	"period_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"state" text NOT NULL,
	"due" text NOT NULL,
	"results" text DEFAULT '' NOT NULL,
	"difficulties" text DEFAULT '' NOT NULL,
	"proposals" text DEFAULT '' NOT NULL,
	"returned" text,
	"asked_by_id" text NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"sent_by_id" text,
	"sent_at" timestamp (3) with time zone,
	"taken_by_id" text,
	"taken_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_sections" (
	"id" text PRIMARY KEY NOT NULL,
	"position" integer NOT NULL,
	"level" integer NOT NULL,
	"title" text NOT NULL,
	"content" text NOT NULL,
	"in_use" boolean DEFAULT true NOT NULL
);
--> statement-breakpoint
CREATE TABLE "period_figures" (
	"id" text PRIMARY KEY NOT NULL,
	"period_id" text NOT NULL,
	"position" integer NOT NULL,
	"key" text NOT NULL,
	"section" text NOT NULL,
	"label" text NOT NULL,
	"measure" text NOT NULL,
	"rule" text NOT NULL,
	"way" text NOT NULL,
	"counted" jsonb NOT NULL,
	"by_unit" jsonb NOT NULL,
	"by_group" jsonb NOT NULL,
	"items" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "periods" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"name" text NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"units_by" text NOT NULL,
	"submit_by" text NOT NULL,
	"recipient" text NOT NULL,
	"closed_at" timestamp (3) with time zone,
	"closed_by_id" text,
	"before" jsonb,
	"revision" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "dossier_sheets" ADD CONSTRAINT "dossier_sheets_period_id_periods_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."periods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "periodic_reports" ADD CONSTRAINT "periodic_reports_period_id_periods_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."periods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_parts" ADD CONSTRAINT "report_parts_period_id_periods_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."periods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "period_figures" ADD CONSTRAINT "period_figures_period_id_periods_id_fk" FOREIGN KEY ("period_id") REFERENCES "public"."periods"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "dossier_sheets_number" ON "dossier_sheets" USING btree ("period_id","unit_id","number");--> statement-breakpoint
CREATE INDEX "dossier_sheets_unit" ON "dossier_sheets" USING btree ("unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "periodic_reports_period" ON "periodic_reports" USING btree ("period_id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_parts_unit" ON "report_parts" USING btree ("period_id","unit_id");--> statement-breakpoint
CREATE UNIQUE INDEX "period_figures_key" ON "period_figures" USING btree ("period_id","key");--> statement-breakpoint
CREATE UNIQUE INDEX "periods_span" ON "periods" USING btree ("kind","from","to");--> statement-breakpoint
CREATE INDEX "periods_to" ON "periods" USING btree ("to");--> statement-breakpoint
CREATE INDEX "periods_submit" ON "periods" USING btree ("submit_by");