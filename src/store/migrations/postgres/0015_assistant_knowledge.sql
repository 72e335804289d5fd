CREATE TABLE "faq_versions" (
	"id" text PRIMARY KEY NOT NULL,
	"faq_id" text NOT NULL,
	"number" integer NOT NULL,
	"question" text NOT NULL,
	"phrasings" jsonb NOT NULL,
	"answer" text NOT NULL,
	"citations" jsonb NOT NULL,
	"note" text,
	"written_by_id" text NOT NULL,
	"written_at" timestamp (3) with time zone NOT NULL,
	"approved_by_id" text,
	"approved_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "faqs" (
	"id" text PRIMARY KEY NOT NULL,
	"state" text NOT NULL,
	"procedure_id" text,
	"field" text,
	"owner_unit_id" text NOT NULL,
	"owner_id" text,
	"review_on" text,
	"confirmed_on" text,
	"published_number" integer,
	"question" text NOT NULL,
	"search" text NOT NULL,
	"origin_turn_id" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answer_handovers" (
	"id" text PRIMARY KEY NOT NULL,
	"turn_id" text NOT NULL,
	"unit_id" text NOT NULL,
	"note" text,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"answered_by_id" text,
	"answered_at" timestamp (3) with time zone,
	"answer" text
);
--> statement-breakpoint
CREATE TABLE "learning_decisions" (
	"id" text PRIMARY KEY NOT NULL,
	"turn_id" text NOT NULL,
	"outcome" text NOT NULL,
	"made_id" text,
	"note" text,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "answer_pins" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"phrase" text NOT NULL,
	"procedure_id" text NOT NULL,
	"reason" text NOT NULL,
	"until" text,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"ended_by_id" text,
	"ended_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "everyday_names" (
	"id" text PRIMARY KEY NOT NULL,
	"procedure_key" text NOT NULL,
	"phrase" text NOT NULL,
	"operation" text,
	"person" text,
	"origin" text NOT NULL,
	"in_use" boolean NOT NULL,
	"changed_by_id" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "lexicon_entries" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"term" text NOT NULL,
	"sayings" jsonb NOT NULL,
	"search" text NOT NULL,
	"origin" text NOT NULL,
	"in_use" boolean NOT NULL,
	"note" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"changed_by_id" text NOT NULL,
	"changed_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "test_questions" (
	"id" text PRIMARY KEY NOT NULL,
	"title" text NOT NULL,
	"search" text NOT NULL,
	"turns" jsonb NOT NULL,
	"kind" text NOT NULL,
	"origin_turn_id" text,
	"note" text,
	"in_use" boolean NOT NULL,
	"revision" integer DEFAULT 1 NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "test_results" (
	"id" text PRIMARY KEY NOT NULL,
	"run_id" text NOT NULL,
	"test_id" text NOT NULL,
	"turn" integer NOT NULL,
	"outcome" text NOT NULL,
	"reason" text,
	"procedure_ids" jsonb NOT NULL,
	"handled" boolean NOT NULL,
	"ms" double precision NOT NULL
);
--> statement-breakpoint
CREATE TABLE "test_runs" (
	"id" text PRIMARY KEY NOT NULL,
	"started_at" timestamp (3) with time zone NOT NULL,
	"by_id" text,
	"note" text,
	"event" integer NOT NULL,
	"figures" jsonb NOT NULL,
	"by_kind" jsonb NOT NULL
);
--> statement-breakpoint
ALTER TABLE "faq_versions" ADD CONSTRAINT "faq_versions_faq_id_faqs_id_fk" FOREIGN KEY ("faq_id") REFERENCES "public"."faqs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_results" ADD CONSTRAINT "test_results_run_id_test_runs_id_fk" FOREIGN KEY ("run_id") REFERENCES "public"."test_runs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "test_results" ADD CONSTRAINT "test_results_test_id_test_questions_id_fk" FOREIGN KEY ("test_id") REFERENCES "public"."test_questions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "faq_versions_number" ON "faq_versions" USING btree ("faq_id","number");--> statement-breakpoint
CREATE INDEX "faqs_state" ON "faqs" USING btree ("state");--> statement-breakpoint
CREATE INDEX "faqs_procedure" ON "faqs" USING btree ("procedure_id");--> statement-breakpoint
CREATE INDEX "faqs_review" ON "faqs" USING btree ("review_on");--> statement-breakpoint
CREATE UNIQUE INDEX "answer_handovers_turn" ON "answer_handovers" USING btree ("turn_id");--> statement-breakpoint
CREATE INDEX "answer_handovers_unit" ON "answer_handovers" USING btree ("unit_id","answered_at");--> statement-breakpoint
CREATE UNIQUE INDEX "learning_decisions_turn" ON "learning_decisions" USING btree ("turn_id");--> statement-breakpoint
CREATE INDEX "answer_pins_procedure" ON "answer_pins" USING btree ("procedure_id");--> statement-breakpoint
CREATE UNIQUE INDEX "everyday_names_phrase" ON "everyday_names" USING btree ("procedure_key","phrase");--> statement-breakpoint
CREATE UNIQUE INDEX "lexicon_entries_term" ON "lexicon_entries" USING btree ("kind","term");--> statement-breakpoint
CREATE INDEX "lexicon_entries_use" ON "lexicon_entries" USING btree ("in_use");--> statement-breakpoint
CREATE INDEX "test_questions_use" ON "test_questions" USING btree ("in_use");--> statement-breakpoint
CREATE INDEX "test_questions_origin" ON "test_questions" USING btree ("origin_turn_id");--> statement-breakpoint
CREATE UNIQUE INDEX "test_results_turn" ON "test_results" USING btree ("run_id","test_id","turn");--> statement-breakpoint
CREATE INDEX "test_results_test" ON "test_results" USING btree ("test_id");--> statement-breakpoint
CREATE INDEX "test_runs_started" ON "test_runs" USING btree ("started_at");