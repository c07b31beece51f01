/** The course of a case beside its stages, in English. */
export default {
  people_count: 'People involved',
  people_count_hint: 'Both sides together; it goes into the statistics.',
  papers: 'Papers of the file',
  papers_hint: 'Tick each paper that lies in the file. All of them are needed to close.',
  paper: {
    application: 'Application for mediation',
    notice_of_rights: 'Notice of rights and duties',
    notice_of_ways: 'Notice of other ways',
    record: 'Record of mediation',
    agreement: 'Mediation agreement',
    oral_register: 'Register of the oral agreement',
  },
  reply: 'Reply to the source',
  reply_hint: 'The case came from elsewhere: tell the source how it ended.',
};
