CREATE TABLE "calendar_feeds" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "clock_starts" (
	"id" text PRIMARY KEY NOT NULL,
	"on" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "escalation_steps" (
	"id" text PRIMARY KEY NOT NULL,
	"clock" text NOT NULL,
	"days" integer,
	"rung" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "mails" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"kind" text NOT NULL,
	"notice_ids" jsonb NOT NULL,
	"state" text NOT NULL,
	"tries" integer DEFAULT 0 NOT NULL,
	"made_at" timestamp (3) with time zone NOT NULL,
	"next_at" timestamp (3) with time zone NOT NULL,
	"sent_at" timestamp (3) with time zone,
	"problem" text
);
--> statement-breakpoint
CREATE TABLE "notice_positions" (
	"id" text PRIMARY KEY NOT NULL,
	"number" integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notice_settings" (
	"id" text PRIMARY KEY NOT NULL,
	"digest" boolean NOT NULL,
	"immediate" boolean NOT NULL,
	"unmailed" jsonb NOT NULL,
	"muted" jsonb NOT NULL
);
--> statement-breakpoint
CREATE TABLE "notices" (
	"id" text PRIMARY KEY NOT NULL,
	"person_id" text NOT NULL,
	"event" integer NOT NULL,
	"kind" text NOT NULL,
	"reason" text NOT NULL,
	"subject_kind" text NOT NULL,
	"subject_id" text NOT NULL,
	"at" timestamp (3) with time zone NOT NULL,
	"read_at" timestamp (3) with time zone,
	"mailed_at" timestamp (3) with time zone
);
--> statement-breakpoint
CREATE TABLE "tellings" (
	"id" text PRIMARY KEY NOT NULL,
	"at" timestamp (3) with time zone NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX "calendar_feeds_person" ON "calendar_feeds" USING btree ("person_id");--> statement-breakpoint
CREATE UNIQUE INDEX "escalation_steps_one" ON "escalation_steps" USING btree ("clock","rung");--> statement-breakpoint
CREATE INDEX "mails_waiting" ON "mails" USING btree ("state","next_at");--> statement-breakpoint
CREATE UNIQUE INDEX "notices_once" ON "notices" USING btree ("person_id","event");--> statement-breakpoint
CREATE INDEX "notices_unread" ON "notices" USING btree ("person_id","read_at");--> statement-breakpoint
CREATE INDEX "notices_unmailed" ON "notices" USING btree ("mailed_at","person_id");--> statement-breakpoint
CREATE INDEX "notices_subject" ON "notices" USING btree ("subject_id");