import { MailOpen } from 'lucide-react';

export default function NoMailOpen() {
  return (
    <div className="card flex flex-col items-center border-dashed px-6 py-16 text-center text-text-quiet">
      <MailOpen aria-hidden className="mb-3 size-8" />
      <p>Choose a mail to read it.</p>
    </div>
  );
}
