CREATE TABLE "delegations" (
	"id" text PRIMARY KEY NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"since" text NOT NULL,
	"until" text NOT NULL,
	"reason" text NOT NULL,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "password_links" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"made_by_id" text NOT NULL,
	"expires_at" timestamp (3) with time zone NOT NULL,
	"used_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "people" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"search" text NOT NULL,
	"sort" text NOT NULL,
	"email" text,
	"user_name" text,
	"extension" text,
	"duties" jsonb DEFAULT '[]'::jsonb NOT NULL,
	"note" text,
	"password_hash" text,
	"wrong_tries" integer DEFAULT 0 NOT NULL,
	"locked_until" timestamp (3) with time zone,
	"left_on" text,
	"demo" boolean DEFAULT false NOT NULL,
	"preferences" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL
);
--> statement-breakpoint
CREATE TABLE "postings" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"title" text,
	"since" text NOT NULL,
	"until" text
);
--> statement-breakpoint
CREATE TABLE "role_holdings" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"role" text NOT NULL,
	"fields" jsonb NOT NULL,
	"since" text NOT NULL,
	"until" text
);
--> statement-breakpoint
CREATE TABLE "sessions" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"handle" text NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"seen_at" timestamp (3) with time zone NOT NULL,
	"device" text NOT NULL,
	"address" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversations" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"title" text,
	"started_at" timestamp (3) with time zone NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL,
	"context" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answer_feedback" (
	"id" text PRIMARY KEY NOT NULL,
	"turn_id" text NOT NULL,
	"person_id" text NOT NULL,
	"useful" boolean NOT NULL,
	"reason" text,
	"comment" text,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "conversation_turns" (
	"id" text PRIMARY KEY NOT NULL,
	"conversation_id" text NOT NULL,
	"number" integer NOT NULL,
	"question" text,
	"erased_at" timestamp (3) with time zone,
	"outcome" text NOT NULL,
	"reason" text,
	"aspect" text,
	"procedure_id" text,
	"answer" jsonb NOT NULL,
	"sources" jsonb NOT NULL,
	"ms" double precision NOT NULL,
	"asked_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "events" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"action" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"actor_id" text NOT NULL,
	"on_behalf_of_id" text,
	"details" jsonb NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "jobs" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"state" text NOT NULL,
	"input" jsonb NOT NULL,
	"progress" jsonb NOT NULL,
	"problem" text,
	"runner_id" text,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "office_settings" (
	"name" text PRIMARY KEY NOT NULL,
	"value" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "staff_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"state" text NOT NULL,
	"reading" jsonb NOT NULL,
	"choices" jsonb NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"applied_at" timestamp (3) with time zone,
	"result" jsonb
);
--> statement-breakpoint
CREATE TABLE "procedure_drafts" (
	"procedure_id" text PRIMARY KEY NOT NULL,
	"content" jsonb NOT NULL,
	"base_version_id" text,
	"revision" integer NOT NULL,
	"saved_at" timestamp (3) with time zone NOT NULL,
	"saved_by_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedure_import_rows" (
	"id" text PRIMARY KEY NOT NULL,
	"import_id" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"code" text,
	"name" text,
	"reasons" jsonb NOT NULL,
	"has_problems" boolean NOT NULL,
	"choice" text,
	"match_id" text,
	"outcome" text,
	"procedure_id" text,
	"changed" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedure_imports" (
	"id" text PRIMARY KEY NOT NULL,
	"file_name" text NOT NULL,
	"digest" text NOT NULL,
	"bytes" integer NOT NULL,
	"format" text NOT NULL,
	"stage" text NOT NULL,
	"job_id" text NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"finished_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "procedure_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"procedure_id" text NOT NULL,
	"number" integer NOT NULL,
	"kind" text NOT NULL,
	"digest" text NOT NULL,
	"effective_from" text NOT NULL,
	"published_on" text NOT NULL,
	"decision" text,
	"changed" jsonb NOT NULL,
	"note" text,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"code" text,
	"name" text NOT NULL,
	"field" text,
	"agency" text,
	"facts" jsonb NOT NULL,
	"search" text NOT NULL,
	"sort" text NOT NULL,
	"content" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "procedures" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"owner_unit_id" text,
	"review_on" text,
	"checked_on" text,
	"checked_by_id" text,
	"external_id" text,
	"demo" boolean DEFAULT false NOT NULL,
	"created_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "unit_successions" (
	"id" text PRIMARY KEY NOT NULL,
	"from_id" text NOT NULL,
	"to_id" text NOT NULL,
	"on" text NOT NULL,
	"kind" text NOT NULL,
	"decision" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "units" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"aliases" jsonb NOT NULL,
	"kind" text NOT NULL,
	"parent_id" text,
	"position" integer NOT NULL,
	"since" text NOT NULL,
	"until" text,
	"search" text NOT NULL,
	"demo" boolean DEFAULT false NOT NULL
);
--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_from_id_people_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delegations" ADD CONSTRAINT "delegations_to_id_people_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "password_links" ADD CONSTRAINT "password_links_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "postings" ADD CONSTRAINT "postings_unit_id_units_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "role_holdings" ADD CONSTRAINT "role_holdings_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "sessions" ADD CONSTRAINT "sessions_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversations" ADD CONSTRAINT "conversations_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_feedback" ADD CONSTRAINT "answer_feedback_turn_id_conversation_turns_id_fk" FOREIGN KEY ("turn_id") REFERENCES "public"."conversation_turns"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "answer_feedback" ADD CONSTRAINT "answer_feedback_person_id_people_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."people"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "conversation_turns" ADD CONSTRAINT "conversation_turns_conversation_id_conversations_id_fk" FOREIGN KEY ("conversation_id") REFERENCES "public"."conversations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_drafts" ADD CONSTRAINT "procedure_drafts_procedure_id_procedures_id_fk" FOREIGN KEY ("procedure_id") REFERENCES "public"."procedures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_import_rows" ADD CONSTRAINT "procedure_import_rows_import_id_procedure_imports_id_fk" FOREIGN KEY ("import_id") REFERENCES "public"."procedure_imports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedure_versions" ADD CONSTRAINT "procedure_versions_procedure_id_procedures_id_fk" FOREIGN KEY ("procedure_id") REFERENCES "public"."procedures"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "procedures" ADD CONSTRAINT "procedures_owner_unit_id_units_id_fk" FOREIGN KEY ("owner_unit_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_successions" ADD CONSTRAINT "unit_successions_from_id_units_id_fk" FOREIGN KEY ("from_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "unit_successions" ADD CONSTRAINT "unit_successions_to_id_units_id_fk" FOREIGN KEY ("to_id") REFERENCES "public"."units"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE INDEX "delegations_to" ON "delegations" USING btree ("to_id");--> statement-breakpoint
CREATE INDEX "password_links_person" ON "password_links" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "people_email" ON "people" USING btree ("email");--> statement-breakpoint
CREATE UNIQUE INDEX "people_user_name" ON "people" USING btree ("user_name");--> statement-breakpoint
CREATE INDEX "people_sort" ON "people" USING btree ("sort");--> statement-breakpoint
CREATE INDEX "postings_person" ON "postings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "postings_unit" ON "postings" USING btree ("unit_id");--> statement-breakpoint
CREATE INDEX "role_holdings_person" ON "role_holdings" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "sessions_person" ON "sessions" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "sessions_handle" ON "sessions" USING btree ("handle");--> statement-breakpoint
CREATE INDEX "conversations_person" ON "conversations" USING btree ("person_id","asked_at");--> statement-breakpoint
CREATE UNIQUE INDEX "answer_feedback_once" ON "answer_feedback" USING btree ("turn_id","person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "conversation_turns_number" ON "conversation_turns" USING btree ("conversation_id","number");--> statement-breakpoint
CREATE INDEX "conversation_turns_procedure" ON "conversation_turns" USING btree ("procedure_id");--> statement-breakpoint
CREATE INDEX "conversation_turns_asked" ON "conversation_turns" USING btree ("asked_at");--> statement-breakpoint
CREATE INDEX "events_subject" ON "events" USING btree ("subject_kind","subject_id");--> statement-breakpoint
CREATE INDEX "events_actor" ON "events" USING btree ("actor_id");--> statement-breakpoint
CREATE INDEX "jobs_state" ON "jobs" USING btree ("state");--> statement-breakpoint
CREATE UNIQUE INDEX "procedure_import_rows_number" ON "procedure_import_rows" USING btree ("import_id","number");--> statement-breakpoint
CREATE INDEX "procedure_imports_made" ON "procedure_imports" USING btree ("made_at");--> statement-breakpoint
CREATE UNIQUE INDEX "procedure_versions_number" ON "procedure_versions" USING btree ("procedure_id","number");--> statement-breakpoint
CREATE INDEX "procedure_versions_code" ON "procedure_versions" USING btree ("code");--> statement-breakpoint
CREATE UNIQUE INDEX "procedures_external" ON "procedures" USING btree ("external_id");--> statement-breakpoint
CREATE INDEX "units_parent" ON "units" USING btree ("parent_id");