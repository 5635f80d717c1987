-- A request to confirm outlives its list: the link in its mail confirms what is left.
ALTER TABLE "opt_in" DROP CONSTRAINT "opt_in_list_id_fkey";

ALTER TABLE "opt_in" ADD CONSTRAINT "opt_in_list_id_fkey" FOREIGN KEY ("list_id") REFERENCES "list"("id") ON DELETE SET NULL ON UPDATE CASCADE;
