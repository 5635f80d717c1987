interface Named {
  email: string;
  firstName: string | null;
  lastName: string | null;
}

/** What stands for the address of somebody who was erased. */
export const isErasedAddress = (email: string): boolean => email.endsWith('@erased.invalid');

/** What a person is called on a page: the name, or the address when there is none. */
export function personName({ email, firstName, lastName }: Named): string {
  if (isErasedAddress(email)) return 'Erased person';
  return [firstName, lastName].filter(Boolean).join(' ') || email;
}
