import { useTranslate } from 'react-admin';
import type { Verb } from '../../data/console/verbs';
import { TextInput } from '../../ui/form/TextInput';

/** Verbs whose only input is a text. */
type WordsVerb = Extract<
  Verb,
  | 'request_info'
  | 'record_info'
  | 'withdraw_case'
  | 'escalate_case'
  | 'delegate_case'
  | 'recuse_mediator'
  | 'add_note'
  | 'urge_case'
  | 'resume_case'
  | 'clear_risk'
  | 'reopen_case'
  | 'issue_order'
>;

/** The form of a verb whose only input is a text. */
export function textFields(verb: WordsVerb, name: string, required: boolean) {
  return function WordsFields() {
    const translate = useTranslate();
    return (
      <TextInput
        name={name}
        label={translate(`console.life.label.${verb}`)}
        hint={translate(`console.life.words_hint.${verb}`)}
        lines={verb === 'request_info' ? 5 : 3}
        required={required}
      />
    );
  };
}
