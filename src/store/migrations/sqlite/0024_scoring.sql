CREATE TABLE `criteria` (
	`id` text PRIMARY KEY NOT NULL,
	`set_id` text NOT NULL,
	`parent_id` text,
	`position` integer NOT NULL,
	`number` text NOT NULL,
	`name` text NOT NULL,
	`side` text NOT NULL,
	`method` text,
	`maximum` real,
	`rule` text NOT NULL,
	`evidence` text,
	`optional` integer DEFAULT false NOT NULL,
	`owner_unit_id` text,
	`source` text,
	FOREIGN KEY (`set_id`) REFERENCES `criteria_sets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `criteria_number` ON `criteria` (`set_id`,`number`);--> statement-breakpoint
CREATE INDEX `criteria_set` ON `criteria` (`set_id`,`position`);--> statement-breakpoint
CREATE TABLE `criteria_sets` (
	`id` text PRIMARY KEY NOT NULL,
	`name` text NOT NULL,
	`index` text NOT NULL,
	`year` integer NOT NULL,
	`state` text NOT NULL,
	`sample` integer DEFAULT false NOT NULL,
	`basis` text,
	`copied_from_id` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `index_ranks` (
	`id` text PRIMARY KEY NOT NULL,
	`index` text NOT NULL,
	`year` integer NOT NULL,
	`score` real,
	`rank` integer,
	`among` integer,
	`source` text NOT NULL,
	`replaced_at` integer,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `index_ranks_year` ON `index_ranks` (`index`,`year`);--> statement-breakpoint
CREATE TABLE `scores` (
	`id` text PRIMARY KEY NOT NULL,
	`sheet_id` text NOT NULL,
	`criterion_id` text NOT NULL,
	`step` text NOT NULL,
	`applies` integer NOT NULL,
	`points` real,
	`declared` text,
	`computed` real,
	`words` text,
	`reason` text,
	`explanation` text,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	FOREIGN KEY (`sheet_id`) REFERENCES `scoring_sheets`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`criterion_id`) REFERENCES `criteria`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scores_cell` ON `scores` (`sheet_id`,`criterion_id`,`step`);--> statement-breakpoint
CREATE TABLE `scoring_rounds` (
	`id` text PRIMARY KEY NOT NULL,
	`set_id` text NOT NULL,
	`name` text NOT NULL,
	`year` integer NOT NULL,
	`way` text NOT NULL,
	`stage` text NOT NULL,
	`opens_on` text NOT NULL,
	`closes_on` text NOT NULL,
	`explain_by` text NOT NULL,
	`counts_from` text NOT NULL,
	`counts_to` text NOT NULL,
	`surveyed` integer NOT NULL,
	`bonus_most` real NOT NULL,
	`penalty_most` real NOT NULL,
	`decision` text,
	`published_at` integer,
	`revision` integer DEFAULT 1 NOT NULL,
	`demo` integer DEFAULT false NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	FOREIGN KEY (`set_id`) REFERENCES `criteria_sets`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scoring_rounds_year` ON `scoring_rounds` (`year`);--> statement-breakpoint
CREATE TABLE `scoring_sheets` (
	`id` text PRIMARY KEY NOT NULL,
	`round_id` text NOT NULL,
	`unit_id` text,
	`position` integer NOT NULL,
	FOREIGN KEY (`round_id`) REFERENCES `scoring_rounds`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `scoring_sheets_round` ON `scoring_sheets` (`round_id`);--> statement-breakpoint
ALTER TABLE `reform_proposals` ADD `sheet_id` text;--> statement-breakpoint
ALTER TABLE `reform_proposals` ADD `criterion_id` text;