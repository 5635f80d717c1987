-- AlterTable
ALTER TABLE "import_chunk" ADD COLUMN "file_name" TEXT;
