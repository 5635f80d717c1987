import { TextField } from './field';

interface EraseConfirmationProps {
  /** To be typed; null where it is not known any more. */
  email: string | null;
  errors: readonly string[] | undefined;
}

/** What an erasure does, and the field that keeps it from happening by mistake. */
export function EraseConfirmation({ email, errors }: EraseConfirmationProps) {
  return (
    <>
      <p>
        They get no more mail from this moment. Address, names, fields, mails, notes and the words of the timeline are
        removed everywhere; files of exports are deleted. This cannot be undone.
      </p>
      {email !== null && (
        <TextField
          id="erase-confirmation"
          name="confirmation"
          label={
            <>
              Type <span className="font-mono break-all">{email}</span> to confirm
            </>
          }
          required
          autoComplete="off"
          errors={errors}
        />
      )}
    </>
  );
}
