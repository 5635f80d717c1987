import { getFormProps, getInputProps, useForm } from '@conform-to/react';
import { getZodConstraint, parseWithZod } from '@conform-to/zod/v4';
import { data, redirect, type ActionFunctionArgs, type MetaFunction } from '@remix-run/node';
import { Form, useActionData, useSearchParams } from '@remix-run/react';
import { z } from 'zod';
import { TextField } from '../components/field';
import { Notice } from '../components/notice';
import { SubmitButton } from '../components/submit-button';
import { Wordmark } from '../components/wordmark';
import { safePath } from '../session/safe-path';
import { signIn } from '../session/sign-in.server';

const credentials = z.object({
  email: z.email('Enter your email address.'),
  password: z.string({ error: 'Enter your password.' }).min(1, 'Enter your password.'),
});

export const meta: MetaFunction = () => [{ title: 'Sign in · DripEmails' }];

export async function action({ request }: ActionFunctionArgs) {
  const form = await request.formData();
  const submission = parseWithZod(form, { schema: credentials });
  if (submission.status !== 'success') return data(submission.reply({ hideFields: ['password'] }), { status: 400 });
  const result = await signIn(submission.value.email, submission.value.password);
  if ('refused' in result)
    return data(submission.reply({ formErrors: [result.refused], hideFields: ['password'] }), { status: 400 });
  const headers = new Headers();
  for (const cookie of result.cookies) headers.append('Set-Cookie', cookie);
  return redirect(safePath(form.get('to')), { headers });
}

export default function SignIn() {
  const [params] = useSearchParams();
  const lastResult = useActionData<typeof action>();
  const [form, fields] = useForm({
    id: 'sign-in',
    lastResult,
    constraint: getZodConstraint(credentials),
    shouldRevalidate: 'onInput',
    onValidate: ({ formData }) => parseWithZod(formData, { schema: credentials }),
  });
  return (
    <main className="grid min-h-dvh place-items-center px-4 py-10">
      <div className="w-full max-w-sm">
        <div className="mb-6 flex justify-center">
          <Wordmark />
        </div>
        <div className="card p-6">
          <h1 className="mb-5 text-lg font-semibold">Sign in</h1>
          <Form method="post" {...getFormProps(form)} className="space-y-4">
            {form.errors && (
              <Notice tone="bad" id={form.errorId}>
                {form.errors.join(' ')}
              </Notice>
            )}
            <input type="hidden" name="to" value={params.get('to') ?? '/'} />
            <TextField
              {...getInputProps(fields.email, { type: 'email', ariaAttributes: false })}
              key="email"
              label="Email"
              autoComplete="username"
              autoFocus
              errors={fields.email.errors}
            />
            <TextField
              {...getInputProps(fields.password, { type: 'password', ariaAttributes: false })}
              key="password"
              label="Password"
              autoComplete="current-password"
              errors={fields.password.errors}
            />
            <SubmitButton busy="Signing in…" className="w-full">
              Sign in
            </SubmitButton>
          </Form>
        </div>
        <p className="mt-4 text-center text-xs text-text-quiet">
          Running the demo? Its email and password stand where you typed “npm start”.
        </p>
      </div>
    </main>
  );
}
