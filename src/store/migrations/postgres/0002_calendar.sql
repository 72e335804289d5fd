CREATE TABLE "calendar_days" (
	"id" text PRIMARY KEY NOT NULL,
	"kind" text NOT NULL,
	"from" text NOT NULL,
	"to" text NOT NULL,
	"name" text NOT NULL,
	"decision" text NOT NULL,
	"source" text
);
--> statement-breakpoint
CREATE TABLE "calendar_patterns" (
	"id" text PRIMARY KEY NOT NULL,
	"since" text NOT NULL,
	"week" jsonb NOT NULL,
	"morning_from" text NOT NULL,
	"morning_to" text NOT NULL,
	"afternoon_from" text NOT NULL,
	"afternoon_to" text NOT NULL,
	"decision" text NOT NULL
);
--> statement-breakpoint
CREATE INDEX "calendar_days_from" ON "calendar_days" USING btree ("from");--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_patterns_since" ON "calendar_patterns" USING btree ("since");