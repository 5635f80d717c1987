interface Named {
  email: string;
  firstName: string | null;
  lastName: string | null;
}

/** What a person is called on a page: the name, or the address when there is none. */
export function personName({ email, firstName, lastName }: Named): string {
  return [firstName, lastName].filter(Boolean).join(' ') || email;
}
