-- AlterTable
ALTER TABLE "import_chunk" ADD COLUMN "encoding" TEXT;
