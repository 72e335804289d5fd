CREATE TABLE "criteria" (
	"id" text PRIMARY KEY NOT NULL,
	"set_id" text NOT NULL,
	"parent_id" text,
	"position" integer NOT NULL,
	"number" text NOT NULL,
	"name" text NOT NULL,
	"side" text NOT NULL,
	"method" text,
	"maximum" double precision,
	"rule" jsonb NOT NULL,
	"evidence" text,
	"optional" boolean DEFAULT false NOT NULL,
	"owner_unit_id" text,
	"source" jsonb
);
--> statement-breakpoint
CREATE TABLE "criteria_sets" (
	"id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"index" text NOT NULL,
	"year" integer NOT NULL,
	"state" text NOT NULL,
	"sample" boolean DEFAULT false NOT NULL,
	"basis" text,
	"copied_from_id" text,
	"revision" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "index_ranks" (
	"id" text PRIMARY KEY NOT NULL,
	"index" text NOT NULL,
	"year" integer NOT NULL,
	"score" double precision,
	"rank" integer,
	"among" integer,
	"source" text NOT NULL,
	"replaced_at" timestamp (3) with time zone,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scores" (
	"id" text PRIMARY KEY NOT NULL,
	"sheet_id" text NOT NULL,
	"criterion_id" text NOT NULL,
	"step" text NOT NULL,
	"applies" boolean NOT NULL,
	"points" double precision,
	"declared" jsonb,
	"computed" double precision,
	"words" text,
	"reason" text,
	"explanation" text,
	"by_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scoring_rounds" (
	"id" text PRIMARY KEY NOT NULL,
	"set_id" text NOT NULL,
	"name" text NOT NULL,
	"year" integer NOT NULL,
	"way" text NOT NULL,
	"stage" text NOT NULL,
	"opens_on" text NOT NULL,
	"closes_on" text NOT NULL,
	"explain_by" text NOT NULL,
	"counts_from" text NOT NULL,
	"counts_to" text NOT NULL,
	"surveyed" boolean NOT NULL,
	"bonus_most" double precision NOT NULL,
	"penalty_most" double precision NOT NULL,
	"decision" text,
	"published_at" timestamp (3) with time zone,
	"revision" integer DEFAULT 1 NOT NULL,
	"demo" boolean DEFAULT false NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "scoring_sheets" (
	"id" text PRIMARY KEY NOT NULL,
	"round_id" text NOT NULL,
	"unit_id" text,
	"position" integer NOT NULL
);
--> statement-breakpoint
ALTER TABLE "reform_proposals" ADD COLUMN "sheet_id" text;--> statement-breakpoint
ALTER TABLE "reform_proposals" ADD COLUMN "criterion_id" text;--> statement-breakpoint
ALTER TABLE "criteria" ADD CONSTRAINT "criteria_set_id_criteria_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."criteria_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_sheet_id_scoring_sheets_id_fk" FOREIGN KEY ("sheet_id") REFERENCES "public"."scoring_sheets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scores" ADD CONSTRAINT "scores_criterion_id_criteria_id_fk" FOREIGN KEY ("criterion_id") REFERENCES "public"."criteria"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_rounds" ADD CONSTRAINT "scoring_rounds_set_id_criteria_sets_id_fk" FOREIGN KEY ("set_id") REFERENCES "public"."criteria_sets"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "scoring_sheets" ADD CONSTRAINT "scoring_sheets_round_id_scoring_rounds_id_fk" FOREIGN KEY ("round_id") REFERENCES "public"."scoring_rounds"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "criteria_number" ON "criteria" USING btree ("set_id","number");--> statement-breakpoint
CREATE INDEX "criteria_set" ON "criteria" USING btree ("set_id","position");--> statement-breakpoint
CREATE INDEX "index_ranks_year" ON "index_ranks" USING btree ("index","year");--> statement-breakpoint
CREATE INDEX "scores_cell" ON "scores" USING btree ("sheet_id","criterion_id","step");--> statement-breakpoint
CREATE INDEX "scoring_rounds_year" ON "scoring_rounds" USING btree ("year");--> statement-breakpoint
CREATE INDEX "scoring_sheets_round" ON "scoring_sheets" USING btree ("round_id");