-- The audit log is only ever added to.
CREATE FUNCTION "events_refuse"() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'events are only ever added'; END $$;
--> statement-breakpoint
CREATE TRIGGER "events_never_change" BEFORE UPDATE OR DELETE ON "events" FOR EACH ROW EXECUTE FUNCTION "events_refuse"();
--> statement-breakpoint
CREATE TRIGGER "events_never_go" BEFORE TRUNCATE ON "events" FOR EACH STATEMENT EXECUTE FUNCTION "events_refuse"();
