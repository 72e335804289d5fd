ALTER TABLE `saved_filters` ADD `list` text DEFAULT 'tasks' NOT NULL;--> statement-breakpoint
CREATE INDEX `enquiries_closed` ON `enquiries` (`settlement`,`closed_at`);--> statement-breakpoint
CREATE INDEX `enquiries_due` ON `enquiries` (`due_at`);