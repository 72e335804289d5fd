DROP INDEX "tasks_state";--> statement-breakpoint
CREATE INDEX "events_moves" ON "events" USING btree ("action","at");--> statement-breakpoint
CREATE INDEX "tasks_state" ON "tasks" USING btree ("state","due","finished_on","unit_id","domain","plan_id","assigned_on");