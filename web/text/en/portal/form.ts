/** What forms of the portal say of inputs and refusals, in English. */
export default {
  form: {
    server_title: 'It was not sent',
    not_kept: 'This browser keeps nothing. Please finish in one go and do not close the page.',
    proof:
      'Many people are calling right now. Your device is solving a small sum to show that you are not a program. Please wait a few seconds.',
    proof_progress: 'Progress of the sum',
  },
  problem: {
    'applicant.for': {
      field_required: 'Say for whom: the name of the person or organisation.',
      field_too_short: 'A name has at least %{min} characters.',
      field_too_long: 'This name is too long: %{max} characters at most.',
    },
    'others.name': {
      field_required: 'Give the name, or remove this entry.',
      field_too_short: 'A name has at least %{min} characters.',
      field_too_long: 'This name is too long: %{max} characters at most.',
    },
    'others.phone': { invalid_phone: 'This is no telephone number. Leave it empty if you do not know it.' },
    type_code: { field_required: 'Choose the closest type.' },
    summary: {
      field_required: 'Please write what happened.',
      field_too_short: 'Please write a little more: at least %{min} characters.',
      field_too_long: 'This is too long: at most %{max} characters.',
    },
    danger: { field_required: 'Say whether anybody is in danger now.' },
    region_code: { field_required: 'Choose the county or district.' },
    'applicant.name': {
      field_required: 'Please fill in your name.',
      field_too_short: 'The name needs at least two characters.',
      field_too_long: 'The name is too long.',
    },
    'applicant.phone': {
      field_required: 'Please fill in your phone number, so that staff can reach you.',
      invalid_phone: 'This phone number is not valid. Is a digit missing or too many?',
    },
    'respondent.kind': { field_required: 'Say whether it is a person, an organisation, or not known.' },
    'respondent.name': {
      field_required: 'Fill in the name of the other side, or choose “I do not know”.',
      field_too_short: 'At least two characters; if you do not know the name, choose “I do not know”.',
    },
    'respondent.phone': { invalid_phone: 'This phone number is not valid. You may leave it empty.' },
    people_count: {
      invalid_value: 'Fill in a number of people, such as 3.',
      out_of_range: 'Fill in %{min} to %{max} people.',
    },
    amount: {
      invalid_value: 'Fill in an amount in figures, such as 5000.',
      out_of_range: 'The amount is too large. Please check.',
    },
    place: { field_too_long: 'This is too long: at most %{max} characters.' },
    consent_version: { field_required: 'Read the notice and tick the box first.' },
    info: {
      field_required: 'Please write what you add.',
      field_too_short: 'Please write a little more: at least %{min} characters.',
      field_too_long: 'This is too long: at most %{max} characters.',
    },
    reason: {
      field_required: 'Please say why you take it back.',
      field_too_short: 'Please write a little more: at least %{min} characters.',
      field_too_long: 'This is too long: at most %{max} characters.',
    },
  },
  error: {
    unknown: 'It did not work. Please try again later.',
    not_possible_now: 'The matter has moved on; this page shows where it stands.',
    risk_open:
      'There is a safety risk in this matter, so it cannot be taken back online. Please call the number above.',
    refused: 'This is not possible online now. Please try again later.',
    not_found: 'The system is not ready yet. Please try again later.',
    session_ended: 'The page was open for too long. Please reload it; your answers are kept.',
  },
};
