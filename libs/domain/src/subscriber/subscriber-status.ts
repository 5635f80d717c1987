/** Whether a person may be mailed; only `active` may. Consent is never raised by an import or an API write. */
export type SubscriberStatus = 'unconfirmed' | 'active' | 'unsubscribed' | 'bounced' | 'complained' | 'erased';
