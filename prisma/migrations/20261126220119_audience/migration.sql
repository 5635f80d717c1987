-- AlterTable
ALTER TABLE "enrollment" ADD COLUMN     "list_id" UUID;

-- AlterTable
ALTER TABLE "import_job" ADD COLUMN     "options" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "withheld" INTEGER NOT NULL DEFAULT 0;

-- AlterTable
ALTER TABLE "list" ADD COLUMN     "confirmation" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "is_public" BOOLEAN NOT NULL DEFAULT false,
ADD COLUMN     "opt_in" TEXT NOT NULL DEFAULT 'single';

-- AlterTable
ALTER TABLE "membership" ADD COLUMN     "status" TEXT NOT NULL DEFAULT 'active';

-- AlterTable
ALTER TABLE "message" ADD COLUMN     "opt_in_id" UUID;

-- AlterTable
ALTER TABLE "subscriber" ADD COLUMN     "cap_per_week" INTEGER,
ADD COLUMN     "mail_paused_until" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "workspace" ADD COLUMN     "branding" JSONB NOT NULL DEFAULT '{}',
ADD COLUMN     "retention" JSONB NOT NULL DEFAULT '{}';

-- CreateTable
CREATE TABLE "custom_field" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "label" TEXT NOT NULL,
    "type" TEXT NOT NULL,
    "choices" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "custom_field_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "segment" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "condition" JSONB NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "segment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "topic_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "topic_opt_out" (
    "workspace_id" UUID NOT NULL,
    "topic_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "topic_opt_out_pkey" PRIMARY KEY ("topic_id","subscriber_id")
);

-- CreateTable
CREATE TABLE "suppression" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "hash" BYTEA NOT NULL,
    "value" TEXT,
    "reason" TEXT NOT NULL,
    "note" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "suppression_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "consent" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "subscriber_id" UUID,
    "list_id" UUID,
    "what" TEXT NOT NULL,
    "text" TEXT NOT NULL DEFAULT '',
    "source" TEXT NOT NULL,
    "ip" TEXT,
    "user_agent" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "consent_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "opt_in" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "list_id" UUID,
    "form_id" UUID,
    "state" TEXT NOT NULL DEFAULT 'pending',
    "source" TEXT NOT NULL,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "requested_at" TIMESTAMPTZ(3) NOT NULL,
    "due_at" TIMESTAMPTZ(3) NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),
    "revision" INTEGER NOT NULL DEFAULT 1,

    CONSTRAINT "opt_in_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "form" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "config" JSONB NOT NULL,
    "list_ids" UUID[] DEFAULT ARRAY[]::UUID[],
    "tags" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "submissions" INTEGER NOT NULL DEFAULT 0,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "form_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_job" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "format" TEXT NOT NULL,
    "filter" JSONB NOT NULL,
    "columns" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "total" INTEGER NOT NULL DEFAULT 0,
    "processed" INTEGER NOT NULL DEFAULT 0,
    "size" BIGINT NOT NULL DEFAULT 0,
    "cursor" UUID,
    "attempt" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),
    "expires_at" TIMESTAMPTZ(3),

    CONSTRAINT "export_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "export_chunk" (
    "workspace_id" UUID NOT NULL,
    "export_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,

    CONSTRAINT "export_chunk_pkey" PRIMARY KEY ("export_id","seq")
);

-- CreateTable
CREATE TABLE "privacy_request" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "subscriber_id" UUID NOT NULL,
    "requested_by" TEXT NOT NULL DEFAULT '',
    "report" JSONB NOT NULL DEFAULT '{}',
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "privacy_request_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE UNIQUE INDEX "custom_field_workspace_id_name_key" ON "custom_field"("workspace_id", "name");

-- CreateIndex
CREATE INDEX "segment_workspace_id_id_idx" ON "segment"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "topic_workspace_id_id_idx" ON "topic"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "topic_opt_out_subscriber_id_idx" ON "topic_opt_out"("subscriber_id");

-- CreateIndex
CREATE INDEX "suppression_workspace_id_id_idx" ON "suppression"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "suppression_workspace_id_hash_key" ON "suppression"("workspace_id", "hash");

-- CreateIndex
CREATE INDEX "consent_subscriber_id_id_idx" ON "consent"("subscriber_id", "id");

-- CreateIndex
CREATE INDEX "consent_workspace_id_id_idx" ON "consent"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "opt_in_subscriber_id_idx" ON "opt_in"("subscriber_id");

-- CreateIndex
CREATE INDEX "form_workspace_id_id_idx" ON "form"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "export_job_workspace_id_id_idx" ON "export_job"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "privacy_request_workspace_id_id_idx" ON "privacy_request"("workspace_id", "id");

-- CreateIndex
CREATE UNIQUE INDEX "message_opt_in_id_occurrence_key" ON "message"("opt_in_id", "occurrence");

-- AddForeignKey
ALTER TABLE "custom_field" ADD CONSTRAINT "custom_field_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "segment" ADD CONSTRAINT "segment_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "topic" ADD CONSTRAINT "topic_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "topic_opt_out" ADD CONSTRAINT "topic_opt_out_topic_id_fkey" FOREIGN KEY ("topic_id") REFERENCES "topic"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "topic_opt_out" ADD CONSTRAINT "topic_opt_out_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "suppression" ADD CONSTRAINT "suppression_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "opt_in" ADD CONSTRAINT "opt_in_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "opt_in" ADD CONSTRAINT "opt_in_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "form" ADD CONSTRAINT "form_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "export_job" ADD CONSTRAINT "export_job_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AddForeignKey
ALTER TABLE "privacy_request" ADD CONSTRAINT "privacy_request_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE NO ACTION;

-- AlterTable
ALTER TABLE "event" ADD COLUMN     "operation_id" UUID;

-- What Prisma's schema language cannot say.

-- A bulk action reaches an enrollment once, also when one of its pages is run again.
CREATE UNIQUE INDEX "event_operation_enrollment_key" ON "event" ("operation_id", "enrollment_id") WHERE "operation_id" IS NOT NULL AND "enrollment_id" IS NOT NULL;

CREATE UNIQUE INDEX "segment_workspace_name_key" ON "segment" ("workspace_id", lower("name"));
CREATE UNIQUE INDEX "topic_workspace_name_key" ON "topic" ("workspace_id", lower("name"));
CREATE UNIQUE INDEX "form_workspace_name_key" ON "form" ("workspace_id", lower("name"));
-- One pending request of a person for each list, and one for the workspace as a whole.
CREATE UNIQUE INDEX "opt_in_pending_key" ON "opt_in" ("subscriber_id", coalesce("list_id", '00000000-0000-0000-0000-000000000000')) WHERE "state" = 'pending';
-- What the reconciler looks for: requests without a workflow, and those whose workflow should have acted.
CREATE INDEX "opt_in_due_idx" ON "opt_in" ("due_at") WHERE "state" = 'pending';
CREATE INDEX "opt_in_unstarted_idx" ON "opt_in" ("requested_at") WHERE "state" = 'pending' AND "started_at" IS NULL;
-- Whether a workspace suppresses whole domains: where it does not, no domain is looked up.
CREATE INDEX "suppression_domain_idx" ON "suppression" ("workspace_id") WHERE "kind" = 'domain';
-- Everybody who is on a list, and mail that is to reach them.
CREATE INDEX "membership_list_status_idx" ON "membership" ("list_id", "status", "subscriber_id");
-- Live enrollments that a person got by being on a list: they end when the person leaves it.
CREATE INDEX "enrollment_list_idx" ON "enrollment" ("subscriber_id", "list_id") WHERE "state" <> 'ended' AND "list_id" IS NOT NULL;

ALTER TABLE "subscriber" DROP CONSTRAINT "subscriber_status_check";
ALTER TABLE "subscriber"
  ADD CONSTRAINT "subscriber_status_check" CHECK ("status" IN ('unconfirmed', 'active', 'unsubscribed', 'bounced', 'complained', 'erased')),
  ADD CONSTRAINT "subscriber_cap_check" CHECK (coalesce("cap_per_week", 1) > 0);
ALTER TABLE "list" ADD CONSTRAINT "list_opt_in_check" CHECK ("opt_in" IN ('single', 'double'));
ALTER TABLE "membership" ADD CONSTRAINT "membership_status_check" CHECK ("status" IN ('unconfirmed', 'active', 'unsubscribed'));
ALTER TABLE "custom_field" ADD CONSTRAINT "custom_field_type_check" CHECK ("type" IN ('text', 'number', 'boolean', 'date', 'choice', 'json'));
ALTER TABLE "suppression"
  ADD CONSTRAINT "suppression_kind_check" CHECK ("kind" IN ('address', 'domain')),
  ADD CONSTRAINT "suppression_reason_check" CHECK ("reason" IN ('hardBounce', 'complaint', 'manual', 'imported', 'erased'));
ALTER TABLE "opt_in"
  ADD CONSTRAINT "opt_in_state_check" CHECK ("state" IN ('pending', 'confirmed', 'expired', 'cancelled')),
  ADD CONSTRAINT "opt_in_ended_at_check" CHECK (("state" = 'pending') = ("ended_at" IS NULL));
ALTER TABLE "export_job" ADD CONSTRAINT "export_job_status_check" CHECK ("status" IN ('queued', 'running', 'completed', 'failed', 'cancelled', 'expired'));
ALTER TABLE "privacy_request"
  ADD CONSTRAINT "privacy_request_kind_check" CHECK ("kind" IN ('export', 'erase')),
  ADD CONSTRAINT "privacy_request_status_check" CHECK ("status" IN ('queued', 'running', 'completed', 'failed'));
-- One erasure at a time of a person; a second request joins it.
CREATE UNIQUE INDEX "privacy_request_erase_key" ON "privacy_request" ("subscriber_id") WHERE "kind" = 'erase';

-- Whom a bulk action is about, fixed when it begins, and what it changed of each, so that it can be taken back.
CREATE TABLE "operation_person" (
    "workspace_id" UUID NOT NULL,
    "operation_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "before" JSONB,

    CONSTRAINT "operation_person_pkey" PRIMARY KEY ("operation_id","subscriber_id")
);
CREATE INDEX "operation_person_subscriber_id_idx" ON "operation_person"("subscriber_id");
ALTER TABLE "operation_person" ADD CONSTRAINT "operation_person_operation_id_fkey" FOREIGN KEY ("operation_id") REFERENCES "operation"("id") ON DELETE CASCADE ON UPDATE CASCADE;
ALTER TABLE "operation_person" ADD CONSTRAINT "operation_person_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- The words of an address and a name, each found by its beginning. The same expression stands in the search.
CREATE INDEX "subscriber_words_idx" ON "subscriber" USING gin (to_tsvector('simple', translate(lower("email" || ' ' || coalesce("first_name", '') || ' ' || coalesce("last_name", '')), '@.+-_/:''', '        ')));
-- Who is not active is rare, so that they are found at once and the index costs an import nothing.
CREATE INDEX "subscriber_not_active_idx" ON "subscriber" ("workspace_id", "status", "id") WHERE "status" <> 'active';

-- Fields that people have values of already get a definition, of the one type that all of the values have.
INSERT INTO "custom_field" ("id", "workspace_id", "name", "label", "type")
SELECT gen_random_uuid(), "workspace_id", "name", "name", CASE WHEN min("type") = max("type") THEN min("type") ELSE 'json' END
FROM (SELECT p."workspace_id", f."key" AS "name", CASE jsonb_typeof(f."value") WHEN 'string' THEN 'text' WHEN 'number' THEN 'number' WHEN 'boolean' THEN 'boolean' ELSE 'json' END AS "type"
      FROM "subscriber" p CROSS JOIN LATERAL jsonb_each(p."fields") AS f) AS v
GROUP BY "workspace_id", "name";

-- Segments (docs/decisions/0017). What the numbers of a segment were when it was last counted.
ALTER TABLE "segment" ADD COLUMN "total" INTEGER, ADD COLUMN "mailable" INTEGER, ADD COLUMN "counted_at" TIMESTAMPTZ(3);
-- Steps and settings as their author wrote them, where what was published has rules in place of segments.
ALTER TABLE "sequence_version" ADD COLUMN "written" JSONB;
-- Who did something, by what and when: read without the table itself, for an audience as a whole.
CREATE INDEX "event_custom_idx" ON "event" ("workspace_id", "name", "at") INCLUDE ("subscriber_id") WHERE "kind" = 'custom';
CREATE INDEX "event_activity_idx" ON "event" ("workspace_id", "kind", "at") INCLUDE ("subscriber_id") WHERE "kind" IN ('opened', 'clicked', 'replied');
-- The zones that people have: one step for each.
CREATE INDEX "subscriber_time_zone_idx" ON "subscriber" ("workspace_id", "time_zone") WHERE "time_zone" IS NOT NULL;
-- Drafts and versions that name a segment are found by looking through a workspace's sequences, which are few.

-- Uploads are large and read once or twice: compressing them would take longer than all else.
ALTER TABLE "import_chunk" ALTER COLUMN "data" SET STORAGE EXTERNAL;
