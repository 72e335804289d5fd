CREATE TABLE `faq_versions` (
	`id` text PRIMARY KEY NOT NULL,
	`faq_id` text NOT NULL,
	`number` integer NOT NULL,
	`question` text NOT NULL,
	`phrasings` text NOT NULL,
	`answer` text NOT NULL,
	`citations` text NOT NULL,
	`note` text,
	`written_by_id` text NOT NULL,
	`written_at` integer NOT NULL,
	`approved_by_id` text,
	`approved_at` integer,
	FOREIGN KEY (`faq_id`) REFERENCES `faqs`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `faq_versions_number` ON `faq_versions` (`faq_id`,`number`);--> statement-breakpoint
CREATE TABLE `faqs` (
	`id` text PRIMARY KEY NOT NULL,
	`state` text NOT NULL,
	`procedure_id` text,
	`field` text,
	`owner_unit_id` text NOT NULL,
	`owner_id` text,
	`review_on` text,
	`confirmed_on` text,
	`published_number` integer,
	`question` text NOT NULL,
	`search` text NOT NULL,
	`origin_turn_id` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `faqs_state` ON `faqs` (`state`);--> statement-breakpoint
CREATE INDEX `faqs_procedure` ON `faqs` (`procedure_id`);--> statement-breakpoint
CREATE INDEX `faqs_review` ON `faqs` (`review_on`);--> statement-breakpoint
CREATE TABLE `answer_handovers` (
	`id` text PRIMARY KEY NOT NULL,
	`turn_id` text NOT NULL,
	`unit_id` text NOT NULL,
	`note` text,
	`by_id` text NOT NULL,
	`at` integer NOT NULL,
	`answered_by_id` text,
	`answered_at` integer,
	`answer` text
);
--> statement-breakpoint
CREATE UNIQUE INDEX `answer_handovers_turn` ON `answer_handovers` (`turn_id`);--> statement-breakpoint
CREATE INDEX `answer_handovers_unit` ON `answer_handovers` (`unit_id`,`answered_at`);--> statement-breakpoint
CREATE TABLE `learning_decisions` (
	`id` text PRIMARY KEY NOT NULL,
	`turn_id` text NOT NULL,
	`outcome` text NOT NULL,
	`made_id` text,
	`note` text,
	`by_id` text NOT NULL,
	`at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `learning_decisions_turn` ON `learning_decisions` (`turn_id`);--> statement-breakpoint
CREATE TABLE `answer_pins` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`phrase` text NOT NULL,
	`procedure_id` text NOT NULL,
	`reason` text NOT NULL,
	`until` text,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL,
	`ended_by_id` text,
	`ended_at` integer
);
--> statement-breakpoint
CREATE INDEX `answer_pins_procedure` ON `answer_pins` (`procedure_id`);--> statement-breakpoint
CREATE TABLE `everyday_names` (
	`id` text PRIMARY KEY NOT NULL,
	`procedure_key` text NOT NULL,
	`phrase` text NOT NULL,
	`operation` text,
	`person` text,
	`origin` text NOT NULL,
	`in_use` integer NOT NULL,
	`changed_by_id` text NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `everyday_names_phrase` ON `everyday_names` (`procedure_key`,`phrase`);--> statement-breakpoint
CREATE TABLE `lexicon_entries` (
	`id` text PRIMARY KEY NOT NULL,
	`kind` text NOT NULL,
	`term` text NOT NULL,
	`sayings` text NOT NULL,
	`search` text NOT NULL,
	`origin` text NOT NULL,
	`in_use` integer NOT NULL,
	`note` text,
	`revision` integer DEFAULT 1 NOT NULL,
	`changed_by_id` text NOT NULL,
	`changed_at` integer NOT NULL
);
--> statement-breakpoint
CREATE UNIQUE INDEX `lexicon_entries_term` ON `lexicon_entries` (`kind`,`term`);--> statement-breakpoint
CREATE INDEX `lexicon_entries_use` ON `lexicon_entries` (`in_use`);--> statement-breakpoint
CREATE TABLE `test_questions` (
	`id` text PRIMARY KEY NOT NULL,
	`title` text NOT NULL,
	`search` text NOT NULL,
	`turns` text NOT NULL,
	`kind` text NOT NULL,
	`origin_turn_id` text,
	`note` text,
	`in_use` integer NOT NULL,
	`revision` integer DEFAULT 1 NOT NULL,
	`made_by_id` text NOT NULL,
	`made_at` integer NOT NULL
);
--> statement-breakpoint
CREATE INDEX `test_questions_use` ON `test_questions` (`in_use`);--> statement-breakpoint
CREATE INDEX `test_questions_origin` ON `test_questions` (`origin_turn_id`);--> statement-breakpoint
CREATE TABLE `test_results` (
	`id` text PRIMARY KEY NOT NULL,
	`run_id` text NOT NULL,
	`test_id` text NOT NULL,
	`turn` integer NOT NULL,
	`outcome` text NOT NULL,
	`reason` text,
	`procedure_ids` text NOT NULL,
	`handled` integer NOT NULL,
	`ms` real NOT NULL,
	FOREIGN KEY (`run_id`) REFERENCES `test_runs`(`id`) ON UPDATE no action ON DELETE no action,
	FOREIGN KEY (`test_id`) REFERENCES `test_questions`(`id`) ON UPDATE no action ON DELETE no action
);
--> statement-breakpoint
CREATE UNIQUE INDEX `test_results_turn` ON `test_results` (`run_id`,`test_id`,`turn`);--> statement-breakpoint
CREATE INDEX `test_results_test` ON `test_results` (`test_id`);--> statement-breakpoint
CREATE TABLE `test_runs` (
	`id` text PRIMARY KEY NOT NULL,
	`started_at` integer NOT NULL,
	`by_id` text,
	`note` text,
	`event` integer NOT NULL,
	`figures` text NOT NULL,
	`by_kind` text NOT NULL
);
--> statement-breakpoint
CREATE INDEX `test_runs_started` ON `test_runs` (`started_at`);