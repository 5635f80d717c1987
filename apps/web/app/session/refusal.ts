/** What a form shows when the API refuses: one sentence for the whole, and some per field. */
export interface Refusal {
  message: string;
  fields: Record<string, string[]>;
}
