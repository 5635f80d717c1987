-- Who may have an address again of which only the hash is kept, so that counts need not hash everybody.
ALTER TABLE "suppression" ADD COLUMN "holder_id" UUID;

CREATE INDEX "suppression_holder_idx" ON "suppression" ("workspace_id") WHERE "holder_id" IS NOT NULL;
