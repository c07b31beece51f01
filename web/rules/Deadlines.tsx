import { useState } from 'react';
import Add from '@mui/icons-material/Add';
import { Alert, Button, Stack } from '@mui/material';
import { useTranslate } from 'react-admin';
import type { Stage } from '../data/console/records';
import { currentPolicies, type PolicyRecord } from '../data/console/rules';
import { useList } from '../data/hooks/useLists';
import { useRead } from '../data/hooks/useRead';
import { Panel } from '../ui/console/Panel';
import { Failed, Waiting } from '../ui/console/States';
import { OldPolicies } from './OldPolicies';
import { ofStage } from './policies';
import { EndDialog, PolicyDialog } from './PolicyDialogs';
import { PolicyTable } from './PolicyTable';
import { RulesFrame, useEditsRules } from './RulesFrame';

type Doing = { what: 'change' | 'end'; rule: PolicyRecord } | { what: 'add'; stage: Stage };

/**
 * The deadline rules in force by stage: the general one first, then the special ones, with their legal basis.
 */
export function Deadlines() {
  const translate = useTranslate();
  const edits = useEditsRules();
  const [doing, setDoing] = useState<Doing | null>(null);
  const { data, error, refetch } = useRead(['policies'], currentPolicies);
  const stages = useList('deadline_stages') as readonly Stage[];
  const byLaw = new Set(useList('deadline_stages_by_law'));
  const close = () => setDoing(null);
  return (
    <RulesFrame tab="deadlines">
      {error && <Failed error={error} retry={() => void refetch()} />}
      {!data && !error && <Waiting rows={8} />}
      {data && (
        <Stack spacing={2}>
          <Alert severity="info">{translate('console.rules.running_keep')}</Alert>
          {stages.map((stage) => (
            <Panel
              key={stage}
              title={translate(`stage.${stage}`)}
              aside={
                edits && !byLaw.has(stage) ? (
                  <Button
                    size="small"
                    startIcon={<Add />}
                    aria-label={translate('console.rules.add_to', { stage: translate(`stage.${stage}`) })}
                    onClick={() => setDoing({ what: 'add', stage })}
                    sx={{ minHeight: { xs: 44, md: 32 } }}
                  >
                    {translate('console.rules.add')}
                  </Button>
                ) : undefined
              }
            >
              {byLaw.has(stage) && (
                <Alert severity="info" sx={{ mb: 1 }}>
                  {translate('console.rules.by_law')}
                </Alert>
              )}
              <PolicyTable
                label={translate('console.rules.of_stage', { stage: translate(`stage.${stage}`) })}
                rules={ofStage(data, stage)}
                {...(edits &&
                  !byLaw.has(stage) && {
                    onChange: (rule: PolicyRecord) => setDoing({ what: 'change', rule }),
                    onEnd: (rule: PolicyRecord) => setDoing({ what: 'end', rule }),
                  })}
              />
              <OldPolicies stage={stage} />
            </Panel>
          ))}
        </Stack>
      )}
      {doing?.what === 'change' && <PolicyDialog rule={doing.rule} rules={data ?? []} onClose={close} />}
      {doing?.what === 'add' && <PolicyDialog stage={doing.stage} rules={data ?? []} onClose={close} />}
      {doing?.what === 'end' && <EndDialog rule={doing.rule} onClose={close} />}
    </RulesFrame>
  );
}
