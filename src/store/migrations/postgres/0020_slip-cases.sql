ALTER TABLE "slips" ADD COLUMN "case_name" text;--> statement-breakpoint
ALTER TABLE "slips" ADD COLUMN "checked_on" text;--> statement-breakpoint
ALTER TABLE "slips" ADD COLUMN "checked_by_id" text;