CREATE TABLE "conclusion_tasks" (
	"id" text PRIMARY KEY NOT NULL,
	"conclusion_id" text NOT NULL,
	"work_id" text,
	"task_id" text NOT NULL,
	"how" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conclusion_works" (
	"id" text PRIMARY KEY NOT NULL,
	"conclusion_id" text NOT NULL,
	"position" integer NOT NULL,
	"title" text NOT NULL,
	"product" text,
	"unit_ids" jsonb NOT NULL,
	"all_units" boolean DEFAULT false NOT NULL,
	"coordinator_ids" jsonb NOT NULL,
	"outsiders" jsonb NOT NULL,
	"deadline" jsonb,
	"due" text,
	"doubts" jsonb DEFAULT '{}'::jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conclusions" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"position" integer NOT NULL,
	"number" text NOT NULL,
	"text" text NOT NULL,
	"kind" text NOT NULL,
	"item_id" text,
	"reminder_number" integer,
	"reminds_id" text,
	"no_task" boolean DEFAULT false NOT NULL,
	"no_task_by_id" text,
	"doubts" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"search" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "agenda_items" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text,
	"series_id" text,
	"position" integer DEFAULT 0 NOT NULL,
	"title" text NOT NULL,
	"body" text,
	"presenter_id" text,
	"unit_id" text,
	"minutes" integer DEFAULT 10 NOT NULL,
	"state" text NOT NULL,
	"from_item_id" text,
	"state_reason" text,
	"notes" text DEFAULT '' NOT NULL,
	"outcome" text DEFAULT '' NOT NULL,
	"notes_revision" integer DEFAULT 0 NOT NULL,
	"notes_by_id" text,
	"notes_at" timestamp (3) with time zone,
	"took_seconds" integer DEFAULT 0 NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_documents" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"item_id" text,
	"document_id" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meeting_guests" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"position" integer NOT NULL,
	"person_id" text,
	"unit_id" text,
	"name" text NOT NULL,
	"title" text,
	"attendance" text,
	"reason" text,
	"deputy_id" text,
	"deputy_name" text,
	"taken_by_id" text,
	"taken_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "meeting_series" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"rhythm" jsonb NOT NULL,
	"shift" text NOT NULL,
	"starts_at" text NOT NULL,
	"minutes" integer NOT NULL,
	"place" text NOT NULL,
	"link" text,
	"chair_id" text NOT NULL,
	"secretary_id" text NOT NULL,
	"agenda" jsonb NOT NULL,
	"unit_ids" jsonb NOT NULL,
	"person_ids" jsonb NOT NULL,
	"prepare_days" integer DEFAULT 0 NOT NULL,
	"ended_on" text,
	"search" text NOT NULL,
	"sort" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "meetings" (
	"id" text PRIMARY KEY NOT NULL,
	"series_id" text,
	"period" text,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"on" text NOT NULL,
	"starts_at" text NOT NULL,
	"minutes" integer NOT NULL,
	"place" text NOT NULL,
	"link" text,
	"chair_id" text NOT NULL,
	"secretary_id" text NOT NULL,
	"note" text,
	"called_at" timestamp (3) with time zone,
	"began_at" timestamp (3) with time zone,
	"ended_at" timestamp (3) with time zone,
	"cancel_reason" text,
	"snapshot" jsonb,
	"snapshot_at" timestamp (3) with time zone,
	"search" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "paper_comments" (
	"id" text PRIMARY KEY NOT NULL,
	"paper_id" text NOT NULL,
	"conclusion_id" text,
	"text" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"answer" text,
	"answer_note" text,
	"answered_by_id" text,
	"answered_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "paper_numbers" (
	"id" text PRIMARY KEY NOT NULL,
	"symbol" text NOT NULL,
	"year" integer NOT NULL,
	"used_before" integer NOT NULL,
	"set_by_id" text NOT NULL,
	"set_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "papers" (
	"id" text PRIMARY KEY NOT NULL,
	"meeting_id" text NOT NULL,
	"kind" text NOT NULL,
	"sequence" integer DEFAULT 1 NOT NULL,
	"state" text NOT NULL,
	"wording" jsonb DEFAULT '{}'::jsonb NOT NULL,
	"comments_until" text,
	"reason" text,
	"corrections" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"symbol" text NOT NULL,
	"year" integer,
	"number" integer,
	"signed_on" text,
	"signed_at" timestamp (3) with time zone,
	"signers" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"content" jsonb,
	"signed_file_id" text,
	"signed_file_name" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "conclusion_tasks" ADD CONSTRAINT "conclusion_tasks_conclusion_id_conclusions_id_fk" FOREIGN KEY ("conclusion_id") REFERENCES "public"."conclusions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion_tasks" ADD CONSTRAINT "conclusion_tasks_task_id_tasks_id_fk" FOREIGN KEY ("task_id") REFERENCES "public"."tasks"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusion_works" ADD CONSTRAINT "conclusion_works_conclusion_id_conclusions_id_fk" FOREIGN KEY ("conclusion_id") REFERENCES "public"."conclusions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conclusions" ADD CONSTRAINT "conclusions_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "agenda_items" ADD CONSTRAINT "agenda_items_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_documents" ADD CONSTRAINT "meeting_documents_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_guests" ADD CONSTRAINT "meeting_guests_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meeting_guests" ADD CONSTRAINT "meeting_guests_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "meetings" ADD CONSTRAINT "meetings_series_id_meeting_series_id_fk" FOREIGN KEY ("series_id") REFERENCES "public"."meeting_series"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "paper_comments" ADD CONSTRAINT "paper_comments_paper_id_papers_id_fk" FOREIGN KEY ("paper_id") REFERENCES "public"."papers"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "papers" ADD CONSTRAINT "papers_meeting_id_meetings_id_fk" FOREIGN KEY ("meeting_id") REFERENCES "public"."meetings"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "conclusion_tasks_one" ON "conclusion_tasks" USING btree ("conclusion_id","task_id");--> statement-breakpoint
CREATE INDEX "conclusion_tasks_task" ON "conclusion_tasks" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "conclusion_works_conclusion" ON "conclusion_works" USING btree ("conclusion_id","position");--> statement-breakpoint
CREATE INDEX "conclusions_meeting" ON "conclusions" USING btree ("meeting_id","position");--> statement-breakpoint
CREATE INDEX "conclusions_reminds" ON "conclusions" USING btree ("reminds_id");--> statement-breakpoint
CREATE INDEX "agenda_items_meeting" ON "agenda_items" USING btree ("meeting_id","position");--> statement-breakpoint
CREATE INDEX "agenda_items_state" ON "agenda_items" USING btree ("state");--> statement-breakpoint
CREATE INDEX "meeting_documents_meeting" ON "meeting_documents" USING btree ("meeting_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meeting_guests_person" ON "meeting_guests" USING btree ("meeting_id","person_id");--> statement-breakpoint
CREATE INDEX "meeting_guests_by_person" ON "meeting_guests" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "meetings_period" ON "meetings" USING btree ("series_id","period");--> statement-breakpoint
CREATE INDEX "meetings_on" ON "meetings" USING btree ("on");--> statement-breakpoint
CREATE INDEX "meetings_state" ON "meetings" USING btree ("state","on");--> statement-breakpoint
CREATE INDEX "paper_comments_paper" ON "paper_comments" USING btree ("paper_id","at");--> statement-breakpoint
CREATE UNIQUE INDEX "paper_numbers_year" ON "paper_numbers" USING btree ("symbol","year");--> statement-breakpoint
CREATE UNIQUE INDEX "papers_of_meeting" ON "papers" USING btree ("meeting_id","kind","sequence");--> statement-breakpoint
CREATE UNIQUE INDEX "papers_number" ON "papers" USING btree ("symbol","year","number");--> statement-breakpoint
CREATE INDEX "papers_signed" ON "papers" USING btree ("signed_on");