import { TextField } from '../field';

/** Why an operator does it, for the timeline. */
export function ReasonField() {
  return (
    <TextField
      id="reason"
      name="reason"
      label="Why (optional)"
      maxLength={500}
      hint="Shown in the timeline."
      autoComplete="off"
    />
  );
}
