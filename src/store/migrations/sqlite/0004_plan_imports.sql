CREATE TABLE `annex_layouts` (
	`fingerprint` text PRIMARY KEY NOT NULL,
	`mapping` text NOT NULL,
	`headers` text NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `plan_import_rows` (
	`id` text PRIMARY KEY NOT NULL,
	`import_id` text NOT NULL,
	`position` integer NOT NULL,
	`read` text NOT NULL,
	`fixes` text NOT NULL,
	`open` integer NOT NULL,
	`state` text NOT NULL,
	`changes` text NOT NULL,
	`skipped` integer DEFAULT false NOT NULL,
	`applied` integer DEFAULT false NOT NULL,
	FOREIGN KEY (`import_id`) REFERENCES `plan_imports`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `plan_import_rows_position` ON `plan_import_rows` (`import_id`,`position`);--> statement-breakpoint
CREATE INDEX `plan_import_rows_open` ON `plan_import_rows` (`import_id`,`open`);--> statement-breakpoint
CREATE TABLE `plan_imports` (
	`id` text PRIMARY KEY NOT NULL,
	`plan_id` text NOT NULL,
	`file_name` text NOT NULL,
	`format` text NOT NULL,
	`digest` text NOT NULL,
	`state` text NOT NULL,
	`reading` text NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`applied_at` integer,
	`result` text,
	FOREIGN KEY (`plan_id`) REFERENCES `plans`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE INDEX `plan_imports_plan` ON `plan_imports` (`plan_id`,`made_at`);