-- CreateTable
CREATE TABLE "import_seen" (
    "workspace_id" UUID NOT NULL,
    "import_id" UUID NOT NULL,
    "hash" BYTEA NOT NULL,

    CONSTRAINT "import_seen_pkey" PRIMARY KEY ("import_id","hash")
);

-- AddForeignKey
ALTER TABLE "import_seen" ADD CONSTRAINT "import_seen_import_id_fkey" FOREIGN KEY ("import_id") REFERENCES "import_job"("id") ON DELETE CASCADE ON UPDATE CASCADE;
