import { useTranslate } from 'react-admin';
import { closingNeeds } from '../../data/console/caseParts';
import { useRead } from '../../data/hooks/useRead';
import { Failed, Waiting } from '../../ui/console/States';
import { CheckGroupInput } from '../../ui/form/CheckInput';
import { TextInput } from '../../ui/form/TextInput';
import { useCaseOfForm } from './caseOfForm';

/** Closing: statistics, documents of the file, reply to the source, and a note. */
export function CloseFields() {
  const translate = useTranslate();
  const file = useCaseOfForm();
  const { outcome, channel } = file.case;
  const needs = useRead(['closing', outcome, channel], (signal) =>
    closingNeeds(outcome ?? '', channel, signal),
  );
  if (needs.error) return <Failed error={needs.error} retry={() => void needs.refetch()} />;
  if (!needs.data) return <Waiting rows={3} />;
  const { papers, replyDuty } = needs.data;
  return (
    <>
      <TextInput
        name="people_count"
        label={translate('console.life.people_count')}
        hint={translate('console.life.people_count_hint')}
        type="number"
        min="1"
        required
      />
      {papers.length > 0 && (
        <CheckGroupInput
          name="papers"
          layout="column"
          label={translate('console.life.papers')}
          hint={translate('console.life.papers_hint')}
          required
          choices={papers.map((paper) => ({ value: paper, label: translate(`console.life.paper.${paper}`) }))}
        />
      )}
      {replyDuty && (
        <TextInput
          name="reply"
          label={translate('console.life.reply')}
          hint={translate('console.life.reply_hint')}
          lines={3}
          required
        />
      )}
      <TextInput
        name="note"
        label={translate('console.form.close_note')}
        hint={translate('console.form.close_hint')}
        lines={3}
      />
    </>
  );
}
