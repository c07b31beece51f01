import type { Locator } from 'playwright-core';
import type { Stage } from '../case';

/** A mistake in a form: what is done with the open form, then the field and its validation error. */
export interface Mistake {
  make: (form: Locator) => Promise<unknown>;
  field: string;
  message: string;
}

/** The form of a verb: the stage of its case, who opens it, and the possible mistakes. */
export interface VerbForm {
  verb: string;
  confirm: string;
  at: Stage;
  by: string;
  mistakes: Mistake[];
}

const nothing = async () => undefined;
/** The dispatcher of 长汀. */
export const DESK = 'changting.dispatcher';
/** A mediator of 汀州镇. */
const MEDIATOR = 'tingzhou.mediator';

/** Every form of the console with its possible mistakes. */
export const VERB_FORMS: VerbForm[] = [
  {
    verb: '受理',
    confirm: '确认受理',
    at: 'submitted',
    by: DESK,
    mistakes: [
      {
        make: (form) => form.getByLabel('纠纷类型').selectOption(''),
        field: '纠纷类型',
        message: '请填写“纠纷类型”。',
      },
    ],
  },
  {
    verb: '直接答复',
    confirm: '确认答复',
    at: 'submitted',
    by: DESK,
    mistakes: [
      { make: nothing, field: '答复内容', message: '请填写“答复内容”。' },
      {
        make: (form) => form.getByLabel('答复内容').fill('不行'),
        field: '答复内容',
        message: '“答复内容”太短，至少 5 个字。',
      },
    ],
  },
  {
    verb: '分流转办',
    confirm: '确认分派',
    at: 'accepted',
    by: DESK,
    mistakes: [
      { make: nothing, field: '承办组织', message: '请填写“承办组织”。' },
      {
        make: async (form) => {
          await form.getByRole('radio').first().check();
          await form.getByLabel('转办说明').fill('急'.repeat(501));
        },
        field: '转办说明',
        message: '“转办说明”太长，最多 500 个字。',
      },
    ],
  },
  {
    verb: '退回',
    confirm: '确认退回',
    at: 'dispatched',
    by: MEDIATOR,
    mistakes: [
      { make: nothing, field: '退回理由', message: '请填写“退回理由”。' },
      {
        make: (form) => form.getByLabel('退回理由').fill('不管'),
        field: '退回理由',
        message: '“退回理由”太短，至少 5 个字。',
      },
    ],
  },
  {
    verb: '签收并指派调解员',
    confirm: '确认指派',
    at: 'dispatched',
    by: MEDIATOR,
    mistakes: [{ make: nothing, field: '调解员', message: '请填写“调解员”。' }],
  },
  {
    verb: '记录进展',
    confirm: '保存记录',
    at: 'assigned',
    by: MEDIATOR,
    mistakes: [
      { make: nothing, field: '进展情况', message: '请填写“进展情况”。' },
      {
        make: async (form) => {
          await form.getByLabel('进展情况').fill('双方约定下周见面，先看现场。');
          await form.getByLabel('时间').fill('2099-01-01T09:00');
        },
        field: '时间',
        message: '“时间”不能晚于现在。',
      },
    ],
  },
  {
    verb: '登记调解结果',
    confirm: '确认结果',
    at: 'mediating',
    by: MEDIATOR,
    mistakes: [
      { make: nothing, field: '调解结果', message: '请填写“调解结果”。' },
      {
        make: (form) => form.getByRole('radio', { name: '达成书面协议' }).check(),
        field: '协议内容',
        message: '请填写“协议内容”。',
      },
      {
        make: async (form) => {
          await form.getByLabel('协议内容').fill('范小军于十日内修好漏水。');
          await form.getByLabel('履行期限').fill('2020-01-01');
        },
        field: '履行期限',
        message: '“履行期限”不能早于今天。',
      },
    ],
  },
  {
    verb: '结案',
    confirm: '确认结案',
    at: 'agreed',
    by: DESK,
    mistakes: [
      { make: nothing, field: '涉及人数', message: '请填写“涉及人数”。' },
      {
        make: (form) => form.getByLabel('涉及人数').fill('2'),
        field: '结案材料',
        message: '结案材料不齐，请补齐后勾选。',
      },
      {
        make: (form) => form.getByLabel('结案说明').fill('好'.repeat(2001)),
        field: '结案说明',
        message: '“结案说明”太长',
      },
    ],
  },
];
