ALTER TABLE "reports" ADD COLUMN "waits" boolean DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX "reports_waiting" ON "reports" USING btree ("waits","at");--> statement-breakpoint
CREATE INDEX "tasks_receipt" ON "tasks" USING btree ("state","receipt_due");--> statement-breakpoint
-- What was reviewed before this column was there waits no longer.
UPDATE "reports" SET "waits" = false WHERE "id" IN (SELECT "report_id" FROM "report_reviews");
