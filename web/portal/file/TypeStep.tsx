import { Choices } from '../../ui/portal/Choices';
import { useText } from '../text';
import type { StepProps } from './step';
import { Suggestions } from './Suggestions';
import { typeName } from './typeName';

/** Question: the dispute type, first level, and below the chosen one its second level. */
export function TypeStep({ form, filing, wrong }: StepProps) {
  const text = useText();
  const { draft, change } = filing;
  const below = form.types.filter(({ parent_code }) => parent_code === draft.type && parent_code !== null);
  const detail = below.length > 0 && (
    <Choices
      id="type-detail"
      look="small"
      legend={text('type.detail')}
      value={draft.detail}
      onChange={(value) => change({ detail: value }, 'type_code')}
      choices={[
        ...below.map(({ code }) => ({ value: code, label: typeName(form.types, code, text) })),
        { value: '', label: text('type.any') },
      ]}
    />
  );
  return (
    <>
      <Suggestions form={form} filing={filing} />
      <Choices
        id="type_code"
        legend={text('type.legend')}
        hideLegend
        error={wrong('type_code')}
        value={draft.type}
        onChange={(value) => change({ type: value, detail: '' }, 'type_code')}
        choices={form.types
          .filter(({ parent_code }) => parent_code === null)
          .map(({ code, hint }) => ({
            value: code,
            label: typeName(form.types, code, text),
            hint: text.data === 'zh-CN' ? hint : null,
            more: detail,
          }))}
      />
    </>
  );
}
