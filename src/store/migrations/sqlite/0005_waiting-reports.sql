ALTER TABLE `reports` ADD `waits` integer DEFAULT true NOT NULL;--> statement-breakpoint
CREATE INDEX `reports_waiting` ON `reports` (`waits`,`at`);--> statement-breakpoint
CREATE INDEX `tasks_receipt` ON `tasks` (`state`,`receipt_due`);--> statement-breakpoint
-- What was reviewed before this column was there waits no longer.
UPDATE `reports` SET `waits` = false WHERE `id` IN (SELECT `report_id` FROM `report_reviews`);
