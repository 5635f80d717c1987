import { useNavigation } from '@remix-run/react';
import type { ButtonHTMLAttributes } from 'react';
import { Button, type ButtonLook } from './button';

type SubmitButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'type'> & {
  look?: ButtonLook;
  /** What the button says while its own form is on the way, such as `Publishing…`. */
  busy: string;
};

/** A submit button that shows progress in its own words, keeps its place and cannot be pressed twice. */
export function SubmitButton({ busy, children, look = 'primary', ...rest }: SubmitButtonProps) {
  const navigation = useNavigation();
  const sent = navigation.formData;
  const isMine =
    sent !== undefined &&
    navigation.formMethod !== 'GET' &&
    (rest.name === undefined || sent.get(rest.name) === rest.value);
  return (
    <Button
      look={look}
      {...rest}
      aria-disabled={isMine || undefined}
      onClick={isMine ? (event) => event.preventDefault() : rest.onClick}
    >
      {isMine ? busy : children}
    </Button>
  );
}
