CREATE TABLE `reorganisations` (
	`id` text PRIMARY KEY NOT NULL,
	`unit_id` text NOT NULL,
	`decision` text NOT NULL,
	`on` text NOT NULL,
	`state` text NOT NULL,
	`distribution` text NOT NULL,
	`successor_ids` text NOT NULL,
	`moved` text NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`done_at` integer
);
--> statement-breakpoint
CREATE INDEX `reorganisations_state` ON `reorganisations` (`state`,`on`);