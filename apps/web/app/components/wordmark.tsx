/** The drop and the name. */
export function Wordmark({ compact = false }: { compact?: boolean }) {
  return (
    <p className="flex items-center gap-2 text-base font-semibold tracking-tight">
      <img src="/favicon.svg" alt="" width={24} height={24} />
      <span className={compact ? 'sr-only' : undefined}>DripEmails</span>
    </p>
  );
}
