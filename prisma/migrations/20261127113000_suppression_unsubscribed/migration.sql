-- An address that said no stays so when the profile that had it gets another address.
ALTER TABLE "suppression" DROP CONSTRAINT "suppression_reason_check";
ALTER TABLE "suppression" ADD CONSTRAINT "suppression_reason_check" CHECK ("reason" IN ('hardBounce', 'complaint', 'manual', 'imported', 'unsubscribed', 'erased'));
