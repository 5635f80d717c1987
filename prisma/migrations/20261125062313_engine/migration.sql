-- AlterTable
ALTER TABLE "enrollment" ADD COLUMN     "awaiting" TEXT,
ADD COLUMN     "choices" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "due_at" TIMESTAMPTZ(3),
ADD COLUMN     "entry_key" TEXT NOT NULL DEFAULT '',
ADD COLUMN     "kept" TEXT[] DEFAULT ARRAY[]::TEXT[],
ADD COLUMN     "override_at" TIMESTAMPTZ(3),
ADD COLUMN     "override_step" TEXT,
ADD COLUMN     "shifted_ms" BIGINT NOT NULL DEFAULT 0,
ADD COLUMN     "skip_before" TIMESTAMPTZ(3),
ADD COLUMN     "watches" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- AlterTable
ALTER TABLE "event" ADD COLUMN     "name" TEXT,
ADD COLUMN     "properties" JSONB;

-- AlterTable
ALTER TABLE "inbound_message" ADD COLUMN     "detail" TEXT;

-- AlterTable
ALTER TABLE "operation" ADD COLUMN     "failures" JSONB NOT NULL DEFAULT '[]';

-- AlterTable
ALTER TABLE "sequence" ADD COLUMN     "draft_settings" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "sequence_version" ADD COLUMN     "settings" JSONB NOT NULL DEFAULT '{}';

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "cap_per_day" INTEGER,
ADD COLUMN     "cap_per_week" INTEGER,
ADD COLUMN     "spf_policy" TEXT NOT NULL DEFAULT 'warn';

-- CreateTable
CREATE TABLE "subscriber_tag" (
    "workspace_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "tag" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscriber_tag_pkey" PRIMARY KEY ("subscriber_id","tag")
);

-- CreateTable
CREATE TABLE "sequence_trigger" (
    "workspace_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "kind" TEXT NOT NULL,
    "watches" TEXT[],
    "config" JSONB NOT NULL,

    CONSTRAINT "sequence_trigger_pkey" PRIMARY KEY ("sequence_id","position")
);

-- CreateTable
CREATE TABLE "trigger_entry" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "reason" TEXT NOT NULL,
    "data" JSONB NOT NULL DEFAULT '{}',
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "trigger_entry_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "segment_presence" (
    "workspace_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "position" INTEGER NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "since" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "segment_presence_pkey" PRIMARY KEY ("sequence_id","position","subscriber_id")
);

-- CreateTable
CREATE TABLE "sending_domain" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "spf_verdict" TEXT NOT NULL DEFAULT 'stale',
    "spf_record" TEXT,
    "spf_missing" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "spf_explanation" TEXT NOT NULL DEFAULT '',
    "spf_checked_at" TIMESTAMPTZ(3),
    "checking_until" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sending_domain_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "revision" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "ai_step_id" TEXT NOT NULL,
    "step_id" TEXT NOT NULL,
    "enrollment_id" UUID,
    "status" TEXT NOT NULL,
    "instructions" TEXT NOT NULL,
    "subject" TEXT,
    "html" TEXT,
    "text" TEXT,
    "model" TEXT,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "decided_at" TIMESTAMPTZ(3),

    CONSTRAINT "revision_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "subscriber_tag_workspace_id_tag_subscriber_id_idx" ON "subscriber_tag"("workspace_id", "tag", "subscriber_id");

-- CreateIndex
CREATE INDEX "sequence_trigger_workspace_id_idx" ON "sequence_trigger"("workspace_id");

-- CreateIndex
CREATE INDEX "trigger_entry_due_at_idx" ON "trigger_entry"("due_at");

-- CreateIndex
CREATE INDEX "trigger_entry_subscriber_id_idx" ON "trigger_entry"("subscriber_id");

-- CreateIndex
CREATE INDEX "segment_presence_subscriber_id_idx" ON "segment_presence"("subscriber_id");

-- CreateIndex
CREATE UNIQUE INDEX "sending_domain_workspace_id_name_key" ON "sending_domain"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "revision_enrollment_id_idx" ON "revision"("enrollment_id");

-- CreateIndex
CREATE INDEX "revision_sequence_id_version_ai_step_id_idx" ON "revision"("sequence_id", "version", "ai_step_id");

-- AddForeignKey
ALTER TABLE "subscriber_tag" ADD CONSTRAINT "subscriber_tag_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sequence_trigger" ADD CONSTRAINT "sequence_trigger_sequence_id_fkey" FOREIGN KEY ("sequence_id") REFERENCES "sequence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trigger_entry" ADD CONSTRAINT "trigger_entry_sequence_id_fkey" FOREIGN KEY ("sequence_id") REFERENCES "sequence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "trigger_entry" ADD CONSTRAINT "trigger_entry_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment_presence" ADD CONSTRAINT "segment_presence_sequence_id_fkey" FOREIGN KEY ("sequence_id") REFERENCES "sequence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "segment_presence" ADD CONSTRAINT "segment_presence_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sending_domain" ADD CONSTRAINT "sending_domain_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "revision" ADD CONSTRAINT "revision_sequence_id_fkey" FOREIGN KEY ("sequence_id") REFERENCES "sequence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- With re-entry `always` somebody may be in a sequence once for each key (such as an order id).
DROP INDEX "enrollment_one_live_key";
CREATE UNIQUE INDEX "enrollment_one_live_key" ON "enrollment" ("sequence_id", "subscriber_id", "entry_key") WHERE "state" <> 'ended';
-- One pending date of a person for each trigger that waits for one.
CREATE UNIQUE INDEX "trigger_entry_date_key" ON "trigger_entry" ("sequence_id", "position", "subscriber_id") WHERE ("data" ->> 'date') IS NOT NULL;
-- One revision for each enrollment and step of a version; one for the version itself.
CREATE UNIQUE INDEX "revision_enrollment_key" ON "revision" ("enrollment_id", "ai_step_id", "version") WHERE "enrollment_id" IS NOT NULL;
CREATE UNIQUE INDEX "revision_version_key" ON "revision" ("sequence_id", "version", "ai_step_id") WHERE "enrollment_id" IS NULL;
-- Custom events of one person by name, for conditions.
CREATE INDEX "event_person_name_idx" ON "event" ("subscriber_id", "name", "at") WHERE "name" IS NOT NULL;
-- Mails of the last days of one person, for the frequency cap.
CREATE INDEX "message_person_sent_idx" ON "message" ("subscriber_id", coalesce("sent_at", "first_attempt_at")) WHERE "state" IN ('accepted', 'transmitting', 'unknown');

ALTER TABLE "workspace"
  ADD CONSTRAINT "workspace_spf_policy_check" CHECK ("spf_policy" IN ('hold', 'warn', 'ignore')),
  ADD CONSTRAINT "workspace_cap_check" CHECK (coalesce("cap_per_day", 1) > 0 AND coalesce("cap_per_week", 1) > 0);
ALTER TABLE "enrollment"
  ADD CONSTRAINT "enrollment_override_check" CHECK (("override_step" IS NULL) = ("override_at" IS NULL));
ALTER TABLE "sending_domain"
  ADD CONSTRAINT "sending_domain_verdict_check" CHECK ("spf_verdict" IN ('pass', 'fail', 'unknown', 'stale'));
ALTER TABLE "revision"
  ADD CONSTRAINT "revision_status_check" CHECK ("status" IN ('ready', 'awaitingApproval', 'approved', 'declined', 'failed'));
