/** The page of a link by which another party joins. */
export default {
  join: {
    title: 'You are invited to mediation',
    lead: 'To %{name}: %{organisation} has received a dispute that concerns you, and wants to hear you.',
    about: 'The matter',
    type: 'Kind of dispute',
    applicant: 'Who applied',
    organisation: 'Organisation in charge',
    call: 'Call %{phone}',
    mediator: 'Mediator',
    number: 'Case number',
    check:
      'If you doubt this page, call the number above or 12348 first. Nobody will ask you for money, bank cards or codes here.',
    decide: 'Do you want to take part?',
    decide_missing: 'Please choose one.',
    decision: { agree: 'Yes, take part', decline: 'No' },
    decision_hint: {
      agree: 'The mediator will contact you about a time.',
      decline: 'The mediator is told; it does you no harm.',
    },
    message: 'What you want to say',
    optional: '(may stay empty)',
    message_hint: 'Your side of the matter. Only the organisation reads it; it is not passed on.',
    count: '%{count} characters, at most %{max}',
    messages: 'Text me when something is planned (number and time only, never the matter)',
    version: '(Version %{version})',
    send: 'Send my decision',
    sending: 'Sending…',
    again:
      'Your decision may have arrived while the connection broke. Send once more to get your tracking code.',
    over: 'This link does not work any more.',
    over_hint: 'It was used, has expired or was revoked. Call whoever gave it to you and ask for a new one.',
    track: 'I have a number and a code',
    done: { agree: 'Received: you take part', decline: 'Received: you do not take part' },
    next: {
      agree:
        'The mediator will contact you about a time. Here you can follow, ask, confirm and sign at any time.',
      decline: 'The mediator has been told. Should you change your mind, agree on the page below.',
    },
    own: 'Please note your own code',
    code: 'Tracking code',
    own_hint: 'Number and code show you the case. Take a screenshot or write them down; tell nobody.',
    remember: 'Remember on this phone (not on a shared one)',
    open: 'Open the case',
  },
};
