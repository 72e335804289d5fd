CREATE TABLE `meeting_snapshots` (
	`meeting_id` text PRIMARY KEY NOT NULL,
	`sections` text NOT NULL,
	FOREIGN KEY (`meeting_id`) REFERENCES `meetings`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
ALTER TABLE `meetings` DROP COLUMN `snapshot`;