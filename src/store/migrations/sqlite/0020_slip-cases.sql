ALTER TABLE `slips` ADD `case_name` text;--> statement-breakpoint
ALTER TABLE `slips` ADD `checked_on` text;--> statement-breakpoint
ALTER TABLE `slips` ADD `checked_by_id` text;