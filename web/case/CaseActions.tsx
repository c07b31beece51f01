import { useEffect, useState } from 'react';
import { Button, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { CaseFile } from '../data/cases';
import type { CaseRecord, VerbResult } from '../data/records';
import type { Verb } from '../data/verbs';
import { ActionMenu } from './ActionMenu';
import { arranged } from './actions';
import { useCaseFile } from './useCaseFile';
import { VerbDialog } from './VerbDialog';

interface ActionButtonsProps {
  file: CaseFile;
  /** Reads the case anew, after a verb and when somebody else was faster. */
  refetch: () => Promise<unknown>;
  onDone?: ((result: VerbResult, verb: Verb) => void) | undefined;
  /** Verbs that the page performs in its own way, as the desk dispatches on the map. */
  except?: readonly Verb[];
  /** Buttons that share the width of a phone. */
  stretch?: boolean;
}

/** The buttons and forms of what may be done with a case now. The database alone decides what that is. */
export function ActionButtons({ file, refetch, onDone, except = [], stretch = false }: ActionButtonsProps) {
  const translate = useTranslate();
  const [open, setOpen] = useState<Verb | null>(null);
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

/** Properties of the actions of a case beside a list or a map. */
export interface CaseActionsProps extends Pick<ActionButtonsProps, 'onDone' | 'except' | 'stretch'> {
  /** The case as the list knows it; a newer version than the one read has it read anew. */
  case: Pick<CaseRecord, 'id' | 'version'>;
}

/** The actions of a case that is shown elsewhere than on its own page. */
export function CaseActions({ case: row, ...buttons }: CaseActionsProps) {
  const { file, refetch } = useCaseFile(row.id);
  const behind = file !== undefined && file.case.version < row.version;
  useEffect(() => {
    if (behind) void refetch();
  }, [behind, row.version, refetch]);
  return file ? <ActionButtons {...buttons} file={file} refetch={refetch} /> : null;
}
