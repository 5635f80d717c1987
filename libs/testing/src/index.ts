export { testCertificates } from './certificates.js';
export { exclusively } from './exclusive.js';
export { freePort } from './free-port.js';
export { type MessageHeaders } from './message-headers.js';
export { temporalAddress } from './services.js';
export {
  type SinkAction,
  type SinkBehaviour,
  type SinkPhase,
  type SinkScript,
  type SinkTransaction,
} from './sink-behaviour.js';
export { startSmtpSink, type SinkMessage, type SmtpSink, type SmtpSinkOptions } from './smtp-sink.js';
export { startTlsFront, startTlsRefuser, type TlsFront } from './tls-front.js';
export { createTestDatabase, type TestDatabase } from './test-database.js';
export { until, type UntilOptions } from './until.js';
export {
  CHAT,
  startFakeChatServer,
  type ChatBehaviour,
  type ChatRequest,
  type FakeChatServer,
} from './fake-chat-server.js';
export { startFakeDnsServer, type DnsEntry, type DnsTrouble, type FakeDnsServer } from './fake-dns-server.js';
