CREATE TABLE "citations" (
	"id" text PRIMARY KEY NOT NULL,
	"document_id" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"removed_by_id" text,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "documents" (
	"id" text PRIMARY KEY NOT NULL,
	"number" text,
	"date" text,
	"subject" text NOT NULL,
	"issuer" text,
	"file_id" text,
	"file_name" text,
	"search" text NOT NULL,
	"sort" text NOT NULL,
	"unit_id" text,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "stored_files" (
	"id" text PRIMARY KEY NOT NULL,
	"bytes" integer NOT NULL,
	"type" text NOT NULL,
	"scan" text NOT NULL,
	"stored_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_amendments" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"number" integer NOT NULL,
	"decided_on" text NOT NULL,
	"decision" text NOT NULL,
	"summary" text NOT NULL,
	"changes" jsonb NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plan_bases" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"position" integer NOT NULL,
	"number" text NOT NULL,
	"date" text,
	"issuer" text,
	"title" text NOT NULL,
	"clause" text,
	"quote" text
);
--> statement-breakpoint
CREATE TABLE "plan_domains" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text NOT NULL,
	"number" text NOT NULL,
	"title" text NOT NULL,
	"position" integer NOT NULL,
	"weight" double precision DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "plans" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"parent_id" text,
	"title" text NOT NULL,
	"number" text,
	"signed_on" text,
	"issuer" text,
	"since" text NOT NULL,
	"until" text NOT NULL,
	"state" text NOT NULL,
	"unit_id" text NOT NULL,
	"copied_from_id" text,
	"note" text,
	"search" text NOT NULL,
	"sort" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "check_items" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"position" integer NOT NULL,
	"text" text NOT NULL,
	"done_by_id" text,
	"done_on" text
);
--> statement-breakpoint
CREATE TABLE "report_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"person_id" text NOT NULL,
	"values" jsonb NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "report_reviews" (
	"id" text PRIMARY KEY NOT NULL,
	"report_id" text NOT NULL,
	"task_id" text NOT NULL,
	"decision" text NOT NULL,
	"reason" text,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"number" integer NOT NULL,
	"unit_id" text NOT NULL,
	"author_id" text NOT NULL,
	"on" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"light" text NOT NULL,
	"percent" integer NOT NULL,
	"value" jsonb,
	"result" text NOT NULL,
	"difficulties" text,
	"next" text,
	"claims_done" boolean NOT NULL,
	"finished_on" text,
	"missing_parts" text
);
--> statement-breakpoint
CREATE TABLE "requests" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"kind" text NOT NULL,
	"unit_id" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"reason" text NOT NULL,
	"asked_due" text,
	"to_unit_id" text,
	"decision" text,
	"decided_by_id" text,
	"decided_at" timestamp (3) with time zone,
	"granted_due" text,
	"decision_note" text
);
--> statement-breakpoint
CREATE TABLE "saved_filters" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"query" text NOT NULL,
	"shared" boolean NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_notes" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"kind" text NOT NULL,
	"text" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_outsiders" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"name" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "task_parts" (
	"id" text PRIMARY KEY NOT NULL,
	"task_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"role" text NOT NULL,
	"duty" text,
	"person_id" text,
	"receipt" text NOT NULL,
	"received_at" timestamp (3) with time zone,
	"done_on" text,
	"done_note" text
);
--> statement-breakpoint
CREATE TABLE "tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"plan_id" text,
	"domain_id" text,
	"domain" text,
	"number" text,
	"position" integer DEFAULT 0 NOT NULL,
	"heading" text,
	"title" text NOT NULL,
	"product" text,
	"state" text NOT NULL,
	"origin_kind" text NOT NULL,
	"origin_key" text NOT NULL,
	"origin" jsonb NOT NULL,
	"weight" double precision DEFAULT 1 NOT NULL,
	"unit_id" text,
	"person_id" text,
	"assigner_id" text NOT NULL,
	"series_id" text,
	"period" text,
	"deadline" jsonb NOT NULL,
	"first_due" text,
	"due" text,
	"extensions" integer DEFAULT 0 NOT NULL,
	"finished_on" text,
	"assigned_on" text,
	"receipt_due" timestamp (3) with time zone,
	"accepted_at" timestamp (3) with time zone,
	"paused_on" text,
	"cadence" text DEFAULT 'none' NOT NULL,
	"next_report_on" text,
	"target_kind" text,
	"measure" jsonb,
	"value" jsonb,
	"reached" double precision,
	"percent" integer DEFAULT 0 NOT NULL,
	"light" text,
	"last_report_on" text,
	"budget_text" text,
	"budget" double precision,
	"note" text,
	"search" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "citations" ADD CONSTRAINT "citations_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "documents" ADD CONSTRAINT "documents_file_id_stored_files_id_fk" FOREIGN KEY ("file_id") REFERENCES "public"."stored_files"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_amendments" ADD CONSTRAINT "plan_amendments_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_bases" ADD CONSTRAINT "plan_bases_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plan_domains" ADD CONSTRAINT "plan_domains_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plans" ADD CONSTRAINT "plans_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "check_items" ADD CONSTRAINT "check_items_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_drafts" ADD CONSTRAINT "report_drafts_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_reviews" ADD CONSTRAINT "report_reviews_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_reviews" ADD CONSTRAINT "report_reviews_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "requests" ADD CONSTRAINT "requests_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_notes" ADD CONSTRAINT "task_notes_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_outsiders" ADD CONSTRAINT "task_outsiders_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_parts" ADD CONSTRAINT "task_parts_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "task_parts" ADD CONSTRAINT "task_parts_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_plan_id_plans_id_fk" FOREIGN KEY ("plan_id") REFERENCES "public"."plans"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_domain_id_plan_domains_id_fk" FOREIGN KEY ("domain_id") REFERENCES "public"."plan_domains"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "tasks" ADD CONSTRAINT "tasks_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "citations_subject" ON "citations" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "citations_document" ON "citations" USING btree ("document_id");--> statement-breakpoint
CREATE INDEX "documents_file" ON "documents" USING btree ("file_id");--> statement-breakpoint
CREATE INDEX "documents_sort" ON "documents" USING btree ("sort");--> statement-breakpoint
CREATE UNIQUE INDEX "plan_amendments_number" ON "plan_amendments" USING btree ("plan_id","number");--> statement-breakpoint
CREATE INDEX "plan_bases_plan" ON "plan_bases" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "plan_domains_plan" ON "plan_domains" USING btree ("plan_id");--> statement-breakpoint
CREATE INDEX "plans_parent" ON "plans" USING btree ("parent_id");--> statement-breakpoint
CREATE INDEX "plans_period" ON "plans" USING btree ("since","until");--> statement-breakpoint
CREATE INDEX "check_items_task" ON "check_items" USING btree ("task_id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_drafts_one" ON "report_drafts" USING btree ("task_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "report_reviews_report" ON "report_reviews" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "report_reviews_task" ON "report_reviews" USING btree ("task_id");--> statement-breakpoint
CREATE UNIQUE INDEX "reports_number" ON "reports" USING btree ("task_id","number");--> statement-breakpoint
CREATE INDEX "reports_at" ON "reports" USING btree ("on");--> statement-breakpoint
CREATE INDEX "reports_unit" ON "reports" USING btree ("unit_id","on");--> statement-breakpoint
CREATE INDEX "requests_task" ON "requests" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "requests_open" ON "requests" USING btree ("decision","at");--> statement-breakpoint
CREATE INDEX "saved_filters_person" ON "saved_filters" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "saved_filters_shared" ON "saved_filters" USING btree ("shared");--> statement-breakpoint
CREATE INDEX "task_notes_task" ON "task_notes" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "task_outsiders_task" ON "task_outsiders" USING btree ("task_id");--> statement-breakpoint
CREATE UNIQUE INDEX "task_parts_unit" ON "task_parts" USING btree ("task_id","unit_id");--> statement-breakpoint
CREATE INDEX "task_parts_by_unit" ON "task_parts" USING btree ("unit_id","task_id");--> statement-breakpoint
CREATE INDEX "task_parts_by_person" ON "task_parts" USING btree ("person_id","task_id");--> statement-breakpoint
CREATE INDEX "tasks_plan" ON "tasks" USING btree ("plan_id","position");--> statement-breakpoint
CREATE INDEX "tasks_unit" ON "tasks" USING btree ("unit_id","state","due");--> statement-breakpoint
CREATE INDEX "tasks_state" ON "tasks" USING btree ("state","due");--> statement-breakpoint
CREATE INDEX "tasks_person" ON "tasks" USING btree ("person_id","state","due");--> statement-breakpoint
CREATE INDEX "tasks_assigner" ON "tasks" USING btree ("assigner_id","state");--> statement-breakpoint
CREATE INDEX "tasks_origin" ON "tasks" USING btree ("origin_key");--> statement-breakpoint
CREATE UNIQUE INDEX "tasks_series" ON "tasks" USING btree ("series_id","period");--> statement-breakpoint
CREATE INDEX "tasks_report" ON "tasks" USING btree ("next_report_on");