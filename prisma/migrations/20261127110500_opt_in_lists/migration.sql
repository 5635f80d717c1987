-- AlterTable
ALTER TABLE "opt_in" ADD COLUMN     "list_ids" UUID[] DEFAULT ARRAY[]::UUID[],
ADD COLUMN     "list_names" TEXT[] DEFAULT ARRAY[]::TEXT[];

-- What was asked so far, as far as it is known: the list, or the lists of the form. Where a request for the same lists is
-- pending besides, the one of the form stays with mail as a whole.
UPDATE "opt_in" o SET "list_ids" = ARRAY[l."id"], "list_names" = ARRAY[l."name"] FROM "list" l WHERE l."id" = o."list_id";

UPDATE "opt_in" o SET "list_ids" = a."ids", "list_names" = a."names"
FROM (
    SELECT r."id", array_agg(l."id" ORDER BY l."id") AS "ids", array_agg(l."name" ORDER BY l."id") AS "names"
    FROM "opt_in" r
    JOIN "form" f ON f."id" = r."form_id" AND f."workspace_id" = r."workspace_id"
    JOIN "list" l ON l."workspace_id" = r."workspace_id" AND l."id" = ANY (f."list_ids")
    WHERE r."list_id" IS NULL
    GROUP BY r."id"
) a
WHERE a."id" = o."id" AND NOT EXISTS (
    SELECT 1 FROM "opt_in" e WHERE e."subscriber_id" = o."subscriber_id" AND e."state" = 'pending' AND e."list_ids" = a."ids"
);

-- What Prisma's schema language cannot say. One request of a person for the same lists is pending at a time.
DROP INDEX "opt_in_pending_key";
CREATE UNIQUE INDEX "opt_in_pending_key" ON "opt_in" ("subscriber_id", "list_ids") WHERE "state" = 'pending';
