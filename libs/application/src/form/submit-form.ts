import type { FormField } from '@dripemails/contracts';
import {
  customFieldOf,
  DomainError,
  type FieldDefinition,
  type FieldProblem,
  parseEmailAddress,
  parseFieldValue,
} from '@dripemails/domain';
import type { Actor } from '../actor.js';
import type { Clock } from '../clock.js';
import type { Visitor } from '../consent/mail-link.js';
import { checkedFields } from '../custom-field/checked-fields.js';
import type { CustomFieldRepository } from '../custom-field/custom-field-port.js';
import type { ListRepository } from '../list/list-port.js';
import type { Log } from '../logger.js';
import type { TextTokens } from '../message/token-port.js';
import type { StartOptIns } from '../opt-in/start-opt-ins.js';
import type { Orchestrator } from '../orchestrator-port.js';
import { tellChanged } from '../tell-changed.js';
import type { WorkspaceRecord, WorkspaceRepository } from '../workspace/workspace-port.js';
import { checkFormLists } from './manage-forms.js';
import type { FormContent, FormRecord, FormRepository, Submission } from './form-port.js';

export interface SubmitFormPorts {
  readonly forms: Pick<FormRepository, 'find' | 'submit'>;
  readonly customFields: Pick<CustomFieldRepository, 'definitions' | 'ensure'>;
  readonly lists: Pick<ListRepository, 'existing'>;
  readonly workspaces: Pick<WorkspaceRepository, 'get'>;
  readonly tokens: TextTokens;
  readonly orchestrator: Pick<Orchestrator, 'signalChanged'>;
  readonly clock: Clock;
  readonly log: Log;
}

/** A form as visitors see it. */
export interface OpenForm {
  readonly form: FormRecord;
  readonly workspace: WorkspaceRecord;
  /** Of the custom fields that it asks for. */
  readonly definitions: readonly FieldDefinition[];
  /** Says when the page was shown; goes into the page and comes back with it. */
  readonly stamp: string;
}

/** What a visitor sent, as texts by name; an absent one is empty. */
export interface FormInput {
  readonly values: Readonly<Record<string, string>>;
  readonly hasConsented: boolean;
  /** What stands in the field that no person sees. */
  readonly trap: string;
  /** Of the hosted page; empty from a form on another site. */
  readonly stamp: string;
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;
/** Nobody reads and fills a form in less, real ms. */
const FASTEST_MS = 1_500;
/** Longest text of a name. */
const NAME_LIMIT = 200;

/** What visitors do with a sign-up form, without signing in. The answer never tells whether an address was known. */
export class SubmitForm {
  constructor(
    private readonly ports: SubmitFormPorts,
    private readonly starter: Pick<StartOptIns, 'times' | 'startWorkflows' | 'askAgain'>,
  ) {}

  /** @throws DomainError `form.not_found` */
  async open(id: string): Promise<OpenForm> {
    const { forms, tokens, clock } = this.ports;
    const form = UUID.test(id) ? await forms.find(id) : null;
    if (form === null) throw new DomainError('form.not_found', 'There is no such form.');
    return { ...(await this.shown(form)), stamp: tokens.signText('form', `${form.id} ${clock.now()}`) };
  }

  /** A form that is being made, as its page would be opened. @throws DomainError `list.not_found` */
  async preview(actor: Actor, content: FormContent): Promise<OpenForm> {
    const now = this.ports.clock.now();
    const { workspaceId } = actor;
    await checkFormLists(this.ports.lists, workspaceId, content.listIds);
    const form = { ...content, id: 'preview', workspaceId, submissions: 0, createdAt: now, updatedAt: now };
    return { ...(await this.shown(form)), stamp: '' };
  }

  private async shown(form: FormRecord): Promise<Omit<OpenForm, 'stamp'>> {
    const { workspaces, customFields } = this.ports;
    const names = new Set(form.fields.map(({ target }) => customName(target)));
    const definitions = await customFields.definitions(form.workspaceId);
    return {
      form,
      workspace: await workspaces.get(form.workspaceId),
      definitions: definitions.filter(({ name }) => names.has(name)),
    };
  }

  /**
   * Takes what a visitor sent. What a machine sent is thrown away with the same answer. Lists that are gone are left out.
   * @throws DomainError `form.not_found`; `input.invalid` whose paths are the targets of the fields, `consent` or `form`
   */
  async execute(id: string, input: FormInput, visitor: Visitor): Promise<OpenForm> {
    const opened = await this.open(id);
    if (input.trap !== '') return opened;
    const { form } = opened;
    this.checkStamp(form, input.stamp);
    const person = await this.checked(opened, input);
    // what a visitor signed up for is theirs, whatever became of a list meanwhile
    const listIds = await this.ports.lists.existing(form.workspaceId, form.listIds);
    const listId = listIds.length === 1 ? (listIds[0] ?? null) : null;
    const source = `Form '${form.name}'`;
    const submission: Submission = {
      ...person,
      ...(await this.starter.times(form.workspaceId, listId)),
      evidence: { source, text: form.consentText, reason: null, at: this.ports.clock.now(), ...visitor },
    };
    const { subscriberId, isToConfirm, opened: requests, waiting } = await this.ports.forms.submit(form, submission);
    await tellChanged(this.ports, waiting, 'a form was submitted');
    await this.starter.startWorkflows(form.workspaceId, requests);
    if (isToConfirm && requests.length === 0 && subscriberId !== null)
      await this.starter.askAgain(form.workspaceId, { subscriberId, listId, listIds });
    return opened;
  }

  /** A page that was sent back at once was not read by a person; one press later it is taken. */
  private checkStamp(form: FormRecord, stamp: string): void {
    if (stamp === '') return;
    const [id, shownAt] = this.ports.tokens.verifyText('form', stamp)?.split(' ') ?? [];
    if (id === form.id && this.ports.clock.now() - Number(shownAt) >= FASTEST_MS) return;
    throw new DomainError('input.invalid', 'That was very quick.', [
      { path: 'form', message: 'That was very quick. Look it over and press the button again.' },
    ]);
  }

  private async checked(
    { form, definitions }: OpenForm,
    { values, hasConsented }: FormInput,
  ): Promise<Pick<Submission, 'email' | 'firstName' | 'lastName' | 'fields'>> {
    const problems: FieldProblem[] = [];
    const refuse = (path: string, message: string) => void problems.push({ path, message });
    // control characters are in no line that a person types, and the database takes not all of them
    const given = (field: FormField) => (values[field.target] ?? '').replaceAll(/\p{Cc}/gu, ' ').trim();
    const fields: Record<string, string> = {};
    for (const field of form.fields) {
      const value = given(field);
      const name = customName(field.target);
      if (value === '' && (field.required || field.target === 'email'))
        refuse(field.target, `Fill in “${field.label}”.`);
      else if (field.target === 'email') refuseBadAddress(value, refuse);
      else if (name === '' && value.length > NAME_LIMIT)
        refuse(field.target, `Write at most ${NAME_LIMIT} characters.`);
      else if (name !== '' && value !== '') {
        const definition = definitions.find((one) => one.name === name);
        const parsed = definition === undefined ? { value } : parseFieldValue(definition, value, 'text');
        if ('problem' in parsed) refuse(field.target, parsed.problem);
        else fields[name] = value;
      }
    }
    if (form.consentText !== '' && !hasConsented)
      refuse('consent', 'Tick the box to agree; without it we may not mail you.');
    if (problems.length > 0) throw new DomainError('input.invalid', 'Some fields have problems.', problems);
    const named = (target: string) => {
      const field = form.fields.find((one) => one.target === target);
      return field === undefined || given(field) === '' ? null : given(field);
    };
    return {
      email: parseEmailAddress(named('email') ?? ''),
      firstName: named('firstName'),
      lastName: named('lastName'),
      fields: await checkedFields(this.ports.customFields, form.workspaceId, fields),
    };
  }
}

/** The name of the custom field that a form asks for; empty for what everybody has. */
export function customName(target: string): string {
  return customFieldOf(target) ?? '';
}

function refuseBadAddress(value: string, refuse: (path: string, message: string) => void): void {
  try {
    parseEmailAddress(value);
  } catch (error) {
    if (!(error instanceof DomainError)) throw error;
    refuse('email', `${error.message} Write it as name@example.com.`);
  }
}
