-- The words of what can be searched for. drizzle-kit knows nothing of it.
CREATE TABLE "full_text" ("number" bigint PRIMARY KEY NOT NULL, "words" tsvector NOT NULL);
--> statement-breakpoint
CREATE INDEX "full_text_words" ON "full_text" USING gin ("words");
