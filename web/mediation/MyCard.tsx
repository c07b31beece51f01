import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import { Box, Button, Stack, Typography } from '@mui/material';
import { useLocaleState, useTranslate } from 'react-admin';
import {
  ActionMenu,
  DueLight,
  FlagTags,
  GradeTag,
  StatusTag,
  typeName,
  useCaseFile,
  VerbDialog,
} from '../case';
import type { CaseRecord } from '../data/console/cases';
import type { Verb } from '../data/console/verbs';
import { casePath } from '../ui/console/links';
import { Tag } from '../ui/console/Tag';
import { ContactDialog } from './ContactDialog';

/** A mediator's most frequent actions, as buttons on the card; all others are in the menu. */
const QUICK: readonly Verb[] = ['log_session', 'resume_case', 'assign_mediator'];

interface MyCardProps {
  row: CaseRecord;
  /** What the reader may do with it now; empty until known. */
  actions: readonly Verb[];
  onChange: () => void;
  /** Whether its mediator is absent and the user is the deputy. */
  standingIn?: boolean;
}

/** What is known of the case, as a link to its page. */
function CardFacts({ row, standingIn }: Pick<MyCardProps, 'row' | 'standingIn'>) {
  const translate = useTranslate();
  const [locale] = useLocaleState();
  return (
    <Box
      component={Link}
      to={casePath(row.id)}
      sx={{
        flex: 1,
        p: 2,
        pb: 1.5,
        color: 'text.primary',
        textDecoration: 'none',
        display: 'grid',
        gap: 1,
        alignContent: 'start',
      }}
    >
      <Stack direction="row" spacing={0.75} useFlexGap sx={{ flexWrap: 'wrap', alignItems: 'center' }}>
        <GradeTag grade={row.grade} />
        <StatusTag status={row.status} />
        <FlagTags flags={row.flags} />
        {standingIn && (
          <Tag tone="amber">
            {translate('console.mine.standing_in_for', { name: row.mediator_name ?? '' })}
          </Tag>
        )}
        <Box sx={{ flex: 1 }} />
        <DueLight light={row.light} dueAt={row.due_at} stage={row.due_stage} />
      </Stack>
      <Typography
        sx={{
          fontSize: 16,
          display: '-webkit-box',
          WebkitLineClamp: 3,
          WebkitBoxOrient: 'vertical',
          overflow: 'hidden',
        }}
      >
        {row.summary}
      </Typography>
      <Typography variant="body2" color="text.secondary" sx={{ overflowWrap: 'anywhere' }}>
        {typeName(row, locale)} · {[row.region_path, row.place].filter(Boolean).join(' ')}
        <br />
        {row.number}
      </Typography>
    </Box>
  );
}

/** A case with what is needed standing at a door: how long, what, where, and the things done most. */
export function MyCard({ row, actions, onChange, standingIn = false }: MyCardProps) {
  const translate = useTranslate();
  const [doing, setDoing] = useState<Verb | 'contact' | null>(null);
  const quick = QUICK.find((verb) => actions.includes(verb));
  const stop = () => setDoing(null);
  return (
    <Box
      component="article"
      aria-label={row.number}
      sx={{
        display: 'flex',
        flexDirection: 'column',
        border: 1,
        borderColor: 'divider',
        borderRadius: 1,
        bgcolor: 'background.paper',
      }}
    >
      <CardFacts row={row} standingIn={standingIn} />
      <Stack direction="row" spacing={1} useFlexGap sx={{ p: 1.5, pt: 0, flexWrap: 'wrap' }}>
        <Button variant="outlined" sx={{ flex: 1, minHeight: 44 }} onClick={() => setDoing('contact')}>
          {translate('console.mine.contact')}
        </Button>
        {quick && (
          <Button variant="contained" sx={{ flex: 1, minHeight: 44 }} onClick={() => setDoing(quick)}>
            {translate(quick === 'log_session' ? 'console.mine.log' : `verb.${quick}`)}
          </Button>
        )}
        <ActionMenu verbs={actions.filter((verb) => verb !== quick)} onChoose={setDoing} tall />
      </Stack>
      {doing === 'contact' && <ContactDialog caseId={row.id} number={row.number} onClose={stop} />}
      {doing !== null && doing !== 'contact' && (
        <QuickForm
          row={row}
          verb={doing}
          onClose={stop}
          onDone={() => {
            stop();
            onChange();
          }}
        />
      )}
    </Box>
  );
}

interface QuickFormProps {
  row: CaseRecord;
  verb: Verb;
  onClose: () => void;
  onDone: () => void;
}

/**
 * The form of a verb without opening the case's page. It opens once the case has been read in the version
 * that the card shows, and then stays with its input, whatever happens to the case.
 */
function QuickForm({ row, verb, onClose, onDone }: QuickFormProps) {
  const { file, refetch } = useCaseFile(row.id);
  const [opened, setOpened] = useState(false);
  const known = file?.case.version ?? null;
  useEffect(() => {
    if (known === null || opened) return;
    if (known >= row.version) setOpened(true);
    else void refetch();
  }, [known, opened, row.version, refetch]);
  return file && opened ? (
    <VerbDialog verb={verb} file={file} refetch={refetch} onClose={onClose} onDone={onDone} />
  ) : null;
}
