import type { Step } from '@dripemails/contracts';
import { useEditorWorld } from './editor-world';
import { EmailFields } from './email-fields';
import { BranchFields, ExitFields, GoalFields, SplitFields } from './flow-fields';
import { AiReviseFields, WebhookFields } from './outside-fields';
import { EnrollFields, ListFields, SetFieldFields, TagFields } from './people-fields';
import { WaitFields, WaitForEventFields } from './wait-fields';

export interface FieldsProps<Kind extends Step['kind'] = Step['kind']> {
  step: Extract<Step, { kind: Kind }>;
  path: string;
  place: string;
  /** What the API refused about one field of the step. */
  errors(field: string): readonly string[] | undefined;
  onChange(step: Step): void;
}

/** The fields of a step, by its kind. */
export function StepFields({ step, path, place }: { step: Step; path: string; place: string }) {
  const { editor, errorsAt } = useEditorWorld();
  const about = errorsAt(path);
  const shared = {
    path,
    place,
    errors: (field: string) => {
      const found = about.filter((one) => one.field === field || one.field.startsWith(`${field}.`));
      return found.length > 0 ? found.map(({ message }) => message) : undefined;
    },
    onChange: (next: Step) => editor.edit({ do: 'replace', path, step: next }),
  };
  switch (step.kind) {
    case 'email':
      return <EmailFields step={step} {...shared} />;
    case 'wait':
      return <WaitFields step={step} {...shared} />;
    case 'waitForEvent':
      return <WaitForEventFields step={step} {...shared} />;
    case 'branch':
      return <BranchFields step={step} {...shared} />;
    case 'split':
      return <SplitFields step={step} {...shared} />;
    case 'goal':
      return <GoalFields step={step} {...shared} />;
    case 'exit':
      return <ExitFields step={step} {...shared} />;
    case 'tag':
    case 'untag':
      return <TagFields step={step} {...shared} />;
    case 'setField':
      return <SetFieldFields step={step} {...shared} />;
    case 'addToList':
    case 'removeFromList':
      return <ListFields step={step} {...shared} />;
    case 'enroll':
      return <EnrollFields step={step} {...shared} />;
    case 'webhook':
      return <WebhookFields step={step} {...shared} />;
    case 'aiRevise':
      return <AiReviseFields step={step} {...shared} />;
  }
}
