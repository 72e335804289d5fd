CREATE TABLE `batch_items` (
	`id` text PRIMARY KEY NOT NULL,
	`batch_id` text NOT NULL,
	`task_id` text NOT NULL,
	`said` text NOT NULL,
	`before` text NOT NULL,
	`event` integer NOT NULL,
	FOREIGN KEY (`batch_id`) REFERENCES `task_batches`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `batch_items_task` ON `batch_items` (`batch_id`,`task_id`);--> statement-breakpoint
CREATE TABLE `task_batches` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`value` text NOT NULL,
	`note` text NOT NULL,
	`at` integer NOT NULL,
	`undone_at` integer
);
--> statement-breakpoint
CREATE INDEX `task_batches_person` ON `task_batches` (`person_id`,`at`);