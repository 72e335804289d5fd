ALTER TABLE "conversation_turns" ADD COLUMN "faq_id" text;--> statement-breakpoint
CREATE INDEX "conversation_turns_faq" ON "conversation_turns" USING btree ("faq_id");