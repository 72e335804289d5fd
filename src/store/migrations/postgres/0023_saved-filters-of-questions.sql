ALTER TABLE "saved_filters" ADD COLUMN "list" text DEFAULT 'tasks' NOT NULL;--> statement-breakpoint
CREATE INDEX "enquiries_closed" ON "enquiries" USING btree ("settlement","closed_at");--> statement-breakpoint
CREATE INDEX "enquiries_due" ON "enquiries" USING btree ("due_at");