-- That somebody unsubscribed at an address, whatever else suppresses it by now.
ALTER TABLE "suppression" ADD COLUMN "said_no" BOOLEAN NOT NULL DEFAULT false;
UPDATE "suppression" SET "said_no" = true WHERE "reason" = 'unsubscribed';
