-- CreateSchema
CREATE SCHEMA IF NOT EXISTS "public";

-- CreateTable
CREATE TABLE "workspace" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "time_zone" TEXT NOT NULL DEFAULT 'UTC',
    "is_demo" BOOLEAN NOT NULL DEFAULT false,
    "clock_started_at" TIMESTAMPTZ(3) NOT NULL,
    "clock_rate" DOUBLE PRECISION NOT NULL DEFAULT 1,
    "sender_name" TEXT NOT NULL,
    "sender_email" TEXT NOT NULL,
    "postal_address" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "workspace_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "users" (
    "id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "email" TEXT NOT NULL,
    "email_verified" BOOLEAN NOT NULL DEFAULT false,
    "image" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "users_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "session" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "token" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "ip_address" TEXT,
    "user_agent" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "session_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "account" (
    "id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "account_id" TEXT NOT NULL,
    "provider_id" TEXT NOT NULL,
    "access_token" TEXT,
    "refresh_token" TEXT,
    "id_token" TEXT,
    "access_token_expires_at" TIMESTAMPTZ(3),
    "refresh_token_expires_at" TIMESTAMPTZ(3),
    "scope" TEXT,
    "password" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "account_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "verification" (
    "id" UUID NOT NULL,
    "identifier" TEXT NOT NULL,
    "value" TEXT NOT NULL,
    "expires_at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "verification_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "member" (
    "workspace_id" UUID NOT NULL,
    "user_id" UUID NOT NULL,
    "role" TEXT NOT NULL DEFAULT 'owner',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "member_pkey" PRIMARY KEY ("workspace_id","user_id")
);

-- CreateTable
CREATE TABLE "api_key" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "prefix" TEXT NOT NULL,
    "hash" TEXT NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "last_used_at" TIMESTAMPTZ(3),
    "revoked_at" TIMESTAMPTZ(3),

    CONSTRAINT "api_key_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "subscriber" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "email" TEXT NOT NULL,
    "first_name" TEXT,
    "last_name" TEXT,
    "time_zone" TEXT,
    "locale" TEXT,
    "fields" JSONB NOT NULL DEFAULT '{}',
    "status" TEXT NOT NULL DEFAULT 'active',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "subscriber_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "list" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "description" TEXT NOT NULL DEFAULT '',
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "list_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "membership" (
    "workspace_id" UUID NOT NULL,
    "list_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "membership_pkey" PRIMARY KEY ("list_id","subscriber_id")
);

-- CreateTable
CREATE TABLE "sequence" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'draft',
    "draft" JSONB NOT NULL DEFAULT '[]',
    "current_version" INTEGER,
    "paused_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "updated_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sequence_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "sequence_version" (
    "workspace_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "steps" JSONB NOT NULL,
    "published_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "sequence_version_pkey" PRIMARY KEY ("sequence_id","version")
);

-- CreateTable
CREATE TABLE "enrollment" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "sequence_id" UUID NOT NULL,
    "version" INTEGER NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "state" TEXT NOT NULL DEFAULT 'active',
    "outcome" TEXT,
    "reason" TEXT,
    "done" TEXT[] DEFAULT ARRAY[]::TEXT[],
    "anchor_at" TIMESTAMPTZ(3) NOT NULL,
    "not_before" TIMESTAMPTZ(3),
    "paused_at" TIMESTAMPTZ(3),
    "parked" BOOLEAN NOT NULL DEFAULT false,
    "sent" INTEGER NOT NULL DEFAULT 0,
    "revision" INTEGER NOT NULL DEFAULT 1,
    "plan_do" TEXT NOT NULL,
    "plan_step" TEXT,
    "plan_at" TIMESTAMPTZ(3) NOT NULL,
    "plan_why" TEXT NOT NULL,
    "enrolled_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "started_at" TIMESTAMPTZ(3),
    "ended_at" TIMESTAMPTZ(3),

    CONSTRAINT "enrollment_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "message" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "enrollment_id" UUID,
    "sequence_id" UUID,
    "subscriber_id" UUID NOT NULL,
    "step_id" TEXT,
    "occurrence" INTEGER NOT NULL DEFAULT 1,
    "message_id" TEXT NOT NULL,
    "to_address" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "reply_to" TEXT,
    "state" TEXT NOT NULL DEFAULT 'planned',
    "fence" INTEGER NOT NULL DEFAULT 0,
    "lease_until" TIMESTAMPTZ(3),
    "attempts" INTEGER NOT NULL DEFAULT 0,
    "first_attempt_at" TIMESTAMPTZ(3),
    "response" TEXT,
    "error" TEXT,
    "sent_at" TIMESTAMPTZ(3),
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "event" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "subscriber_id" UUID,
    "enrollment_id" UUID,
    "message_id" UUID,
    "step_id" TEXT,
    "kind" TEXT NOT NULL,
    "what" TEXT NOT NULL,
    "why" TEXT,
    "at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "event_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "inbound_message" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL DEFAULT 'captured',
    "mail_from" TEXT NOT NULL,
    "rcpt_to" TEXT[],
    "from_header" TEXT NOT NULL,
    "subject" TEXT NOT NULL,
    "message_id_header" TEXT,
    "message_id" UUID,
    "size" INTEGER NOT NULL,
    "raw" BYTEA NOT NULL,
    "received_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "inbound_message_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "operation" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "title" TEXT NOT NULL,
    "params" JSONB NOT NULL,
    "cursor" TEXT,
    "total" INTEGER NOT NULL DEFAULT 0,
    "done" INTEGER NOT NULL DEFAULT 0,
    "failed" INTEGER NOT NULL DEFAULT 0,
    "skipped" INTEGER NOT NULL DEFAULT 0,
    "error" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "operation_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_job" (
    "id" UUID NOT NULL,
    "workspace_id" UUID NOT NULL,
    "list_id" UUID,
    "status" TEXT NOT NULL DEFAULT 'queued',
    "file_name" TEXT NOT NULL,
    "mapping" JSONB NOT NULL,
    "total" INTEGER NOT NULL DEFAULT 0,
    "processed" INTEGER NOT NULL DEFAULT 0,
    "created" INTEGER NOT NULL DEFAULT 0,
    "updated" INTEGER NOT NULL DEFAULT 0,
    "unchanged" INTEGER NOT NULL DEFAULT 0,
    "rejected" INTEGER NOT NULL DEFAULT 0,
    "failure" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "completed_at" TIMESTAMPTZ(3),

    CONSTRAINT "import_job_pkey" PRIMARY KEY ("id")
);

-- CreateTable
CREATE TABLE "import_chunk" (
    "workspace_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "seq" INTEGER NOT NULL,
    "data" BYTEA NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "import_chunk_pkey" PRIMARY KEY ("import_id","seq")
);

-- CreateTable
CREATE TABLE "import_rejection" (
    "workspace_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "line" INTEGER NOT NULL,
    "reason" TEXT NOT NULL,
    "row" TEXT NOT NULL,

    CONSTRAINT "import_rejection_pkey" PRIMARY KEY ("import_id","line")
);

-- CreateTable
CREATE TABLE "idempotency_key" (
    "workspace_id" UUID NOT NULL,
    "key" TEXT NOT NULL,
    "route" TEXT NOT NULL,
    "request_hash" TEXT NOT NULL,
    "status_code" INTEGER,
    "body" JSONB,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "idempotency_key_pkey" PRIMARY KEY ("workspace_id","key")
);

-- CreateIndex
CREATE UNIQUE INDEX "users_email_key" ON "users"("email");

-- CreateIndex
CREATE UNIQUE INDEX "session_token_key" ON "session"("token");

-- CreateIndex
CREATE INDEX "session_user_id_idx" ON "session"("user_id");

-- CreateIndex
CREATE INDEX "account_user_id_idx" ON "account"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "account_provider_id_account_id_key" ON "account"("provider_id", "account_id");

-- CreateIndex
CREATE INDEX "verification_identifier_idx" ON "verification"("identifier");

-- CreateIndex
CREATE INDEX "member_user_id_idx" ON "member"("user_id");

-- CreateIndex
CREATE UNIQUE INDEX "api_key_hash_key" ON "api_key"("hash");

-- CreateIndex
CREATE INDEX "api_key_workspace_id_id_idx" ON "api_key"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "subscriber_workspace_id_id_idx" ON "subscriber"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "list_workspace_id_id_idx" ON "list"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "membership_subscriber_id_idx" ON "membership"("subscriber_id");

-- CreateIndex
CREATE INDEX "sequence_workspace_id_id_idx" ON "sequence"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "enrollment_sequence_id_state_id_idx" ON "enrollment"("sequence_id", "state", "id");

-- CreateIndex
CREATE INDEX "enrollment_subscriber_id_idx" ON "enrollment"("subscriber_id");

-- CreateIndex
CREATE INDEX "enrollment_workspace_id_state_id_idx" ON "enrollment"("workspace_id", "state", "id");

-- CreateIndex
CREATE UNIQUE INDEX "message_message_id_key" ON "message"("message_id");

-- CreateIndex
CREATE INDEX "message_workspace_id_id_idx" ON "message"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "message_subscriber_id_id_idx" ON "message"("subscriber_id", "id");

-- CreateIndex
CREATE INDEX "message_sequence_id_step_id_idx" ON "message"("sequence_id", "step_id");

-- CreateIndex
CREATE UNIQUE INDEX "message_enrollment_id_step_id_occurrence_key" ON "message"("enrollment_id", "step_id", "occurrence");

-- CreateIndex
CREATE INDEX "event_enrollment_id_id_idx" ON "event"("enrollment_id", "id");

-- CreateIndex
CREATE INDEX "event_subscriber_id_id_idx" ON "event"("subscriber_id", "id");

-- CreateIndex
CREATE INDEX "event_workspace_id_kind_at_idx" ON "event"("workspace_id", "kind", "at");

-- CreateIndex
CREATE INDEX "inbound_message_workspace_id_id_idx" ON "inbound_message"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "inbound_message_message_id_header_idx" ON "inbound_message"("message_id_header");

-- CreateIndex
CREATE INDEX "operation_workspace_id_id_idx" ON "operation"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "import_job_workspace_id_id_idx" ON "import_job"("workspace_id", "id");

-- CreateIndex
CREATE INDEX "idempotency_key_created_at_idx" ON "idempotency_key"("created_at");

-- AddForeignKey
ALTER TABLE "session" ADD CONSTRAINT "session_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "account" ADD CONSTRAINT "account_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "member" ADD CONSTRAINT "member_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "users"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "api_key" ADD CONSTRAINT "api_key_workspace_id_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "list"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "membership" ADD CONSTRAINT "membership_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "sequence_version" ADD CONSTRAINT "sequence_version_sequence_id_fkey" FOREIGN KEY ("sequence_id") REFERENCES "sequence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_sequence_id_fkey" FOREIGN KEY ("sequence_id") REFERENCES "sequence"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "enrollment" ADD CONSTRAINT "enrollment_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "import_rejection" ADD CONSTRAINT "import_rejection_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

-- One address per workspace, compared without case; the prefix index serves the search for an address.
CREATE UNIQUE INDEX "subscriber_workspace_email_key" ON "subscriber" ("workspace_id", lower("email"));
CREATE UNIQUE INDEX "list_workspace_name_key" ON "list" ("workspace_id", lower("name"));

-- The real guard against double enrollment: one live enrollment per sequence and subscriber.
CREATE UNIQUE INDEX "enrollment_one_live_key" ON "enrollment" ("sequence_id", "subscriber_id") WHERE "state" <> 'ended';
-- What the reconciler reads: live rows by their due time, and those whose workflow was never started.
CREATE INDEX "enrollment_live_plan_at_idx" ON "enrollment" ("plan_at") WHERE "state" <> 'ended';
CREATE INDEX "enrollment_unstarted_idx" ON "enrollment" ("enrolled_at") WHERE "state" <> 'ended' AND "started_at" IS NULL;
-- Whom a resumed sequence wakes.
CREATE INDEX "enrollment_parked_idx" ON "enrollment" ("sequence_id", "id") WHERE "parked" AND "state" <> 'ended';
CREATE INDEX "message_transmitting_idx" ON "message" ("lease_until") WHERE "state" = 'transmitting';
CREATE INDEX "message_open_idx" ON "message" ("workspace_id", "state", "id") WHERE "state" <> 'accepted';

ALTER TABLE "workspace"
  ADD CONSTRAINT "workspace_clock_rate_check" CHECK ("clock_rate" = 1 OR ("is_demo" AND "clock_rate" > 0));
ALTER TABLE "member" ADD CONSTRAINT "member_role_check" CHECK ("role" IN ('owner', 'admin', 'member'));
ALTER TABLE "subscriber"
  ADD CONSTRAINT "subscriber_status_check" CHECK ("status" IN ('active', 'unsubscribed', 'bounced', 'complained', 'erased')),
  ADD CONSTRAINT "subscriber_fields_check" CHECK (jsonb_typeof("fields") = 'object');
ALTER TABLE "sequence"
  ADD CONSTRAINT "sequence_state_check" CHECK ("state" IN ('draft', 'active', 'paused', 'archived')),
  ADD CONSTRAINT "sequence_paused_at_check" CHECK (("state" = 'paused') = ("paused_at" IS NOT NULL)),
  ADD CONSTRAINT "sequence_active_version_check" CHECK ("state" NOT IN ('active', 'paused') OR "current_version" IS NOT NULL);
ALTER TABLE "enrollment"
  ADD CONSTRAINT "enrollment_state_check" CHECK ("state" IN ('active', 'held', 'paused', 'ended')),
  ADD CONSTRAINT "enrollment_outcome_check" CHECK (("state" = 'ended') = ("outcome" IS NOT NULL) AND ("state" = 'ended') = ("ended_at" IS NOT NULL)),
  ADD CONSTRAINT "enrollment_outcome_word_check" CHECK ("outcome" IS NULL OR "outcome" IN ('completed', 'replied', 'unsubscribed', 'bounced', 'complained', 'goal', 'stopped', 'erased', 'exited')),
  ADD CONSTRAINT "enrollment_paused_at_check" CHECK (("state" = 'paused') = ("paused_at" IS NOT NULL)),
  ADD CONSTRAINT "enrollment_version_fkey" FOREIGN KEY ("sequence_id", "version") REFERENCES "sequence_version" ("sequence_id", "version");
ALTER TABLE "message"
  ADD CONSTRAINT "message_state_check" CHECK ("state" IN ('planned', 'claimed', 'transmitting', 'accepted', 'rejected', 'unknown')),
  ADD CONSTRAINT "message_sent_at_check" CHECK ("state" <> 'accepted' OR "sent_at" IS NOT NULL);
ALTER TABLE "inbound_message"
  ADD CONSTRAINT "inbound_message_kind_check" CHECK ("kind" IN ('captured', 'reply', 'bounce', 'complaint', 'auto-reply', 'unsubscribe', 'other'));
ALTER TABLE "operation"
  ADD CONSTRAINT "operation_status_check" CHECK ("status" IN ('queued', 'running', 'completed', 'failed', 'cancelled'));
ALTER TABLE "import_job"
  ADD CONSTRAINT "import_job_status_check" CHECK ("status" IN ('queued', 'running', 'paused', 'completed', 'failed', 'cancelled'));

-- A row whose tenant does not exist cannot be written.
ALTER TABLE "subscriber" ADD CONSTRAINT "subscriber_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE CASCADE;
ALTER TABLE "list" ADD CONSTRAINT "list_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE CASCADE;
ALTER TABLE "sequence" ADD CONSTRAINT "sequence_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE CASCADE;
ALTER TABLE "inbound_message" ADD CONSTRAINT "inbound_message_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE CASCADE;
ALTER TABLE "operation" ADD CONSTRAINT "operation_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE CASCADE;
ALTER TABLE "import_job" ADD CONSTRAINT "import_job_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE CASCADE;
ALTER TABLE "idempotency_key" ADD CONSTRAINT "idempotency_key_workspace_fkey" FOREIGN KEY ("workspace_id") REFERENCES "workspace" ("id") ON DELETE CASCADE;
