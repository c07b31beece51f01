import { useTranslate } from 'react-admin';
import { useDisputeTypes } from '../case';
import type { PolicyRecord } from '../data/console/rules';
import { useChannels } from '../data/hooks/useChannels';
import type { Conditions } from './policies';

/** Formats to which cases a rule applies, and how long it gives. */
export function usePolicyWords() {
  const translate = useTranslate();
  const types = useDisputeTypes();
  const channels = useChannels();
  const applies = ({ type_code: type, channel, grade, level }: Conditions) => {
    const parts = [
      type && (types.find((one) => one.value === type)?.label ?? type),
      channel && channels.nameOf(channel),
      grade && translate('console.rules.grade_value', { grade: translate(`grade.${grade}`) }),
      level && translate('console.rules.level_value', { level: translate(`console.level.${level}`) }),
    ].filter(Boolean);
    return parts.length > 0 ? parts.join(' · ') : translate('console.rules.general');
  };
  const length = ({ amount, unit }: Pick<PolicyRecord, 'amount' | 'unit'>) =>
    translate(`console.rules.length.${unit}`, { smart_count: amount });
  return { applies, length };
}
