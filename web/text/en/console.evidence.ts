/** Photos of a case, in English. */
export default {
  title: 'Photos',
  one: 'Photo %{n}',
  open: 'Enlarge photo %{n}',
  removed: 'Removed',
  failed: 'Could not be opened',
  side: { applicant: 'From the applicant', respondent: 'From the other side', staff: 'Added by staff' },
};
