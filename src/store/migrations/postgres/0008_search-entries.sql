CREATE TABLE "search_entries" (
	"number" bigserial PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"digest" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "search_marks" (
	"id" text PRIMARY KEY NOT NULL,
	"event" integer NOT NULL,
	"analysis" text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "search_entries_subject" ON "search_entries" USING btree ("kind","subject_id");