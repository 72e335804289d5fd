CREATE TABLE "reorganisations" (
	"id" text PRIMARY KEY NOT NULL,
	"unit_id" text NOT NULL,
	"decision" text NOT NULL,
	"on" text NOT NULL,
	"state" text NOT NULL,
	"distribution" jsonb NOT NULL,
	"successor_ids" jsonb NOT NULL,
	"moved" jsonb NOT NULL,
	"made_by_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"done_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE INDEX "reorganisations_state" ON "reorganisations" USING btree ("state","on");