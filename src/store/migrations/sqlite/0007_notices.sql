CREATE TABLE `calendar_feeds` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `calendar_feeds_person` ON `calendar_feeds` (`person_id`);--> statement-breakpoint
CREATE TABLE `clock_starts` (
	`id` text PRIMARY KEY NOT NULL,
	`on` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `escalation_steps` (
	`id` text PRIMARY KEY NOT NULL,
	`clock` text NOT NULL,
	`days` integer,
	`rung` text NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `escalation_steps_one` ON `escalation_steps` (`clock`,`rung`);--> statement-breakpoint
CREATE TABLE `mails` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`kind` text NOT NULL,
	`notice_ids` text NOT NULL,
	`state` text NOT NULL,
	`tries` integer DEFAULT 0 NOT NULL,
	`made_at` integer NOT NULL,
	`next_at` integer NOT NULL,
	`sent_at` integer,
	`problem` text
);
--> statement-breakpoint
CREATE INDEX `mails_waiting` ON `mails` (`state`,`next_at`);--> statement-breakpoint
CREATE TABLE `notice_positions` (
	`id` text PRIMARY KEY NOT NULL,
	`number` integer NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notice_settings` (
	`id` text PRIMARY KEY NOT NULL,
	`digest` integer NOT NULL,
	`immediate` integer NOT NULL,
	`unmailed` text NOT NULL,
	`muted` text NOT NULL
);
--> statement-breakpoint
CREATE TABLE `notices` (
	`id` text PRIMARY KEY NOT NULL,
	`person_id` text NOT NULL,
	`event` integer NOT NULL,
	`kind` text NOT NULL,
	`reason` text NOT NULL,
	`subject_kind` text NOT NULL,
	`subject_id` text NOT NULL,
	`at` integer NOT NULL,
	`read_at` integer,
	`mailed_at` integer
);
--> statement-breakpoint
CREATE UNIQUE INDEX `notices_once` ON `notices` (`person_id`,`event`);--> statement-breakpoint
CREATE INDEX `notices_unread` ON `notices` (`person_id`,`read_at`);--> statement-breakpoint
CREATE INDEX `notices_unmailed` ON `notices` (`mailed_at`,`person_id`);--> statement-breakpoint
CREATE INDEX `notices_subject` ON `notices` (`subject_id`);--> statement-breakpoint
CREATE TABLE `tellings` (
	`id` text PRIMARY KEY NOT NULL,
	`at` integer NOT NULL
);
