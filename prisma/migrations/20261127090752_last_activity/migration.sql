-- CreateTable
CREATE TABLE "last_activity" (
    "workspace_id" UUID NOT NULL,
    "subscriber_id" UUID NOT NULL,
    "kind" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "last_activity_pkey" PRIMARY KEY ("subscriber_id","kind")
);

-- AddForeignKey
ALTER TABLE "last_activity" ADD CONSTRAINT "last_activity_subscriber_id_fkey" FOREIGN KEY ("subscriber_id") REFERENCES "subscriber"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- What Prisma's schema language cannot say.

ALTER TABLE "last_activity" ADD CONSTRAINT "last_activity_kind_check" CHECK ("kind" IN ('opened', 'clicked', 'replied'));

INSERT INTO "last_activity" ("workspace_id", "subscriber_id", "kind", "at")
SELECT e."workspace_id", e."subscriber_id", e."kind", max(e."at")
FROM "event" e JOIN "subscriber" p ON p."id" = e."subscriber_id" AND p."status" <> 'erased'
WHERE e."kind" IN ('opened', 'clicked', 'replied')
GROUP BY e."workspace_id", e."subscriber_id", e."kind";

-- Who did something since when: read without the table itself.
CREATE INDEX "last_activity_audience_idx" ON "last_activity" ("workspace_id", "kind", "at") INCLUDE ("subscriber_id");
