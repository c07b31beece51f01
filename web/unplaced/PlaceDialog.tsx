import { VerbDialog, useCaseFile } from '../case';

/** The form that sets a case's location, opened next to the list. */
export function PlaceDialog({
  id,
  onClose,
  onDone,
}: {
  id: string;
  onClose: () => void;
  onDone: () => void;
}) {
  const { file, refetch } = useCaseFile(id);
  return file ? (
    <VerbDialog verb="place_case" file={file} refetch={refetch} onClose={onClose} onDone={onDone} />
  ) : null;
}
