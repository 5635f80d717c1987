-- AlterTable
ALTER TABLE "privacy_request" ADD COLUMN     "answered_at" TIMESTAMPTZ(3),
ADD COLUMN     "answered_by" TEXT,
ADD COLUMN     "reason" TEXT;

-- CreateIndex
CREATE INDEX "privacy_request_subscriber_id_id_idx" ON "privacy_request"("subscriber_id", "id");

-- What Prisma's schema language cannot say.

ALTER TABLE "privacy_request" DROP CONSTRAINT "privacy_request_status_check";
ALTER TABLE "privacy_request"
  ADD CONSTRAINT "privacy_request_status_check" CHECK ("status" IN ('waiting', 'queued', 'running', 'completed', 'failed', 'declined'));
-- One erasure at a time of a person, beside what they asked for and what was declined.
DROP INDEX "privacy_request_erase_key";
CREATE UNIQUE INDEX "privacy_request_erase_key" ON "privacy_request" ("subscriber_id") WHERE "kind" = 'erase' AND "status" NOT IN ('waiting', 'declined');
-- What waits for an answer: few among all.
CREATE INDEX "privacy_request_waiting_idx" ON "privacy_request" ("workspace_id", "id") WHERE "status" = 'waiting';
