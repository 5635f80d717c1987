-- AlterTable
ALTER TABLE "enrollment" ADD COLUMN "parked_at" TIMESTAMPTZ(3);

-- Who was held or paused before: since the last thing that happened to them, as every hold and pause is an event.
UPDATE "enrollment" e
SET "parked_at" = coalesce(e."paused_at", (SELECT max(v."at") FROM "event" v WHERE v."enrollment_id" = e."id"), e."enrolled_at")
WHERE e."parked" AND e."state" <> 'ended';
