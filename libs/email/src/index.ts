export { marketingHeaders, type MarketingHeaderInput } from './headers/marketing-headers.js';
export { PostalMimeParser } from './parsing/postal-mime-parser.js';
export { LiquidConfirmationRenderer } from './rendering/liquid-confirmation-renderer.js';
export { LiquidMessageRenderer } from './rendering/liquid-message-renderer.js';
export { composeMail, type ComposedMail } from './transport/compose-mail.js';
export { NoRelayInquiry, OwnRelayInquiry } from './transport/relay-inquiry.js';
export { SmtpMessageTransport, type SmtpTransportOptions } from './transport/smtp-message-transport.js';
export { DnsSpfChecker, type DnsSpfCheckerOptions } from './authentication/dns-spf-checker.js';
