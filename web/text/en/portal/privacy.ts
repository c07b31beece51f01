/** What a holder may ask about their own data. */
export default {
  holder: {
    privacy: 'Anything to explain (may stay empty)',
    privacy_hint: 'For example: what you want to see, which entry is wrong and what is right.',
  },
  privacy: {
    open: 'See, correct or erase my data',
    lead: 'You may see, copy and correct your personal data, and ask to have them erased when the case is closed. An administrator answers within the working days that the rules give.',
    kind: { copy: 'See or copy', correct: 'Correct', erase: 'Erase' },
    send: 'Send the request',
    sending: 'Sending…',
    cancel: 'Cancel',
    done: 'Your request has arrived. An administrator will answer in time.',
  },
};
