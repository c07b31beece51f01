import { useEffect, useState } from 'react';
import { Button, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { CaseFile, CaseRecord } from '../../data/console/cases';
import type { VerbResult, Verb } from '../../data/console/verbs';
import { ActionMenu } from './ActionMenu';
import { arranged } from './actions';
import { useCaseFile } from '../show/useCaseFile';
import { loadVerbDialog, VerbDialog } from './LazyVerbDialog';

interface ActionButtonsProps {
  file: CaseFile;
  /** Refetches the case, after a verb and when somebody else changed it first. */
  refetch: () => Promise<unknown>;
  onDone?: ((result: VerbResult, verb: Verb) => void) | undefined;
  /** Verbs that the page performs in another way, as the desk dispatches on the map. */
  except?: readonly Verb[];
  /** Whether the buttons share the width of a phone. */
  stretch?: boolean;
}

/** The buttons and forms of a case's available actions. Only the database decides which these are. */
export function ActionButtons({ file, refetch, onDone, except = [], stretch = false }: ActionButtonsProps) {
  const translate = useTranslate();
  const [open, setOpen] = useState<Verb | null>(null);
  useEffect(() => void loadVerbDialog(), []);
  const verbs = file.actions.filter((verb) => !except.includes(verb));
  const { buttons, rest } = arranged(verbs, stretch ? 2 : 3);
  return (
    <>
      {verbs.length > 0 && (
        <Stack
          role="group"
          aria-label={translate('console.case.actions')}
          direction="row"
          useFlexGap
          spacing={1}
          sx={{ flexWrap: 'wrap' }}
        >
          {buttons.map((verb, index) => (
            <Button
              key={verb}
              variant={index === 0 ? 'contained' : 'outlined'}
              onClick={() => setOpen(verb)}
              sx={stretch ? { flex: '1 1 auto', minHeight: 44 } : {}}
            >
              {translate(`verb.${verb}`)}
            </Button>
          ))}
          <ActionMenu verbs={rest} onChoose={setOpen} tall={stretch} />
        </Stack>
      )}
      {open && (
        <VerbDialog
          key={open}
          verb={open}
          file={file}
          refetch={refetch}
          onClose={() => setOpen(null)}
          onDone={(result, verb) => {
            setOpen(null);
            onDone?.(result, verb);
          }}
        />
      )}
    </>
  );
}

/** Properties of the actions of a case next to a list or map. */
export interface CaseActionsProps extends Pick<ActionButtonsProps, 'onDone' | 'except' | 'stretch'> {
  /** The case as the list shows it; a newer version than the one read triggers a refetch. */
  case: Pick<CaseRecord, 'id' | 'version'>;
}

/** The actions of a case that is shown outside its own page. */
export function CaseActions({ case: row, ...buttons }: CaseActionsProps) {
  const { file, refetch } = useCaseFile(row.id);
  const behind = file !== undefined && file.case.version < row.version;
  useEffect(() => {
    if (behind) void refetch();
  }, [behind, row.version, refetch]);
  return file ? <ActionButtons {...buttons} file={file} refetch={refetch} /> : null;
}
