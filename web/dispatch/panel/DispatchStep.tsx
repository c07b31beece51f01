import { type RefObject } from 'react';
import { Box, Button, Typography } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { VerbResult } from '../../data/console/verbs';
import { Empty, Failed, Waiting } from '../../ui/console/States';
import { CandidateList } from './CandidateList';
import type { Candidate } from './candidates';
import { ConfirmDispatch } from './ConfirmDispatch';
import type { QueueCase } from '../queue/queue';
import type { useSuggestions } from './useSuggestions';

interface DispatchStepProps {
  row: QueueCase;
  suggestions: ReturnType<typeof useSuggestions>;
  chosen: string | null;
  pointed: string | null;
  onChoose: (id: string) => void;
  onPoint: (id: string | null) => void;
  onDone: (result: VerbResult, candidate: Candidate) => void;
  onStale: () => void;
  onCancel: () => void;
  /** Opens the map on a phone, where it is a separate view. */
  onMap: (() => void) | null;
  heading: RefObject<HTMLHeadingElement | null>;
}

/** The choice of an organisation: the ranked list and, once one is chosen, the confirmation. */
export function DispatchStep(props: DispatchStepProps) {
  const { row, suggestions, chosen, onChoose, onMap, heading } = props;
  const translate = useTranslate();
  const { candidates } = suggestions;
  const candidate = candidates.find(({ organisation_id }) => organisation_id === chosen);

  return (
    <Box component="section" aria-labelledby="dispatch-step" sx={{ display: 'grid', gap: 1.5 }}>
      <Box sx={{ display: 'flex', alignItems: 'baseline', gap: 1 }}>
        <Typography
          variant="h2"
          id="dispatch-step"
          ref={heading}
          tabIndex={-1}
          sx={{ flex: 1, outline: 'none' }}
        >
          {translate('dispatch.candidates.title')}
        </Typography>
        {onMap && candidates.length > 0 && (
          <Button size="small" onClick={onMap}>
            {translate('dispatch.candidates.on_map')}
          </Button>
        )}
      </Box>
      {candidate && (
        <ConfirmDispatch
          row={row}
          candidate={candidate}
          onDone={props.onDone}
          onStale={props.onStale}
          onCancel={props.onCancel}
        />
      )}
      {suggestions.isPending ? (
        <Waiting rows={4} height={76} />
      ) : suggestions.error ? (
        <Failed error={suggestions.error} retry={() => void suggestions.refetch()} />
      ) : candidates.length === 0 ? (
        <Empty
          title={translate('dispatch.candidates.none')}
          hint={translate('dispatch.candidates.none_hint')}
        />
      ) : (
        <CandidateList
          candidates={candidates}
          chosen={chosen}
          pointed={props.pointed}
          onChoose={onChoose}
          onPoint={props.onPoint}
        />
      )}
    </Box>
  );
}
