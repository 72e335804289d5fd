ALTER TABLE `conversation_turns` ADD `faq_id` text;--> statement-breakpoint
CREATE INDEX `conversation_turns_faq` ON `conversation_turns` (`faq_id`);