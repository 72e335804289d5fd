CREATE TABLE "reform_proposals" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"title" text NOT NULL,
	"why" text NOT NULL,
	"procedure_id" text,
	"field" text,
	"reason" text NOT NULL,
	"month" text NOT NULL,
	"figures" jsonb NOT NULL,
	"enquiry_ids" jsonb NOT NULL,
	"unit_id" text,
	"plan_id" text,
	"task_id" text,
	"decided_by_id" text,
	"decided_at" timestamp (3) with time zone,
	"note" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enquiries" (
	"id" text PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"number" integer NOT NULL,
	"state" text NOT NULL,
	"channel" text NOT NULL,
	"question" text NOT NULL,
	"search" text NOT NULL,
	"procedure_id" text,
	"field" text,
	"unit_id" text,
	"person_id" text,
	"received_at" timestamp (3) with time zone NOT NULL,
	"first_due_at" timestamp (3) with time zone NOT NULL,
	"due_at" timestamp (3) with time zone NOT NULL,
	"paused_at" timestamp (3) with time zone,
	"answered_at" timestamp (3) with time zone,
	"on_time" boolean,
	"closed_at" timestamp (3) with time zone,
	"settlement" text,
	"answer_number" integer,
	"reopened" integer DEFAULT 0 NOT NULL,
	"merged_into_id" text,
	"turn_id" text,
	"faq_id" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enquiry_answers" (
	"id" text PRIMARY KEY NOT NULL,
	"enquiry_id" text NOT NULL,
	"number" integer NOT NULL,
	"text" text NOT NULL,
	"citations" jsonb NOT NULL,
	"template_id" text,
	"written_by_id" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"checked_by_id" text,
	"checked_at" timestamp (3) with time zone,
	"returned" text
);
--> statement-breakpoint
CREATE TABLE "enquiry_drafts" (
	"id" text PRIMARY KEY NOT NULL,
	"text" text NOT NULL,
	"citations" jsonb NOT NULL,
	"template_id" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enquiry_links" (
	"id" text PRIMARY KEY NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"kind" text NOT NULL,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enquiry_pauses" (
	"id" text PRIMARY KEY NOT NULL,
	"enquiry_id" text NOT NULL,
	"reason" text NOT NULL,
	"from" timestamp (3) with time zone NOT NULL,
	"to" timestamp (3) with time zone,
	"by_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "enquiry_people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text,
	"contact" text,
	"erase_on" text
);
--> statement-breakpoint
CREATE TABLE "reply_templates" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"text" text NOT NULL,
	"field" text,
	"for_state" text,
	"citations" jsonb NOT NULL,
	"owner_unit_id" text NOT NULL,
	"in_use" boolean DEFAULT true NOT NULL,
	"search" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"written_by_id" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "propaganda_distributions" (
	"id" text PRIMARY KEY NOT NULL,
	"piece_id" text NOT NULL,
	"number" integer NOT NULL,
	"channel" text NOT NULL,
	"place" text,
	"on" text NOT NULL,
	"reach" integer,
	"note" text,
	"document_id" text,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"removed_by_id" text,
	"removed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "propaganda_piece_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"piece_id" text NOT NULL,
	"number" integer NOT NULL,
	"title" text NOT NULL,
	"parts" jsonb NOT NULL,
	"sources" jsonb NOT NULL,
	"data_on" text NOT NULL,
	"note" text,
	"written_by_id" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"approved_by_id" text,
	"approved_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "propaganda_pieces" (
	"id" text PRIMARY KEY NOT NULL,
	"form" text NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"unit_id" text NOT NULL,
	"line_id" text,
	"procedure_id" text,
	"faq_id" text,
	"approved_number" integer,
	"search" text NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "propaganda_lines" (
	"id" text PRIMARY KEY NOT NULL,
	"year" integer NOT NULL,
	"quarter" integer NOT NULL,
	"unit_id" text NOT NULL,
	"topic" text NOT NULL,
	"forms" jsonb NOT NULL,
	"audience" text,
	"budget" text,
	"wanted" integer NOT NULL,
	"due" text NOT NULL,
	"task_id" text,
	"dropped_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "slips" (
	"id" text PRIMARY KEY NOT NULL,
	"procedure_id" text NOT NULL,
	"version_id" text NOT NULL,
	"turn_id" text,
	"unit_id" text,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "enquiry_answers" ADD CONSTRAINT "enquiry_answers_enquiry_id_enquiries_id_fk" FOREIGN KEY ("enquiry_id") REFERENCES "public"."enquiries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiry_links" ADD CONSTRAINT "enquiry_links_from_id_enquiries_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."enquiries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiry_links" ADD CONSTRAINT "enquiry_links_to_id_enquiries_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."enquiries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "enquiry_pauses" ADD CONSTRAINT "enquiry_pauses_enquiry_id_enquiries_id_fk" FOREIGN KEY ("enquiry_id") REFERENCES "public"."enquiries"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "propaganda_distributions" ADD CONSTRAINT "propaganda_distributions_piece_id_propaganda_pieces_id_fk" FOREIGN KEY ("piece_id") REFERENCES "public"."propaganda_pieces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "propaganda_piece_versions" ADD CONSTRAINT "propaganda_piece_versions_piece_id_propaganda_pieces_id_fk" FOREIGN KEY ("piece_id") REFERENCES "public"."propaganda_pieces"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "reform_proposals_state" ON "reform_proposals" USING btree ("state");--> statement-breakpoint
CREATE INDEX "reform_proposals_procedure" ON "reform_proposals" USING btree ("procedure_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enquiries_number" ON "enquiries" USING btree ("year","number");--> statement-breakpoint
CREATE INDEX "enquiries_received" ON "enquiries" USING btree ("received_at");--> statement-breakpoint
CREATE INDEX "enquiries_state" ON "enquiries" USING btree ("state","due_at");--> statement-breakpoint
CREATE INDEX "enquiries_unit" ON "enquiries" USING btree ("unit_id","state","due_at");--> statement-breakpoint
CREATE INDEX "enquiries_person" ON "enquiries" USING btree ("person_id","state");--> statement-breakpoint
CREATE INDEX "enquiries_procedure" ON "enquiries" USING btree ("procedure_id","received_at");--> statement-breakpoint
CREATE INDEX "enquiries_turn" ON "enquiries" USING btree ("turn_id");--> statement-breakpoint
CREATE INDEX "enquiries_merged" ON "enquiries" USING btree ("merged_into_id");--> statement-breakpoint
CREATE INDEX "enquiries_answered" ON "enquiries" USING btree ("answered_at");--> statement-breakpoint
CREATE INDEX "enquiries_maker" ON "enquiries" USING btree ("made_by_id");--> statement-breakpoint
CREATE UNIQUE INDEX "enquiry_answers_number" ON "enquiry_answers" USING btree ("enquiry_id","number");--> statement-breakpoint
CREATE INDEX "enquiry_answers_checked" ON "enquiry_answers" USING btree ("checked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "enquiry_links_pair" ON "enquiry_links" USING btree ("from_id","to_id");--> statement-breakpoint
CREATE INDEX "enquiry_links_to" ON "enquiry_links" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "enquiry_pauses_enquiry" ON "enquiry_pauses" USING btree ("enquiry_id");--> statement-breakpoint
CREATE INDEX "enquiry_people_erase" ON "enquiry_people" USING btree ("erase_on");--> statement-breakpoint
CREATE INDEX "reply_templates_unit" ON "reply_templates" USING btree ("owner_unit_id");--> statement-breakpoint
CREATE INDEX "propaganda_distributions_piece" ON "propaganda_distributions" USING btree ("piece_id");--> statement-breakpoint
CREATE INDEX "propaganda_distributions_on" ON "propaganda_distributions" USING btree ("on");--> statement-breakpoint
CREATE UNIQUE INDEX "propaganda_piece_versions_number" ON "propaganda_piece_versions" USING btree ("piece_id","number");--> statement-breakpoint
CREATE INDEX "propaganda_pieces_state" ON "propaganda_pieces" USING btree ("state");--> statement-breakpoint
CREATE INDEX "propaganda_pieces_line" ON "propaganda_pieces" USING btree ("line_id");--> statement-breakpoint
CREATE INDEX "propaganda_pieces_procedure" ON "propaganda_pieces" USING btree ("procedure_id");--> statement-breakpoint
CREATE INDEX "propaganda_lines_quarter" ON "propaganda_lines" USING btree ("year","quarter");--> statement-breakpoint
CREATE INDEX "propaganda_lines_task" ON "propaganda_lines" USING btree ("task_id");--> statement-breakpoint
CREATE INDEX "slips_procedure" ON "slips" USING btree ("procedure_id","made_at");--> statement-breakpoint
CREATE INDEX "slips_made" ON "slips" USING btree ("made_at");