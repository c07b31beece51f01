/** Words of the photo picker, in English. */
export default {
  photos: {
    label: 'Photos',
    hint: 'The place, a contract, a receipt: up to 9. They are made smaller on your device, and where they were taken is removed.',
    take: 'Take or choose photos',
    working: 'Preparing the photos…',
    failed: '%{count} file(s) are no photos and were left out.',
    too_many: '%{max} at most; the rest were left out.',
    added: '%{count} photo(s) added.',
    removed: 'Photo removed.',
    one: 'Photo %{n}',
    remove: 'Remove',
    remove_one: 'Remove photo %{n}',
    sending: 'Sending photo %{n} of %{of}…',
  },
};
